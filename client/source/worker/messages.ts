import type { CryptoErrorCode } from "../../../crypto/errors.ts";
import type { Codename } from "../../letters/codename.ts";
import type { FoundLetters } from "../../letters/find-letters.ts";
import type { Attachment } from "../../report/attachment.ts";
import type { ReportErrorCode } from "../../report/errors.ts";
import type { Report } from "../../report/report.ts";
import type { Language } from "../../report/vocabulary/languages.ts";

/** What the page asks of its worker. */
export type ToWorker =
  /** Verify this roster file (the bytes of `/v1/roster`) against the anchor that was baked in. */
  | { readonly kind: "verify"; readonly rosterFile: Uint8Array<ArrayBuffer> }
  /** Make sure that the roster holds at this moment too, and seal. Only after a `verified`. */
  | { readonly kind: "seal"; readonly draft: SealingDraft }
  /** Look for a codename's letters among everybody's (the bytes of `/v1/letters`). Only after a `verified`. */
  | { readonly kind: "look"; readonly codename: Codename; readonly pool: Uint8Array<ArrayBuffer> }
  /** One more part may be sent: the page is done with an earlier one, and gives its buffer back for another. */
  | { readonly kind: "acknowledge"; readonly bytes: Uint8Array<ArrayBuffer> };

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

/** What the worker tells the page. */
export type FromWorker =
  | { readonly kind: "verified"; readonly reviewers: number; readonly givesLetters: boolean }
  | { readonly kind: "looked"; readonly found: FoundLetters }
  /** Sealing begins; the envelope will have this many bytes, in parts of `LEAF_LENGTH`, the last one shorter. */
  | { readonly kind: "sealing"; readonly length: number; readonly parts: number }
  | { readonly kind: "part"; readonly index: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** All parts are out. `digest` is 64 hexadecimal digits. */
  | { readonly kind: "sealed"; readonly digest: string }
  /** Nothing more comes until the page asks anew. */
  | Failure;

/** What went wrong; `opens` is the day in UTC from which the roster holds, of a `roster-not-yet` that the stewards signed. */
export interface Failure {
  readonly kind: "failed";
  readonly code: SealingErrorCode;
  readonly opens?: string;
  /** The name, as it is sent, of the file that can't be read. */
  readonly file?: string;
}

/** Every way in which verifying and sealing can end badly. */
export type SealingErrorCode = CryptoErrorCode | ReportErrorCode | "file-unreadable" | "worker-broken";

/** How many parts there are at a time: one that is being sealed, and those that the page hasn't acknowledged. */
export const PARTS_IN_FLIGHT = 5;
