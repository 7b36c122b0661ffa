import { SENTENCES } from "./sentences.ts";

export type CryptoErrorCode = keyof typeof SENTENCES;

/** All codes, for tables that must be complete (translations, HTTP problems). */
export const CRYPTO_ERROR_CODES = Object.keys(SENTENCES) as readonly CryptoErrorCode[];

/** The one error of this floor. `message` is an English sentence; `code` is what programs act on. */
export class CryptoError extends Error {
  override readonly name = "CryptoError";
  readonly code: CryptoErrorCode;

  /** @param detail what in particular was wrong, for people who debug; never secret, never the input itself. */
  constructor(code: CryptoErrorCode, detail?: string) {
    super(detail === undefined ? SENTENCES[code] : `${SENTENCES[code]} (${detail})`);
    this.code = code;
  }
}
