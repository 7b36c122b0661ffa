import { entropyToMnemonic, mnemonicToEntropy, validateMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { Branded } from "../../crypto/bytes.ts";
import { type Randomness, randomBytes } from "../../crypto/random.ts";

/** 16 secret bytes: all that a source keeps, shown as twelve words (SPEC.md, "Codename"). */
export type Codename = Branded<Uint8Array, "Codename">;

/** Places of words in the English list of BIP 39, 0 to 2047: twelve are a codename. They can be wiped; words can't. */
export type WordIndices = Uint16Array;

export const WORDS_OF_A_CODENAME = 12;

/** Letters after which no two words of the list are alike. */
export const LETTERS_OF_A_WORD = 4;

export function newCodename(random: Randomness = randomBytes): Codename {
  return random(16) as Codename;
}

export function wordAt(index: number): string {
  const word = wordlist[index];
  if (word === undefined) throw new RangeError(`no word ${index}`);
  return word;
}

/** The twelve words, as places in the list. */
export function indicesOf(codename: Codename): WordIndices {
  const words = entropyToMnemonic(codename, wordlist).split(" ");
  return Uint16Array.from(words, (word) => wordlist.indexOf(word));
}

/**
 * The codename of twelve words; undefined if their checksum (4 bits, so one wrong word in sixteen passes it) doesn't
 * fit: which of them is wrong, nobody can say.
 */
export function codenameOf(indices: WordIndices): Codename | undefined {
  if (indices.length !== WORDS_OF_A_CODENAME) throw new RangeError("a codename has twelve words");
  const words = Array.from(indices, wordAt).join(" ");
  return validateMnemonic(words, wordlist) ? (mnemonicToEntropy(words, wordlist) as Codename) : undefined;
}

/** The word that somebody typed, in any case, between any blanks; its first four letters suffice. */
export function indexOfWord(typed: string): number | undefined {
  const letters = typed.trim().toLowerCase();
  const exact = wordlist.indexOf(letters);
  if (exact >= 0) return exact;
  if (letters.length < LETTERS_OF_A_WORD) return undefined;
  const found = wordlist.findIndex((word) => word.startsWith(letters));
  return found < 0 ? undefined : found;
}

/** Letters, `a` to `z`, that may follow on `beginning` in some word of the list. */
export function lettersAfter(beginning: string): string[] {
  const letters = wordlist
    .filter((word) => word.length > beginning.length && word.startsWith(beginning))
    .map((word) => word.charAt(beginning.length));
  return [...new Set(letters)];
}

/** Words of the list that begin so, in its order. */
export function wordsBeginning(beginning: string): string[] {
  return wordlist.filter((word) => word.startsWith(beginning));
}
