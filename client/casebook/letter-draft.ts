import { parseUtf8, utf8 } from "../../crypto/bytes.ts";
import { encodeJson, fieldsOf, parseCanonical } from "../../crypto/documents/canonical.ts";
import { LETTER_LENGTH } from "../../protocol/letters.ts";
import type { TipId } from "./names.ts";
import { hex, orNull, said } from "./readers.ts";
import { orRefused } from "./refused.ts";
import { signedLetter } from "./signed-letter.ts";
import { MOST_REASON } from "./what.ts";

/** A letter that needs a colleague's signature, on its way there or back (SPEC.md, "Draft of a letter"). */
export interface LetterDraft {
  /** The tip that it answers. */
  readonly tip: TipId;
  /** The signed letter, with the signatures that it has so far. */
  readonly document: string;
  /** Why a colleague does not sign it; null as long as nobody said so. Nobody signed this. */
  readonly refusal: string | null;
}

const TYPE = "nightjar-letter-draft/v1";
const MOST_BYTES = 16 * 1024;

/** Canonical JSON, which `parseLetterDraft` accepts. @throws CasebookError letter-refused */
export function encodeLetterDraft(draft: LetterDraft): string {
  const text = parseUtf8(serialize(draft), "document-malformed");
  parseLetterDraft(text);
  return text;
}

/** Whether a text says that it is one. */
export function claimsToBeDraft(text: string): boolean {
  return text.startsWith(`{"type":"${TYPE}",`);
}

/** @throws CasebookError letter-refused */
export function parseLetterDraft(text: string): LetterDraft {
  return orRefused("letter-refused", () => parseCanonical(utf8(text), readDraft, serialize, MOST_BYTES));
}

function serialize({ tip, document, refusal }: LetterDraft): Uint8Array {
  return encodeJson({ type: TYPE, tip, document, refusal });
}

function readDraft(value: unknown): LetterDraft {
  const fields = fieldsOf(value, TYPE);
  const document = said(LETTER_LENGTH)(fields.document, "document");
  signedLetter(document);
  return {
    tip: hex<TipId>(32)(fields.tip, "tip"),
    document,
    refusal: orNull(said(MOST_REASON))(fields.refusal, "refusal"),
  };
}
