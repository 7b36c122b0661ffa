import { equalBytes, joined, latin1 } from "../bytes.ts";
import { parseBase64 } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import { ARMOR_BEGIN, ARMOR_END } from "./armor-marks.ts";

const COLUMNS = 64;
const LINE_BYTES = 48;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const WHITESPACE = new Set([0x20, 0x09, NEWLINE, CARRIAGE_RETURN]);

/** Longest run of whitespace tolerated before and behind the armor, in bytes. */
const MAX_WHITESPACE = 1024;

/**
 * The binary age file inside an armored one, strictly: LF or CRLF, full lines of 64 columns but for the last,
 * canonical base64; only whitespace around it.
 * @throws CryptoError armor-malformed, truncated
 */
export async function* dearmor(text: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  const reader = new ArmorReader();
  for await (const chunk of text) {
    const bytes = reader.push(chunk);
    if (bytes.length > 0) yield bytes;
  }
  reader.finish();
}

class ArmorReader {
  #state: "before" | "body" | "after" = "before";
  #line: number[] = [];
  #lastLineSeen = false;
  #whitespace = 0;

  push(chunk: Uint8Array): Uint8Array {
    const decoded: Uint8Array[] = [];
    for (const byte of chunk) {
      if (this.#isOutside(byte)) continue;
      if (byte !== NEWLINE) {
        this.#line.push(byte);
        if (this.#line.length > COLUMNS + 1) throw malformed("line too long");
        continue;
      }
      const bytes = this.#takeLine();
      if (bytes) decoded.push(bytes);
    }
    return joined(decoded);
  }

  finish(): void {
    if (this.#state === "body" && this.#line.length > 0) this.#takeLine();
    if (this.#state === "body") throw new CryptoError("truncated", "no END line");
    if (this.#state === "before") throw malformed("no BEGIN line");
  }

  /** Whitespace around the armor is skipped; after the END line nothing else may stand. */
  #isOutside(byte: number): boolean {
    const outside = this.#state === "after" || (this.#state === "before" && this.#line.length === 0);
    if (!outside) return false;
    if (!WHITESPACE.has(byte)) {
      if (this.#state === "after") throw malformed("text behind the END line");
      return false;
    }
    if (++this.#whitespace > MAX_WHITESPACE) throw malformed("too much whitespace");
    return true;
  }

  #takeLine(): Uint8Array | undefined {
    if (this.#line.at(-1) === CARRIAGE_RETURN) this.#line.pop();
    const line = Uint8Array.from(this.#line);
    this.#line = [];
    if (this.#state === "before") {
      if (!equalBytes(line, ARMOR_BEGIN)) throw malformed("no BEGIN line");
      this.#state = "body";
      return undefined;
    }
    if (equalBytes(line, ARMOR_END)) {
      this.#state = "after";
      return undefined;
    }
    return this.#decodeBodyLine(line);
  }

  #decodeBodyLine(line: Uint8Array): Uint8Array {
    if (this.#lastLineSeen) throw malformed("a short line before the last");
    if (line.length === 0 || line.length > COLUMNS) throw malformed("line length");
    const bytes = parseBase64(latin1(line), "armor-malformed");
    this.#lastLineSeen = bytes.length < LINE_BYTES;
    return bytes;
  }
}

function malformed(detail: string): CryptoError {
  return new CryptoError("armor-malformed", detail);
}
