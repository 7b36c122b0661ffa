import fc from "fast-check";
import { expect, test } from "vitest";
import {
  encodeHeader,
  encodeHeaderWithoutMac,
  HeaderReader,
  MAX_STANZAS,
} from "../../../crypto/age/header.ts";
import type { Stanza } from "../../../crypto/age/stanza.ts";
import { concat, utf8 } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { inPieces } from "../../support/chunks.ts";

const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 80,
});

const stanzas: fc.Arbitrary<Stanza[]> = fc.array(
  fc.record({
    type: printable,
    args: fc.array(printable, { maxLength: 3 }),
    body: fc.uint8Array({ maxLength: 200 }),
  }),
  { minLength: 1, maxLength: 6 },
);

const headers = fc.record({ stanzas, mac: fc.uint8Array({ minLength: 32, maxLength: 32 }) });

function read(bytes: Uint8Array, size = bytes.length) {
  const reader = new HeaderReader();
  for (const piece of inPieces(bytes, Math.max(1, size))) {
    const done = reader.push(piece);
    if (done) return done;
  }
  throw reader.truncated();
}

test("encode, then parse, is identity, however it is cut", () => {
  fc.assert(
    fc.property(headers, fc.integer({ min: 1, max: 200 }), ({ stanzas, mac }, size) => {
      const authenticated = encodeHeaderWithoutMac(stanzas);
      const { header } = read(encodeHeader({ stanzas, mac, authenticated }), size);
      expect(header).toEqual({ stanzas, mac, authenticated });
    }),
    { numRuns: 300 },
  );
});

test("what a mutated header parses to encodes to the same bytes, or it is refused with a code", () => {
  const mutation = fc.record({ at: fc.nat(), remove: fc.nat(3), insert: fc.uint8Array({ maxLength: 3 }) });
  fc.assert(
    fc.property(
      headers,
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      ({ stanzas, mac }, mutations) => {
        let bytes: Uint8Array = encodeHeader({ stanzas, mac, authenticated: new Uint8Array() });
        for (const { at, remove, insert } of mutations) {
          const place = at % (bytes.length + 1);
          bytes = concat(bytes.subarray(0, place), insert, bytes.subarray(place + remove));
        }
        try {
          const { header, rest } = read(bytes);
          expect(concat(encodeHeader(header), rest)).toEqual(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(CryptoError);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("any bytes at all: a code, never an accident", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.boolean(), (noise, afterVersion) => {
      const bytes = afterVersion ? concat(utf8("age-encryption.org/v1\n"), noise) : noise;
      expect(() => read(bytes)).toThrow(CryptoError);
    }),
    { numRuns: 2000 },
  );
});

test("however many lines a header has, and in however small pieces it comes, it is read or refused with a code", () => {
  const codeOf = (bytes: Uint8Array, size: number) => {
    try {
      return read(bytes, size).header.stanzas.length;
    } catch (error) {
      if (error instanceof CryptoError) return error.code;
      throw error;
    }
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50_000 }),
      fc.constantFrom("-> a\n\n", "-> a\n", "\n", `-> a\n${"A".repeat(64)}\n`, "-> a ", "A", "-"),
      fc.constantFrom(1, 3, 1000, 300_000),
      (lines, line, size) => {
        const bytes = utf8(`age-encryption.org/v1\n${line.repeat(lines)}--- ${"A".repeat(43)}\n`);
        const verdict = codeOf(bytes, size);
        if (line === "-> a\n\n") expect(verdict).toBe(lines > MAX_STANZAS ? "too-many-recipients" : lines);
        else expect(verdict).toEqual(expect.any(String));
      },
    ),
    {
      numRuns: 20,
      examples: [
        [43_600, "-> a\n\n", 300_000],
        [64, "-> a\n\n", 1],
        [65, "-> a\n\n", 1],
        [200_000, "A", 1],
      ],
    },
  );
});

test("refuses at the first wrong byte of the version line", () => {
  const reader = new HeaderReader();
  expect(reader.push(utf8("age-encryption.org/v"))).toBeUndefined();
  expect(() => reader.push(utf8("2"))).toThrow("not an age file");
  expect(() => new HeaderReader().push(utf8("D"))).toThrow("not an age file");
});

test("a header without end is bounded", () => {
  const reader = new HeaderReader(1000);
  reader.push(utf8("age-encryption.org/v1\n"));
  expect(() => {
    for (let i = 0; i < 1001; i++) reader.push(utf8("a"));
  }).toThrow("larger than any real one");
});

test.each([
  ["no stanza", "age-encryption.org/v1\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"],
  ["CRLF", "age-encryption.org/v1\r\n"],
  ["double space", "age-encryption.org/v1\n-> a  b\n\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"],
  ["short MAC", "age-encryption.org/v1\n-> a\n\n--- AAAA\n"],
  ["MAC with spare bits", "age-encryption.org/v1\n-> a\n\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\n"],
  [
    "missing last body line",
    "age-encryption.org/v1\n-> a\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
  ],
])("refused: %s", (_, text) => {
  expect(() => read(utf8(text))).toThrow(CryptoError);
});
