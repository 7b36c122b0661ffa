import { cleanFile } from "../../client/pictures/clean.ts";
import { CleanError, type CleanErrorCode } from "../../client/pictures/errors.ts";
import type { Finding } from "../../client/pictures/finding.ts";
import { sourceOf } from "../../client/pictures/iso/source.ts";
import { CLEANABLE } from "../../client/report/cleanable.ts";
import type { MediaType } from "../../client/report/media-types.ts";
import { sniff } from "../../client/report/sniff.ts";
import { equalBytes } from "../../crypto/bytes.ts";
import { applied } from "../support/cleaned.ts";

/** What the page makes of a file. */
export type Verdict =
  | { readonly kind: "cleaned"; readonly clean: Uint8Array; readonly findings: readonly Finding[] }
  | { readonly kind: "refused"; readonly code: CleanErrorCode }
  /** A kind that isn't cleaned: it is held until the person decides. */
  | { readonly kind: "held" }
  | { readonly kind: "crashed"; readonly why: string };

export interface Judged {
  readonly type: MediaType;
  readonly verdict: Verdict;
}

/** Judges a file as the page does: by the product's own readers, and a clean copy must be clean. */
export function judge(bytes: Uint8Array): Judged {
  const type = sniff(bytes);
  if (!CLEANABLE.has(type)) return { type, verdict: { kind: "held" } };
  try {
    const { clean, findings } = cleaned(bytes);
    if (!isClean(clean)) throw new Error("a clean copy isn't clean");
    return { type, verdict: { kind: "cleaned", clean, findings } };
  } catch (error) {
    if (error instanceof CleanError) return { type, verdict: { kind: "refused", code: error.code } };
    return { type, verdict: { kind: "crashed", why: String(error) } };
  }
}

function isClean(copy: Uint8Array): boolean {
  try {
    return equalBytes(cleaned(copy).clean, copy);
  } catch (error) {
    if (error instanceof CleanError) return false;
    throw error;
  }
}

function cleaned(bytes: Uint8Array) {
  const { copy, findings } = cleanFile(sourceOf(bytes));
  return { clean: copy instanceof Uint8Array ? copy : applied(bytes, copy), findings };
}
