import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { equalBytes } from "../../../crypto/bytes.ts";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import type { VerifyingKey } from "../../../crypto/ed25519.ts";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { MOST_RECEIPTS } from "../../../protocol/http.ts";
import { BundleError } from "../../bundle/errors.ts";
import { readBundle } from "../../bundle/read-bundle.ts";
import { CliError } from "../errors.ts";
import { piecesOf } from "../pieces.ts";
import type { PickupPaths } from "./paths.ts";
import type { CourierServer } from "./server.ts";
import { syncFolder } from "./write-tar.ts";

/** Tells the server what is in the bundle, and then that nothing is left to be told. @throws CliError as CourierServer */
export async function acknowledge(
  paths: PickupPaths,
  server: CourierServer,
  ids: readonly EnvelopeId[],
): Promise<void> {
  for (let at = 0; at < ids.length; at += MOST_RECEIPTS) {
    await server.acknowledge(ids.slice(at, at + MOST_RECEIPTS));
  }
  await leaveAcknowledged(paths);
}

/** Nothing is left to be told of the bundle. */
export async function leaveAcknowledged(paths: PickupPaths): Promise<void> {
  await rm(paths.unacknowledged, { force: true });
  await syncFolder(dirname(paths.bundle));
}

/**
 * The envelopes that are in the bundle which an earlier run left, read to its end: only what is there, whole, under
 * this courier's signature, may be acknowledged. @throws CliError bundle-refused
 */
export async function idsInBundle(
  { bundle }: PickupPaths,
  owner: { readonly instance: InstanceId; readonly courier: VerifyingKey },
  stop: AbortSignal,
): Promise<EnvelopeId[]> {
  const ids: EnvelopeId[] = [];
  try {
    const read = await readBundle(piecesOf(bundle, stop), nobleSignatures);
    if (!equalBytes(read.courier, owner.courier) || !equalBytes(read.manifest.instance, owner.instance)) {
      throw new CliError("bundle-refused", `${bundle} is another courier's: choose another --bundle.`);
    }
    for await (const envelope of read.envelopes) {
      if (envelope.kind === "broken") throw envelope.error;
      for await (const _ of envelope.content);
      ids.push(envelope.listed.id);
    }
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    throw new CliError(
      "bundle-refused",
      `${bundle}, which an earlier run left, is damaged: move it away, and run this again. (${error.message})`,
    );
  }
  return ids;
}
