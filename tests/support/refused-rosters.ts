import { encodeX25519Recipient, type X25519Key } from "../../crypto/age/recipient-keys.ts";
import { CURRENCY_PAYLOAD_TYPE } from "../../crypto/documents/currency.ts";
import { type SignedDocument, signDocument } from "../../crypto/documents/dsse.ts";
import { addSeconds, parseInstant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { ROSTER_PAYLOAD_TYPE } from "../../crypto/documents/roster.ts";
import { encodeRosterFile, type RosterFile } from "../../crypto/documents/roster-file.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import { testInstance } from "./instance.ts";
import { currencyFor, rosterFileAt } from "./roster-files.ts";

/** Every way for a roster file to be wrong, for each door that verifies one. */

export const NOW = parseInstant("2026-11-21T12:00:00Z");
export const days = (count: number) => count * SECONDS_PER_DAY;
export const instance = testInstance({ now: NOW });
export const { anchor, secrets, file } = instance;

/** The same instance, with the roster's JSON changed and signed again by two stewards. */
function rosterWith(change: (fields: Record<string, unknown>) => void): RosterFile {
  const fields = JSON.parse(Buffer.from(file.roster.payload).toString());
  change(fields);
  const payload = new Uint8Array(Buffer.from(JSON.stringify(fields)));
  const roster = resigned(ROSTER_PAYLOAD_TYPE, payload, secrets.stewards.slice(0, 2));
  const currency = currencyFor(instance, { sequence: 1, payload }, NOW);
  return { roster, currency };
}

function currencyWith(change: (fields: Record<string, unknown>) => void): RosterFile {
  const fields = JSON.parse(Buffer.from(file.currency.payload).toString());
  change(fields);
  const payload = new Uint8Array(Buffer.from(JSON.stringify(fields)));
  return { ...file, currency: resigned(CURRENCY_PAYLOAD_TYPE, payload, secrets.stewards.slice(2)) };
}

export function resigned(type: string, payload: Uint8Array, seeds: readonly SigningSeed[]): SignedDocument {
  return {
    payloadType: type,
    payload,
    signatures: seeds.map((seed) => signDocument(type, payload, seed, noble)),
  };
}

function withRosterSignatures(
  change: (signatures: SignedDocument["signatures"]) => SignedDocument["signatures"],
) {
  return { ...file, roster: { ...file.roster, signatures: change(file.roster.signatures) } };
}

/** The first signature of the roster with other bytes. */
function withSignatureBytes(change: (signature: Uint8Array) => void): RosterFile {
  return withRosterSignatures((all) =>
    all.map((each, i) => {
      if (i > 0) return each;
      const signature = each.signature.slice();
      change(signature);
      return { ...each, signature };
    }),
  );
}

/** S plus the order of the group: another encoding of the same number, which lax libraries accept. */
function plusOrder(signature: Uint8Array): void {
  const order = Buffer.from("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010", "hex");
  let carry = 0;
  for (let i = 0; i < 32; i++) {
    const sum = (signature[32 + i] ?? 0) + (order[i] ?? 0) + carry;
    signature[32 + i] = sum & 0xff;
    carry = sum >> 8;
  }
}

const reviewersOf = (fields: Record<string, unknown>) => fields.reviewers as Record<string, unknown>[];
const other = testInstance({ now: NOW });
const [stranger] = other.secrets.stewards as [SigningSeed];
const foreign = { ...instance, anchor: { ...anchor, instance: other.anchor.instance } };

/** The code, what is wrong, the file, and how many seconds after NOW it is looked at. */
export type RefusedFile = [code: string, what: string, file: RosterFile, at?: number];

export const REFUSED_FILES: RefusedFile[] = [
  ["signatures-too-few", "one signature of two", withRosterSignatures(([a]) => (a ? [a] : []))],
  ["steward-repeated", "one steward twice", withRosterSignatures(([a]) => (a ? [a, a] : []))],
  [
    "steward-unknown",
    "two stewards and a stranger",
    withRosterSignatures((all) => [
      ...all,
      signDocument(ROSTER_PAYLOAD_TYPE, file.roster.payload, stranger, noble),
    ]),
  ],
  [
    "signature-invalid",
    "a signature under another domain label",
    withRosterSignatures(([a]) =>
      a
        ? [
            a,
            ...resigned(CURRENCY_PAYLOAD_TYPE, file.roster.payload, secrets.stewards.slice(1, 2)).signatures,
          ]
        : [],
    ),
  ],
  [
    "signature-invalid",
    "a signature for another instance's roster",
    withRosterSignatures(([a]) => (a ? [a, ...rosterFileAt(foreign, NOW).roster.signatures.slice(1)] : [])),
  ],
  [
    "signature-invalid",
    "a signature whose R is of small order",
    withSignatureBytes((s) => s.fill(0, 0, 32).fill(1, 0, 1)),
  ],
  [
    "signature-invalid",
    "a signature whose R is no canonical point",
    withSignatureBytes((s) => s.fill(0xff, 0, 32)),
  ],
  ["signature-invalid", "a signature whose S is beyond the group's order", withSignatureBytes(plusOrder)],
  [
    "signature-invalid",
    "a changed signature",
    withRosterSignatures((all) =>
      all.map((s) => ({ ...s, signature: s.signature.map((b, i) => (i === 9 ? b ^ 1 : b)) })),
    ),
  ],
  ["document-malformed", "a currency where the roster is due", { ...file, roster: file.currency }],
  ["document-foreign", "another instance's roster", rosterFileAt(foreign, NOW)],
  ["roster-over", "after its period", file, days(31)],
  ["roster-not-yet", "two days before its period", file, -days(2)],
  ["currency-stale", "after the life of the currency", file, days(14)],
  [
    "currency-ahead",
    "a currency dated ahead",
    currencyWith((f) => {
      f.issued = "2026-11-24T00:00:00Z";
      f.notAfter = "2026-11-30T00:00:00Z";
    }),
  ],
  [
    "currency-too-long",
    "a currency that lives longer than allowed",
    currencyWith((f) => {
      f.notAfter = "2026-12-06T12:00:00Z";
    }),
  ],
  [
    "currency-mismatch",
    "a currency for another sequence",
    currencyWith((f) => {
      f.sequence = 2;
    }),
  ],
  [
    "currency-mismatch",
    "a currency for another roster",
    currencyWith((f) => {
      f.roster = "00".repeat(32);
    }),
  ],
  [
    "document-foreign",
    "a currency of another instance",
    currencyWith((f) => {
      f.instance = "00".repeat(32);
    }),
  ],
  [
    "currency-mismatch",
    "yesterday's currency with today's roster",
    { roster: rosterFileAt(instance, addSeconds(NOW, 60)).roster, currency: file.currency },
  ],
  [
    "key-repeated",
    "two reviewers with one recipient",
    rosterWith((f) => {
      const [a, b] = reviewersOf(f);
      if (a && b) b.recipient = a.recipient;
    }),
  ],
  [
    "key-repeated",
    "two reviewers with one signing key",
    rosterWith((f) => {
      const [a, b] = reviewersOf(f);
      if (a && b) b.signingKey = a.signingKey;
    }),
  ],
  [
    "key-repeated",
    "a reviewer with a steward's key",
    rosterWith((f) => {
      const [a] = reviewersOf(f);
      if (a) a.signingKey = Buffer.from(anchor.stewards[0] ?? []).toString("hex");
    }),
  ],
  [
    "key-weak",
    "a signing key of small order",
    rosterWith((f) => {
      const [a] = reviewersOf(f);
      if (a) a.signingKey = `01${"00".repeat(31)}`;
    }),
  ],
  [
    "key-weak",
    "a classic recipient of low order",
    rosterWith((f) => {
      const [a] = reviewersOf(f);
      if (a) a.classicRecipient = encodeX25519Recipient(new Uint8Array(32) as X25519Key);
    }),
  ],
  [
    "recipient-malformed",
    "a classic recipient where the hybrid one is due",
    rosterWith((f) => {
      const [a] = reviewersOf(f);
      if (a) a.recipient = a.classicRecipient;
    }),
  ],
  ["document-malformed", "reviewers out of order", rosterWith((f) => reviewersOf(f).reverse())],
  [
    "document-malformed",
    "no reviewers",
    rosterWith((f) => {
      f.reviewers = [];
    }),
  ],
  [
    "document-malformed",
    "17 reviewers",
    rosterWith((f) => {
      f.reviewers = Array.from({ length: 17 }, (_, i) => ({ ...reviewersOf(f)[0], number: i + 1 }));
    }),
  ],
  [
    "document-malformed",
    "an unknown field",
    rosterWith((f) => {
      f.note = "trust me";
    }),
  ],
  [
    "document-malformed",
    "a first roster with a predecessor",
    rosterWith((f) => {
      f.previous = "00".repeat(32);
    }),
  ],
  [
    "document-malformed",
    "a period that ends before it begins",
    rosterWith((f) => {
      f.notAfter = "2026-11-20T12:00:00Z";
    }),
  ],
  [
    "document-malformed",
    "a time in another form",
    rosterWith((f) => {
      f.notBefore = "2026-11-21T12:00:00.000Z";
    }),
  ],
];

const json = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const whole = encodeRosterFile(file);
const [keyid = ""] = file.roster.signatures.map(({ signer }) => Buffer.from(signer).toString("hex"));

/** The roster's payload in another form, which the stewards signed nevertheless. */
function inForm(change: (text: string) => string, encoding: "utf8" | "utf16le" = "utf8"): Uint8Array {
  const payload = new Uint8Array(Buffer.from(change(json(file.roster.payload)), encoding));
  const roster = resigned(ROSTER_PAYLOAD_TYPE, payload, secrets.stewards.slice(0, 2));
  return encodeRosterFile({
    roster,
    currency: currencyFor(instance, { sequence: 1, payload }, NOW),
  });
}

/** The same as bytes: what isn't even the canonical form of anything, and what parses on its way only. */
export const REFUSED_BYTES: [code: string, what: string, bytes: Uint8Array][] = [
  ["document-malformed", "nothing", new Uint8Array()],
  ["document-malformed", "a byte behind the end", bytesOf(`${json(whole)}\n`)],
  ["document-malformed", "a zero byte behind the end", bytesOf(`${json(whole)}\0`)],
  ["document-malformed", "a byte order mark", bytesOf(`\u{feff}${json(whole)}`)],
  ["document-malformed", "UTF-16", new Uint8Array(Buffer.from(json(whole), "utf16le"))],
  ["document-malformed", "bytes that are no UTF-8", bytesOf(json(whole)).fill(0xff, 40, 41)],
  [
    "document-malformed",
    "the currency twice",
    bytesOf(json(whole).replace('"currency":', '"currency":null,"currency":')),
  ],
  [
    "document-malformed",
    "a signature twice in one object",
    bytesOf(json(whole).replace('"sig":', '"sig":"","sig":')),
  ],
  ["document-malformed", "base64 without its padding", bytesOf(json(whole).replace('=="}', '"}'))],
  [
    "document-malformed",
    "base64 with a line end",
    bytesOf(json(whole).replace('"payload":"', '"payload":"\\n')),
  ],
  ["document-malformed", "a key in upper case", bytesOf(json(whole).replace(keyid, keyid.toUpperCase()))],
  [
    "document-malformed",
    "no signature",
    bytesOf(json(whole).replace(/"signatures":\[[^\]]*\]/, '"signatures":[]')),
  ],
  [
    "key-weak",
    "a signature by a key of small order",
    bytesOf(json(whole).replace(keyid, `01${"00".repeat(31)}`)),
  ],
  [
    "key-weak",
    "a signature by a key that is no canonical point",
    bytesOf(json(whole).replace(keyid, `ee${"ff".repeat(30)}7f`)),
  ],
  [
    "document-malformed",
    "signed: a key twice",
    inForm((text) => text.replace('"sequence":1', '"sequence":2,"sequence":1')),
  ],
  ["document-malformed", "signed: a space behind the end", inForm((text) => `${text} `)],
  ["document-malformed", "signed: a byte order mark", inForm((text) => `\u{feff}${text}`)],
  ["document-malformed", "signed: UTF-16", inForm((text) => text, "utf16le")],
  [
    "document-malformed",
    "signed: a letter escaped",
    inForm((text) => text.replace("nightjar", "\\u006eightjar")),
  ],
  [
    "document-malformed",
    "signed: a number in another form",
    inForm((text) => text.replace('"sequence":1', '"sequence":1.0')),
  ],
  ["signature-invalid", "not signed: the same, changed afterwards", tamperedPayload((text) => `${text} `)],
];

/** A payload that is no roster any more, under the signatures of the one that was. */
function tamperedPayload(change: (text: string) => string): Uint8Array {
  return encodeRosterFile({
    ...file,
    roster: { ...file.roster, payload: bytesOf(change(json(file.roster.payload))) },
  });
}
