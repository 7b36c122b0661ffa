import { execFileSync } from "node:child_process";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { Decrypter } from "age-encryption";
import { expect, test } from "vitest";
import { type Codename, indicesOf, wordAt } from "../../../client/letters/codename.ts";
import { unpadLetter } from "../../../client/letters/letter.ts";
import { deriveReplyKeys } from "../../../client/letters/reply-keys.ts";
import { encodeHybridIdentity } from "../../../crypto/age/identities.ts";
import { parseInstanceId } from "../../../crypto/documents/anchor.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { noble } from "../../../crypto/primitives/noble.ts";
import { testInstance } from "../../support/instance.ts";
import { bagWith, letterTo, signedLetter, sourceOf } from "../../support/letters.ts";

/** HKDF and HMAC as RFC 5869 and RFC 2104 have them, of Python's own modules; words by arithmetic. */
const PYTHON = `
import hashlib, hmac, json, sys
given = json.load(sys.stdin)
mac = lambda key, message: hmac.new(key, message, hashlib.sha256).digest()
h = bytes.fromhex
if given["what"] == "codename":
    entropy = h(given["codename"])
    prk = mac(b"nightjar codename v1\\n" + h(given["instance"]), entropy)
    keys = [mac(prk, info + b"\\x01").hex() for info in (b"letters", b"mailbox", b"address")]
    bits = (int.from_bytes(entropy, "big") << 4) | (hashlib.sha256(entropy).digest()[0] >> 4)
    print(json.dumps([keys, [(bits >> (11 * (11 - i))) & 2047 for i in range(12)]]))
else:
    message = b"nightjar tag v1\\n" + h(given["ephemeral"]) + h(given["mailbox"]) + hashlib.sha256(h(given["file"])).digest()
    print(json.dumps(mac(h(given["shared"]), message)[:16].hex()))
`;
const python = (given: unknown) =>
  JSON.parse(execFileSync("python3", ["-c", PYTHON], { input: JSON.stringify(given), encoding: "utf8" }));

/** OpenSSL's public key (hex) of 32 secret bytes. */
function openssl(kind: "X25519" | "Ed25519", secret: Uint8Array): string {
  const [prefix] =
    kind === "X25519" ? ["302e020100300506032b656e04220420"] : ["302e020100300506032b657004220420"];
  const der = Buffer.concat([Buffer.from(prefix ?? "", "hex"), secret]);
  const key = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
  return key.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
}

test("codename → words and keys, by Python and OpenSSL", () => {
  const instance = "01".repeat(32);
  for (const hex of ["00112233445566778899aabbccddeeff", "ff".repeat(16), "00".repeat(16)]) {
    const codename = new Uint8Array(Buffer.from(hex, "hex")) as Uint8Array as Codename;
    const keys = deriveReplyKeys(codename, parseInstanceId(instance), noble);
    const [derived, words] = python({ what: "codename", codename: hex, instance });
    expect([keys.letters, keys.mailbox, keys.address].map(encodeHex)).toEqual(derived);
    expect(Array.from(indicesOf(codename))).toEqual(words);
    expect(encodeHex(keys.publics.mailbox)).toBe(openssl("X25519", keys.mailbox));
    expect(encodeHex(keys.publics.address)).toBe(openssl("Ed25519", keys.address));
  }
});

test("these bytes, for whoever builds another", () => {
  const codename = new Uint8Array(
    Buffer.from("00112233445566778899aabbccddeeff", "hex"),
  ) as Uint8Array as Codename;
  const keys = deriveReplyKeys(codename, parseInstanceId("01".repeat(32)), noble);
  expect(Array.from(indicesOf(codename), wordAt).join(" ")).toMatchInlineSnapshot(
    `"abandon math mimic master filter design carbon crystal rookie group knife young"`,
  );
  expect([keys.letters, keys.publics.mailbox, keys.publics.address].map(encodeHex)).toMatchInlineSnapshot(`
    [
      "ba24397b5c4498c2c9b2cc507d9384226647fe05e8891ddb93e59d352f67d17a",
      "31f214adcde0b512918544d4ec9be648a1145e6b0326604eb88a53b169bced04",
      "0c422ab943edb247b7264e6d52dbb52a5bf78fb32ba11ec728c126e01a5aaf10",
    ]
  `);
});

test("letter → slot: the tag by Python, the file by typage, with the codename's identity", async () => {
  const instance = testInstance();
  const source = sourceOf(instance);
  const [wren] = instance.secrets.reviewers;
  if (!wren) throw new Error("a reviewer");
  const document = signedLetter(letterTo(instance, source), [wren.signing]);
  const bag = await bagWith([document], source);
  const mailbox = encodeHex(source.publics.mailbox);
  const mine = bag.filter(({ ephemeral, tag, file }) => {
    const shared = noble.x25519(source.mailbox, ephemeral) ?? new Uint8Array(32);
    const [sharedHex = "", ephemeralHex, fileHex] = [shared, ephemeral, file].map(encodeHex);
    return (
      encodeHex(tag) ===
      python({ what: "tag", shared: sharedHex, ephemeral: ephemeralHex, mailbox, file: fileHex })
    );
  });
  expect(mine).toHaveLength(1);
  const decrypter = new Decrypter();
  decrypter.addIdentity(encodeHybridIdentity(source.letters));
  const opened = await decrypter.decrypt(mine[0]?.file ?? new Uint8Array(0));
  expect(unpadLetter(opened)).toEqual(document);
});
