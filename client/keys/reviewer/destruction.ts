import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { leadsFrom } from "../../../crypto/documents/anchor-line.ts";
import { type Instant, instantOf, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import type { Period } from "../../../crypto/documents/period.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import { readBlob, UnreadableFile } from "../../browser/read-blob.ts";
import { BundleError } from "../../bundle/errors.ts";
import { readBundle } from "../../bundle/read-bundle.ts";
import { lookAhead } from "../../opening/beginnings.ts";
import { claimsToBeBundle, HEADER_BLOCK } from "../../opening/plaintext-kind.ts";
import { destroyable, latestWitness, withoutPeriods } from "../../vault/destruction.ts";
import { type Context, type Method, parsed } from "../method.ts";
import { PageError } from "../page-error.ts";
import { changed, type VaultMade } from "./methods.ts";

/** What may be destroyed, having seen a time at which a roster was called current. */
export interface Due {
  readonly witnessed: Instant;
  /** The periods whose keys have been over for longer than the grace by then. */
  readonly periods: readonly Period[];
  /** This machine's clock is before that: one of the two is wrong. */
  readonly isAhead: boolean;
}

/** Nothing is changed. */
const reviewerDue: Method<{ readonly file: File }, Due> = async ({ file }, context) => {
  const { witnessed, due } = await dueBy(file, context);
  const periods = due.map(({ notBefore, notAfter }) => ({ notBefore, notAfter }));
  return { witnessed, periods, isAhead: witnessed > instantOf(Date.now()) + SECONDS_PER_DAY };
};

const reviewerDestroy: Method<{ readonly file: File }, VaultMade> = async ({ file }, context) => {
  const { vault, passphrase } = context.open.of("reviewer");
  const { due } = await dueBy(file, context);
  try {
    return await changed(withoutPeriods(vault, due), passphrase, context);
  } catch (error) {
    // Its keys are overwritten, and it is in no file: what was open is of no use any more.
    context.open.close();
    throw error;
  }
};

export const DESTRUCTION_METHODS = { reviewerDue, reviewerDestroy };

async function dueBy(file: File, { open, primitives }: Context) {
  const { vault } = open.of("reviewer");
  if (!vault.anchor) throw new PageError("vault-of-steward");
  const witnessed = await witnessIn(file, vault.anchor, primitives);
  return { witnessed, due: destroyable(vault, witnessed) };
}

/** The latest time that a roster file, or any roster in a bundle, witnesses. @throws PageError */
async function witnessIn(file: File, anchor: Anchor, signatures: Signatures): Promise<Instant> {
  const { rosters, moves = [] } = await documentsOf(file, signatures);
  const latest = latestWitness(anchor, rosters, signatures);
  if (latest !== undefined) return latest;
  const hasMoved = moves.some((move) => leadsFrom(move, anchor));
  throw new PageError(hasMoved ? "witness-moved" : "witness-foreign", { file: file.name });
}

async function documentsOf(file: File, signatures: Signatures) {
  try {
    const { beginning, whole } = await lookAhead(readBlob(file), HEADER_BLOCK);
    if (claimsToBeBundle(beginning)) {
      const { documents, envelopes } = await readBundle(whole, signatures);
      await envelopes.return(undefined);
      return documents;
    }
    await whole.return(undefined);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new PageError("file-unreadable", { file: file.name });
    if (error instanceof BundleError) throw new PageError("not-a-witness", { file: file.name });
    throw error;
  }
  return { rosters: [await parsed(file, "not-a-witness", parseRosterFile)], moves: [] };
}
