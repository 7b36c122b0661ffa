import { equalBytes } from "../../crypto/bytes.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { joinSlots, parsePool, type Slot } from "../../protocol/letters.ts";
import { ServerError, type ServerErrorCode } from "../http/errors.ts";
import type { CourierServers, FailedServer } from "./servers.ts";

/** What a courier brings of the letters. */
export interface BroughtLetters {
  /** All of the day; of several servers those that each of them shows. Undefined if there are none to be had. */
  readonly pool: Uint8Array | undefined;
  /** Servers that should have had some, and why they had none. */
  readonly troubles: readonly FailedServer[];
}

/** A server's own trouble with letters, which is no reason to bring no tips from it. */
const WITHOUT: readonly ServerErrorCode[] = ["answer-refused", "server-busy"];

/** @throws ServerError as CourierServers, but for what concerns the letters alone */
export async function bringLetters(servers: CourierServers): Promise<BroughtLetters> {
  const troubles: FailedServer[] = [];
  const came = await servers.each(async (server) => {
    try {
      return await server.letters();
    } catch (error) {
      if (!(error instanceof ServerError && WITHOUT.includes(error.code))) throw error;
      troubles.push({ address: server.address, error });
      return undefined;
    }
  });
  const pools = came.flatMap(([, pool]) => (pool ? [parsePool(pool)] : []));
  return { pool: pools.length === 0 ? undefined : joinSlots(inEach(pools)), troubles };
}

/** Whether there is a letter, or what looks like one. */
export function bringsAny({ pool }: BroughtLetters): boolean {
  return pool !== undefined && pool.length > 0;
}

function inEach([first = [], ...others]: readonly (readonly Slot[])[]): Slot[] {
  const known = others.map((pool) => new Map(pool.map((slot) => [encodeHex(slot.ephemeral), slot.bytes])));
  return first.filter(({ ephemeral, bytes }) =>
    known.every((slots) => equalBytes(slots.get(encodeHex(ephemeral)) ?? new Uint8Array(0), bytes)),
  );
}
