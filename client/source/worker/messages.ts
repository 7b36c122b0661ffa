import type { CryptoErrorCode } from "../../../crypto/errors.ts";
import type { Codename } from "../../letters/codename.ts";
import type { Attachment } from "../../report/attachment.ts";
import type { ReportErrorCode } from "../../report/errors.ts";
import type { Report } from "../../report/report.ts";
import type { Language } from "../../report/vocabulary/languages.ts";

/** What a person wrote and attached, before it is sealed. */
export interface SealingDraft {
  readonly language: Language;
  readonly report: Report;
  readonly files: readonly DraftFile[];
  /** By which it can be answered, if it can. */
  readonly codename: Codename | null;
}

/** A file on its way, and what tip.json says of it. */
export interface DraftFile extends Attachment {
  readonly content: Blob;
}

/** What a verified roster says that the page shows. */
export interface Verified {
  readonly reviewers: number;
  readonly givesLetters: boolean;
}

/** Of an envelope first how many bytes it will have, in parts of `LEAF_LENGTH`, the last one shorter; then each part. */
export type SealingTold = { readonly length: number; readonly parts: number } | Uint8Array<ArrayBuffer>;

/** What went wrong; `opens` is the day in UTC from which the roster holds, of a `roster-not-yet` that the stewards signed. */
export interface Failure<Code = SealingErrorCode> {
  readonly code: Code;
  readonly opens?: string | undefined;
  /** The name, as it is sent, of the file that can't be read. */
  readonly file?: string | undefined;
}

/** Every way in which verifying and sealing can end badly. */
export type SealingErrorCode = CryptoErrorCode | ReportErrorCode | "file-unreadable" | "worker-broken";

/** How many parts there are at a time: one that is being sealed, and those that the page hasn't acknowledged. */
export const PARTS_IN_FLIGHT = 5;
