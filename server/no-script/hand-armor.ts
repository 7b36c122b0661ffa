import { ARMOR_BEGIN, ARMOR_END } from "../../crypto/age/armor-marks.ts";
import { CryptoError } from "../../crypto/errors.ts";

const DASH = 0x2d;
const EQUALS = 0x3d;

/**
 * The binary age file in armor that went through a person's hands: browsers take line ends away or make them spaces,
 * editors indent, mail programs quote with ">". None of these stands in base64, so that they may stand anywhere before,
 * in and behind it; all else between the marks is canonical base64. Node itself decodes it: in JavaScript one large
 * file would keep a server busy for most of a minute.
 * @throws CryptoError not-age (at the first byte that is not the BEGIN mark's), armor-malformed, truncated
 */
export async function* dearmorByHand(text: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = new HandArmorReader();
  for await (const chunk of text) {
    const bytes = reader.push(chunk);
    if (bytes.length > 0) yield bytes;
  }
  reader.finish();
}

/** What hands, editors and mail programs put around lines: space, tab, line ends and ">". */
export function isAround(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x3e;
}

class HandArmorReader {
  #state: "before" | "begin" | "body" | "end" | "after" = "before";
  /** Bytes of the mark that have been read. */
  #column = 0;
  readonly #base64 = new Base64Reader();

  push(chunk: Uint8Array): Uint8Array {
    const body = Buffer.alloc(chunk.length);
    let length = 0;
    for (let at = 0; at < chunk.length; ) {
      const run = this.#state === "body" ? runFrom(chunk, at) : 0;
      if (run > 0) {
        body.set(chunk.subarray(at, at + run), length);
        length += run;
        at += run;
      } else {
        this.#takeOther(chunk[at] ?? 0);
        at++;
      }
    }
    const bytes = this.#base64.push(body.toString("latin1", 0, length));
    if (this.#state === "end" || this.#state === "after") this.#base64.finish();
    return bytes;
  }

  finish(): void {
    if (this.#state === "after") return;
    throw new CryptoError(this.#state === "before" || this.#state === "begin" ? "not-age" : "truncated");
  }

  #takeOther(byte: number): void {
    if (this.#state === "begin" || this.#state === "end") this.#takeMark(byte);
    else if (isAround(byte)) return;
    else if (this.#state === "after") throw malformed("text behind the END mark");
    else {
      this.#state = this.#state === "before" ? "begin" : "end";
      this.#column = 0;
      this.#takeMark(byte);
    }
  }

  #takeMark(byte: number): void {
    const beginning = this.#state === "begin";
    const mark = beginning ? ARMOR_BEGIN : ARMOR_END;
    if (byte !== mark[this.#column]) throw beginning ? new CryptoError("not-age") : malformed("END mark");
    if (++this.#column === mark.length) this.#state = beginning ? "body" : "after";
  }
}

/** Bytes from here on that are neither around lines nor the dash that begins a mark. */
function runFrom(chunk: Uint8Array, start: number): number {
  let end = start;
  for (; end < chunk.length; end++) {
    const byte = chunk[end] ?? DASH;
    if (byte === DASH || isAround(byte)) break;
  }
  return end - start;
}

/** Canonical padded base64, as it comes. */
class Base64Reader {
  #held = "";
  #padded = false;

  push(text: string): Uint8Array {
    const all = this.#held + text;
    const whole = all.slice(0, all.length - (all.length % 4));
    this.#held = all.slice(whole.length);
    if (whole === "") return new Uint8Array(0);
    const bytes = Buffer.from(whole, "base64");
    if (this.#padded || bytes.toString("base64") !== whole) throw malformed("not canonical base64");
    this.#padded = whole.charCodeAt(whole.length - 1) === EQUALS;
    return bytes;
  }

  finish(): void {
    if (this.#held !== "") throw malformed("base64 of a wrong length");
  }
}

function malformed(detail: string): CryptoError {
  return new CryptoError("armor-malformed", detail);
}
