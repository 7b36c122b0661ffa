import { equalBytes } from "../../crypto/bytes.ts";
import type { InstanceId } from "../../crypto/documents/anchor.ts";
import type { VerifyingKey } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { EnvelopeId } from "../../protocol/addresses.ts";
import { MOST_RECEIPTS } from "../../protocol/http.ts";
import { readBundle } from "../bundle/read-bundle.ts";
import type { CourierServer } from "./server.ts";
import type { CourierServers } from "./servers.ts";

/** Whose bundle it must be. */
export interface Owner {
  readonly instance: InstanceId;
  readonly courier: VerifyingKey;
}

/** A bundle that another courier signed, or that is another instance's. */
export class ForeignBundle extends Error {
  override readonly name = "ForeignBundle";
}

/**
 * The envelopes that are in a bundle, read to its end: only what is there, whole, under this courier's signature, may be
 * acknowledged. One that is not what was signed, or isn't there, is no bundle to rely on.
 * @throws BundleError for whatever isn't whole; ForeignBundle; what the source of the bytes throws
 */
export async function idsInBundle(
  tar: AsyncIterable<Uint8Array>,
  owner: Owner,
  signatures: Signatures,
): Promise<EnvelopeId[]> {
  const { courier, manifest, envelopes } = await readBundle(tar, signatures);
  const ids: EnvelopeId[] = [];
  try {
    if (!equalBytes(courier, owner.courier) || !equalBytes(manifest.instance, owner.instance))
      throw new ForeignBundle();
    for await (const envelope of envelopes) {
      if (envelope.kind === "broken") throw envelope.error;
      for await (const _ of envelope.content);
      ids.push(envelope.listed.id);
    }
  } finally {
    await envelopes.return(undefined);
  }
  return ids;
}

/**
 * Tells each server what it had of a bundle, and of no other's envelopes. Unless all came from that one, what it had is
 * seen by what it still lists, since a bundle doesn't say where anything came from.
 * @param from the addresses that all of them came from, if that is known @throws ServerError as CourierServers
 */
export async function acknowledgeAll(
  servers: CourierServers,
  ids: readonly EnvelopeId[],
  from?: readonly string[],
): Promise<void> {
  await servers.each(async (server) => {
    const isOnly = from?.length === 1 && from[0] === server.address;
    const own = isOnly ? ids : await stillListed(server, new Set(ids));
    for (let at = 0; at < own.length; at += MOST_RECEIPTS) {
      await server.acknowledge(own.slice(at, at + MOST_RECEIPTS));
    }
  });
}

async function stillListed(server: CourierServer, ids: ReadonlySet<EnvelopeId>): Promise<EnvelopeId[]> {
  const own: EnvelopeId[] = [];
  for (const { day } of await server.days()) {
    for await (const { id } of server.listed(day)) if (ids.has(id)) own.push(id);
  }
  return own;
}
