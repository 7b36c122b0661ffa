import {
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateIdentity,
  identityToRecipient,
} from "age-encryption";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeHybridIdentity, encodeX25519Identity, scryptIdentity } from "../../crypto/age/identities.ts";
import { open } from "../../crypto/age/open.ts";
import { parseHybridRecipient, parseX25519Recipient } from "../../crypto/age/recipient-keys.ts";
import { hybridRecipient, scryptRecipient, x25519Recipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect, utf8 } from "../../crypto/bytes.ts";
import { sealEnvelope } from "../../crypto/envelope.ts";
import { unpackTar } from "../../crypto/unpack-tar.ts";
import { parseIdentityFile } from "../support/age-text.ts";
import { testInstance } from "../support/instance.ts";
import { providers } from "../support/primitives.ts";

const sizes = [0, 1, 65_535, 65_536, 65_537, 200_000];

describe.each(providers)("$name and typage", (primitives) => {
  for (const kind of ["hybrid", "X25519"] as const) {
    const generate = kind === "hybrid" ? generateHybridIdentity : generateIdentity;
    const recipientOf = (text: string) =>
      kind === "hybrid"
        ? hybridRecipient(parseHybridRecipient(text))
        : x25519Recipient(parseX25519Recipient(text));

    test.each(sizes)(
      `${kind}: typage opens what we seal, we open what typage seals (%i bytes)`,
      async (size) => {
        const plaintext = new Uint8Array(size).map((_, i) => i * 13);
        const identity = await generate();
        const recipient = await identityToRecipient(identity);

        const decrypter = new Decrypter();
        decrypter.addIdentity(identity);
        const ours = await collect(seal([plaintext], [recipientOf(recipient)], primitives));
        expect(await decrypter.decrypt(ours)).toEqual(plaintext);

        const encrypter = new Encrypter();
        encrypter.addRecipient(recipient);
        const theirs = await encrypter.encrypt(plaintext);
        const opened = await open([theirs], parseIdentityFile(identity), primitives);
        expect(await collect(opened.plaintext)).toEqual(plaintext);
      },
    );
  }

  test("a passphrase, both ways", async () => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase("夜鷹 nightjar");
    const ours = await collect(seal([utf8("hi")], [scryptRecipient("夜鷹 nightjar", 8)], primitives));
    expect(await decrypter.decrypt(ours, "text")).toBe("hi");

    const encrypter = new Encrypter();
    encrypter.setPassphrase("夜鷹 nightjar");
    encrypter.setScryptWorkFactor(8);
    const opened = await open([await encrypter.encrypt("hi")], [scryptIdentity("夜鷹 nightjar")], primitives);
    expect(await collect(opened.plaintext)).toEqual(utf8("hi"));
  });

  test("an envelope of a roster opens with typage for every reviewer", async () => {
    const instance = testInstance({ reviewers: 3, primitives });
    const tip = { name: "tip.json", size: 2, content: [utf8("{}")] };
    const envelope = await collect(sealEnvelope([tip], instance.roster, primitives));
    for (const { hybrid } of instance.secrets.reviewers) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(encodeHybridIdentity(hybrid));
      const names: string[] = [];
      for await (const file of unpackTar([await decrypter.decrypt(envelope)])) names.push(file.name);
      expect(names).toEqual(["tip.json"]);
    }
  });
});

test("our identities are typage's: same recipients from the same secrets", async () => {
  const [primitives] = providers as [(typeof providers)[number]];
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (secret) => {
      const { hybridPublicKey, x25519PublicKey } = await import("../../crypto/age/identities.ts");
      const { encodeHybridRecipient, encodeX25519Recipient } = await import(
        "../../crypto/age/recipient-keys.ts"
      );
      const seed = secret as Parameters<typeof encodeHybridIdentity>[0];
      const scalar = secret as Parameters<typeof encodeX25519Identity>[0];
      expect(await identityToRecipient(encodeHybridIdentity(seed))).toBe(
        encodeHybridRecipient(hybridPublicKey(seed, primitives)),
      );
      expect(await identityToRecipient(encodeX25519Identity(scalar))).toBe(
        encodeX25519Recipient(x25519PublicKey(scalar, primitives)),
      );
    }),
    { numRuns: 15 },
  );
});
