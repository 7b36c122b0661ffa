import { equalBytes } from "../../crypto/bytes.ts";
import { type AnchorLine, inForce } from "../../crypto/documents/anchor-line.ts";
import { encodeSignedDocument } from "../../crypto/documents/dsse.ts";
import { dayOf, type Instant } from "../../crypto/documents/instant.ts";
import { encodeRosterFile, type RosterFile } from "../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import { refusalOf } from "../../crypto/errors.ts";
import { greatest } from "../../crypto/lists.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { auditChain } from "./audit.ts";
import { pairName, signedName } from "./draft-names.ts";
import { CeremonyError } from "./errors.ts";
import { firstBeginning } from "./in-force.ts";
import {
  aheadSentence,
  gatherKnown,
  type Known,
  type KnownAnnex,
  type KnownCurrency,
  type KnownRoster,
  type Named,
  newestCurrency,
  withoutAhead,
} from "./known.ts";
import type { PublicDocument } from "./public-document.ts";

/** A file to be written below `public/`, and its bytes. */
export interface PublicFile {
  readonly folder: "rosters" | "annexes";
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is not published, in a sentence. */
export interface LeftOut {
  readonly sentence: string;
  /** Somebody must look into it; else it is merely old. */
  readonly isWrong: boolean;
}

export interface Publication {
  /** In an order in which no roster comes before its annex. */
  readonly files: readonly PublicFile[];
  readonly left: readonly LeftOut[];
  /** When the first of all that is there then will begin, if none has yet. */
  readonly begins: Instant | undefined;
}

type Documents = readonly Named<PublicDocument>[];

/**
 * The files that bring what is new and counts to a server: what verifies as the server will verify it, and makes one
 * chain with what is published. The rest is left out, and named; what is there already is not.
 * @param line its last anchor is the server's; older ones vouch for what was published under them
 * @throws CeremonyError nothing-to-publish; publish-refused, if nothing new counts and something is wrong
 */
export function planPublication(
  line: AnchorLine,
  published: Documents,
  fresh: Documents,
  now: Instant,
  signatures: Signatures,
): Publication {
  if (fresh.length === 0) throw new CeremonyError("nothing-to-publish");
  // 1. What of both verifies, and isn't dated ahead.
  const { known: before } = withoutAhead(gatherKnown(line, published, signatures).known, now);
  const gathered = gatherKnown(line, fresh, signatures);
  const together = gatherKnown(line, [...published, ...fresh], signatures).known;
  const { known, ahead } = withoutAhead(gathered.known, now);
  const given = { ...known, rosters: known.rosters.map((roster) => placedIn(together, roster)) };
  const left: LeftOut[] = [
    ...gathered.refused.map(({ name, error }) => wrong(`${name}: ${error.message}`)),
    ...ahead.map((statement) => wrong(aheadSentence(statement, now))),
  ];
  // 2. Rosters with their annexes, as far as they make one chain with what is there.
  const { rosters, annexes } = newInChain(before, given, left);
  // 3. Of each roster the newest statement that holds.
  const all = { rosters: inOrder([...before.rosters, ...rosters]), annexes: before.annexes };
  const files = all.rosters.flatMap((roster) => {
    const news = given.rosters.find(({ digest }) => equalBytes(digest, roster.digest));
    const others = without(all, roster, given);
    const statement = news && freshStatement({ line, now, signatures }, others, roster, news, left);
    if (statement) return [pairFile(roster, statement)];
    return rosters.includes(roster) ? [signedFile(roster)] : [];
  });
  const [first] = left.filter(({ isWrong }) => isWrong);
  if (first && files.length + annexes.length === 0)
    throw new CeremonyError("publish-refused", first.sentence);
  const begins = firstBeginning(all.rosters, now);
  return { files: [...annexes.map(annexFile), ...files], left, begins };
}

/** A roster with the place in the line that it has beside all others. */
function placedIn({ rosters }: Known, roster: KnownRoster): KnownRoster {
  const same = rosters.find(({ digest }) => equalBytes(digest, roster.digest));
  return { ...roster, anchor: same?.anchor ?? null };
}

/** What of a chain is new beside another, ascending; what would break it is left out. */
function newInChain(before: Known, given: Known, left: LeftOut[]) {
  const rosters: KnownRoster[] = [];
  const annexes: KnownAnnex[] = [];
  for (const roster of given.rosters) {
    if (before.rosters.some(({ digest }) => equalBytes(digest, roster.digest))) continue;
    const alone = { ...roster, currencies: [] };
    const broken = newlyBroken({ rosters: [...before.rosters, ...rosters], annexes: [] }, alone);
    const hasAnnex = [...before.annexes, ...given.annexes].some((annex) => isAnnexOf(annex, roster));
    if (broken !== undefined) left.push(wrong(broken));
    else if (!hasAnnex)
      left.push(wrong(`Roster ${roster.roster.sequence} has no annex: publish that with it.`));
    else rosters.push(alone);
  }
  for (const annex of given.annexes) {
    const { sequence } = annex.annex;
    const there = before.annexes.filter((other) => other.annex.sequence === sequence);
    if (there.some((other) => equalBytes(other.document.payload, annex.document.payload))) continue;
    if (there.length > 0) left.push(wrong(`There are two different annexes of roster ${sequence}.`));
    else if (![...before.rosters, ...rosters].some((roster) => isAnnexOf(annex, roster)))
      left.push(wrong(`Annex ${sequence} belongs to no roster that is, or comes to be, published.`));
    else annexes.push(annex);
  }
  return { rosters, annexes };
}

/**
 * What one more roster would break in a chain. A gap in time is no reason: what comes late is better than nothing. Nor
 * is a statement for an older one that it proves to roll back: that one is wrong, and would keep an emergency away.
 */
function newlyBroken(known: Known, more: KnownRoster): string | undefined {
  const broken = (rosters: readonly KnownRoster[]) =>
    auditChain({ ...known, rosters: inOrder(rosters) })
      .filter(({ kind }) => kind !== "gap" && kind !== "superseded")
      .filter(({ kind, sequence }) => kind !== "rollback" || sequence === more.roster.sequence)
      .map(({ sentence }) => sentence);
  const before = broken(known.rosters);
  return broken([...known.rosters, more]).find((sentence) => !before.includes(sentence));
}

interface Publishing {
  readonly line: AnchorLine;
  readonly now: Instant;
  readonly signatures: Signatures;
}

/** The newest statement for a roster, if it holds and is newer than the one that is there. */
function freshStatement(
  { line, now, signatures }: Publishing,
  others: Known,
  roster: KnownRoster,
  given: KnownRoster,
  left: LeftOut[],
): KnownCurrency | undefined {
  const newest = newestCurrency(given);
  const published = newestCurrency(roster);
  if (!newest || (published && equalBytes(published.document.payload, newest.document.payload)))
    return undefined;
  const { sequence, notAfter } = roster.roster;
  if (notAfter <= now) return undefined;
  const named = `The word of ${dayOf(newest.currency.issued)} that roster ${sequence} is current`;
  if (published && newest.currency.issued < published.currency.issued) {
    left.push(old(`${named} is older than the one that is published.`));
    return undefined;
  }
  // As the server will judge it: now, or once its roster has begun.
  const [at, file] = [greatest([now], roster.roster.notBefore), fileOf(roster, newest)];
  const refusal = refusalOf(() => VerifiedRoster.verify(inForce(line), file, at, signatures));
  if (refusal) {
    left.push(old(`${named}: ${refusal.message}`));
    return undefined;
  }
  const rollback = newlyBroken(others, { ...roster, currencies: [newest] });
  if (rollback === undefined) return newest;
  left.push(wrong(rollback));
  return undefined;
}

/** The other rosters, and what is said of them already or comes with this one. */
function without(known: Known, roster: KnownRoster, given: Known): Known {
  const others = known.rosters.filter((other) => other !== roster);
  const rosters = others.map((other) => {
    const news = given.rosters.find(({ digest }) => equalBytes(digest, other.digest));
    return { ...other, currencies: [...other.currencies, ...(news?.currencies ?? [])] };
  });
  return { ...known, rosters };
}

function inOrder(rosters: readonly KnownRoster[]): KnownRoster[] {
  return rosters.toSorted((a, b) => a.roster.sequence - b.roster.sequence);
}

function wrong(sentence: string): LeftOut {
  return { sentence, isWrong: true };
}

function old(sentence: string): LeftOut {
  return { sentence, isWrong: false };
}

function isAnnexOf({ annex }: KnownAnnex, { digest }: KnownRoster): boolean {
  return equalBytes(annex.roster, digest);
}

function annexFile({ annex, document }: KnownAnnex): PublicFile {
  return { folder: "annexes", name: pairName(annex.sequence), bytes: encodeSignedDocument(document) };
}

function pairFile(roster: KnownRoster, statement: KnownCurrency): PublicFile {
  const bytes = encodeRosterFile(fileOf(roster, statement));
  return { folder: "rosters", name: pairName(roster.roster.sequence), bytes };
}

function fileOf({ document }: KnownRoster, statement: KnownCurrency): RosterFile {
  return { roster: document, currency: statement.document };
}

function signedFile({ roster, document }: KnownRoster): PublicFile {
  return { folder: "rosters", name: signedName(roster.sequence), bytes: encodeSignedDocument(document) };
}
