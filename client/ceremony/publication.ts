import { equalBytes } from "../../crypto/bytes.ts";
import { type Annex, verifyAnnex } from "../../crypto/documents/annex.ts";
import { encodeSignedDocument, type SignedDocument } from "../../crypto/documents/dsse.ts";
import { addSeconds, type Instant } from "../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { CLOCK_TOLERANCE, VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { type AnchorLine, inForce } from "./anchors.ts";
import { auditChain } from "./audit.ts";
import { pairName, signedName } from "./draft-names.ts";
import { CeremonyError } from "./errors.ts";
import { gatherKnown, type Known, type KnownRoster, type Named } from "./known.ts";
import type { PublicDocument } from "./public-document.ts";

/** A file to be written below `public/`, and its bytes. */
export interface PublicFile {
  readonly folder: "rosters" | "annexes";
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Documents = readonly Named<PublicDocument>[];

/**
 * The files that bring what is new to a server, in an order in which no roster comes before its annex. All of it
 * must verify under the anchor in force as the server will verify it, and make one chain with what is published.
 * What is there already is left out.
 * @param line its last anchor is the server's; older ones vouch for what was published under them
 * @throws CeremonyError nothing-to-publish, publish-refused
 */
export function planPublication(
  line: AnchorLine,
  published: Documents,
  fresh: Documents,
  now: Instant,
  signatures: Signatures,
): PublicFile[] {
  if (fresh.length === 0) throw new CeremonyError("nothing-to-publish");
  const before = gathered(line, published, signatures);
  const added = gathered(line, fresh, signatures);
  const after = gathered(line, [...published, ...fresh], signatures);
  checkChain(after);
  const rosters = added.rosters.filter((roster) => !isThere(roster, before));
  const annexes = added.annexes.filter(
    ({ document }) => !before.annexes.some((other) => equalBytes(other.document.payload, document.payload)),
  );
  for (const roster of rosters) {
    checkRoster(line, roster, after, now, signatures);
    checkNotOlder(roster, before);
  }
  for (const { annex, document } of annexes) {
    verified(`annex ${annex.sequence}`, () => verifyAnnex(inForce(line), document, signatures));
  }
  return [...annexes.map(annexFile), ...rosters.map(rosterFile)];
}

function gathered(line: AnchorLine, documents: Documents, signatures: Signatures): Known {
  const { known, refused } = gatherKnown(line, documents, signatures);
  const [first] = refused;
  if (first) throw new CeremonyError("publish-refused", `${first.name}: ${first.error.message}`);
  return known;
}

/** A gap in time is told and not refused: what is published late is better than what isn't. */
function checkChain(known: Known): void {
  const [broken] = auditChain(known).filter(({ kind }) => kind !== "gap" && kind !== "superseded");
  if (broken) throw new CeremonyError("publish-refused", broken.sentence);
}

function checkRoster(
  line: AnchorLine,
  known: KnownRoster,
  after: Known,
  now: Instant,
  signatures: Signatures,
): void {
  const { roster, digest, document, currencies } = known;
  const what = `roster ${roster.sequence}`;
  if (known.anchor !== line.length - 1)
    throw new CeremonyError("publish-refused", `${what} is signed under an anchor that was moved away from`);
  if (!after.annexes.some(({ annex }) => isAnnexOf(annex, digest)))
    throw new CeremonyError("publish-refused", `${what} has no annex: publish that with it`);
  const newest = currencies.at(-1);
  if (!newest) return;
  if (newest.currency.issued > addSeconds(now, CLOCK_TOLERANCE))
    throw new CeremonyError("publish-refused", `${what}: its currency statement is dated ahead`);
  const at = Math.max(now, roster.notBefore) as Instant;
  const file = { roster: document, currency: newest.document };
  verified(what, () => VerifiedRoster.verify(inForce(line), file, at, signatures));
}

/** Whether a server has a roster already, and the very statement that would come with it. */
function isThere({ digest, currencies }: KnownRoster, before: Known): boolean {
  const published = before.rosters.find((other) => equalBytes(other.digest, digest));
  const newest = currencies.at(-1);
  const same = (document: SignedDocument) =>
    published?.currencies.some((other) => equalBytes(other.document.payload, document.payload)) ?? false;
  return published !== undefined && (!newest || same(newest.document));
}

function checkNotOlder({ roster, digest, currencies }: KnownRoster, before: Known): void {
  const published = before.rosters.find((other) => equalBytes(other.digest, digest));
  const [ours, theirs] = [currencies.at(-1), published?.currencies.at(-1)];
  if (ours && theirs && ours.currency.issued < theirs.currency.issued) {
    throw new CeremonyError(
      "publish-refused",
      `roster ${roster.sequence} is published with a newer currency statement already`,
    );
  }
}

function verified(what: string, check: () => unknown): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CeremonyError("publish-refused", `${what}: ${error.message}`);
  }
}

function isAnnexOf(annex: Annex, digest: Uint8Array): boolean {
  return equalBytes(annex.roster, digest);
}

function annexFile({ annex, document }: Known["annexes"][number]): PublicFile {
  return { folder: "annexes", name: pairName(annex.sequence), bytes: encodeSignedDocument(document) };
}

function rosterFile({ roster, document, currencies }: KnownRoster): PublicFile {
  const newest = currencies.at(-1);
  const { sequence } = roster;
  return newest
    ? {
        folder: "rosters",
        name: pairName(sequence),
        bytes: encodeRosterFile({ roster: document, currency: newest.document }),
      }
    : { folder: "rosters", name: signedName(sequence), bytes: encodeSignedDocument(document) };
}
