import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { BundleError } from "../../bundle/errors.ts";
import { acknowledgeAll, ForeignBundle, idsInBundle, type Owner } from "../../courier/read-back.ts";
import type { CourierServer } from "../../courier/server.ts";
import { CliError } from "../errors.ts";
import { piecesOf } from "../pieces.ts";
import type { PickupPaths } from "./paths.ts";
import { syncFolder } from "./write-tar.ts";

/** Tells the server what is in the bundle, and then that nothing is left to be told. @throws ServerError as CourierServer */
export async function acknowledge(
  paths: PickupPaths,
  server: CourierServer,
  ids: readonly EnvelopeId[],
): Promise<void> {
  await acknowledgeAll(server, ids);
  await leaveAcknowledged(paths);
}

/** Nothing is left to be told of the bundle. */
export async function leaveAcknowledged(paths: PickupPaths): Promise<void> {
  await rm(paths.unacknowledged, { force: true });
  await syncFolder(dirname(paths.bundle));
}

/** The envelopes in the bundle which an earlier run left. @throws CliError bundle-refused */
export async function idsLeft(
  { bundle }: PickupPaths,
  owner: Owner,
  stop: AbortSignal,
): Promise<EnvelopeId[]> {
  try {
    return await idsInBundle(piecesOf(bundle, stop), owner, nobleSignatures);
  } catch (error) {
    if (error instanceof ForeignBundle)
      throw new CliError("bundle-refused", `${bundle} is another courier's: choose another --bundle.`);
    if (!(error instanceof BundleError)) throw error;
    throw new CliError(
      "bundle-refused",
      `${bundle}, which an earlier run left, is damaged: move it away, and run this again. (${error.message})`,
    );
  }
}
