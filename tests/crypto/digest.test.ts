import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  DigestBuilder,
  digestOfLeaves,
  encodeDigest,
  LEAF_LENGTH,
  parseDigest,
} from "../../crypto/digest.ts";
import { inPieces } from "../support/chunks.ts";

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());

/** The definition in SPEC.md, with OpenSSL's SHA-256. */
function byDefinition(bytes: Uint8Array): Uint8Array {
  return sha256(Buffer.concat([...inPieces(bytes, LEAF_LENGTH)].map(sha256)));
}

const sizes = [1, 31, LEAF_LENGTH - 1, LEAF_LENGTH, LEAF_LENGTH + 1, 2 * LEAF_LENGTH, 3 * LEAF_LENGTH + 7];

test.each(sizes)("%i bytes, cut in any way, have the digest of the definition", (size) => {
  const bytes = new Uint8Array(size).map((_, i) => i * 31);
  for (const piece of [65_552, LEAF_LENGTH, 700_001, size]) {
    const builder = new DigestBuilder();
    for (const chunk of inPieces(bytes, piece)) builder.push(chunk);
    expect(builder.finish()).toEqual(byDefinition(bytes));
  }
  expect(digestOfLeaves([...inPieces(bytes, LEAF_LENGTH)].map(sha256))).toEqual(byDefinition(bytes));
});

test("nothing has no digest", () => {
  expect(() => new DigestBuilder().finish()).toThrow("no bytes");
  expect(() => digestOfLeaves([])).toThrow("no bytes");
  expect(() => digestOfLeaves([new Uint8Array(31)])).toThrow("32 bytes");
});

test("its text form is one only", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const text = encodeDigest(parseDigest(Buffer.from(bytes).toString("hex"), "size-invalid"));
      expect(text).toBe(Buffer.from(bytes).toString("hex"));
    }),
  );
  for (const bad of ["", "AB".repeat(32), "ab".repeat(31), `${"ab".repeat(32)} `, null, 7]) {
    expect(() => parseDigest(bad, "size-invalid")).toThrow("hexadecimal");
  }
});
