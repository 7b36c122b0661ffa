import { encodeDigest } from "../../../crypto/digest.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import { BundleError } from "../../bundle/errors.ts";
import { readBundle } from "../../bundle/read-bundle.ts";
import { CliError } from "../errors.ts";
import { piecesOf } from "../pieces.ts";

/**
 * The digests, in hexadecimal, of the envelopes that are in these bundles, whole: a list alone would prove nothing.
 * @throws CliError file-…, bundle-refused
 */
export async function digestsIn(paths: readonly string[], stop: AbortSignal): Promise<ReadonlySet<string>> {
  const digests = new Set<string>();
  for (const path of paths) {
    try {
      const { envelopes } = await readBundle(piecesOf(path, stop), nodeSignatures);
      for await (const envelope of envelopes) {
        if (envelope.kind === "broken") throw envelope.error;
        for await (const _ of envelope.content);
        digests.add(encodeDigest(envelope.listed.digest));
      }
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      throw new CliError("bundle-refused", `${path}: ${error.message}`);
    }
  }
  return digests;
}
