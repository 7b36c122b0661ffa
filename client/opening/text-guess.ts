/** Longest text that is held, in bytes. */
const MOST_HELD = 64 * 1024;

/** Controls that no plain text has; tab, line feed, form feed and carriage return are the ones it may have. */
const BINARY = /(?![\t\n\f\r])\p{Cc}/u;

/** Tells, as bytes stream by, whether they are UTF-8 text, and holds them if they are short. */
export class TextGuess {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #isText = true;
  #length = 0;
  #held = "";

  push(bytes: Uint8Array): void {
    if (!this.#isText) return;
    this.#length += bytes.length;
    this.#take(() => this.#decoder.decode(bytes, { stream: true }));
  }

  /** To be called after the last byte: whether all of it was text, and not nothing. */
  finish(): boolean {
    if (this.#isText) this.#take(() => this.#decoder.decode());
    return this.#isText && this.#length > 0;
  }

  /** The text, if it is short. */
  get whole(): string | undefined {
    return this.#isText && this.#length <= MOST_HELD ? this.#held : undefined;
  }

  #take(decode: () => string): void {
    let text: string;
    try {
      text = decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#isText = false;
      return;
    }
    if (BINARY.test(text)) this.#isText = false;
    else if (this.#length <= MOST_HELD) this.#held += text;
  }
}
