import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { free } from "../../../../client/browser/free.ts";
import { windowed } from "../../../../client/pictures/iso/source.ts";
import { equalBytes } from "../../../../crypto/bytes.ts";

test("a window's memory goes with the next one, and what was read of it stays; what is longer isn't copied", () => {
  const file = new Uint8Array(randomBytes(1_000_000));
  const loaded: Uint8Array[] = [];
  const load = (at: number, end: number) => {
    const bytes = file.slice(at, end);
    loaded.push(bytes);
    return bytes;
  };
  const source = windowed(file.length, load, free);
  const begin = source.read(0, 100);
  expect(source.read(100, 100)).toEqual(file.subarray(100, 200));
  expect(source.read(700_000, 100)).toEqual(file.subarray(700_000, 700_100));
  expect(loaded.map(({ length }) => length)).toEqual([0, 256 * 1024]);
  expect(begin).toEqual(file.subarray(0, 100));
  const all = source.read(0, file.length);
  expect([all === loaded.at(-1), equalBytes(all, file)]).toEqual([true, true]);
});
