import fc from "fast-check";
import { expect, test } from "vitest";
import { PADDING_FLOOR, paddedLength } from "../../crypto/padding.ts";

/** Padmé as its paper states it, in whole-number arithmetic of another kind (BigInt shifts). */
function padmeByTheBook(length: number): number {
  const bits = BigInt(length).toString(2).length - 1;
  const exponentBits = bits.toString(2).length;
  const lastBits = BigInt(bits - exponentBits);
  const mask = (1n << lastBits) - 1n;
  return Number((BigInt(length) + mask) & ~mask);
}

const lengths = fc.oneof(fc.nat(2 ** 22), fc.integer({ min: 0, max: 2 ** 40 }));

test("agrees with the paper above the floor", () => {
  fc.assert(
    fc.property(fc.integer({ min: PADDING_FLOOR, max: 2 ** 40 }), (length) => {
      expect(paddedLength(length)).toBe(padmeByTheBook(length));
    }),
    { numRuns: 5000 },
  );
});

test("never shorter, never over 12% longer above the floor, whole tar blocks, stable, monotonic", () => {
  fc.assert(
    fc.property(lengths, fc.nat(1000), (length, more) => {
      const padded = paddedLength(length);
      expect(padded).toBeGreaterThanOrEqual(Math.max(length, PADDING_FLOOR));
      expect(padded % 512).toBe(0);
      expect(paddedLength(padded)).toBe(padded);
      expect(paddedLength(length + more)).toBeGreaterThanOrEqual(padded);
      if (length > PADDING_FLOOR) expect(padded / length).toBeLessThan(1.12);
    }),
    { numRuns: 5000 },
  );
});

test("powers of two and their neighbours", () => {
  for (let e = 17; e < 47; e++) {
    expect(paddedLength(2 ** e)).toBe(2 ** e);
    expect(paddedLength(2 ** e + 1)).toBe(padmeByTheBook(2 ** e + 1));
    expect(paddedLength(2 ** e - 1)).toBe(2 ** e);
  }
});

test("refuses what is no length", () => {
  for (const bad of [-1, 0.5, Number.NaN, 2 ** 48]) expect(() => paddedLength(bad)).toThrow("out of bounds");
});
