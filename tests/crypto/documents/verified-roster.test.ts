import { describe, expect, test } from "vitest";
import { createAnchor, createSecrets, signCurrency, signRoster } from "../../../client/cli/demo/instance.ts";
import { encodeX25519Recipient, type X25519Key } from "../../../crypto/age/recipient-keys.ts";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { CURRENCY_PAYLOAD_TYPE } from "../../../crypto/documents/currency.ts";
import { type SignedDocument, signDocument } from "../../../crypto/documents/dsse.ts";
import { addSeconds, parseInstant, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { parseRoster, ROSTER_PAYLOAD_TYPE, rosterDigest } from "../../../crypto/documents/roster.ts";
import type { RosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import { codeOf } from "../../support/code-of.ts";
import { providers } from "../../support/primitives.ts";

const NOW = parseInstant("2026-11-21T12:00:00Z");
const days = (count: number) => count * SECONDS_PER_DAY;
const [sodium] = providers as [(typeof providers)[number]];

const secrets = createSecrets(3, 2);
const anchor = createAnchor(secrets, "Test", sodium);
const file = signed(anchor, NOW);

function signed(forAnchor: Anchor, from: typeof NOW): RosterFile {
  const roster = signRoster(forAnchor, secrets, null, from, sodium);
  const currency = signCurrency(forAnchor, secrets, { sequence: 1, payload: roster.payload }, from, sodium);
  return { roster, currency };
}

/** The same instance, with the roster's JSON changed and signed again by two stewards. */
function rosterWith(change: (fields: Record<string, unknown>) => void): RosterFile {
  const fields = JSON.parse(Buffer.from(file.roster.payload).toString());
  change(fields);
  const payload = new Uint8Array(Buffer.from(JSON.stringify(fields)));
  const roster = resigned(ROSTER_PAYLOAD_TYPE, payload, secrets.stewards.slice(0, 2));
  const currency = signCurrency(anchor, secrets, { sequence: 1, payload }, NOW, sodium);
  return { roster, currency };
}

function currencyWith(change: (fields: Record<string, unknown>) => void): RosterFile {
  const fields = JSON.parse(Buffer.from(file.currency.payload).toString());
  change(fields);
  const payload = new Uint8Array(Buffer.from(JSON.stringify(fields)));
  return { ...file, currency: resigned(CURRENCY_PAYLOAD_TYPE, payload, secrets.stewards.slice(2)) };
}

function resigned(type: string, payload: Uint8Array, seeds: readonly SigningSeed[]): SignedDocument {
  return {
    payloadType: type,
    payload,
    signatures: seeds.map((seed) => signDocument(type, payload, seed, sodium)),
  };
}

function withRosterSignatures(
  change: (signatures: SignedDocument["signatures"]) => SignedDocument["signatures"],
) {
  return { ...file, roster: { ...file.roster, signatures: change(file.roster.signatures) } };
}

const reviewersOf = (fields: Record<string, unknown>) => fields.reviewers as Record<string, unknown>[];
const stranger = createSecrets(1, 0).stewards as [SigningSeed];
const foreign = createAnchor(secrets, "Another", sodium);

type Case = [code: string, what: string, file: RosterFile, at?: number];

const refused: Case[] = [
  ["signatures-too-few", "one signature of two", withRosterSignatures(([a]) => (a ? [a] : []))],
  ["signatures-too-few", "no signature", withRosterSignatures(() => [])],
  ["steward-repeated", "one steward twice", withRosterSignatures(([a]) => (a ? [a, a] : []))],
  [
    "steward-unknown",
    "two stewards and a stranger",
    withRosterSignatures((all) => [
      ...all,
      signDocument(ROSTER_PAYLOAD_TYPE, file.roster.payload, stranger[0], sodium),
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
    "a changed signature",
    withRosterSignatures((all) =>
      all.map((s) => ({ ...s, signature: s.signature.map((b, i) => (i === 9 ? b ^ 1 : b)) })),
    ),
  ],
  ["document-malformed", "a currency where the roster is due", { ...file, roster: file.currency }],
  ["document-foreign", "another instance's roster", signed(foreign, NOW)],
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
    { roster: signed(anchor, addSeconds(NOW, 60)).roster, currency: file.currency },
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

describe.each(providers)("$name", (primitives) => {
  test("accepts a good roster through its whole period, and a day early for clocks that lag", () => {
    for (const offset of [0, 1, days(13), -days(1)]) {
      const verified = VerifiedRoster.verify(anchor, file, addSeconds(NOW, offset), primitives);
      expect(verified.roster.reviewers).toHaveLength(2);
      expect(verified.digest).toEqual(rosterDigest(file.roster.payload));
    }
  });

  test("accepts more signatures than needed", () => {
    const all = resigned(ROSTER_PAYLOAD_TYPE, file.roster.payload, secrets.stewards);
    expect(VerifiedRoster.verify(anchor, { ...file, roster: all }, NOW, primitives).roster.sequence).toBe(1);
  });

  test("asked again later, it answers as it would to a first verification", () => {
    const verified = VerifiedRoster.verify(anchor, file, NOW, primitives);
    for (const offset of [-days(2), -days(1), 0, days(13), days(14) - 1, days(14), days(31)]) {
      const then = addSeconds(NOW, offset);
      const anew = codeOf(() => VerifiedRoster.verify(anchor, file, then, primitives));
      expect(codeOf(() => verified.checkAt(then))).toBe(anew);
    }
  });

  test.each(refused)("%s: %s", (code, _, candidate, at = 0) => {
    expect(codeOf(() => VerifiedRoster.verify(anchor, candidate, addSeconds(NOW, at), primitives))).toBe(
      code,
    );
  });
});

test("no byte of a roster or of a currency can change", () => {
  for (const part of ["roster", "currency"] as const) {
    const { payload } = file[part];
    for (let at = 0; at < payload.length; at += part === "roster" ? 37 : 1) {
      const changed = payload.map((byte, i) => (i === at ? byte ^ 1 : byte));
      const candidate = { ...file, [part]: { ...file[part], payload: changed } };
      expect(codeOf(() => VerifiedRoster.verify(anchor, candidate, NOW, nobleSignatures))).toBe(
        "signature-invalid",
      );
    }
  }
});

test("a roster signed for a successor names its predecessor", () => {
  const next = signRoster(
    anchor,
    secrets,
    { sequence: 1, digest: rosterDigest(file.roster.payload) },
    NOW,
    sodium,
  );
  expect(parseRoster(next.payload)).toMatchObject({
    sequence: 2,
    previous: rosterDigest(file.roster.payload),
  });
});
