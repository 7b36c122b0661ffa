import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { BundleError } from "../../bundle/errors.ts";
import { acknowledgeAll, ForeignBundle, idsInBundle, type Owner } from "../../courier/read-back.ts";
import type { CourierServers } from "../../courier/servers.ts";
import { CliError } from "../errors.ts";
import { piecesOf } from "../pieces.ts";
import type { PickupPaths } from "./paths.ts";
import { syncFolder } from "./write-tar.ts";

/**
 * Tells each server what is in the bundle that it had, and then that nothing is left to be told; unless one of which some
 * came has failed, or isn't asked now. @param from the addresses that all of it came from; undefined from a run before
 * they were noted @returns whether all were told @throws ServerError as CourierServers
 */
export async function acknowledge(
  paths: PickupPaths,
  servers: CourierServers,
  ids: readonly EnvelopeId[],
  from: readonly string[] | undefined,
): Promise<boolean> {
  await acknowledgeAll(servers, ids, from);
  const told = new Set(servers.left.map(({ address }) => address));
  const allTold = from ? from.every((address) => told.has(address)) : servers.failed.length === 0;
  if (allTold) await leaveAcknowledged(paths);
  return allTold;
}

/** Nothing is left to be told of the bundle. */
export async function leaveAcknowledged(paths: PickupPaths): Promise<true> {
  await rm(paths.unacknowledged, { force: true });
  await syncFolder(dirname(paths.bundle));
  return true;
}

/** The envelopes in the bundle which an earlier run left. @throws CliError bundle-refused */
export async function idsLeft(
  { bundle }: PickupPaths,
  owner: Owner,
  stop: AbortSignal,
): Promise<EnvelopeId[]> {
  try {
    return await idsInBundle(piecesOf(bundle, stop), owner, nodeSignatures);
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
