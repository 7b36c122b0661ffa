import type { SourceErrorCode, SourceFailure } from "./errors.ts";
import type { Verified } from "./worker/messages.ts";

/** Whether anybody may be trusted with what is typed here. */
export type Trust =
  | { readonly state: "checking" }
  | { readonly state: "verified"; readonly verified: Verified }
  /** Nothing can be sealed, and why. */
  | ({ readonly state: "refused" } & SourceFailure)
  /** The page was opened from a file, and the roster must be given to it; and what was wrong with the last. */
  | { readonly state: "wanted"; readonly failure?: SourceFailure };

export interface Progress {
  /** A tip from this page, or a file that was sealed earlier. */
  readonly what: "tip" | "file";
  /** Bytes that are on the server's disk. */
  readonly stored: number;
  /** Bytes of the whole envelope; 0 until it is known. */
  readonly length: number;
  readonly paused: boolean;
  /** Seconds until all is stored, where that can be said. */
  readonly remaining?: number;
  /** Seconds until the next attempt, after one that failed. */
  readonly waiting?: number;
}

/** Where a person is. */
export type State =
  /** On the way through the steps. */
  | { readonly step: "writing"; readonly trust: Trust; readonly notice?: SourceFailure }
  | ({ readonly step: "sending" } & Progress)
  | { readonly step: "stopped"; readonly what: Progress["what"]; readonly code: SourceErrorCode }
  | { readonly step: "saving" }
  | { readonly step: "saved" }
  /** `answerable`: under a codename, by which an answer can be read. */
  | { readonly step: "arrived"; readonly what: Progress["what"]; readonly answerable: boolean }
  | { readonly step: "wiped" };
