import { expect, test } from "vitest";
import { SodiumHeap } from "../../crypto/primitives/sodium-heap.ts";

type Library = ConstructorParameters<typeof SodiumHeap>[0];

const HEAP_LENGTH = 1000;

/** As much of the library as the heap needs: memory that is handed out once. */
class Memory {
  readonly HEAPU8 = new Uint8Array(HEAP_LENGTH);
  readonly freed: number[] = [];
  #next = 8;

  readonly _malloc = (length: number): number => {
    const address = this.#next;
    if (address + length > HEAP_LENGTH) return 0;
    this.#next += length;
    return address;
  };
  readonly _free = (address: number): void => void this.freed.push(address);
}

const heapOf = (memory: Memory) => new SodiumHeap(memory as Partial<Library> as Library);

test("what a call was lent is zeroed and given back, however the call ends", () => {
  const memory = new Memory();
  const secret = new Uint8Array(100).fill(7);
  const copy = heapOf(memory).lend((lent) => lent.take(lent.put(secret, 16), 100));
  expect(copy).toEqual(secret);
  const failing = () =>
    heapOf(memory).lend((lent) => {
      lent.put(secret);
      throw new Error("the call failed");
    });
  expect(failing).toThrow("the call failed");
  expect(memory.freed).toEqual([8, 124]);
  expect(memory.HEAPU8.every((byte) => byte === 0)).toBe(true);
});

test("refuses another length than is due, and a heap that is full", () => {
  const memory = new Memory();
  const heap = heapOf(memory);
  expect(() => heap.lend((lent) => lent.putExactly(32, new Uint8Array(31)))).toThrow(RangeError);
  expect(() => heap.lend((lent) => lent.room(HEAP_LENGTH))).toThrow(RangeError);
  expect(memory.freed).toEqual([]);
});
