/** How the bytes of a text stand for its characters, by the byte order mark before it or the zeros in its first pair. */
interface Encoding {
  readonly markLength: number;
  /** For UTF-16 which byte of a pair is the character's, if it is one of ASCII. */
  readonly place: 0 | 1 | undefined;
}

/** Bytes of the longest byte order mark. */
export const LONGEST_MARK = 3;

/** PowerShell's `>` writes UTF-16 with a mark, Windows' editors UTF-8 with one. */
function encodingOf([first, second, third]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return { markLength: 2, place: 0 };
  if (first === 0xfe && second === 0xff) return { markLength: 2, place: 1 };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { markLength: 3, place: undefined };
  if (second === 0 && first !== 0) return { markLength: 0, place: 0 };
  if (first === 0 && second !== 0) return { markLength: 0, place: 1 };
  return { markLength: 0, place: undefined };
}

/** What stands for a character that isn't one of ASCII: no armor holds it. */
const OTHER = 0xff;

/** The beginning of a text, as far as it is ASCII; a character for each byte or pair. */
export function textOf(head: Uint8Array): string {
  const { markLength, place } = encodingOf(head);
  return Buffer.from(narrow(head.subarray(markLength), place)).toString("latin1");
}

/** The bytes of a text of ASCII in whatever encoding it came; the first chunk holds its mark, if it has one. */
export async function* plainText(text: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let encoding: Encoding | undefined;
  let odd = new Uint8Array(0);
  for await (const chunk of text) {
    const first = encoding === undefined;
    encoding ??= encodingOf(chunk);
    const bytes = first ? chunk.subarray(encoding.markLength) : chunk;
    if (encoding.place === undefined) {
      yield bytes;
      continue;
    }
    const all = Buffer.concat([odd, bytes]);
    const whole = all.length - (all.length % 2);
    odd = all.subarray(whole);
    yield narrow(all.subarray(0, whole), encoding.place);
  }
  if (odd.length > 0) yield Uint8Array.of(OTHER);
}

function narrow(bytes: Uint8Array, place: 0 | 1 | undefined): Uint8Array {
  if (place === undefined) return bytes;
  const narrowed = new Uint8Array(bytes.length >> 1);
  for (let i = 0; i < narrowed.length; i++)
    narrowed[i] = bytes[2 * i + 1 - place] === 0 ? (bytes[2 * i + place] ?? OTHER) : OTHER;
  return narrowed;
}
