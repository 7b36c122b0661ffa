import { SENTENCES } from "./sentences.ts";

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
