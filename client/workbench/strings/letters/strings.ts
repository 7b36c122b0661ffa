import type { LetterCode } from "../../../letters/letter.ts";

/** What is said about answering sources. */
export interface LetterStrings {
  readonly heading: string;
  readonly lede: string;
  /** Beside a tip. */
  readonly thread: string;
  readonly threadTip: (name: string, day: string) => string;
  readonly thisTip: string;
  readonly byNobody: string;
  readonly numbered: (number: number, who: string, day: string) => string;
  readonly unsound: (who: string) => string;
  readonly sameNumber: string;
  readonly write: string;
  readonly writeWhy: string;
  readonly answered: (who: string, day: string) => string;
  /** What each coded letter is called on its button, and what its reader is told by it. */
  readonly codes: Readonly<Record<Exclude<LetterCode, "text">, readonly [called: string, reads: string]>>;
  readonly coded: string;
  readonly text: string;
  readonly language: string;
  readonly room: (bytes: number, most: number) => string;
  readonly tooLong: (bytes: number) => string;
  readonly sign: string;
  readonly signDraft: string;
  readonly takesTwo: string;
  readonly luring: string;
  readonly draftSaved: (name: string) => string;
  /** Why nothing can be written. */
  readonly cannot: Readonly<
    Record<"no-roster" | "not-given" | "unproven" | "not-opened" | "mailbox-weak", string>
  >;
  /** What became of a letter. */
  readonly fates: {
    readonly inNoBag: string;
    readonly notSeen: (made: string) => string;
    readonly seen: (since: string) => string;
    readonly expired: (last: string) => string;
  };
  readonly drafts: string;
  readonly draftTo: (tip: string) => string;
  /** Of one of which nobody can tell here where it goes. */
  readonly draftToNobody: string;
  readonly draftIs: (number: number, day: string, language: string) => string;
  readonly draftFor: string;
  readonly draftElsewhere: string;
  readonly signedBy: (who: string) => string;
  readonly refused: (why: string) => string;
  readonly waiting: string;
  readonly mySignature: string;
  readonly refuse: string;
  readonly refuseWhy: string;
  readonly take: string;
  readonly taken: string;
  readonly putAway: string;
  readonly openTip: string;
  readonly bag: string;
  readonly bagWhy: string;
  readonly plan: (letters: number, renewals: number, waiting: number) => string;
  readonly unreached: (letters: number) => string;
  readonly make: string;
  readonly sealing: (done: number, of: number) => string;
  readonly handed: (name: string, letters: number, renewals: number) => string;
  readonly check: string;
  readonly sure: string;
  readonly saved: (name: string) => string;
  readonly all: string;
  readonly none: string;
  /** In place of a tip's name, where none of the address is here. */
  readonly tipElsewhere: string;
  readonly columns: readonly [to: string, what: string, by: string, became: string];
  readonly pools: string;
}
