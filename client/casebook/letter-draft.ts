import { parseUtf8, utf8 } from "../../crypto/bytes.ts";
import { encodeDocument, type Of, orNull, parseDocument, typed } from "../../crypto/documents/canonical.ts";
import { hexText } from "../../crypto/documents/fields.ts";
import { LETTER_LENGTH } from "../../protocol/letters.ts";
import type { TipId } from "./names.ts";
import { said } from "./readers.ts";
import { orRefused } from "./refused.ts";
import { signedLetter } from "./signed-letter.ts";
import { MOST_REASON } from "./what.ts";

const MOST_BYTES = 16 * 1024;

const TYPE = "nightjar-letter-draft/v1";

const DRAFT = typed(
  TYPE,
  () => ({
    /** The tip that it answers. */
    tip: hexText<TipId>(32),
    /** The signed letter, with the signatures that it has so far. */
    document: said(LETTER_LENGTH),
    /** Why a colleague does not sign it; null as long as nobody said so. Nobody signed this. */
    refusal: orNull(said(MOST_REASON)),
  }),
  ({ document }) => {
    signedLetter(document);
  },
);

/** A letter that needs a colleague's signature, on its way there or back (SPEC.md, "Draft of a letter"). */
export interface LetterDraft extends Of<typeof DRAFT> {}

/** Canonical JSON, which `parseLetterDraft` accepts. @throws CasebookError letter-refused */
export function encodeLetterDraft(draft: LetterDraft): string {
  const text = parseUtf8(encodeDocument(DRAFT, draft), "document-malformed");
  parseLetterDraft(text);
  return text;
}

/** Whether a text says that it is one. */
export function claimsToBeDraft(text: string): boolean {
  return text.startsWith(`{"type":"${TYPE}",`);
}

/** @throws CasebookError letter-refused */
export function parseLetterDraft(text: string): LetterDraft {
  return orRefused("letter-refused", () => parseDocument(DRAFT, utf8(text), MOST_BYTES));
}
