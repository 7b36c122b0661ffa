import type { Within } from "../../reviewer/ways.ts";

/** What is said to a reviewer. */
export interface ReviewerStrings {
  readonly menu: {
    readonly heading: string;
    readonly enrol: string;
    readonly enrolDoes: string;
    readonly open: string;
    readonly openDoes: string;
    readonly restore: string;
    readonly restoreDoes: string;
  };
  /** What can be done with a vault that is open. */
  readonly ways: Readonly<Record<Within | "card", { readonly label: string; readonly does: string }>>;
  readonly enrol: {
    readonly heading: string;
    readonly lede: string;
    readonly handle: string;
    readonly handleHint: string;
    readonly languages: string;
    readonly act: string;
  };
  readonly made: {
    readonly heading: string;
    readonly saveVault: string;
    readonly vaultNext: string;
    readonly saveCard: string;
    readonly cardNext: string;
    readonly cardWords: string;
    readonly compareCard: string;
    readonly onward: string;
  };
  readonly renew: { readonly heading: string; readonly lede: string; readonly act: string };
  readonly destroy: {
    readonly heading: string;
    readonly lede: string;
    readonly choose: string;
    readonly witnessed: (day: string) => string;
    readonly nothing: string;
    readonly ahead: string;
    readonly goes: string;
    readonly span: (from: string, until: string) => string;
    readonly agree: string;
    readonly act: string;
  };
  readonly follow: {
    readonly heading: string;
    readonly lede: string;
    readonly choose: string;
    readonly hint: string;
    readonly fingerprint: string;
    readonly compared: string;
    readonly act: string;
  };
}
