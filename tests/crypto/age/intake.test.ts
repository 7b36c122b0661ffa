import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeHeaderWithoutMac, MAX_STANZAS } from "../../../crypto/age/header.ts";
import { EnvelopeInspector } from "../../../crypto/age/intake.ts";
import { isPossiblePayloadLength, payloadLength } from "../../../crypto/age/payload-length.ts";
import type { Stanza } from "../../../crypto/age/stanza.ts";
import { collect, concat, utf8 } from "../../../crypto/bytes.ts";
import { encodeBase64NoPad } from "../../../crypto/encoding.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { armor } from "../../support/age-text.ts";
import { inPieces } from "../../support/chunks.ts";

const hybrid: Stanza = {
  type: "mlkem768x25519",
  args: [encodeBase64NoPad(new Uint8Array(1120))],
  body: new Uint8Array(32),
};
const classic: Stanza = {
  type: "X25519",
  args: [encodeBase64NoPad(new Uint8Array(32))],
  body: new Uint8Array(32),
};
const grease: Stanza = { type: "night-grease", args: ["x"], body: new Uint8Array(60) };
const scrypt: Stanza = {
  type: "scrypt",
  args: [encodeBase64NoPad(new Uint8Array(16)), "18"],
  body: new Uint8Array(32),
};

const MAC_LINE = ` ${"A".repeat(43)}\n`;
const payload = new Uint8Array(payloadLength(100));

function file(stanzas: Stanza[], body = payload): Uint8Array {
  return concat(encodeHeaderWithoutMac(stanzas), utf8(MAC_LINE), body);
}

function inspect(bytes: Uint8Array, size = 977) {
  const inspector = new EnvelopeInspector();
  for (const piece of inPieces(bytes, size)) inspector.push(piece);
  return inspector.finish();
}

function codeOf(bytes: Uint8Array, size?: number): string {
  try {
    inspect(bytes, size);
    return "accepted";
  } catch (error) {
    if (error instanceof CryptoError) return error.code;
    throw error;
  }
}

test("accepts hybrid and classic envelopes, grease beside them, and tells their outline", () => {
  expect(inspect(file([hybrid, grease, hybrid]))).toEqual({
    kind: "mlkem768x25519",
    recipients: 2,
    headerLength: file([hybrid, grease, hybrid]).length - payload.length,
  });
  expect(inspect(file([classic]))).toMatchObject({ kind: "X25519", recipients: 1 });
});

describe.each([1, 7, 100_000])("in pieces of %i bytes", (size) => {
  test.each<[string, Uint8Array]>([
    ["not-age", utf8("Dear Nightjar, my name is")],
    ["not-age", utf8("-----BEGIN PGP MESSAGE-----\n")],
    ["not-age", utf8("")],
    ["not-age", utf8("-----BEGIN AGE ENC")],
    ["truncated", file([hybrid]).subarray(0, 700)],
    ["truncated", file([hybrid]).subarray(0, 22)],
    ["header-malformed", file([])],
    ["no-recipient", file([grease])],
    ["stanza-unknown", file([hybrid, { type: "piv-p256", args: ["a"], body: new Uint8Array(3) }])],
    ["stanza-unknown", file([scrypt])],
    ["stanza-unknown", file([{ ...hybrid, type: "MLKEM768X25519" }])],
    ["stanza-malformed", file([{ ...hybrid, args: [encodeBase64NoPad(new Uint8Array(1119))] }])],
    ["stanza-malformed", file([{ ...hybrid, args: [...hybrid.args, "more"] }])],
    ["stanza-malformed", file([{ ...classic, body: new Uint8Array(33) }])],
    ["mixed-recipients", file([hybrid, classic])],
    ["too-many-recipients", file(Array(MAX_STANZAS + 1).fill(classic))],
    ["too-many-recipients", file([hybrid, ...Array(MAX_STANZAS).fill(grease)])],
    ["payload-length", file([hybrid], new Uint8Array(31))],
    ["payload-length", file([hybrid], new Uint8Array(16 + 65_552 + 16))],
    ["payload-length", file([hybrid], new Uint8Array(0))],
    ["accepted", file(Array(MAX_STANZAS).fill(hybrid))],
    ["accepted", file([hybrid], new Uint8Array(32))],
  ])("%s", (code, bytes) => {
    expect(codeOf(bytes, size)).toBe(code);
  });

  test("armor is named as such", async () => {
    expect(codeOf(await collect(armor([file([hybrid])])), size)).toBe("armored");
  });
});

test("accepts exactly the payload lengths that some plaintext has", () => {
  const real = new Set(Array.from({ length: 140_000 }, (_, n) => payloadLength(n)));
  for (let length = 0; length < 139_000; length++)
    expect(isPossiblePayloadLength(length)).toBe(real.has(length));
});

test("the verdict does not depend on how the bytes are cut", () => {
  const bases = [file([hybrid]), file([classic, grease]), file([hybrid, classic]), utf8("hello")];
  fc.assert(
    fc.property(
      fc.constantFrom(...bases),
      fc.nat(),
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: 1, max: 3000 }),
      (base, at, value, size) => {
        const bytes = base.slice();
        bytes[at % bytes.length] = value;
        expect(codeOf(bytes, size)).toBe(codeOf(bytes, bytes.length));
      },
    ),
    { numRuns: 1000 },
  );
});
