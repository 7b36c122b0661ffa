import { CryptoError, type CryptoErrorCode } from "./errors.ts";

const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** Bech32 (BIP 173) without its 90-character limit, as age uses it. The prefix is of lower-case ASCII. */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const words = regrouped(bytes, 8, 5, wordsFor(bytes.length));
  return `${prefix}1${[...words, ...checksum(prefix, words)].map((word) => LETTERS[word]).join("")}`;
}

/** Lower-case bech32 of exactly `length` bytes under exactly `prefix`; throws `code` on anything else. */
export function parseBech32(text: string, prefix: string, length: number, code: CryptoErrorCode): Uint8Array {
  const start = prefix.length + 1;
  const letters = text.slice(start, start + wordsFor(length));
  const words = Array.from(letters, (letter) => LETTERS.indexOf(letter));
  const bytes = Uint8Array.from(regrouped(words, 5, 8, length));
  // Whatever is wrong, a letter, the checksum, a bit that isn't used: these bytes are written in another way.
  if (encodeBech32(prefix, bytes) === text) return bytes;
  throw new CryptoError(code, `not ${prefix}1… with ${length} bytes`);
}

/** Letters for so many bytes, without the checksum's. */
function wordsFor(length: number): number {
  return Math.ceil((length * 8) / 5);
}

/** Numbers of so many bits as `count` numbers of so many others, with zeros behind the last bit. */
function regrouped(numbers: Iterable<number>, from: number, to: number, count: number): number[] {
  const made: number[] = [];
  let [held, bits] = [0, 0];
  for (const number of numbers) {
    held = ((held << from) | number) & 0xffff;
    for (bits += from; bits >= to; bits -= to) made.push((held >> (bits - to)) & ((1 << to) - 1));
  }
  if (made.length < count) made.push((held << (to - bits)) & ((1 << to) - 1));
  return made.slice(0, count);
}

/** Six numbers of five bits: what BIP 173 calls `bech32_create_checksum`. */
function checksum(prefix: string, words: readonly number[]): number[] {
  const characters = Array.from(prefix, (character) => character.charCodeAt(0));
  const all = [...characters.map((code) => code >> 5), 0, ...characters.map((code) => code & 31), ...words];
  let sum = 1;
  for (const word of [...all, 0, 0, 0, 0, 0, 0]) {
    const top = sum >> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ word;
    GENERATOR.forEach((value, bit) => {
      if ((top >> bit) & 1) sum ^= value;
    });
  }
  return [25, 20, 15, 10, 5, 0].map((shift) => ((sum ^ 1) >> shift) & 31);
}

const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
