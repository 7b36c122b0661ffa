import { CryptoError, type CryptoErrorCode } from "./errors.ts";

const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM_LENGTH = 6;

/** Bech32 (BIP 173) without its 90-character limit, as age uses it. @param prefix in lower case */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const words = regrouped(bytes, 8, 5);
  return `${prefix}1${[...words, ...checksum(prefix, words)].map((word) => LETTERS[word]).join("")}`;
}

/** Lower-case bech32 of exactly `length` bytes under exactly `prefix`; throws `code` on anything else. */
export function parseBech32(text: string, prefix: string, length: number, code: CryptoErrorCode): Uint8Array {
  const words = Array.from({ length: Math.ceil((length * 8) / 5) }, (_, i) =>
    LETTERS.indexOf(text.charAt(prefix.length + 1 + i)),
  );
  const bytes = Uint8Array.from(regrouped(words, 5, 8).slice(0, length));
  // What was made of any text is encoded again, and has to be the text: prefix, letters, unused bits and checksum.
  if (encodeBech32(prefix, bytes) === text) return bytes;
  throw new CryptoError(code, `not ${prefix}1… with ${length} bytes`);
}

/** Bits in groups of another size, the last one filled up with zeros. */
function regrouped(groups: Iterable<number>, from: number, to: number): number[] {
  const others: number[] = [];
  let [held, bits] = [0, 0];
  for (const group of groups) {
    held = ((held << from) | group) & 0xfff;
    bits += from;
    while (bits >= to) {
      bits -= to;
      others.push((held >> bits) & ((1 << to) - 1));
    }
  }
  if (bits > 0) others.push((held << (to - bits)) & ((1 << to) - 1));
  return others;
}

function checksum(prefix: string, words: readonly number[]): number[] {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  const high = codes.map((code) => code >> 5);
  const low = codes.map((code) => code & 31);
  let sum = 1;
  for (const value of [...high, 0, ...low, ...words, ...new Array<number>(CHECKSUM_LENGTH).fill(0)]) {
    const top = sum >> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (let i = 0; i < GENERATORS.length; i++) if ((top >> i) & 1) sum ^= GENERATORS[i] ?? 0;
  }
  return Array.from({ length: CHECKSUM_LENGTH }, (_, i) => ((sum ^ 1) >> (5 * (5 - i))) & 31);
}
