import type { CleanErrorCode } from "../../pictures/errors.ts";
import type { Finding } from "../../pictures/finding.ts";

/** What the page asks of the worker that cleans: one file at a time, told apart by their numbers. */
export interface ToCleaner {
  readonly number: number;
  readonly file: Blob;
}

/** What becomes of a file. */
export type FromCleaner =
  | {
      readonly kind: "cleaned";
      readonly number: number;
      readonly copy: Blob;
      readonly findings: readonly Finding[];
    }
  /** A document: it stays as it is. */
  | { readonly kind: "uncleanable"; readonly number: number; readonly findings: readonly Finding[] }
  | { readonly kind: "damaged"; readonly number: number; readonly code: DamageCode };

/** Why there is no clean copy of a file. */
export type DamageCode = CleanErrorCode | "file-unreadable" | "cleaner-broken";
