import type { Libsodium } from "libsodium";

/** Lends memory of libsodium's heap to one call at a time; what was lent is zeroed before it goes back. */
export class SodiumHeap {
  readonly #library: Libsodium;

  constructor(library: Libsodium) {
    this.#library = library;
  }

  /** What `call` returns; every address it was lent is void afterwards. */
  lend<T>(call: (lent: LentMemory) => T): T {
    const lent = new LentMemory(this.#library);
    try {
      return call(lent);
    } finally {
      lent.release();
    }
  }
}

export class LentMemory {
  readonly #library: Libsodium;
  readonly #pieces: { readonly address: number; readonly length: number }[] = [];

  constructor(library: Libsodium) {
    this.#library = library;
  }

  /** The address of `length` bytes of any content. @throws RangeError if the heap can't grow any more */
  room(length: number): number {
    const address = this.#library._malloc(length);
    if (address === 0) throw new RangeError(`libsodium has no ${length} bytes left`);
    this.#pieces.push({ address, length });
    return address;
  }

  /** The address of a copy of bytes, with room for so many more behind it. */
  put(bytes: Uint8Array, more = 0): number {
    const address = this.room(bytes.length + more);
    this.#library.HEAPU8.set(bytes, address);
    return address;
  }

  /** The same for bytes that must be exactly so many, since the library would read on. @throws RangeError */
  putExactly(length: number, bytes: Uint8Array): number {
    if (bytes.length !== length) throw new RangeError(`${bytes.length} bytes, where ${length} are due`);
    return this.put(bytes);
  }

  /** A copy of what the call left at an address. */
  take(address: number, length: number): Uint8Array<ArrayBuffer> {
    return this.#library.HEAPU8.slice(address, address + length);
  }

  release(): void {
    for (const { address, length } of this.#pieces.splice(0)) {
      this.#library.HEAPU8.fill(0, address, address + length);
      this.#library._free(address);
    }
  }
}
