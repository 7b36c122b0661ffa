import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type HybridSeed,
  hybridIdentity,
  hybridPublicKey,
  type Identity,
  scryptIdentity,
  type X25519Scalar,
  x25519Identity,
  x25519PublicKey,
} from "../../../crypto/age/identities.ts";
import { open } from "../../../crypto/age/open.ts";
import { payloadLength } from "../../../crypto/age/payload-length.ts";
import {
  hybridRecipient,
  type Recipient,
  scryptRecipient,
  x25519Recipient,
} from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import { collect } from "../../../crypto/bytes.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { inPieces } from "../../support/chunks.ts";
import { codeOfAsync } from "../../support/code-of.ts";
import { providers } from "../../support/primitives.ts";
import { inLong } from "../../support/seeded.ts";

const CHUNK = 65_536;

interface Pair {
  readonly recipient: Recipient;
  readonly identity: Identity;
}

function hybridPair(primitives: Primitives): Pair {
  const seed = randomBytes(32) as Uint8Array as HybridSeed;
  return { recipient: hybridRecipient(hybridPublicKey(seed, primitives)), identity: hybridIdentity(seed) };
}

function classicPair(primitives: Primitives): Pair {
  const scalar = randomBytes(32) as Uint8Array as X25519Scalar;
  return {
    recipient: x25519Recipient(x25519PublicKey(scalar, primitives)),
    identity: x25519Identity(scalar),
  };
}

async function openWhole(file: Iterable<Uint8Array>, identity: Identity, primitives: Primitives) {
  return collect((await open(file, [identity], primitives)).plaintext);
}

describe.each(providers)("$name", (primitives) => {
  /** Of so many places one is flipped, each bit of a byte in turn: noble, many times as slow, tries all in the long run alone. */
  const step = primitives.name === "libsodium" ? 1 : inLong(7, 1);

  const sizes = fc.oneof(
    fc.nat(300),
    fc.constantFrom(CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17),
  );

  test("seal, then open, is identity for any size, cut, kind and number of recipients", async () => {
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        fc.integer({ min: 1000, max: 100_000 }),
        async (size, count, hybrid, cut) => {
          const plaintext = Uint8Array.from({ length: size }, (_, i) => i * 7);
          const pairs = Array.from({ length: count }, () => (hybrid ? hybridPair : classicPair)(primitives));
          const recipients = pairs.map((pair) => pair.recipient);
          const file = await collect(seal(inPieces(plaintext, cut), recipients, primitives));
          for (const { identity } of pairs) {
            expect(await openWhole(inPieces(file, cut), identity, primitives)).toEqual(plaintext);
          }
          const stranger = (hybrid ? hybridPair : classicPair)(primitives).identity;
          expect(await codeOfAsync(openWhole([file], stranger, primitives))).toBe("no-match");
        },
      ),
      { numRuns: 25 },
    );
  });

  test("what one provider seals, the other opens", async () => {
    for (const other of providers) {
      const { recipient, identity } = hybridPair(primitives);
      const file = await collect(seal([new Uint8Array(100_000)], [recipient], primitives));
      expect(await openWhole([file], identity, other)).toEqual(new Uint8Array(100_000));
    }
  });

  test("every single-bit flip of a small envelope fails", async () => {
    const { recipient, identity } = classicPair(primitives);
    const file = await collect(seal([new Uint8Array([1, 2, 3])], [recipient], primitives));
    for (let bit = 0; bit < file.length * 8; bit += step) {
      const flipped = file.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await codeOfAsync(openWhole([flipped], identity, primitives)), `bit ${bit}`).not.toBe(
        "accepted",
      );
    }
  });

  test("every bit flip in the header and around the chunk borders of a hybrid envelope fails", async () => {
    const { recipient, identity } = hybridPair(primitives);
    const file = await collect(seal([new Uint8Array(CHUNK + 5)], [recipient], primitives));
    const payload = file.length - payloadLength(CHUNK + 5);
    const places = [
      ...Array(payload + 40).keys(),
      payload + CHUNK,
      payload + CHUNK + 16 + 16,
      file.length - 1,
    ];
    for (const place of places.filter((_, i) => i % step === 0)) {
      const flipped = file.slice();
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8));
      expect(await codeOfAsync(openWhole([flipped], identity, primitives)), `byte ${place}`).not.toBe(
        "accepted",
      );
    }
  });

  test("cut short anywhere, it fails; prolonged, it fails", async () => {
    const { recipient, identity } = classicPair(primitives);
    const file = await collect(seal([new Uint8Array(CHUNK + 5)], [recipient], primitives));
    const payload = file.length - payloadLength(CHUNK + 5);
    const lengths = [...Array(payload + 30).keys(), payload + 16 + CHUNK + 16, file.length - 1];
    for (const length of lengths) {
      const code = await codeOfAsync(openWhole([file.subarray(0, length)], identity, primitives));
      expect(["not-age", "truncated", "payload-corrupt"], `${length} bytes`).toContain(code);
    }
    expect(await codeOfAsync(openWhole([file, new Uint8Array(1)], identity, primitives))).toBe(
      "payload-corrupt",
    );
  });

  test("a file cut exactly between two chunks is called truncated", async () => {
    const { recipient, identity } = classicPair(primitives);
    const file = await collect(seal([new Uint8Array(2 * CHUNK)], [recipient], primitives));
    expect(await codeOfAsync(openWhole([file.subarray(0, -CHUNK - 16)], identity, primitives))).toBe(
      "truncated",
    );
  });

  test("sealing refuses nobody, a mixture, and a passphrase beside anything", async () => {
    const hybrid = hybridPair(primitives).recipient;
    const classic = classicPair(primitives).recipient;
    const passphrase = scryptRecipient("open sesame", 4);
    const sealTo = (recipients: Recipient[]) => codeOfAsync(collect(seal([], recipients, primitives)));
    expect(await sealTo([])).toBe("no-recipient");
    expect(await sealTo([hybrid, classic])).toBe("mixed-recipients");
    expect(await sealTo([passphrase, passphrase])).toBe("mixed-recipients");
    expect(await sealTo([passphrase, hybrid])).toBe("mixed-recipients");
  });

  test("a passphrase opens, a wrong one doesn't, too much work is refused before it is done", async () => {
    const file = await collect(seal([new Uint8Array(10)], [scryptRecipient("鳥夜 🪶", 6)], primitives));
    expect(await openWhole([file], scryptIdentity("鳥夜 🪶"), primitives)).toEqual(new Uint8Array(10));
    expect(await codeOfAsync(openWhole([file], scryptIdentity("鳥夜"), primitives))).toBe("no-match");
    expect(await codeOfAsync(openWhole([file], scryptIdentity("鳥夜 🪶", 5), primitives))).toBe(
      "passphrase-work",
    );
  });

  test("what is refused at its header is let go of: a file behind it can be closed", async () => {
    const { recipient } = classicPair(primitives);
    const sealed = await collect(seal([new Uint8Array(10)], [recipient], primitives));
    for (const [bytes, code] of [
      [sealed, "no-match"],
      [sealed.subarray(0, 50), "truncated"],
      [randomBytes(99), "not-age"],
    ] as const) {
      let closed = false;
      async function* file() {
        try {
          yield bytes;
        } finally {
          closed = true;
        }
      }
      expect(await codeOfAsync(open(file(), [classicPair(primitives).identity], primitives))).toBe(code);
      expect(closed).toBe(true);
    }
  });

  test("a wiped identity opens nothing", async () => {
    for (const { recipient, identity } of [hybridPair(primitives), classicPair(primitives)]) {
      const file = await collect(seal([], [recipient], primitives));
      expect(await openWhole([file], identity, primitives)).toHaveLength(0);
      identity.wipe();
      expect(await codeOfAsync(openWhole([file], identity, primitives))).toBe("no-match");
    }
  });

  test("the same plaintext never seals twice to the same bytes", async () => {
    const { recipient } = hybridPair(primitives);
    const [a, b] = [
      await collect(seal([], [recipient], primitives)),
      await collect(seal([], [recipient], primitives)),
    ];
    expect(a).not.toEqual(b);
  });
});
