import fc from "fast-check";
import { concat } from "../../../../crypto/bytes.ts";

interface Change {
  readonly kind: "set" | "cut" | "copy";
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** These bytes with one to four of them set, or pieces cut out, doubled or moved; not none. */
export function changed(
  seed: Uint8Array,
  place: fc.Arbitrary<number>,
  value: fc.Arbitrary<number> = fc.nat(255),
): fc.Arbitrary<Uint8Array> {
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.record({ kind: fc.constant("set" as const), from: place, to: value, at: place }),
    fc.record({ kind: fc.constantFrom("cut" as const, "copy" as const), from: place, to: place, at: place }),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce(applied, seed))
    .filter(({ length }) => length > 0);
}

function applied(bytes: Uint8Array, { kind, from, to, at }: Change): Uint8Array {
  if (bytes.length === 0) return bytes;
  if (kind === "set") {
    const copy = bytes.slice();
    copy[Math.min(from, bytes.length - 1)] = to;
    return copy;
  }
  const [start, end] = [Math.min(from, to), Math.max(from, to)];
  const piece = kind === "copy" ? bytes.subarray(start, end) : new Uint8Array(0);
  const rest = kind === "cut" ? concat(bytes.subarray(0, start), bytes.subarray(end)) : bytes;
  return concat(rest.subarray(0, at), piece, rest.subarray(at));
}
