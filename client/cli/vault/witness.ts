import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { leadsFrom } from "../../../crypto/documents/anchor-line.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import { latestWitness, witnessedTime } from "../../vault/destruction.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { documentsIn } from "../open/brought-documents.ts";
import { isBundle } from "../open/inputs.ts";

/**
 * The latest time that a roster file, or any roster file in a bundle, witnesses under the anchor of a vault.
 * @throws CliError file-…, document-refused, bundle-refused
 */
export async function witnessIn(path: string, anchor: Anchor, stop: AbortSignal): Promise<Instant> {
  if (!(await isBundle(path, stop))) {
    return await readDocument(path, (bytes) =>
      witnessedTime(anchor, parseRosterFile(bytes), nobleSignatures),
    );
  }
  const { rosters, moves } = await documentsIn(path, stop);
  const latest = latestWitness(anchor, rosters, nobleSignatures);
  if (latest !== undefined) return latest;
  if (moves?.some((move) => leadsFrom(move, anchor)))
    throw new CliError(
      "document-refused",
      `The instance has moved away from this vault's anchor: let it follow (vault follow), then run this again.`,
    );
  throw new CliError(
    "document-refused",
    `No roster in ${path} is of this vault's instance and signed: take another bundle, or a newer one.`,
  );
}
