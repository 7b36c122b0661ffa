import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { Day } from "../../../protocol/day.ts";
import type { CircuitId } from "../../circuits/circuit-line.ts";
import type { CourierId, StoredEnvelope } from "../pickup.ts";
import type { UploadId } from "../spool.ts";
import type { SqliteSpool } from "../sqlite/sqlite-spool.ts";

/** What can be asked of a spool in another thread, by name. Values cross between threads by structured clone. */
export function operationsOf(spool: SqliteSpool) {
  const { pickup } = spool;
  return {
    put: (envelope: Uint8Array, digest: EnvelopeDigest) => spool.put(envelope, digest),
    putPart: (
      upload: UploadId,
      number: number,
      bytes: Uint8Array,
      headerLength: number | undefined,
      circuit: CircuitId | undefined,
    ) => spool.putPart(upload, number, bytes, headerLength, circuit),
    expectPart: (upload: UploadId, number: number) => spool.expectPart(upload, number),
    commit: (upload: UploadId, count: number, digest: EnvelopeDigest) => spool.commit(upload, count, digest),
    abandon: (upload: UploadId) => spool.abandon(upload),
    close: () => spool.close(),
    serve: (couriers: readonly CourierId[]) => pickup.serve(couriers),
    days: (courier: CourierId) => pickup.days(courier),
    page: (courier: CourierId, day: Day, after: EnvelopeId | undefined, most: number) =>
      pickup.page(courier, day, after, most),
    again: (day: Day, after: EnvelopeId | undefined, most: number) => pickup.again(day, after, most),
    expired: () => pickup.expired(),
    find: (id: EnvelopeId) => pickup.find(id),
    part: (envelope: StoredEnvelope, number: number) => pickup.part(envelope, number),
    acknowledge: (courier: CourierId, ids: readonly EnvelopeId[]) => pickup.acknowledge(courier, ids),
  };
}

export type Operations = ReturnType<typeof operationsOf>;
export type OperationName = keyof Operations;
