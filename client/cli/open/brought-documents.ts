import { equalBytes } from "../../../crypto/bytes.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import { type FollowedLine, type KnownDocuments, knownDocuments } from "../../bundle/document-store.ts";
import { BundleError } from "../../bundle/errors.ts";
import { isKnownCourier } from "../../bundle/known-documents.ts";
import { type Bundle, readBundle } from "../../bundle/read-bundle.ts";
import { CliError } from "../errors.ts";
import { piecesOf } from "../pieces.ts";
import { warn } from "../say.ts";

/**
 * The rosters that came with bundles, verified against the reviewer's own anchor, and a word on who carried them: all
 * of this from the bundles' beginnings, before anything in them is opened.
 * @throws CliError file-…, bundle-refused for one whose beginning is not whole, or of another instance
 */
export async function broughtRosters(
  paths: readonly string[],
  own: FollowedLine | undefined,
  stop: AbortSignal,
): Promise<KnownDocuments["rosters"]> {
  const rosters: KnownDocuments["rosters"][number][] = [];
  for (const path of paths) {
    const bundle = await beginningOf(path, stop);
    if (!own) {
      warn(`Warning: who carried ${path}, and its rosters, were not checked: --anchor or --vault does that.`);
      continue;
    }
    if (!equalBytes(bundle.manifest.instance, own.line[0].instance)) {
      throw new CliError(
        "bundle-refused",
        `${path} is of another instance: use the anchor or vault of that one.`,
      );
    }
    const known = knownDocuments(own, bundle.documents, nodeSignatures);
    for (const roster of known.rosters) rosters.push(roster);
    warnAbout(path, bundle, known);
  }
  return rosters;
}

async function beginningOf(path: string, stop: AbortSignal): Promise<Bundle> {
  const pieces = piecesOf(path, stop);
  try {
    return await readBundle(pieces, nodeSignatures);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    throw new CliError("bundle-refused", `${path}: ${error.message}`);
  } finally {
    await pieces.return(undefined);
  }
}

function warnAbout(
  path: string,
  { courier, documents }: Bundle,
  { annexes, refused, hasMoved }: KnownDocuments,
): void {
  if (hasMoved)
    warn(
      `The instance has moved to the anchor ${anchorFingerprint(documents.anchor)}: compare that with a steward, and let your vault follow, in keys.html.`,
    );
  if (!isKnownCourier(annexes, courier)) {
    warn(
      `Warning: ${path} was signed by somebody who is no courier in any annex with it: ask who carried it.`,
    );
  }
  for (const { message } of refused) warn(`Warning: a document in ${path} does not count: ${message}`);
}
