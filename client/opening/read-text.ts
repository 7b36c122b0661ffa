import { startsWith } from "./beginnings.ts";
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

/** What bytes say if they are plain text: by their mark, else as UTF-8, else as what is likeliest. */
export function guessText(bytes: Uint8Array): ReadText | undefined {
  if (bytes.length === 0) return undefined;
  const marked = markOf(bytes);
  if (marked) return plainText(bytes, marked);
  return plainText(bytes, "utf-8") ?? likeliest(bytes);
}

/** The bytes of a text as somebody wants them read; what is no plain text of it is U+FFFD. A mark is believed first. */
export function readTextAs(bytes: Uint8Array, chosen: Encoding): ReadText {
  const encoding = markOf(bytes) ?? chosen;
  const text = new TextDecoder(encoding).decode(bytes).replace(new RegExp(BINARY, "gu"), "\uFFFD");
  return { text, encoding };
}

function markOf(bytes: Uint8Array): Encoding | undefined {
  return MARKS.find(([, mark]) => startsWith(bytes, mark))?.[0];
}

function plainText(bytes: Uint8Array, encoding: Encoding): ReadText | undefined {
  const text = decodeStrictly(bytes, encoding);
  return text === undefined || BINARY.test(text) ? undefined : { text, encoding };
}

function likeliest(bytes: Uint8Array): ReadText | undefined {
  const possible = ENCODINGS.flatMap((encoding) => {
    const read = plainText(bytes, encoding);
    return read ? { read, likely: howLikely(read.text, encoding) } : [];
  });
  const [best] = possible.filter(({ likely }) => likely >= LEAST).sort((a, b) => b.likely - a.likely);
  return best?.read;
}
