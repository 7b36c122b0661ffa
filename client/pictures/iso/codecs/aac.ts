import { latin1 } from "../../../../crypto/bytes.ts";
import type { SampleCleaner } from "./codec.ts";

const DATA_STREAM = 4;
const FILL = 6;
/** Names stand in the first frame. */
const LONGEST = 1024;

/** Makes what encoders write of themselves before the sound of a frame zeros; other frames cost nothing. */
export function aacCleaner(): SampleCleaner {
  let first = true;
  return ({ source, at, length, patch }) => {
    if (!first || length === 0) return;
    first = false;
    const put = source.read(at, Math.min(length, LONGEST)).slice();
    if (clearNames(new Bits(put))) patch({ at, put });
  };
}

/** Fill elements without a use, and data streams (ISO/IEC 14496-3, 4.4.2.7), as long as they come first. */
function clearNames(bits: Bits): boolean {
  let changed = false;
  for (;;) {
    const element = bits.take(3);
    if (element === FILL) {
      let count = bits.take(4) ?? 0;
      if (count === 15) count += (bits.take(8) ?? 0) - 1;
      const use = bits.peek(4);
      if (count === 0) continue;
      // 0 is fill, 1 fill of a known pattern; others extend the sound.
      if (use !== 0) return changed;
      bits.take(4);
      // Decoders leave out the first silence where they find this encoder's name.
      if (bits.textBehind(13, 7) === "libfaac") return changed;
      changed = bits.clear(8 * count - 4) || changed;
    } else if (element === DATA_STREAM) {
      bits.take(4);
      const aligned = bits.take(1);
      let count = bits.take(8) ?? 0;
      if (count === 255) count += bits.take(8) ?? 0;
      if (aligned === 1) bits.align();
      changed = bits.clear(8 * count) || changed;
    } else return changed;
  }
}

class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next bits as a number; undefined behind the end. */
  peek(count: number): number | undefined {
    if (this.#at + count > 8 * this.#bytes.length) return undefined;
    let value = 0;
    for (let i = this.#at; i < this.#at + count; i++)
      value = 2 * value + (((this.#bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
    return value;
  }

  take(count: number): number | undefined {
    const value = this.peek(count);
    this.#at += count;
    return value;
  }

  /** So many letters, so many bits on. */
  textBehind(skipped: number, length: number): string {
    const bits = new Bits(this.#bytes);
    bits.#at = this.#at + skipped;
    return latin1(Uint8Array.from({ length }, () => bits.take(8) ?? 0));
  }

  align(): void {
    this.#at = 8 * Math.ceil(this.#at / 8);
  }

  /** Makes the next bits zeros; whether one wasn't. */
  clear(count: number): boolean {
    let changed = false;
    const end = Math.min(8 * this.#bytes.length, this.#at + count);
    for (let i = this.#at; i < end; i++) {
      const mask = 128 >> (i & 7);
      const byte = this.#bytes[i >> 3] ?? 0;
      if ((byte & mask) === 0) continue;
      this.#bytes[i >> 3] = byte & ~mask;
      changed = true;
    }
    this.#at = Math.max(this.#at, end);
    return changed;
  }
}
