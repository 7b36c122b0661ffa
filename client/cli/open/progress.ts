const FIRST_AFTER_MS = 1000;
const AGAIN_AFTER_MS = 200;

/** A line on a terminal's stderr that says how far a long run is; elsewhere, and in short runs, nothing. */
export class Progress {
  readonly #envelopes: number;
  readonly #bytes: number;
  readonly #shown = process.stderr.isTTY === true;
  #envelopesDone = 0;
  #bytesRead = 0;
  #next = performance.now() + FIRST_AFTER_MS;
  #visible = false;

  /** @param bytes the sum of the envelopes' sizes */
  constructor(envelopes: number, bytes: number) {
    this.#envelopes = envelopes;
    this.#bytes = bytes;
  }

  read(bytes: number): void {
    this.#bytesRead += bytes;
    if (!this.#shown || performance.now() < this.#next) return;
    this.#next = performance.now() + AGAIN_AFTER_MS;
    this.#visible = true;
    const bytesSoFar = `${megabytes(this.#bytesRead)} of ${megabytes(this.#bytes)} MB`;
    process.stderr.write(`\r\x1b[K${this.#envelopesDone} of ${this.#envelopes} envelopes, ${bytesSoFar}`);
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
