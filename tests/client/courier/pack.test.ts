import fc from "fast-check";
import { expect, test } from "vitest";
import { type CourierAddress, parseCourierAddress } from "../../../client/courier/address.ts";
import { type CourierPack, encodePack, openPack, parsePack, sealPack } from "../../../client/courier/pack.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { codeOfAsync } from "../../support/code-of.ts";
import { newSeed, testInstance } from "../../support/instance.ts";
import { sodium } from "../../support/primitives.ts";

const { anchor } = testInstance();
const onion = (letter: string) => `${letter.repeat(56)}.onion` as CourierAddress;
const pack: CourierPack = { anchor, seed: newSeed(), addresses: [onion("a"), onion("b")] };

test("what is sealed is what is opened, by that passphrase and no other", async () => {
  const file = await sealPack(pack, "six words drawn by dice é", sodium, 1);
  const opened = await openPack(file, "six words drawn by dice e\u0301", sodium);
  expect(encodeAnchor(opened.anchor)).toEqual(encodeAnchor(anchor));
  expect([opened.seed, opened.addresses]).toEqual([pack.seed, pack.addresses]);
  expect(await codeOfAsync(openPack(file, "six words drawn by dice", sodium))).toBe("no-match");
  const dear = Buffer.from(file)
    .toString("latin1")
    .replace(/^(-> scrypt \S+) 1$/m, "$1 18");
  const refused = openPack(Buffer.from(dear, "latin1"), "six words drawn by dice é", sodium);
  expect(await codeOfAsync(refused)).toBe("passphrase-work");
});

test("any changed byte of a sealed pack is refused", async () => {
  const file = await sealPack(pack, "p", sodium, 1);
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = file.slice();
      changed[at] = (changed[at] ?? 0) ^ change;
      await expect(openPack(changed, "p", sodium)).rejects.toThrow(CryptoError);
    }),
    { numRuns: 60 },
  );
});

test("inside there is exactly one form", () => {
  const text = Buffer.from(encodePack(pack)).toString();
  expect(parsePack(Buffer.from(text)).addresses).toEqual(pack.addresses);
  const broken = [
    text.replace("courier-pack/v1", "courier-pack/v2"),
    text.replace(/"key":"../, '"key":"'),
    text.replace(onion("b"), onion("a")),
    text.replace(/"addresses":.*]/, '"addresses":[]'),
    text.replace(
      /"addresses":.*]/,
      `"addresses":[${Array.from("abcdefghi", (c) => `"${onion(c)}"`).join()}]`,
    ),
    text.replace("}", ',"x":1}'),
    `${text} `,
    "{}",
  ];
  for (const other of broken) {
    expect(other).not.toBe(text);
    expect(() => parsePack(Buffer.from(other))).toThrow(CryptoError);
  }
});

test("an address is an onion's or this machine's, as it is dialled", () => {
  const good = [onion("z"), `couriers.${onion("2")}`, `${onion("a")}:8080`, "127.0.0.1:3000", "localhost"];
  for (const address of good) expect(parseCourierAddress(address)).toBe(address);
  const bad = [
    `http://${onion("a")}`,
    `${onion("a")}/`,
    `${onion("a")}:80`,
    `${onion("a")}:080`,
    `${onion("a")}:65536`,
    onion("A"),
    onion("1"),
    "a.onion",
    "example.org",
    "127.0.0.1.example.org",
    `${onion("a")}.example.org`,
    "192.168.0.1",
    `user@${onion("a")}`,
    "",
    null,
  ];
  for (const address of bad) expect(() => parseCourierAddress(address), String(address)).toThrow(CryptoError);
});
