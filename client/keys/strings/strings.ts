import type { CompareStrings } from "../../browser/view/compare.tsx";
import type { Language } from "../../report/vocabulary/languages.ts";
import type { Start } from "../dates.ts";
import type { FileKind } from "../file-kind.ts";
import type { ErrorCode } from "../page-error.ts";
import type { CourierStrings } from "./courier/strings.ts";
import type { ReviewerStrings } from "./reviewer/strings.ts";
import type { StewardStrings } from "./steward/strings.ts";
import type { VaultStrings } from "./vault/strings.ts";

/** The roles, in the order in which they are offered. */
export const ROLE_NAMES = ["reviewer", "steward", "courier"] as const;

export type RoleName = (typeof ROLE_NAMES)[number];

/** Everything the page says, in one language. A language file that lacks a word doesn't compile. */
export interface Strings {
  readonly language: Language;
  /** The language's own name, in its own script. */
  readonly name: string;
  readonly title: string;
  readonly noScript: string;
  readonly chooseLanguage: string;
  /** Back to the choice of roles. */
  readonly leave: string;
  readonly back: string;
  readonly roles: Readonly<Record<RoleName, { readonly name: string; readonly does: string }>>;
  readonly first: FirstStrings;
  readonly doing: {
    readonly working: string;
    readonly left: (seconds: number) => string;
    readonly slow: string;
  };
  readonly passphrase: {
    readonly chosen: string;
    readonly again: string;
    readonly advice: string;
    readonly short: string;
    readonly unlike: string;
  };
  readonly when: {
    readonly from: string;
    readonly starts: Readonly<Record<Start, string>>;
    /** @param day `2026-11-30` */
    readonly start: (name: string, day: string) => string;
    readonly howLong: string;
    readonly months: (count: number) => string;
  };
  /** For which instance. */
  readonly instance: {
    readonly choose: string;
    readonly hint: string;
    readonly isFor: (instance: string) => string;
    readonly compared: string;
  };
  readonly print: string;
  readonly saving: { readonly check: string; readonly same: string; readonly other: string };
  readonly aboutFile: (file: string, sentence: string) => string;
  /** Two sentences, one after the other. */
  readonly together: (first: string, second: string) => string;
  /** What a file is that was chosen in place of another. */
  readonly found: Readonly<Record<FileKind, string>>;
  /** What is wrong, and what to do next. */
  readonly errors: Readonly<Record<ErrorCode, string>>;
  readonly vault: VaultStrings;
  readonly reviewer: ReviewerStrings;
  readonly courier: CourierStrings;
  readonly steward: StewardStrings;
}

export interface FirstStrings {
  readonly heading: string;
  readonly lede: string;
  readonly offline: string;
  readonly slow: string;
  readonly who: string;
  readonly compare: CompareStrings;
}
