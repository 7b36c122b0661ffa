import { LEAF_LENGTH } from "../../../crypto/digest.ts";

/**
 * A few buffers of one part each, that go to the page and come back when it is done with them. While all are
 * out, sealing waits: so a slow network holds it back, and memory stays flat however much is sent.
 */
export class PartBuffers {
  #unmade: number;
  readonly #spare: Uint8Array<ArrayBuffer>[] = [];
  #waiting: ((buffer: Uint8Array<ArrayBuffer>) => void) | undefined;

  constructor(count: number) {
    this.#unmade = count;
  }

  /** A buffer of `LEAF_LENGTH` bytes with anything in it; for one caller at a time. */
  async take(): Promise<Uint8Array<ArrayBuffer>> {
    const spare = this.#spare.pop();
    if (spare) return spare;
    if (this.#unmade > 0) {
      this.#unmade--;
      return new Uint8Array(LEAF_LENGTH);
    }
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** What came back from the page. A last part, being shorter, was never one of these. */
  giveBack(buffer: Uint8Array<ArrayBuffer>): void {
    if (buffer.length !== LEAF_LENGTH) return;
    if (this.#waiting) this.#waiting(buffer);
    else this.#spare.push(buffer);
    this.#waiting = undefined;
  }
}
