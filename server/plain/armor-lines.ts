import { ARMOR_BEGIN, ARMOR_END } from "../../crypto/age/armor-marks.ts";
import { CryptoError } from "../../crypto/errors.ts";

const COLUMNS = 64;
const NEWLINE = 0x0a;
const DASH = 0x2d;
const WHITESPACE = new Set([0x20, 0x09, NEWLINE, 0x0d]);

/** Most whitespace bytes before the armor, and behind it. */
const MAX_AROUND = 1024;

/** Most whitespace bytes where a line ends: CR and LF, or the one space that a browser makes of them, or none. */
const MAX_BETWEEN = 2;

export function isWhitespace(byte: number): boolean {
  return WHITESPACE.has(byte);
}

/**
 * Armor with its line ends put back. A one-line field of a browser takes them away, or makes them spaces. Whitespace
 * is skipped only where a line of 64 columns, a mark or the last line ends; whether the lines are base64 is for
 * whoever reads them.
 * @throws CryptoError not-age (no BEGIN mark), armor-malformed, truncated
 */
export async function* armorInLines(text: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const lines = new ArmorLines();
  for await (const chunk of text) {
    const lined = lines.push(chunk);
    if (lined.length > 0) yield lined;
  }
  lines.finish();
}

class ArmorLines {
  #state: "before" | "begin" | "body" | "end" | "after" = "before";
  /** Bytes of the present line, or of the mark, that have been read. */
  #column = 0;
  #whitespace = 0;
  #lastLine = false;

  push(chunk: Uint8Array): Uint8Array {
    const lined: number[] = [];
    for (const byte of chunk) this.#take(byte, lined);
    return Uint8Array.from(lined);
  }

  finish(): void {
    if (this.#state === "after") return;
    throw new CryptoError(this.#state === "before" || this.#state === "begin" ? "not-age" : "truncated");
  }

  #take(byte: number, lined: number[]): void {
    if (this.#state === "begin" || this.#state === "end") this.#takeMark(byte, lined);
    else if (WHITESPACE.has(byte)) this.#skip();
    else if (this.#state === "before") this.#beginMark("begin", byte, lined);
    else if (this.#state === "body") this.#takeBody(byte, lined);
    else throw malformed("text behind the END mark");
  }

  #takeBody(byte: number, lined: number[]): void {
    if (byte === DASH) {
      if (this.#column > 0) lined.push(NEWLINE);
      this.#beginMark("end", byte, lined);
      return;
    }
    if (this.#lastLine) throw malformed("whitespace within a line");
    this.#whitespace = 0;
    lined.push(byte);
    if (++this.#column < COLUMNS) return;
    lined.push(NEWLINE);
    this.#column = 0;
  }

  #beginMark(state: "begin" | "end", byte: number, lined: number[]): void {
    this.#state = state;
    this.#column = 0;
    this.#takeMark(byte, lined);
  }

  #takeMark(byte: number, lined: number[]): void {
    const beginning = this.#state === "begin";
    const mark = beginning ? ARMOR_BEGIN : ARMOR_END;
    if (byte !== mark[this.#column]) throw beginning ? new CryptoError("not-age") : malformed("END mark");
    lined.push(byte);
    if (++this.#column < mark.length) return;
    lined.push(NEWLINE);
    this.#column = 0;
    this.#whitespace = 0;
    this.#state = beginning ? "body" : "after";
  }

  /** A line that whitespace ends before its 64th column is the last. */
  #skip(): void {
    if (this.#state === "body") this.#lastLine ||= this.#column > 0;
    if (++this.#whitespace <= (this.#state === "body" ? MAX_BETWEEN : MAX_AROUND)) return;
    throw this.#state === "before" ? new CryptoError("not-age") : malformed("too much whitespace");
  }
}

function malformed(detail: string): CryptoError {
  return new CryptoError("armor-malformed", detail);
}
