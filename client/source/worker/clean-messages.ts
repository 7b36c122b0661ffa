import type { CleanErrorCode } from "../../pictures/errors.ts";
import type { Finding } from "../../pictures/finding.ts";

/** What became of a file: a clean copy and what is not in it any more, or what a document holds, which stays as it is. */
export type Cleaned =
  | { readonly kind: "cleaned"; readonly copy: Blob; readonly findings: readonly Finding[] }
  | { readonly kind: "uncleanable"; readonly findings: readonly Finding[] };

/** Why there is no clean copy of a file. */
export type DamageCode = CleanErrorCode | "file-unreadable" | "cleaner-broken";
