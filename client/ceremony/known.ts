import { equalBytes } from "../../crypto/bytes.ts";
import type { AnchorLine } from "../../crypto/documents/anchor-line.ts";
import {
  annexInLine,
  currencyInLine,
  historyOf,
  type LineAnnex,
  type LineCurrency,
  type LineRoster,
  rosterInLine,
} from "../../crypto/documents/history.ts";
import { addSeconds, dayOf, type Instant } from "../../crypto/documents/instant.ts";
import { CLOCK_TOLERANCE } from "../../crypto/documents/verified-roster.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { PublicDocument } from "./public-document.ts";

/** A roster that verifies under an anchor of the line, at whatever time, with all that is known of it. */
export interface KnownRoster extends LineRoster {
  /** Which anchor of the line it stands under; null if it is signed under one that had been moved away from. */
  readonly anchor: number | null;
  /** In the order of their issue. */
  readonly currencies: readonly KnownCurrency[];
}

export type KnownCurrency = LineCurrency;

export type KnownAnnex = LineAnnex;

/** What somebody has seen of an instance; ascending by sequence. Forks and gaps are for the audit to find. */
export interface Known {
  readonly rosters: readonly KnownRoster[];
  readonly annexes: readonly KnownAnnex[];
}

/** A document and what to call it when something is wrong with it. */
export interface Named<T> {
  readonly name: string;
  readonly document: T;
}

/** Something that doesn't verify under any anchor of the line; the error is the newest anchor's. */
export interface Refusal {
  readonly name: string;
  readonly error: CryptoError;
}

/** Everything that verifies, once each, and all that doesn't. */
export function gatherKnown(
  line: AnchorLine,
  documents: readonly Named<PublicDocument>[],
  signatures: Signatures,
): { readonly known: Known; readonly refused: readonly Refusal[] } {
  const rosters: Gathered[] = [];
  const annexes: KnownAnnex[] = [];
  const refused: Refusal[] = [];
  for (const { name, document } of documents) {
    try {
      if (document.kind === "roster") addRoster(rosters, line, document, signatures);
      else addAnnex(annexes, annexInLine(line, document.annex, signatures));
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      refused.push({ name, error });
    }
  }
  const { rosters: placed, annexes: kept, outside } = historyOf(rosters, annexes);
  const strays = outside.flatMap((each) => ("roster" in each ? { ...each, anchor: null } : []));
  const all = [...placed, ...strays].sort((a, b) => a.roster.sequence - b.roster.sequence);
  return { known: { rosters: all, annexes: kept }, refused };
}

/** Of a roster's statements the newest that the newest anchor's stewards made: it alone can be in force. */
export function newestCurrency({ currencies }: KnownRoster): KnownCurrency | undefined {
  return currencies.findLast(({ isOfNewest }) => isOfNewest);
}

/** The same without the statements that are dated ahead of a clock by more than a day, and those. */
export function withoutAhead(
  known: Known,
  now: Instant,
): { readonly known: Known; readonly ahead: readonly KnownCurrency[] } {
  const latest = addSeconds(now, CLOCK_TOLERANCE);
  const parted = withoutStatements(known, ({ currency }) => currency.issued > latest);
  return { known: parted.known, ahead: parted.out };
}

/** What is known without some of the statements, and those. */
export function withoutStatements(
  known: Known,
  isOut: (statement: KnownCurrency, roster: KnownRoster) => boolean,
): { readonly known: Known; readonly out: readonly KnownCurrency[] } {
  const rosters = known.rosters.map((roster) => ({
    ...roster,
    currencies: roster.currencies.filter((each) => !isOut(each, roster)),
  }));
  const out = known.rosters.flatMap((roster) => roster.currencies.filter((each) => isOut(each, roster)));
  return { known: { ...known, rosters }, out };
}

/** What is said of a statement that is set aside. */
export function aheadSentence({ currency }: KnownCurrency, now: Instant): string {
  return (
    `The word that roster ${currency.sequence} is current is dated ${dayOf(currency.issued)}, and this machine says ` +
    `${dayOf(now)}: it is set aside. Find out whose clock is wrong; if it is the steward's, have them call it current anew.`
  );
}

type Gathered = Omit<KnownRoster, "anchor">;

/** The roster counts even where its statement doesn't. */
function addRoster(
  rosters: Gathered[],
  line: AnchorLine,
  { roster: document, currency }: PublicDocument & { kind: "roster" },
  signatures: Signatures,
): void {
  const read = rosterInLine(line, document, signatures);
  const at = rosters.findIndex(({ digest }) => equalBytes(digest, read.digest));
  const before = rosters[at];
  const roster = { ...joined(before, read), currencies: before?.currencies ?? [] };
  if (before) rosters[at] = roster;
  else rosters.push(roster);
  if (!currency) return;
  const statement = currencyInLine(line, roster, currency, signatures);
  rosters[rosters.indexOf(roster)] = { ...roster, currencies: withStatement(roster, statement) };
}

/** One roster may be signed twice, by others: it stands under the anchors of both. */
function joined(before: LineRoster | undefined, read: LineRoster): LineRoster {
  if (!before) return read;
  const anchors = [...new Set([...before.anchors, ...read.anchors])].sort((a, b) => a - b);
  return { ...(before.isOfNewest ? before : read), anchors };
}

function withStatement({ currencies }: Gathered, statement: KnownCurrency) {
  const isKnown = currencies.some(({ document }) => equalBytes(document.payload, statement.document.payload));
  if (isKnown) return currencies;
  return [...currencies, statement].sort((a, b) => a.currency.issued - b.currency.issued);
}

function addAnnex(annexes: KnownAnnex[], annex: KnownAnnex): void {
  const isKnown = annexes.some((other) => equalBytes(other.document.payload, annex.document.payload));
  if (!isKnown) annexes.push(annex);
}
