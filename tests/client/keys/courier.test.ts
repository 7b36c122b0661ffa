import { base32nopad } from "@scure/base";
import { expect, test } from "vitest";
import { parseAuthFile } from "../../../client/cli/tor/client-key.ts";
import { parseCourierKey } from "../../../client/courier/key-text.ts";
import { openPack } from "../../../client/courier/pack.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { verifyCourierCard } from "../../../crypto/documents/courier-card.ts";
import { parseSignedDocument } from "../../../crypto/documents/dsse.ts";
import { cardFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { keyOf, testInstance } from "../../support/instance.ts";
import { chosen, KeysBench } from "../../support/keys-bench.ts";
import { sodium } from "../../support/primitives.ts";

const PASSPHRASE = "six words drawn by dice";
const ONION = `${"a".repeat(55)}d.onion`;
const OTHER = `${"b".repeat(55)}d.onion:8080`;
const { anchor } = testInstance();
const files = [chosen(encodeAnchor(anchor), "anchor.json")];
const bench = new KeysBench();
const asked = { files, handle: "Swift", addresses: "", passphrase: "" };

test("a courier gets a key and its card, and later a pack of that key; what is no key or address is refused", async () => {
  const made = await bench.ask("courierMake", asked);
  const document = parseSignedDocument(made.card.bytes);
  const card = verifyCourierCard(document, sodium);
  expect(made.fingerprint).toBe(cardFingerprint(document.payload));
  expect(card.handle).toBe("Swift");
  expect(made.pack).toBeNull();
  const seed = parseCourierKey(made.key?.bytes ?? new Uint8Array());
  expect(keyOf(seed)).toEqual(card.key);

  const key = chosen(made.key?.bytes ?? new Uint8Array(), "courier.key");
  const where = {
    addresses: ` HTTP://${ONION.toUpperCase()}/  ${OTHER}\n${ONION}:80`,
    passphrase: PASSPHRASE,
  };
  const pack = await bench.ask("courierPack", { files, key, ...where });
  const opened = await openPack(pack.bytes, PASSPHRASE, sodium);
  expect(opened).toEqual({ anchor, seed, addresses: [ONION, OTHER] });

  const told = (change: object) => bench.told("courierPack", { files, key, ...where, ...change });
  const wrong = chosen(made.card.bytes, "Swift.card");
  expect(await told({ key: wrong })).toEqual({
    code: "not-a-courier-key",
    file: "Swift.card",
    found: "courier-card",
  });
  for (const addresses of ["", "example.org", `${ONION} ${"c".repeat(55)}`])
    expect(await told({ addresses })).toEqual({ code: "address-refused" });
  expect(await told({ passphrase: "short" })).toEqual({ code: "passphrase-short" });
});

test("who knows the address already gets card and pack at once, and no key in the open", async () => {
  const made = await bench.ask("courierMake", { ...asked, addresses: ONION, passphrase: PASSPHRASE });
  expect(made.key).toBeNull();
  const opened = await openPack(made.pack?.bytes ?? new Uint8Array(), PASSPHRASE, sodium);
  const card = verifyCourierCard(parseSignedDocument(made.card.bytes), sodium);
  expect(keyOf(opened.seed)).toEqual(card.key);
  expect(made.pack?.name).toBe("Swift.pack");
});

test("the key for the onion is one that the operator's command takes, and tor's other half of it", async () => {
  const { auth, authPrivate } = await bench.ask("courierOnionKey", { addresses: `couriers.${ONION}/` });
  const key = parseAuthFile("courier.auth", Buffer.from(auth.bytes).toString());
  const [, onion, secret = ""] =
    /^([a-z2-7]{56}):descriptor:x25519:([A-Z2-7]{52})\n$/.exec(Buffer.from(authPrivate.bytes).toString()) ??
    [];
  expect(`${onion}.onion`).toBe(ONION);
  expect(sodium.x25519Base(base32nopad.decode(secret))).toEqual(key);
  const told = (addresses: string) => bench.told("courierOnionKey", { addresses });
  for (const address of ["localhost:8080", "example.org"])
    expect(await told(address)).toEqual({ code: "address-refused" });
});
