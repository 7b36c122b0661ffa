import { startsWith } from "../../crypto/bytes.ts";
import { MOST_TEXT } from "../casebook/what.ts";
import { decodeStrictly, ENCODINGS, type Encoding } from "./encodings.ts";
import { howLikely } from "./likely-text.ts";

/** A plain text, and how its bytes were read. */
export interface ReadText {
  /** As it was written, line ends included, without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** Controls that no plain text has; tab, line feed, form feed and carriage return are the ones it may have. */
export const BINARY = /(?![\t\n\f\r])\p{Cc}/u;

const MARKS: readonly (readonly [Encoding, Uint8Array])[] = [
  ["utf-8", Uint8Array.of(0xef, 0xbb, 0xbf)],
  ["utf-16le", Uint8Array.of(0xff, 0xfe)],
  ["utf-16be", Uint8Array.of(0xfe, 0xff)],
];

/** Fewer likely characters than this, and bytes that could be text are something else. */
const LEAST = 0.6;

/**
 * What bytes say if they are plain text: by their mark, else as UTF-8, else as what is likeliest.
 * @param isCut whether they are only the beginning of it
 */
export function guessText(bytes: Uint8Array, isCut = false): ReadText | undefined {
  if (bytes.length === 0) return undefined;
  const marked = markOf(bytes);
  if (marked) return plainText(bytes, marked, isCut);
  return plainText(bytes, "utf-8", isCut) ?? likeliest(bytes, isCut);
}

/** The longest beginning of a file that is read to be shown, in bytes: what is held of a text sealed by hand, too. */
export const MOST_SHOWN = MOST_TEXT;

/** The beginning of a file as text: as somebody chose, else as `guessText` says. */
export function beginningOf(file: Uint8Array, chosen?: Encoding): ReadText | undefined {
  const beginning = file.subarray(0, MOST_SHOWN);
  const isCut = file.length > beginning.length;
  return chosen ? readTextAs(beginning, chosen, isCut) : guessText(beginning, isCut);
}

/** The bytes of a text as somebody wants them read; what is no plain text of it is U+FFFD. A mark is believed first. */
export function readTextAs(bytes: Uint8Array, chosen: Encoding, isCut = false): ReadText {
  const encoding = markOf(bytes) ?? chosen;
  const decoded = new TextDecoder(encoding).decode(bytes, { stream: isCut });
  const text = decoded.replace(new RegExp(BINARY, "gu"), "\uFFFD");
  return { text, encoding };
}

function markOf(bytes: Uint8Array): Encoding | undefined {
  return MARKS.find(([, mark]) => startsWith(bytes, mark))?.[0];
}

function plainText(bytes: Uint8Array, encoding: Encoding, isCut: boolean): ReadText | undefined {
  const text = decodeStrictly(bytes, encoding, isCut);
  return text === undefined || BINARY.test(text) ? undefined : { text, encoding };
}

function likeliest(bytes: Uint8Array, isCut: boolean): ReadText | undefined {
  const possible = ENCODINGS.flatMap((encoding) => {
    const read = plainText(bytes, encoding, isCut);
    return read ? { read, likely: howLikely(read.text, encoding) } : [];
  });
  const [best] = possible.filter(({ likely }) => likely >= LEAST).sort((a, b) => b.likely - a.likely);
  return best?.read;
}
