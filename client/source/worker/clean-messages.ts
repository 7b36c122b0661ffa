import type { CleanErrorCode } from "../../pictures/errors.ts";
import type { Finding } from "../../pictures/finding.ts";

/** What the page asks of the worker that cleans: one picture at a time, told apart by their numbers. */
export interface ToCleaner {
  readonly number: number;
  readonly picture: Blob;
}

/** What becomes of a picture. */
export type FromCleaner =
  | {
      readonly kind: "cleaned";
      readonly number: number;
      readonly copy: Uint8Array<ArrayBuffer>;
      readonly findings: readonly Finding[];
    }
  | { readonly kind: "damaged"; readonly number: number; readonly code: DamageCode };

/** Why there is no clean copy of a picture. */
export type DamageCode = CleanErrorCode | "file-unreadable" | "cleaner-broken";
