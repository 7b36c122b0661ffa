import { joined, parseUtf8, utf8 } from "../../crypto/bytes.ts";
import { CasebookError } from "./errors.ts";
import { type Line, MOST_LINE_BYTES } from "./line.ts";
import { inCasebook } from "./refused.ts";

const LINE_FEED = 0x0a;

/** The bytes of acts.jsonl, in pieces. */
export function* encodeLines(lines: Iterable<Line>): Generator<Uint8Array> {
  for (const line of lines) yield utf8(`${line}\n`);
}

/** Lines as their bytes come, each closed by one line feed. @throws CasebookError casebook-damaged */
export async function* parseLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let open: Uint8Array[] = [];
  let length = 0;
  const take = (piece: Uint8Array) => {
    length += piece.length;
    if (length > MOST_LINE_BYTES) throw new CasebookError("casebook-damaged", "a line is too long");
    open.push(piece);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      take(chunk.subarray(start, end));
      yield textOf(joined(open));
      open = [];
      length = 0;
      start = end + 1;
    }
    take(chunk.slice(start));
  }
  if (length > 0) throw new CasebookError("casebook-damaged", "the last line has no end");
}

function textOf(bytes: Uint8Array): Line {
  try {
    return parseUtf8(bytes, "document-malformed");
  } catch (error) {
    throw inCasebook(error, "casebook-damaged");
  }
}
