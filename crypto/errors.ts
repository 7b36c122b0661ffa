import { codedError } from "./coded-error.ts";
import { SENTENCES } from "./sentences.ts";

export type CryptoErrorCode = keyof typeof SENTENCES;

/** All codes, for tables that must be complete (translations, HTTP problems). */
export const CRYPTO_ERROR_CODES = Object.keys(SENTENCES) as readonly CryptoErrorCode[];

/** The one error of this floor. `message` is an English sentence; `code` is what programs act on. */
export class CryptoError extends codedError("CryptoError", SENTENCES) {}

/** Why `check` refuses; undefined if it doesn't. */
export function refusalOf(check: () => unknown): CryptoError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof CryptoError) return error;
    throw error;
  }
}
