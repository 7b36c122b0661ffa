import { equalBytes } from "../../crypto/bytes.ts";
import { encodeInstant } from "../../crypto/documents/instant.ts";
import { gapsIn, newestBegun } from "./in-force.ts";
import { type Known, type KnownCurrency, type KnownRoster, withoutStatements } from "./known.ts";

/** What an audit of the chain can find (SPEC.md, "Chain"). Only `superseded` is in order. */
export type FindingKind =
  | "fork"
  | "skip"
  | "predecessor"
  | "moved"
  | "rollback"
  | "gap"
  | "annex"
  | "superseded";

export interface Finding {
  readonly kind: FindingKind;
  /** The roster it is about, the later one of two. */
  readonly sequence: number;
  /** A whole sentence. */
  readonly sentence: string;
}

type Check = (known: Known) => readonly Omit<Finding, "kind">[];

/** In the order in which it is said. */
const CHECKS: Readonly<Record<FindingKind, Check>> = {
  fork: forks,
  skip: skips,
  predecessor: predecessors,
  moved: moves,
  rollback: rollbacks,
  gap: gaps,
  annex: strayAnnexes,
  superseded,
};

/** Everything that is to be said about a set of rosters and annexes, in the order of the kinds above. */
export function auditChain(known: Known): Finding[] {
  return Object.entries(CHECKS).flatMap(([kind, check]) =>
    check(known).map((found) => ({ kind: kind as FindingKind, ...found })),
  );
}

export function isWrong({ kind }: Finding): boolean {
  return kind !== "superseded";
}

function forks({ rosters }: Known) {
  return pairs(rosters)
    .filter(([a, b]) => a.roster.sequence === b.roster.sequence)
    .map(([, { roster }]) => ({
      sequence: roster.sequence,
      sentence: `There are two different rosters ${roster.sequence}: the chain forks.`,
    }));
}

function skips({ rosters }: Known) {
  return pairs(rosters)
    .filter(([a, b]) => b.roster.sequence > a.roster.sequence + 1)
    .map(([a, b]) => {
      const [from, to] = [a.roster.sequence + 1, b.roster.sequence - 1];
      const missing = from === to ? `Roster ${from} is missing` : `Rosters ${from} to ${to} are missing`;
      return {
        sequence: b.roster.sequence,
        sentence: `${missing}: the chain skips, or not all of it was given.`,
      };
    });
}

function predecessors({ rosters }: Known) {
  return rosters.flatMap(({ roster }) => {
    const before = rosters.filter((other) => other.roster.sequence === roster.sequence - 1);
    const named = before.some(({ digest }) => roster.previous && equalBytes(digest, roster.previous));
    if (before.length === 0 || named) return [];
    return {
      sequence: roster.sequence,
      sentence: `Roster ${roster.sequence} names another predecessor than roster ${roster.sequence - 1}: the chain is broken.`,
    };
  });
}

function moves({ rosters }: Known) {
  return rosters
    .filter(({ anchor }) => anchor === null)
    .map(({ roster }) => ({
      sequence: roster.sequence,
      sentence: `Roster ${roster.sequence} is signed under an anchor that had been moved away from.`,
    }));
}

function rollbacks({ rosters }: Known) {
  return rosters.flatMap((old) => {
    const statement = old.currencies.find((each) => rollsBack(each, old, rosters));
    return statement ? { sequence: old.roster.sequence, sentence: rollbackSentence(statement) } : [];
  });
}

/** Whether a roster with a higher sequence had begun and been called current before. */
function rollsBack(
  { currency: { issued } }: KnownCurrency,
  old: KnownRoster,
  rosters: readonly KnownRoster[],
): boolean {
  return rosters.some(({ roster: { sequence, notBefore }, currencies }) => {
    const called = currencies.some(({ currency }) => currency.issued < issued);
    return sequence > old.roster.sequence && notBefore <= issued && called;
  });
}

/** The same without the statements that roll back, and those. */
export function withoutRollbacks(known: Known): {
  readonly known: Known;
  readonly rollbacks: readonly KnownCurrency[];
} {
  const parted = withoutStatements(known, (each, roster) => rollsBack(each, roster, known.rosters));
  return { known: parted.known, rollbacks: parted.out };
}

export function rollbackSentence({ currency: { sequence, issued } }: KnownCurrency): string {
  return `Roster ${sequence} was called current on ${encodeInstant(issued)}, when a later roster had been already: somebody rolls back.`;
}

/** Times between the first beginning and the last end at which no roster is in force. */
function gaps({ rosters }: Known) {
  return gapsIn(rosters).map(({ notBefore: from, notAfter: to }) => {
    const sequence = newestBegun(rosters, to)?.roster.sequence ?? rosters.at(-1)?.roster.sequence ?? 0;
    const [start, end] = [encodeInstant(from), encodeInstant(to)];
    return { sequence, sentence: `No roster is in force from ${start} to ${end}: there is a gap.` };
  });
}

function strayAnnexes({ rosters, annexes }: Known) {
  return annexes.flatMap(({ annex }, i) => {
    const { sequence } = annex;
    const [its] = rosters.filter(({ roster }) => roster.sequence === sequence);
    const twice = annexes.slice(0, i).some((other) => other.annex.sequence === sequence);
    if (twice) return { sequence, sentence: `There are two different annexes of roster ${sequence}.` };
    const fits = rosters.some(({ digest }) => equalBytes(digest, annex.roster));
    if (!its || fits) return [];
    return { sequence, sentence: `The annex ${sequence} belongs to another roster than roster ${sequence}.` };
  });
}

function superseded({ rosters }: Known) {
  return rosters.flatMap((old) => {
    const by = rosters.find(
      ({ roster }) => roster.sequence > old.roster.sequence && roster.notBefore < old.roster.notAfter,
    );
    if (!by) return [];
    const { sequence, notBefore } = by.roster;
    const when =
      notBefore <= old.roster.notBefore ? "before it begins" : `from ${encodeInstant(notBefore)} on`;
    return { sequence, sentence: `Roster ${sequence} takes the place of ${old.roster.sequence} ${when}.` };
  });
}

function pairs(rosters: readonly KnownRoster[]): [KnownRoster, KnownRoster][] {
  return rosters.slice(1).map((roster, i) => [rosters[i] ?? roster, roster]);
}
