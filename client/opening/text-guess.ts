import { joined } from "../../crypto/bytes.ts";
import { MOST_TEXT } from "../casebook/what.ts";
import type { Encoding } from "./encodings.ts";
import { BINARY, guessText, type ReadText, readTextAs } from "./read-text.ts";

/** Longest text that is held, in bytes. */
const MOST_HELD = MOST_TEXT;

/** Tells, as bytes stream by, whether they are plain text, and holds them if they are few. */
export class TextGuess {
  readonly #chosen: Encoding | undefined;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #isUtf8 = true;
  #length = 0;
  #held: Uint8Array[] = [];

  /** @param chosen how a text is to be read, whatever it looks like */
  constructor(chosen?: Encoding) {
    this.#chosen = chosen;
  }

  push(bytes: Uint8Array): void {
    this.#length += bytes.length;
    if (this.#length <= MOST_HELD) this.#held.push(bytes.slice());
    else this.#held = [];
    if (this.#isUtf8) this.#look(() => this.#decoder.decode(bytes, { stream: true }));
  }

  /** To be called after the last byte. A text that is too long to be held is one only if it is UTF-8. */
  finish(): ReadText | "too-long" | undefined {
    if (this.#length > MOST_HELD) {
      if (this.#isUtf8) this.#look(() => this.#decoder.decode());
      return this.#isUtf8 ? "too-long" : undefined;
    }
    const bytes = joined(this.#held);
    const guessed = guessText(bytes);
    return guessed && this.#chosen ? readTextAs(bytes, this.#chosen) : guessed;
  }

  #look(decode: () => string): void {
    try {
      if (BINARY.test(decode())) this.#isUtf8 = false;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#isUtf8 = false;
    }
  }
}
