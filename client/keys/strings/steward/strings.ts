import type { Letters } from "../../../../crypto/documents/roster.ts";
import type { RemarkWords } from "../../../ceremony/remarks.ts";
import type { LettersChange, Unnamed } from "../../../ceremony/review-text.ts";
import type { NextStep } from "../../steward/model/standing.ts";
import type { Note } from "../../steward/model/take-in.ts";

/** Whether people who write are answered. */
export interface LettersStrings {
  readonly heading: string;
  readonly hint: string;
  readonly unsaid: string;
  readonly asBefore: (before: string) => string;
  /** By how many reviewers must sign a free text. */
  readonly signers: Readonly<Record<Letters, string>>;
}

/** What is said to a steward. */
export interface StewardStrings {
  readonly menu: {
    readonly heading: string;
    readonly begin: string;
    readonly beginDoes: string;
    readonly open: string;
    readonly openDoes: string;
  };
  readonly key: {
    readonly heading: string;
    readonly lede: string;
    readonly handle: string;
    readonly handleHint: string;
    readonly act: string;
  };
  readonly made: {
    readonly heading: string;
    readonly vault: string;
    readonly vaultNext: string;
    readonly words: string;
    readonly go: string;
  };
  readonly open: {
    readonly heading: string;
    readonly file: string;
    readonly fileHint: string;
    readonly never: string;
    readonly neverHint: string;
    readonly act: string;
  };
  readonly table: {
    readonly room: string;
    readonly you: string;
    readonly signed: string;
    readonly noCard: string;
    readonly box: (name: string, threshold: number, stewards: number) => string;
    readonly anchorWords: string;
    readonly brought: string;
    readonly save: string;
    readonly saveNext: string;
    readonly print: string;
    readonly sheet: string;
    readonly cardWords: (handle: string) => string;
    readonly until: (day: string) => string;
    readonly begins: (days: number, day: string) => string;
    readonly currentUntil: (day: string) => string;
    readonly kinds: Readonly<Record<"steward" | "reviewer" | "courier", string>>;
    readonly takeOut: (handle: string) => string;
    readonly more: string;
    readonly forOperator: string;
    readonly forOperatorNext: string;
    readonly file: (name: string) => string;
  };
  readonly remarks: RemarkWords;
  /** What is due, and what everybody in the room does now. */
  readonly next: Readonly<Record<NextStep, { readonly heading: string; readonly now: string }>>;
  readonly found: {
    readonly heading: string;
    readonly name: string;
    readonly nameHint: string;
    readonly threshold: string;
    readonly of: (threshold: number, stewards: number) => string;
    readonly act: string;
  };
  readonly draft: {
    readonly heading: string;
    readonly from: string;
    readonly goOn: string;
    readonly today: string;
    readonly inWeeks: (weeks: number) => string;
    readonly months: string;
    readonly count: (months: number) => string;
    readonly letters: LettersStrings;
    readonly act: string;
    readonly people: (reviewers: number, couriers: number) => string;
  };
  readonly day: (day: string) => string;
  readonly sign: {
    readonly reviewer: string;
    readonly courier: string;
    readonly steward: string;
    readonly roster: (sequence: number, from: string, to: string) => string;
    readonly joins: (handle: string, role: string) => string;
    readonly leaves: (handle: string, role: string) => string;
    readonly stay: (handles: string) => string;
    /** @param signers how many must sign a free text, as a draft says it */
    readonly letters: Readonly<Record<LettersChange, (signers: string) => string>>;
    readonly unnamed: Readonly<Record<Unnamed, string>>;
    readonly thresholds: (before: string, after: string) => string;
    readonly namesake: (number: number) => string;
    readonly alarms: string;
    readonly changes: string;
    readonly aloud: string;
    readonly act: string;
    readonly open: (from: string, to: string) => string;
    readonly move: string;
    readonly count: (signed: number, needed: number) => string;
  };
  readonly assemble: string;
  readonly freshen: string;
  readonly giveUp: {
    readonly heading: string;
    readonly lede: string;
    readonly act: string;
    readonly forget: string;
  };
  readonly move: {
    readonly heading: string;
    readonly lede: string;
    readonly leaves: (handle: string) => string;
    readonly act: string;
  };
  readonly notes: Readonly<Record<Note["note"], string>>;
}
