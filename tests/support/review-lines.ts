import { SIGNERS, warningInEnglish } from "../../client/ceremony/english.ts";
import type { AnchorSeen, MovedSteward, ReviewedMove } from "../../client/ceremony/move-review.ts";
import type { Warning } from "../../client/ceremony/remarks.ts";
import { shortDigest } from "../../client/ceremony/review.ts";
import type {
  LettersChange,
  ReviewedPerson,
  ReviewedRoster,
  Unnamed,
} from "../../client/ceremony/review-text.ts";
import { encodeInstant } from "../../crypto/documents/instant.ts";
import type { Period } from "../../crypto/documents/period.ts";
import { lettersOf } from "../../crypto/documents/roster.ts";

/** What a draft changes, and what is to be known of it, line by line, in English. */
export function reviewLines({ rosters, move, warnings }: Reviewed): string[] {
  return [
    ...rosters.flatMap(rosterLines),
    ...(move ? moveLines(move) : []),
    ...warnings.map(warningInEnglish),
  ];
}

export interface Reviewed {
  readonly rosters: readonly ReviewedRoster[];
  readonly move?: ReviewedMove | undefined;
  readonly warnings: readonly Warning[];
}

function rosterLines({ roster, digest, before, letters, people }: ReviewedRoster): string[] {
  return [
    `Roster ${roster.sequence}, ${span(roster)}, digest ${shortDigest(digest)}`,
    before ? `  against roster ${before.sequence}, ${span(before)}` : "  the first roster of all",
    ...(letters ? [`  letters        ${LETTERS[letters](SIGNERS[lettersOf(roster)])}`] : []),
    ...people.map(personLine),
  ];
}

const LETTERS: Readonly<Record<LettersChange, (signers: string) => string>> = {
  first: (signers) => signers,
  begin: (signers) => `BEGIN: ${signers}; before, none were given`,
  end: () => "END: nobody is answered any more, and no codename is offered",
  fewer: (signers) => `NEED FEWER SIGNATURES: ${signers}; before, two had to`,
  more: (signers) => `need more signatures: ${signers}; before, one had to`,
};

const UNNAMED: Readonly<Record<Unnamed, string>> = {
  "no-card": "(no card)",
  "no-annex": "(the annex with the name is not known)",
  unopened: "(not opened)",
  sealed: "(the name is sealed to the stewards of that time: ask one)",
  absent: "(no name)",
};

function personLine(person: ReviewedPerson): string {
  const { who, change, number, handle, words, newKeys, namesake } = person;
  const what = who === "courier" ? `courier ${change}` : change;
  const name = handle ?? UNNAMED[person.unnamed ?? "absent"];
  const keys = newKeys === undefined ? "" : newKeys ? ", new keys" : ", the same keys";
  // Who comes under a name that another had, or one that looks like it, may be somebody else.
  const note =
    namesake === undefined ? "" : `, WITH ANOTHER SIGNING KEY than reviewer ${namesake} of that name`;
  return `  ${what.padEnd(14)} ${String(number).padStart(3)}  ${name}${note}${keys}: ${words}`;
}

function moveLines({ name, from, to, stewards }: ReviewedMove): string[] {
  const threshold = (anchor: AnchorSeen) => `${anchor.threshold} of ${anchor.stewards}`;
  return [
    `The instance "${name}" moves to a new anchor.`,
    `  from           ${from.fingerprint}`,
    `  to             ${to.fingerprint}`,
    `  threshold      ${threshold(from)}, then ${threshold(to)}`,
    ...stewards.map(stewardLine),
  ];
}

function stewardLine({ change, handle, words }: MovedSteward): string {
  return `  ${change.padEnd(14)} ${handle === undefined ? words : `${handle}: ${words}`}`;
}

/** `2027-01-01T00:00:00Z to 2027-02-01T00:00:00Z` */
function span({ notBefore, notAfter }: Period): string {
  return `${encodeInstant(notBefore)} to ${encodeInstant(notAfter)}`;
}
