import nodeCrypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat } from "../../crypto/bytes.ts";
import { parseVerifyingKey, type VerifyingKey, verifyEd25519 } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { nodeSignatures } from "../../crypto/node/signatures.ts";
import { lightEd25519 } from "../support/light-ed25519.ts";
import { providers, sodium } from "../support/primitives.ts";
import { inLong } from "../support/seeded.ts";
import { differing, type Vector, vectorsOf } from "../support/wycheproof.ts";
import edgeCases from "../vectors/ed25519-edge-cases.json" with { type: "json" };

const hex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));

/** Of the prime-order group. */
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** All encodings of points of small order, canonical or not. */
const SMALL_ORDER = [
  `01${"00".repeat(31)}`,
  `01${"00".repeat(30)}80`,
  `ec${"ff".repeat(30)}7f`,
  `ec${"ff".repeat(31)}`,
  "00".repeat(32),
  `${"00".repeat(31)}80`,
  `ed${"ff".repeat(30)}7f`,
  `ee${"ff".repeat(30)}7f`,
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
];

const numberOf = (bytes: Uint8Array) => BigInt(`0x${encodeHex(bytes.toReversed())}`) % ORDER;

/** Undefined for an encoding that isn't canonical. */
function smallOrderPoint(encoded: string) {
  try {
    return ed25519.Point.fromBytes(hex(encoded), false);
  } catch {
    return undefined;
  }
}

const light = await lightEd25519();

/** All is tested of the one library as it is, and of the lighter one as the build puts it into courier.html. */
const forms = [
  {
    form: "as it is",
    ...{ parseVerifyingKey, verifyEd25519, library: ed25519 },
    providers: [...providers, { name: "Node", ...nodeSignatures }],
  },
  { form: "in courier.html", ...light, providers: [sodium, { name: "light noble", ...light.signatures }] },
];

test("the lighter library stands in the place of the other", () => {
  expect(Object.keys(light.library)).toEqual(["getPublicKey", "sign", "verify", "Point"]);
});

test("Node's own keeps no copy of a seed where this program could have overwritten it", () => {
  const { createPrivateKey } = nodeCrypto;
  const seed = crypto.getRandomValues(Buffer.alloc(32));
  const given: Uint8Array[] = [];
  try {
    nodeCrypto.createPrivateKey = (made) => {
      const { key } = made as { key: Buffer };
      expect(key.includes(seed)).toBe(true);
      given.push(key);
      return createPrivateKey(made);
    };
    syncBuiltinESMExports();
    nodeSignatures.ed25519Sign(seed, nodeSignatures.ed25519PublicKey(seed));
  } finally {
    nodeCrypto.createPrivateKey = createPrivateKey;
    syncBuiltinESMExports();
  }
  expect(given.map((key) => key.every((byte) => byte === 0))).toEqual([true, true]);
  expect(Buffer.from(Buffer.allocUnsafe(1).buffer).includes(seed)).toBe(false);
});

describe.each(forms)("$form", ({ parseVerifyingKey, verifyEd25519, library, providers }) => {
  describe("the published edge cases: each has a key or an R outside the prime-order group, or S ≥ L", () => {
    for (const primitives of providers) {
      test.each(edgeCases.vectors)(
        `${primitives.name} refuses $message`,
        ({ message, publicKey, signature }) => {
          const key = hex(publicKey) as VerifyingKey;
          expect(verifyEd25519(primitives, key, hex(message), hex(signature))).toBe(false);
        },
      );
    }

    test("the libraries alone do not agree on them, which is why nobody calls them directly", () => {
      const verdicts = edgeCases.vectors.map(({ message, publicKey, signature }) =>
        providers.map((p) => p.ed25519VerifyRaw(hex(publicKey), hex(message), hex(signature))),
      );
      expect(verdicts.filter((each) => new Set(each).size > 1).length).toBeGreaterThan(0);
    });
  });

  test.each(providers.map((provider) => [provider.name, provider] as const))(
    "Wycheproof: %s",
    (_, primitives) => {
      const verdict = ({ bytes }: Vector) =>
        verifyEd25519(primitives, bytes("key") as VerifyingKey, bytes("message"), bytes("signature"));
      expect(differing(vectorsOf("ed25519"), verdict)).toEqual([]);
    },
  );

  test.each(SMALL_ORDER)(
    "an R with a part of small order is refused by each, though the cofactored equation holds: %s",
    (encoded) => {
      const { Point } = ed25519;
      const torsion = smallOrderPoint(encoded);
      if (!torsion) return expect(() => Point.fromBytes(hex(encoded), false)).toThrow();
      const [secret, nonce, message] = [12345n, 67890n, new Uint8Array([1, 2, 3])];
      const key = Point.BASE.multiply(secret).toBytes();
      const R = Point.BASE.multiply(nonce).add(torsion).toBytes();
      const s = (nonce + numberOf(sha512(concat(R, key, message))) * secret) % ORDER;
      const signature = concat(R, hex(s.toString(16).padStart(64, "0")).toReversed());
      const isWhole = torsion.is0();
      expect(library.verify(signature, message, key, { zip215: false })).toBe(true);
      for (const primitives of providers) {
        expect(verifyEd25519(primitives, key as VerifyingKey, message, signature)).toBe(isWhole);
      }
    },
  );

  test("R is refused by each if it is the identity, though every equation holds", () => {
    const { Point } = ed25519;
    const [secret, message] = [12345n, new Uint8Array([1, 2, 3])];
    const [R, key] = [Point.ZERO.toBytes(), Point.BASE.multiply(secret).toBytes()];
    const s = (numberOf(sha512(concat(R, key, message))) * secret) % ORDER;
    const signature = concat(R, hex(s.toString(16).padStart(64, "0")).toReversed());
    expect(library.verify(signature, message, key, { zip215: false })).toBe(true);
    const refused = () => {
      for (const primitives of providers) {
        expect(verifyEd25519(primitives, key as VerifyingKey, message, signature)).toBe(false);
      }
    };
    refused();
    // Node 24.0 says yes.
    const { verify } = nodeCrypto;
    try {
      nodeCrypto.verify = () => true;
      syncBuiltinESMExports();
      refused();
    } finally {
      nodeCrypto.verify = verify;
      syncBuiltinESMExports();
    }
  });

  test.each(SMALL_ORDER)("a key of small order is refused at the door: %s", (point) => {
    const refused = expect.objectContaining({ code: "key-weak" });
    expect(() => parseVerifyingKey(point, "document-malformed")).toThrow(refused);
  });

  test("all sign alike, and each accepts it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array(), (seed, message) => {
        const expected = nodeSignatures.ed25519Sign(seed, message);
        for (const primitives of providers) {
          const signature = primitives.ed25519Sign(seed, message);
          expect(signature).toEqual(expected);
          const key = parseVerifyingKey(encodeHex(primitives.ed25519PublicKey(seed)), "document-malformed");
          expect(verifyEd25519(primitives, key, message, signature)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("what is put in the place of R or of s is refused by each", () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const odd = fc.oneof(bytes, fc.constantFrom(...SMALL_ORDER).map(hex));
    fc.assert(
      fc.property(bytes, fc.uint8Array(), odd, odd, fc.nat(2), (seed, message, R, s, which) => {
        const whole = nodeSignatures.ed25519Sign(seed, message);
        const key = nodeSignatures.ed25519PublicKey(seed) as VerifyingKey;
        const signature = concat(
          which === 0 ? whole.subarray(0, 32) : R,
          which === 1 ? whole.subarray(32) : s,
        );
        for (const primitives of providers) {
          expect(verifyEd25519(primitives, key, message, signature)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a wrong length is a programming error with each", () => {
    for (const { ed25519PublicKey, ed25519Sign } of providers) {
      for (const wrong of [new Uint8Array(31).fill(1), new Uint8Array(33).fill(1)]) {
        expect(() => ed25519PublicKey(wrong)).toThrow();
        expect(() => ed25519Sign(wrong, new Uint8Array(3))).toThrow();
      }
    }
  });

  test("a signature with any bit flipped is refused by each", () => {
    const seed = new Uint8Array(32).fill(9);
    const message = new Uint8Array([1, 2, 3]);
    for (const primitives of providers) {
      // JavaScript, ten times as slow, tries each bit of a byte in turn; all of them in the long run alone.
      const step = primitives.name.endsWith("noble") ? inLong(7, 1) : 1;
      const key = primitives.ed25519PublicKey(seed) as VerifyingKey;
      const signature = primitives.ed25519Sign(seed, message);
      for (let bit = 0; bit < 512; bit += step) {
        const flipped = Uint8Array.from(signature, (byte, i) =>
          i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
        );
        expect(verifyEd25519(primitives, key, message, flipped)).toBe(false);
      }
    }
  });
});
