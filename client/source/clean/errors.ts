/** Every way a picture is refused: the code is stable; the sentence is English, for people who debug. */
const SENTENCES = {
  "unknown-kind": "This is not a JPEG, PNG or WebP picture.",
  "cut-short": "The picture ends too early: copy it again, whole.",
  "bad-checksum": "A checksum inside the picture is wrong: copy it again.",
  structure: "The picture breaks the rules of its format, and can't be cleaned safely.",
  unsupported: "The picture is of a rare variant that can't be cleaned here.",
} as const;

export type CleanErrorCode = keyof typeof SENTENCES;

/** All codes, for tables that must be complete (translations). */
export const CLEAN_ERROR_CODES = Object.keys(SENTENCES) as readonly CleanErrorCode[];

/** The one error of the cleaner. */
export class CleanError extends Error {
  override readonly name = "CleanError";
  readonly code: CleanErrorCode;

  /** @param detail what in particular was wrong; never anything that stands in the picture. */
  constructor(code: CleanErrorCode, detail?: string) {
    super(detail === undefined ? SENTENCES[code] : `${SENTENCES[code]} (${detail})`);
    this.code = code;
  }
}
