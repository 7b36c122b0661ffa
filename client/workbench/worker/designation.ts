import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { concat, utf8 } from "../../../crypto/bytes.ts";
import type { TipId } from "../../casebook/names.ts";

export interface Designation {
  readonly words: string;
  /** Twelve decimal digits, of which the first are added where another tip has the same words. */
  readonly digits: string;
}

/**
 * Two words to call a tip by until it is kept, as long as this reviewer works on it. Keyed with a secret of the
 * vault's: nobody else can tell from the words which envelope they were made from.
 */
export class Designations {
  readonly #key: Uint8Array;

  /** @param secret 32 bytes; not held, only what is derived from it */
  constructor(secret: Uint8Array) {
    this.#key = hmac(sha256, secret, utf8("nightjar workbench designations v1"));
  }

  of(id: TipId): Designation {
    const bytes = hmac(sha256, this.#key, utf8(id));
    return { words: twoWords(bytes), digits: digitsFrom(bytes.subarray(4, 10)) };
  }
}

/** Twelve decimal digits from six bytes. */
export function digitsFrom(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0) % 1e12;
  return String(number).padStart(12, "0");
}

/** Two words of the English BIP 39 list from four bytes. */
export function twoWords(bytes: Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0] = concat(bytes.subarray(0, 4));
  const indices = [((a << 8) | b) % wordlist.length, ((c << 8) | d) % wordlist.length];
  return indices.map((index) => wordlist[index]).join(" ");
}
