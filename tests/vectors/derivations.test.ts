import { createHash, createHmac, hkdfSync } from "node:crypto";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { expect, test } from "vitest";
import { numbersOf, type Recipient } from "../../client/casebook/export/recipients.ts";
import { type ActDigest, newRecipientKey, type ReviewerKey, tipIdOf } from "../../client/casebook/names.ts";
import { type SeededPeople, sealPeople } from "../../client/ceremony/seal-people.ts";
import { designationOf } from "../../client/workbench/queue/designation.ts";
import { HeaderReader } from "../../crypto/age/header.ts";
import { parseHybridStanza } from "../../crypto/age/stanzas-known.ts";
import type { EnvelopeDigest } from "../../crypto/digest.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { anchorFingerprint, cardFingerprint } from "../../crypto/documents/fingerprint.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import { parseDay } from "../../protocol/day.ts";
import { cardsOf, drafted, newCeremony, newReviewer, reviewerHeld } from "../support/ceremony.ts";

// What SPEC.md derives, made a second time as it is written there, with OpenSSL and whole-number arithmetic.

const sha256 = (...parts: readonly (string | Uint8Array)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

const ceremony = newCeremony();
const reviewers = ["Wren", "Ana"].map((handle) => reviewerHeld(newReviewer(ceremony.anchor, handle)));
const cards = cardsOf(ceremony, reviewers);
const digest = new Uint8Array(32).map((_, i) => 7 * i + 1) as Uint8Array as EnvelopeDigest;

/** Twelve words of 128 bits and a checksum of four, as BIP 39 has them. */
function wordsFor(bytes: Buffer): string {
  const bits = (BigInt(`0x${bytes.toString("hex")}`) << 4n) | BigInt((sha256(bytes)[0] ?? 0) >> 4);
  const places = Array.from({ length: 12 }, (_, i) => Number((bits >> BigInt(11 * (11 - i))) & 2047n));
  return places.map((place) => wordlist[place]).join(" ");
}

test("fingerprints are the words for 16 bytes of SHA-256 over a label and the anchor, or a card's payload", () => {
  const anchor = encodeAnchor(ceremony.anchor);
  const payload = Buffer.from("a card's payload");
  const first = (label: string, bytes: Uint8Array) => sha256(label, bytes).subarray(0, 16);
  expect(anchorFingerprint(ceremony.anchor)).toBe(
    wordsFor(first("nightjar anchor fingerprint v1\n", anchor)),
  );
  expect(cardFingerprint(payload)).toBe(wordsFor(first("nightjar card fingerprint v1\n", payload)));
});

test("a tip is named by SHA-256 over a label and its envelope's digest, and called by bytes of that name", () => {
  const name = sha256("nightjar tip in a casebook v1\n", digest);
  const tip = tipIdOf(digest);
  expect(tip).toBe(name.toString("hex"));
  const words = [0, 2].map((at) => wordlist[name.readUInt16BE(at) % 2048]).join(" ");
  const digits = String(name.readUIntBE(4, 6) % 10 ** 12).padStart(12, "0");
  expect(designationOf(tip)).toEqual({ tip, words, digits });
});

test("a recipient's case numbers are 15 digits of HMAC-SHA256 over the recipient's act and the case's name", () => {
  const key = newRecipientKey();
  const act = "ab".repeat(32) as ActDigest;
  const about = tipIdOf(digest);
  const mac = createHmac("sha256", Buffer.from(key, "hex"));
  const all = mac.update(`nightjar case number v1\n${act}\n${about}`).digest("hex").toUpperCase();
  const value = { kind: "recipient", audience: "partners", name: "Somebody", key } as const;
  const recipient: Recipient = {
    value,
    act,
    by: "ab" as ReviewerKey,
    on: parseDay("2026-11-30"),
    doubt: null,
  };
  expect(numbersOf(recipient)(about)).toBe(`${all.slice(0, 5)}-${all.slice(5, 10)}-${all.slice(10, 15)}`);
});

test("all that is random in an annex's sealing comes out of its seed, piece by piece in the order that is written", async () => {
  const [draft] = drafted(ceremony, cards, "2027-01-01");
  if (!draft) throw new Error("a draft");
  const people: SeededPeople = { ...draft.people, seed: new Uint8Array(32).fill(9) };
  const sealed = await sealPeople(people, cards, noble);
  const read = new HeaderReader().push(sealed);
  if (!read) throw new Error("a whole file");
  const stewards = cards.stewards.map(({ card }) => card).sort((a, b) => (a.handle < b.handle ? -1 : 1));
  const keys = [
    ...people.reviewers.map(({ casebookRecipient }) => casebookRecipient),
    ...stewards.map(({ recipient }) => recipient),
  ];
  const random = new Uint8Array(
    hkdfSync("sha256", people.seed, "", "nightjar annex sealing v1", 32 + 64 * keys.length),
  );
  const macKey = hkdfSync("sha256", random.subarray(0, 16), "", "header", 32);
  const mac = createHmac("sha256", Buffer.from(macKey)).update(read.header.authenticated).digest();
  expect(encodeHex(read.header.mac)).toBe(mac.toString("hex"));
  expect(encodeHex(read.rest.subarray(0, 16))).toBe(encodeHex(random.subarray(16, 32)));
  expect(read.header.stanzas.map((stanza) => encodeHex(parseHybridStanza(stanza)))).toEqual(
    keys.map((key, i) => {
      const piece = random.slice(32 + 64 * i, 32 + 64 * (i + 1));
      return encodeHex(noble.xwingEncapsulate(key, piece).encapsulated);
    }),
  );
});
