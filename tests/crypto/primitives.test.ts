import { ml_kem768_x25519 } from "@noble/post-quantum/hybrid.js";
import fc from "fast-check";
import libsodium from "libsodium-wrappers";
import { expect, test } from "vitest";
import { providers } from "../support/primitives.ts";

const [sodium, noble] = providers as [(typeof providers)[number], (typeof providers)[number]];
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const runs = { numRuns: 100 };

test("there are two, and they are different libraries", () => {
  expect(providers.map((p) => p.name)).toEqual(["libsodium", "noble"]);
});

test("ChaCha20-Poly1305: same ciphertext, each opens the other's, each refuses a changed one", () => {
  fc.assert(
    fc.property(
      bytes(32),
      bytes(12),
      fc.uint8Array({ maxLength: 2000 }),
      fc.nat(),
      (key, nonce, text, at) => {
        const sealed = sodium.aeadSeal(key, nonce, text);
        expect(noble.aeadSeal(key, nonce, text)).toEqual(sealed);
        expect(sodium.aeadOpen(key, nonce, sealed)).toEqual(text);
        expect(noble.aeadOpen(key, nonce, sealed)).toEqual(text);
        const changed = sealed.slice();
        changed[at % sealed.length] = (changed[at % sealed.length] ?? 0) ^ 1;
        for (const p of providers) expect(p.aeadOpen(key, nonce, changed)).toBeUndefined();
      },
    ),
    runs,
  );
});

test("ciphertexts shorter than a tag are refused, not an accident", () => {
  for (const p of providers) {
    for (let length = 0; length < 16; length++) {
      expect(p.aeadOpen(new Uint8Array(32), new Uint8Array(12), new Uint8Array(length))).toBeUndefined();
    }
  }
});

test("X25519: same public keys, same secrets, any point", () => {
  fc.assert(
    fc.property(bytes(32), bytes(32), (scalar, point) => {
      expect(noble.x25519Base(scalar)).toEqual(sodium.x25519Base(scalar));
      expect(noble.x25519(scalar, point)).toEqual(sodium.x25519(scalar, point));
    }),
    runs,
  );
});

test("X25519: a point of low order has no shared secret", () => {
  const one = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0));
  for (const p of providers) {
    for (const point of [new Uint8Array(32), one]) {
      expect(p.x25519(new Uint8Array(32).fill(3), point)).toBeUndefined();
    }
  }
});

test("X-Wing: same keys, same encapsulation from the same randomness, same secret on either side", () => {
  fc.assert(
    fc.property(bytes(32), bytes(64), (seed, randomness) => {
      const publicKey = sodium.xwingPublicKey(seed);
      expect(noble.xwingPublicKey(seed)).toEqual(publicKey);
      const made = sodium.xwingEncapsulate(publicKey, randomness);
      expect(noble.xwingEncapsulate(publicKey, randomness)).toEqual(made);
      for (const p of providers)
        expect(p.xwingDecapsulator(seed).decapsulate(made.encapsulated)).toEqual(made.sharedSecret);
    }),
    { numRuns: 25 },
  );
});

test("X-Wing: both answer as the libraries' own does to any encapsulation, forged or of low order", () => {
  const seed = new Uint8Array(32).fill(5);
  const holders = providers.map((p) => p.xwingDecapsulator(seed));
  fc.assert(
    fc.property(bytes(1120), (forged) => {
      const answer = libsodium.crypto_kem_xwing_dec(forged, seed);
      expect(ml_kem768_x25519.decapsulate(forged, seed)).toEqual(answer);
      for (const holder of holders) expect(holder.decapsulate(forged)).toEqual(answer);
    }),
    { numRuns: 25 },
  );
  const lowOrder = new Uint8Array(1120).fill(1, 0, 1088);
  for (const holder of holders) expect(holder.decapsulate(lowOrder)).toBeUndefined();
});

test("a wrong length is a programming error with either, and neither reads on", () => {
  const [short, long] = [new Uint8Array(11), new Uint8Array(2000)];
  for (const p of providers) {
    for (const wrong of [short, long]) {
      expect(() => p.aeadSeal(wrong, new Uint8Array(12), short)).toThrow();
      expect(() => p.aeadSeal(new Uint8Array(32), wrong, short)).toThrow();
      expect(() => p.xwingEncapsulate(wrong, new Uint8Array(64))).toThrow();
      expect(() => p.xwingEncapsulate(p.xwingPublicKey(new Uint8Array(32)), wrong)).toThrow();
      expect(() => p.xwingPublicKey(wrong)).toThrow();
      expect(() => p.xwingDecapsulator(wrong)).toThrow();
      expect(() => p.xwingDecapsulator(new Uint8Array(32)).decapsulate(wrong)).toThrow();
      expect(() => p.ed25519PublicKey(wrong)).toThrow();
      expect(() => p.x25519Base(wrong)).toThrow();
    }
  }
});

test("a library without memory left is an accident, never a tag that doesn't match", () => {
  const [key, nonce, huge] = [new Uint8Array(32), new Uint8Array(12), new Uint8Array(3 * 2 ** 30)];
  let thrown: unknown;
  try {
    expect(sodium.aeadOpen(key, nonce, huge)).toBe("never there");
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ message: expect.stringMatching(/malloc|memory/) });
  const sealed = sodium.aeadSeal(key, nonce, new Uint8Array(1));
  expect(sodium.aeadOpen(key, nonce, sealed)).toEqual(new Uint8Array(1));
});
