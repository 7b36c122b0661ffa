import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftMove } from "../../../client/ceremony/anchors.ts";
import type { Card } from "../../../client/ceremony/cards.ts";
import { reviewerCard, stewardCard } from "../../../client/vault/enrol.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import { type Anchor, encodeAnchor, parseAnchor } from "../../../crypto/documents/anchor.ts";
import { encodeAnchorMove, parseAnchorMove } from "../../../crypto/documents/anchor-move.ts";
import { encodeAnnex, parseAnnex } from "../../../crypto/documents/annex.ts";
import { encodeCourierCard, parseCourierCard } from "../../../crypto/documents/courier-card.ts";
import {
  CHALLENGE_LENGTH,
  encodeCourierSession,
  parseCourierSession,
} from "../../../crypto/documents/courier-session.ts";
import { encodeCurrency, parseCurrency } from "../../../crypto/documents/currency.ts";
import {
  encodeSignedDocument,
  parseSignedDocument,
  preAuthenticationEncoding,
} from "../../../crypto/documents/dsse.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { encodeInstant, type Instant, parseInstant } from "../../../crypto/documents/instant.ts";
import { encodePeople, parsePeople } from "../../../crypto/documents/people.ts";
import { encodeReviewerCard, parseReviewerCard } from "../../../crypto/documents/reviewer-card.ts";
import { encodeRoster, parseRoster, rosterDigest } from "../../../crypto/documents/roster.ts";
import { encodeRosterFile, parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { encodeStewardCard, parseStewardCard } from "../../../crypto/documents/steward-card.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import {
  cardsOf,
  courierHeld,
  drafted,
  newCeremony,
  newReviewer,
  reviewerHeld,
  stewardHeld,
} from "../../support/ceremony.ts";
import { testInstance } from "../../support/instance.ts";
import { mutationsOf } from "../../support/mutations.ts";
import { sodium } from "../../support/primitives.ts";
import { months } from "../../support/vaults.ts";

const { anchor, file } = testInstance();

type Codec = {
  name: string;
  bytes: Uint8Array;
  parse: (b: Uint8Array) => unknown;
  encode: (d: never) => Uint8Array;
};

const codecs: Codec[] = [
  { name: "anchor", bytes: encodeAnchor(anchor), parse: parseAnchor, encode: encodeAnchor },
  { name: "roster", bytes: file.roster.payload, parse: parseRoster, encode: encodeRoster },
  { name: "currency", bytes: file.currency.payload, parse: parseCurrency, encode: encodeCurrency },
  {
    name: "signed document",
    bytes: encodeSignedDocument(file.currency),
    parse: parseSignedDocument,
    encode: encodeSignedDocument,
  },
  { name: "roster file", bytes: encodeRosterFile(file), parse: parseRosterFile, encode: encodeRosterFile },
  ...ceremonyDocuments(),
];

/** The documents of the ceremony, as vaults and drafts make them. */
function ceremonyDocuments(): Codec[] {
  const ceremony = newCeremony();
  const people = [
    newReviewer(ceremony.anchor, "Wren", months(2)),
    newReviewer(ceremony.anchor, "Lark", months(2)),
  ];
  const [kit, rook] = ["Kit", "Rook"].map((handle) => courierHeld(ceremony.anchor, handle)) as [Card, Card];
  const cards = cardsOf(ceremony, [...people.map(reviewerHeld), kit, rook]);
  const [draft] = drafted(ceremony, cards, "2027-01-01", { count: 1 });
  const [steward, reviewer] = [ceremony.stewards[0], people[0]];
  if (!draft || !steward || !reviewer) throw new Error("a ceremony");
  const { instance } = ceremony.anchor;
  const { sequence } = draft.roster;
  const annex = {
    instance,
    sequence,
    roster: rosterDigest(draft.payload),
    couriers: draft.couriers,
    people: utf8("age"),
  };
  const move = draftMove(
    ceremony.anchor,
    ceremony.stewards.map((vault) => stewardHeld(vault).card),
    3,
  );
  const payloadOf = (card: Card) => parseSignedDocument(card.bytes[0] ?? new Uint8Array()).payload;
  const session = { instance, address: "127.0.0.1:8081", challenge: new Uint8Array(CHALLENGE_LENGTH) };
  return [
    {
      name: "reviewer's card",
      bytes: reviewerCard(reviewer, sodium).payload,
      parse: parseReviewerCard,
      encode: encodeReviewerCard,
    },
    {
      name: "steward's card",
      bytes: stewardCard(steward, sodium).payload,
      parse: parseStewardCard,
      encode: encodeStewardCard,
    },
    { name: "courier's card", bytes: payloadOf(kit), parse: parseCourierCard, encode: encodeCourierCard },
    { name: "annex", bytes: encodeAnnex(annex), parse: parseAnnex, encode: encodeAnnex },
    {
      name: "people",
      bytes: encodePeople({ ...draft.people, seed: new Uint8Array(32).fill(7) }),
      parse: parsePeople,
      encode: encodePeople,
    },
    {
      name: "people without a seed",
      bytes: encodePeople(draft.people),
      parse: parsePeople,
      encode: encodePeople,
    },
    { name: "anchor move", bytes: encodeAnchorMove(move), parse: parseAnchorMove, encode: encodeAnchorMove },
    {
      name: "courier's session",
      bytes: encodeCourierSession(session),
      parse: parseCourierSession,
      encode: encodeCourierSession,
    },
  ];
}

describe.each(codecs)("$name", ({ bytes, parse, encode }) => {
  test("encode ∘ parse and parse ∘ encode are identity", () => {
    expect(encode(parse(bytes) as never)).toEqual(bytes);
    expect(parse(encode(parse(bytes) as never))).toEqual(parse(bytes));
  });

  test("what a mutation leaves acceptable encodes to exactly its bytes; all else has a code", () => {
    fc.assert(
      fc.property(mutationsOf(bytes), (mutated) => {
        try {
          expect(encode(parse(mutated) as never)).toEqual(mutated);
        } catch (error) {
          expect(error).toBeInstanceOf(CryptoError);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("white space, a byte order mark, a repeated key, another order, an unknown key: refused", () => {
    const text = Buffer.from(bytes).toString();
    const fields = JSON.parse(text);
    const [firstKey] = Object.keys(fields);
    const others = [
      ` ${text}`,
      `${text}\n`,
      `\u{feff}${text}`,
      text.replace("{", `{"${firstKey}":${JSON.stringify(fields[firstKey ?? ""])},`),
      JSON.stringify(Object.fromEntries(Object.entries(fields).reverse())),
      JSON.stringify({ ...fields, more: 1 }),
      JSON.stringify(null),
      JSON.stringify([fields]),
    ];
    for (const other of others) {
      expect(() => parse(new Uint8Array(Buffer.from(other))), other.slice(0, 60)).toThrow(CryptoError);
    }
  });
});

test("any JSON at all: a code, never an accident", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(...codecs), (json, { parse }) => {
      expect(() => parse(new Uint8Array(Buffer.from(json)))).toThrow(CryptoError);
    }),
    { numRuns: 1000 },
  );
});

test("DSSE's pre-authentication encoding is the one of its specification's example", () => {
  const payload = new Uint8Array(Buffer.from("hello world"));
  expect(Buffer.from(preAuthenticationEncoding("http://example.com/HelloWorld", payload)).toString()).toBe(
    "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
  );
});

test("times: whole seconds in UTC, one form", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (seconds) => {
      expect(parseInstant(encodeInstant(seconds as Instant))).toBe(seconds);
    }),
  );
  for (const bad of [
    "2026-02-30T00:00:00Z",
    "2026-11-21T24:00:00Z",
    "2026-11-21 00:00:00Z",
    "2026-11-21",
    0,
    null,
  ]) {
    expect(() => parseInstant(bad)).toThrow(CryptoError);
  }
});

test("the anchor refuses a threshold it can't reach, repeated stewards, names that hide something", () => {
  const bad: Partial<Anchor>[] = [
    { threshold: 4 },
    { threshold: 0 },
    { currencyDays: 0 },
    { name: "" },
    { name: "a\u202eb" },
    { name: " a" },
    { stewards: [] },
    { stewards: [...anchor.stewards].reverse() },
    { stewards: Array(3).fill(anchor.stewards[0]) },
  ];
  for (const change of bad)
    expect(() => parseAnchor(encodeAnchor({ ...anchor, ...change }))).toThrow(CryptoError);
});

test("the fingerprint is 12 words, and every field of the anchor changes it", () => {
  const words = anchorFingerprint(anchor);
  expect(words.split(" ")).toHaveLength(12);
  const changes: Partial<Anchor>[] = [
    { name: "Other" },
    { threshold: 3 },
    { currencyDays: 13 },
    { demo: false },
  ];
  for (const change of changes) expect(anchorFingerprint({ ...anchor, ...change })).not.toBe(words);
});
