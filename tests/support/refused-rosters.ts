import { encodeX25519Recipient, type X25519Key } from "../../crypto/age/recipient-keys.ts";
import { CURRENCY_PAYLOAD_TYPE } from "../../crypto/documents/currency.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import { addSeconds, parseInstant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { ROSTER_PAYLOAD_TYPE } from "../../crypto/documents/roster.ts";
import { encodeRosterFile, type RosterFile } from "../../crypto/documents/roster-file.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { testInstance } from "./instance.ts";
import { currencyFor, rosterFileAt, signedBy } from "./roster-files.ts";

/** Every way for a roster file to be wrong, for each door that verifies one: a genuine one with something changed. */

export const NOW = parseInstant("2026-11-21T12:00:00Z");
export const days = (count: number) => count * SECONDS_PER_DAY;
export const instance = testInstance({ now: NOW });
export const { anchor, secrets, file } = instance;

type Fields = Readonly<Record<string, unknown>>;
type Signatures = SignedDocument["signatures"];

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const bytesOf = (text: string, encoding: BufferEncoding = "utf8") =>
  new Uint8Array(Buffer.from(text, encoding));

/** A payload that two stewards sign as a roster all the same, and one of them calls current. */
function signed(payload: Uint8Array): RosterFile {
  const roster = signedBy(ROSTER_PAYLOAD_TYPE, payload, secrets.stewards.slice(0, 2));
  return { roster, currency: currencyFor(instance, { sequence: 1, payload }, NOW) };
}

const fieldsOf = ({ payload }: SignedDocument): Record<string, unknown> => JSON.parse(textOf(payload));
const withFields = (document: SignedDocument, change: Fields) =>
  bytesOf(JSON.stringify({ ...fieldsOf(document), ...change }));

const rosterWith = (change: Fields) => signed(withFields(file.roster, change));

function currencyWith(change: Fields): RosterFile {
  const payload = withFields(file.currency, change);
  return { ...file, currency: signedBy(CURRENCY_PAYLOAD_TYPE, payload, secrets.stewards.slice(2)) };
}

const [first = {}, second = {}] = fieldsOf(file.roster).reviewers as Fields[];
const firstWith = (change: Fields) => rosterWith({ reviewers: [{ ...first, ...change }, second] });
const secondWith = (change: Fields) => rosterWith({ reviewers: [first, { ...second, ...change }] });

function withSignatures(change: (signatures: Signatures) => Signatures): RosterFile {
  return { ...file, roster: { ...file.roster, signatures: change(file.roster.signatures) } };
}

/** The first signature of the roster with other bytes. */
function withSignatureBytes(change: (signature: Uint8Array) => void): RosterFile {
  return withSignatures(([one, ...others]) => {
    if (!one) throw new Error("a roster is signed");
    const signature = one.signature.slice();
    change(signature);
    return [{ ...one, signature }, ...others];
  });
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

const ZERO = "00".repeat(32);
const SMALL_ORDER = `01${"00".repeat(31)}`;
const LOW_ORDER = encodeX25519Recipient(new Uint8Array(32) as X25519Key);
const other = testInstance({ now: NOW });
const [stranger] = other.secrets.stewards as [SigningSeed];
const foreign = rosterFileAt({ ...instance, anchor: { ...anchor, instance: other.anchor.instance } }, NOW);
const { signatures: byStranger } = signedBy(ROSTER_PAYLOAD_TYPE, file.roster.payload, [stranger]);
const { signatures: asCurrency } = signedBy(
  CURRENCY_PAYLOAD_TYPE,
  file.roster.payload,
  secrets.stewards.slice(1, 2),
);

/** By the code of the refusal: what is wrong, and the file. */
const WRONG: Readonly<Record<string, Readonly<Record<string, RosterFile>>>> = {
  "signatures-too-few": { "one signature of two": withSignatures((all) => all.slice(1)) },
  "steward-repeated": { "one steward twice": withSignatures(([a]) => (a ? [a, a] : [])) },
  "steward-unknown": { "two stewards and a stranger": withSignatures((all) => [...all, ...byStranger]) },
  "signature-invalid": {
    "a signature under another domain label": withSignatures(([a]) => (a ? [a, ...asCurrency] : [])),
    "a signature for another instance's roster": withSignatures(([a]) =>
      a ? [a, ...foreign.roster.signatures.slice(1)] : [],
    ),
    "a signature whose R is of small order": withSignatureBytes((s) => s.fill(0, 0, 32).fill(1, 0, 1)),
    "a signature whose R is no canonical point": withSignatureBytes((s) => s.fill(0xff, 0, 32)),
    "a signature whose S is beyond the group's order": withSignatureBytes(plusOrder),
    "a changed signature": withSignatureBytes((s) => s.set([(s[9] ?? 0) ^ 1], 9)),
  },
  "document-foreign": {
    "another instance's roster": foreign,
    "a currency of another instance": currencyWith({ instance: ZERO }),
  },
  "currency-ahead": {
    "a currency dated ahead": currencyWith({
      issued: "2026-11-24T00:00:00Z",
      notAfter: "2026-11-30T00:00:00Z",
    }),
  },
  "currency-too-long": {
    "a currency that lives longer than allowed": currencyWith({ notAfter: "2026-12-06T12:00:00Z" }),
  },
  "currency-mismatch": {
    "a currency for another sequence": currencyWith({ sequence: 2 }),
    "a currency for another roster": currencyWith({ roster: ZERO }),
    "yesterday's currency with today's roster": {
      roster: rosterFileAt(instance, addSeconds(NOW, 60)).roster,
      currency: file.currency,
    },
  },
  "key-repeated": {
    "two reviewers with one recipient": secondWith({ recipient: first.recipient }),
    "two reviewers with one signing key": secondWith({ signingKey: first.signingKey }),
    "a reviewer with a steward's key": firstWith({
      signingKey: Buffer.from(anchor.stewards[0] ?? []).toString("hex"),
    }),
  },
  "key-weak": {
    "a signing key of small order": firstWith({ signingKey: SMALL_ORDER }),
    "a classic recipient of low order": firstWith({ classicRecipient: LOW_ORDER }),
  },
  "recipient-malformed": {
    "a classic recipient where the hybrid one is due": firstWith({ recipient: first.classicRecipient }),
  },
  "document-malformed": {
    "a currency where the roster is due": { ...file, roster: file.currency },
    "reviewers out of order": rosterWith({ reviewers: [second, first] }),
    "no reviewers": rosterWith({ reviewers: [] }),
    "17 reviewers": rosterWith({
      reviewers: Array.from({ length: 17 }, (_, i) => ({ ...first, number: i + 1 })),
    }),
    "an unknown field": rosterWith({ note: "trust me" }),
    "a first roster with a predecessor": rosterWith({ previous: ZERO }),
    "a period that ends before it begins": rosterWith({ notAfter: "2026-11-20T12:00:00Z" }),
    "a time in another form": rosterWith({ notBefore: "2026-11-21T12:00:00.000Z" }),
  },
};

/** The code, what is wrong, the file, and how many seconds after NOW it is looked at. */
export type RefusedFile = [code: string, what: string, file: RosterFile, at?: number];

export const REFUSED_FILES: readonly RefusedFile[] = [
  ...listed(WRONG),
  ["roster-over", "after its period", file, days(31)],
  ["roster-not-yet", "two days before its period", file, -days(2)],
  ["currency-stale", "after the life of the currency", file, days(14)],
];

function listed<T>(byCode: Readonly<Record<string, Readonly<Record<string, T>>>>): [string, string, T][] {
  return Object.entries(byCode).flatMap(([code, cases]) =>
    Object.entries(cases).map(([what, wrong]): [string, string, T] => [code, what, wrong]),
  );
}

const whole = textOf(encodeRosterFile(file));
const edited = (from: string | RegExp, to: string) => bytesOf(whole.replace(from, to));
const [keyid = ""] = file.roster.signatures.map(({ signer }) => Buffer.from(signer).toString("hex"));

/** The roster's payload in another form, which the stewards signed nevertheless. */
function inForm(change: (text: string) => string, encoding?: BufferEncoding): Uint8Array {
  return encodeRosterFile(signed(bytesOf(change(textOf(file.roster.payload)), encoding)));
}

const inWords = (from: string, to: string) => inForm((text) => text.replace(from, to));

/** A payload that is no roster any more, under the signatures of the one that was. */
const notSigned = { ...file.roster, payload: bytesOf(`${textOf(file.roster.payload)} `) };

/** The same as bytes: what isn't even the canonical form of anything, and what parses on its way only. */
export const REFUSED_BYTES: readonly (readonly [code: string, what: string, bytes: Uint8Array])[] = listed({
  "document-malformed": {
    nothing: new Uint8Array(),
    "a byte behind the end": bytesOf(`${whole}\n`),
    "a zero byte behind the end": bytesOf(`${whole}\0`),
    "a byte order mark": bytesOf(`\u{feff}${whole}`),
    "UTF-16": bytesOf(whole, "utf16le"),
    "bytes that are no UTF-8": bytesOf(whole).fill(0xff, 40, 41),
    "the currency twice": edited('"currency":', '"currency":null,"currency":'),
    "a signature twice in one object": edited('"sig":', '"sig":"","sig":'),
    "base64 without its padding": edited('=="}', '"}'),
    "base64 with a line end": edited('"payload":"', '"payload":"\\n'),
    "a key in upper case": edited(keyid, keyid.toUpperCase()),
    "no signature": edited(/"signatures":\[[^\]]*\]/, '"signatures":[]'),
    "signed: a key twice": inWords('"sequence":1', '"sequence":2,"sequence":1'),
    "signed: a space behind the end": inForm((text) => `${text} `),
    "signed: a byte order mark": inForm((text) => `\u{feff}${text}`),
    "signed: UTF-16": inForm((text) => text, "utf16le"),
    "signed: a letter escaped": inWords("nightjar", "\\u006eightjar"),
    "signed: a number in another form": inWords('"sequence":1', '"sequence":1.0'),
  },
  "key-weak": {
    "a signature by a key of small order": edited(keyid, SMALL_ORDER),
    "a signature by a key that is no canonical point": edited(keyid, `ee${"ff".repeat(30)}7f`),
  },
  "signature-invalid": {
    "not signed: the same, changed afterwards": encodeRosterFile({ ...file, roster: notSigned }),
  },
});
