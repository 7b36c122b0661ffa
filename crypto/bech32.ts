import { CryptoError, type CryptoErrorCode } from "./errors.ts";

const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM_LENGTH = 6;

/** Bech32 (BIP 173) without its 90-character limit, as age uses it. @param prefix in lower case */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const words = regrouped(bytes, 8, 5);
  return `${prefix}1${[...words, ...checksum(prefix, words)].map((word) => ALPHABET[word]).join("")}`;
}

/** Lower-case bech32 of exactly `length` bytes under exactly `prefix`; throws `code` on anything else. */
export function parseBech32(text: string, prefix: string, length: number, code: CryptoErrorCode): Uint8Array {
  const letters = [...text.slice(prefix.length + 1, -CHECKSUM_LENGTH)];
  const words = letters.map((letter) => ALPHABET.indexOf(letter));
  const bytes = Uint8Array.from(regrouped(words, 5, 8).slice(0, length));
  // What was read forgives much: so it is encoded again, and has to be the text.
  if (bytes.length === length && encodeBech32(prefix, bytes) === text) return bytes;
  throw new CryptoError(code, `not ${prefix}1… with ${length} bytes`);
}

/** Numbers of `from` bits as numbers of `to` bits; to smaller ones with zeros at the end, to larger ones without what is left. */
function regrouped(numbers: Iterable<number>, from: number, to: number): number[] {
  const made: number[] = [];
  let [held, bits] = [0, 0];
  const take = (number: number, length: number) => {
    held = ((held << length) | number) & 0xfff;
    for (bits += length; bits >= to; ) {
      bits -= to;
      made.push((held >> bits) & (2 ** to - 1));
    }
  };
  for (const number of numbers) take(number, from);
  if (from > to && bits > 0) take(0, to - bits);
  return made;
}

/** Six words. */
function checksum(prefix: string, words: readonly number[]): number[] {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  let sum = 1;
  for (const word of [
    ...codes.map((c) => c >> 5),
    0,
    ...codes.map((c) => c & 31),
    ...words,
    0,
    0,
    0,
    0,
    0,
    0,
  ]) {
    const high = sum >> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ word;
    GENERATORS.forEach((generator, bit) => {
      if ((high >> bit) & 1) sum ^= generator;
    });
  }
  sum ^= 1;
  return Array.from({ length: CHECKSUM_LENGTH }, (_, i) => (sum >> (5 * (CHECKSUM_LENGTH - 1 - i))) & 31);
}
