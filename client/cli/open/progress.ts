const FIRST_AFTER_MS = 1000;
const AGAIN_AFTER_MS = 200;

/** A line on a terminal's stderr that says how far a long run is; elsewhere, and in short runs, nothing. */
export class Progress {
  readonly #of: string;
  readonly #bytes: number;
  readonly #shown = process.stderr.isTTY === true;
  #envelopesDone = 0;
  #bytesRead = 0;
  #next = performance.now() + FIRST_AFTER_MS;
  #visible = false;

  /**
   * @param bytes that there are to read
   * @param envelopes how many, if that is known before
   */
  constructor(bytes: number, envelopes?: number) {
    this.#of = envelopes === undefined ? "" : ` of ${envelopes}`;
    this.#bytes = bytes;
  }

  read(bytes: number): void {
    this.#bytesRead += bytes;
    if (!this.#shown || performance.now() < this.#next) return;
    this.#next = performance.now() + AGAIN_AFTER_MS;
    this.#visible = true;
    const bytesSoFar = `${megabytes(this.#bytesRead)} of ${megabytes(this.#bytes)} MB`;
    process.stderr.write(`\r\x1b[K${this.#envelopesDone}${this.#of} envelopes, ${bytesSoFar}`);
  }

  envelopeDone(): void {
    this.#envelopesDone++;
  }

  /** Takes the line away, before others are printed. */
  clear(): void {
    if (this.#visible) process.stderr.write("\r\x1b[K");
    this.#visible = false;
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
