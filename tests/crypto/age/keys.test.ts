import { x25519 } from "@noble/curves/ed25519.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  encodeHybridIdentity,
  encodeX25519Identity,
  type HybridSeed,
  hybridPublicKey,
  parseHybridIdentity,
  parseX25519Identity,
  type X25519Scalar,
  x25519PublicKey,
} from "../../../crypto/age/identities.ts";
import {
  encodeHybridRecipient,
  encodeX25519Recipient,
  isLowOrder,
  parseHybridRecipient,
  parseX25519Recipient,
} from "../../../crypto/age/recipient-keys.ts";
import { encodeBech32 } from "../../../crypto/encoding.ts";
import { noble } from "../../../crypto/primitives/noble.ts";
import { parseIdentityFile } from "../../support/age-text.ts";
import { codeOf } from "../../support/code-of.ts";

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 });

test("identities and recipients: parse ∘ encode and encode ∘ parse are identity", () => {
  fc.assert(
    fc.property(secrets, (bytes) => {
      const seed = bytes as HybridSeed;
      const scalar = bytes as X25519Scalar;
      expect(parseHybridIdentity(encodeHybridIdentity(seed))).toEqual(seed);
      expect(parseX25519Identity(encodeX25519Identity(scalar))).toEqual(scalar);
      const hybrid = encodeHybridRecipient(hybridPublicKey(seed, noble));
      const classic = encodeX25519Recipient(x25519PublicKey(scalar, noble));
      expect(encodeHybridRecipient(parseHybridRecipient(hybrid))).toBe(hybrid);
      expect(encodeX25519Recipient(parseX25519Recipient(classic))).toBe(classic);
    }),
    { numRuns: 30 },
  );
});

describe("any changed character of a key text is refused", () => {
  const seed = new Uint8Array(32).fill(1);
  const texts: [string, (text: string) => unknown][] = [
    [encodeHybridIdentity(seed as HybridSeed), parseHybridIdentity],
    [encodeX25519Identity(seed as X25519Scalar), parseX25519Identity],
    [encodeX25519Recipient(x25519PublicKey(seed as X25519Scalar, noble)), parseX25519Recipient],
    [encodeHybridRecipient(hybridPublicKey(seed as HybridSeed, noble)), parseHybridRecipient],
  ];
  test.each(texts)("%.24s…", (text, parse) => {
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.string({ minLength: 1, maxLength: 1, unit: "grapheme-ascii" }),
        (at, char) => {
          const changed = text.slice(0, at) + char + text.slice(at + 1);
          if (changed !== text) expect(codeOf(() => parse(changed))).not.toBe("accepted");
        },
      ),
      { numRuns: 300 },
    );
    const otherCase = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
    expect(codeOf(() => parse(otherCase))).not.toBe("accepted");
    expect(codeOf(() => parse(` ${text}`))).not.toBe("accepted");
  });
});

test("weak public keys are refused: low order, ML-KEM coefficients not below q", () => {
  const good = hybridPublicKey(new Uint8Array(32) as HybridSeed, noble);
  const lowOrder = good.slice().fill(0, 1184);
  const notReduced = good.slice().fill(255, 0, 3);
  expect(codeOf(() => parseHybridRecipient(encodeBech32("age1pq", lowOrder)))).toBe("key-weak");
  expect(codeOf(() => parseHybridRecipient(encodeBech32("age1pq", notReduced)))).toBe("key-weak");
  expect(codeOf(() => parseX25519Recipient(encodeBech32("age", new Uint8Array(32))))).toBe("key-weak");
});

test("of low order is just what gives no shared secret, with the highest bit or without", () => {
  const secret = new Uint8Array(32).fill(1);
  const givesNone = (point: Uint8Array) => {
    try {
      x25519.getSharedSecret(secret, point);
      return false;
    } catch {
      return true;
    }
  };
  const p = 2n ** 255n - 19n;
  const orderEight = [
    325606250916557431795983626356110631294008115727848805560023387167927233504n,
    39382357235489614581723060781553021112529911719440698176882885853963445705823n,
  ];
  for (const u of [0n, 1n, ...orderEight, p - 1n, p, p + 1n]) {
    for (const high of [0n, 2n ** 255n]) {
      const point = Buffer.from((u + high).toString(16).padStart(64, "0"), "hex").reverse();
      expect([u, isLowOrder(point), givesNone(point)]).toEqual([u, true, true]);
      for (const bit of [1, 0x40]) {
        const near = Uint8Array.from(point, (byte, i) => (i === 3 ? byte ^ bit : byte));
        expect([u, isLowOrder(near), givesNone(near)]).toEqual([u, false, false]);
      }
    }
  }
});

test("identity files: comments, empty lines, both kinds; anything else names its line", () => {
  const hybrid = encodeHybridIdentity(new Uint8Array(32) as HybridSeed);
  const classic = encodeX25519Identity(new Uint8Array(32) as X25519Scalar);
  expect(parseIdentityFile(`# a\n\n${hybrid}\r\n${classic}\n`)).toHaveLength(2);
  for (const bad of ["", "# only a comment\n", `${hybrid}x`, classic.toLowerCase(), "age1abc"]) {
    expect(codeOf(() => parseIdentityFile(bad))).toBe("identity-malformed");
  }
  expect(() => parseIdentityFile(`${classic}\nnonsense\n`)).toThrow("line 2");
});

test("an error never repeats what was given: it could be a secret", () => {
  const almost = `${encodeX25519Identity(new Uint8Array(32) as X25519Scalar).slice(0, -1)}Q`;
  try {
    parseIdentityFile(almost);
    throw new Error("accepted");
  } catch (error) {
    expect(String(error)).not.toContain(almost.slice(20));
  }
});
