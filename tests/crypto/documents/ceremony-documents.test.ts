import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftMove } from "../../../client/ceremony/anchors.ts";
import { draftAnnex } from "../../../client/ceremony/draft.ts";
import { newStewardVault, reviewerCard, stewardCard } from "../../../client/vault/enrol.ts";
import type { Anchor, InstanceId } from "../../../crypto/documents/anchor.ts";
import {
  ANCHOR_MOVE_PAYLOAD_TYPE,
  anchorDigest,
  encodeAnchorMove,
  followAnchor,
} from "../../../crypto/documents/anchor-move.ts";
import { ANNEX_PAYLOAD_TYPE, encodeAnnex, parseAnnex, verifyAnnex } from "../../../crypto/documents/annex.ts";
import { verifyCourierCard } from "../../../crypto/documents/courier-card.ts";
import { parseSignedDocument, type SignedDocument } from "../../../crypto/documents/dsse.ts";
import { cardFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { addSeconds } from "../../../crypto/documents/instant.ts";
import { parsePeriodLength, periodsFrom } from "../../../crypto/documents/period.ts";
import {
  parseReviewerCard,
  REVIEWER_CARD_PAYLOAD_TYPE,
  verifyReviewerCard,
} from "../../../crypto/documents/reviewer-card.ts";
import { verifyStewardCard } from "../../../crypto/documents/steward-card.ts";
import {
  at,
  cardsOf,
  courierHeld,
  drafted,
  newCeremony,
  newCourierCard,
  newReviewer,
  reviewerHeld,
  seedsOf,
  sodium,
  stewardHeld,
} from "../../support/ceremony.ts";
import { codeOf } from "../../support/code-of.ts";
import { providers } from "../../support/primitives.ts";
import { signedBy } from "../../support/roster-files.ts";
import { months } from "../../support/vaults.ts";

const ceremony = newCeremony();
const { anchor, stewards } = ceremony;
const wren = newReviewer(anchor, "Wren", months(3));
const card = reviewerCard(wren, sodium);
const edited = (payload: Uint8Array, change: (fields: Record<string, unknown>) => void) => {
  const fields = JSON.parse(Buffer.from(payload).toString());
  change(fields);
  return new Uint8Array(Buffer.from(JSON.stringify(fields)));
};

describe.each(providers)("$name: a card", (primitives) => {
  test.each([
    ["a reviewer's", card, verifyReviewerCard],
    ["a steward's", stewardCard(newStewardVault("Heron"), sodium), verifyStewardCard],
    ["a courier's", parseSignedDocument(newCourierCard(anchor, "Kit")), verifyCourierCard],
  ] as const)("%s: signed by its own key, alone", (_, document, verify) => {
    const check = (other: SignedDocument) => codeOf(() => verify(other, primitives));
    const [own] = document.signatures;
    if (!own) throw new Error("a signature");
    const stranger = signedBy(document.payloadType, document.payload, [newStewardVault("Eve").signing]);
    expect(check(document)).toBe("accepted");
    expect(check(stranger)).toBe("signature-invalid");
    expect(check({ ...document, signatures: [own, own] })).toBe("signature-invalid");
    expect(check({ ...document, signatures: [own, ...stranger.signatures] })).toBe("signature-invalid");
    expect(check({ ...document, signatures: [] })).toBe("signature-invalid");
    expect(check({ ...document, payloadType: ANNEX_PAYLOAD_TYPE })).toBe("document-malformed");
    const other = { ...own, signature: own.signature.map((byte, i) => (i === 40 ? byte ^ 1 : byte)) };
    expect(check({ ...document, signatures: [other] })).toBe("signature-invalid");
  });
});

describe("a reviewer's card", () => {
  const fields = JSON.parse(Buffer.from(card.payload).toString());
  type Wrong = [code: string, what: string, change: (fields: Record<string, never[]>) => void];
  const cases: Wrong[] = [
    ["document-malformed", "periods out of order", (f) => f.periods?.reverse()],
    ["document-malformed", "a gap between periods", (f) => f.periods?.splice(1, 1)],
    ["document-malformed", "no period", (f) => f.periods?.splice(0)],
    [
      "document-malformed",
      "a period of no length",
      (f) => Object.assign(f.periods?.[0] ?? {}, { notAfter: fields.periods[0].notBefore }),
    ],
    [
      "key-repeated",
      "one recipient in two periods",
      (f) => Object.assign(f.periods?.[1] ?? {}, { recipient: fields.periods[0].recipient }),
    ],
    [
      "key-repeated",
      "the casebook's key in a period",
      (f) => Object.assign(f, { casebookRecipient: fields.periods[2].recipient }),
    ],
    ["key-weak", "a weak signing key", (f) => Object.assign(f, { signingKey: `01${"00".repeat(31)}` })],
    [
      "recipient-malformed",
      "a classic recipient for the page",
      (f) => Object.assign(f.periods?.[0] ?? {}, { recipient: fields.periods[0].classicRecipient }),
    ],
    ...["\u202e", "\ufe0f", "\u034f", "\u3164", "\u{e0101}"].map(
      (hidden): Wrong => [
        "document-malformed",
        `a name that hides ${JSON.stringify(hidden)}`,
        (f) => Object.assign(f, { handle: `Wr${hidden}en` }),
      ],
    ),
    ["document-malformed", "a language twice", (f) => Object.assign(f, { languages: ["en", "en"] })],
    ["document-malformed", "a language in another form", (f) => Object.assign(f, { languages: ["EN"] })],
  ];

  test.each(cases)("%s: %s", (code, _, change) => {
    expect(codeOf(() => parseReviewerCard(edited(card.payload, change as never)))).toBe(code);
  });

  test("holds 36 periods, and not 37", () => {
    const withMonths = (count: number) => () =>
      reviewerCard(newReviewer(anchor, "Long", months(count)), sodium);
    expect(codeOf(withMonths(36))).toBe("accepted");
    expect(codeOf(withMonths(37))).toBe("document-malformed");
  });

  test("its fingerprint is 12 words over all of it, and isn't the anchor's kind", () => {
    const words = cardFingerprint(card.payload);
    expect(words.split(" ")).toHaveLength(12);
    const other = edited(card.payload, (f) => {
      f.handle = "Wrem";
    });
    expect(cardFingerprint(other)).not.toBe(words);
  });

  test("signed for another kind of document it is nothing", () => {
    const other = signedBy(`${REVIEWER_CARD_PAYLOAD_TYPE}x`, card.payload, [wren.signing]);
    const relabelled = { ...other, payloadType: REVIEWER_CARD_PAYLOAD_TYPE };
    expect(codeOf(() => verifyReviewerCard(relabelled, sodium))).toBe("signature-invalid");
  });
});

describe("an annex", async () => {
  const cards = cardsOf(ceremony, [
    reviewerHeld(wren),
    courierHeld(anchor, "Kit"),
    courierHeld(anchor, "Rook"),
  ]);
  const [draft] = drafted(ceremony, cards, "2027-01-01", { count: 1 });
  if (!draft) throw new Error("a draft");
  const payload = await draftAnnex(draft, cards, sodium);
  const seeds = seedsOf(ceremony);
  const verify = (document: SignedDocument, by: Anchor = anchor) =>
    codeOf(() => verifyAnnex(by, document, sodium));
  const annex = parseAnnex(payload);

  test("needs as many stewards as a roster, of its own instance", () => {
    expect(verify(signedBy(ANNEX_PAYLOAD_TYPE, payload, seeds))).toBe("accepted");
    expect(verify(signedBy(ANNEX_PAYLOAD_TYPE, payload, seeds.slice(1)))).toBe("signatures-too-few");
    const foreign = { ...annex, instance: new Uint8Array(32) as Uint8Array as InstanceId };
    expect(verify(signedBy(ANNEX_PAYLOAD_TYPE, encodeAnnex(foreign), seeds))).toBe("document-foreign");
    expect(verify(signedBy(ANCHOR_MOVE_PAYLOAD_TYPE, payload, seeds))).toBe("document-malformed");
    expect(verify(signedBy(ANNEX_PAYLOAD_TYPE, payload, seeds), newCeremony().anchor)).toBe(
      "steward-unknown",
    );
  });

  test("refuses couriers out of order or with one key, and names larger than 128 KiB", () => {
    const [kit, rook] = annex.couriers;
    if (!kit || !rook) throw new Error("couriers");
    const parsed = (change: Partial<typeof annex>) =>
      codeOf(() => parseAnnex(encodeAnnex({ ...annex, ...change })));
    expect(parsed({ couriers: [rook, kit] })).toBe("document-malformed");
    expect(parsed({ couriers: [kit, { ...rook, key: kit.key }] })).toBe("key-repeated");
    expect(parsed({ couriers: [kit, { ...rook, number: kit.number }] })).toBe("document-malformed");
    expect(parsed({ people: new Uint8Array(128 * 1024) })).toBe("accepted");
    expect(parsed({ people: new Uint8Array(128 * 1024 + 1) })).toBe("document-malformed");
  });
});

describe("an anchor's move", () => {
  const others = ["Crane", "Egret"].map((handle) => newStewardVault(handle));
  const move = draftMove(
    anchor,
    others.map((vault) => stewardHeld(vault).card),
    2,
  );
  const signed = (payload: Uint8Array, count = 2) =>
    signedBy(
      ANCHOR_MOVE_PAYLOAD_TYPE,
      payload,
      stewards.slice(0, count).map(({ signing }) => signing),
    );
  const follow = (document: SignedDocument, from = anchor) =>
    codeOf(() => followAnchor(from, document, sodium));

  test("is followed from the anchor that it names, if enough of its stewards signed", () => {
    const document = signed(encodeAnchorMove(move));
    expect(anchorDigest(followAnchor(anchor, document, sodium))).toEqual(anchorDigest(move.to));
    expect(follow(signed(encodeAnchorMove(move), 1))).toBe("signatures-too-few");
    expect(follow(signed(encodeAnchorMove(move), 3))).toBe("accepted");
    expect(follow(document, move.to)).toBe("steward-unknown");
    expect(follow(document, { ...anchor, currencyDays: 7 })).toBe("document-foreign");
    const byNew = signedBy(
      ANCHOR_MOVE_PAYLOAD_TYPE,
      encodeAnchorMove(move),
      others.map(({ signing }) => signing),
    );
    expect(follow(byNew)).toBe("steward-unknown");
  });

  test("leads to no other instance, and out of no demo", () => {
    const instance = new Uint8Array(32) as Uint8Array as InstanceId;
    for (const to of [
      { ...move.to, instance },
      { ...move.to, demo: true },
    ])
      expect(follow(signed(encodeAnchorMove({ ...move, to })))).toBe("document-foreign");
  });
});

describe("periods", () => {
  test("months end on the first of one, weeks on a Monday, days are counted from the start", () => {
    const ends = (from: string, length: string, count: number) =>
      periodsFrom(at(from), parsePeriodLength(length), count).map(({ notAfter }) =>
        new Date(notAfter * 1000).toISOString().slice(0, 10),
      );
    expect(ends("2027-12-01", "1mo", 3)).toEqual(["2028-01-01", "2028-02-01", "2028-03-01"]);
    expect(ends("2027-01-31", "1mo", 3)).toEqual(["2027-02-01", "2027-03-01", "2027-04-01"]);
    expect(ends("2026-11-29T13:00:00Z", "1mo", 2)).toEqual(["2026-12-01", "2027-01-01"]);
    expect(ends("2026-11-29", "3mo", 2)).toEqual(["2027-01-01", "2027-04-01"]);
    expect(ends("2027-01-01", "1w", 2)).toEqual(["2027-01-04", "2027-01-11"]);
    expect(ends("2027-01-04", "1w", 1)).toEqual(["2027-01-11"]);
    expect(ends("2027-01-31", "30d", 1)).toEqual(["2027-03-02"]);
  });

  const DAY = fc.integer({ min: 0, max: 80 * 366 }).map((day) => addSeconds(at("2020-01-01"), day * 86_400));
  const LENGTH = fc.constantFrom("1mo", "2mo", "3mo", "1w", "2w", "5w").map(parsePeriodLength);

  test("of any length, from any day: no gap, none longer than asked for, and the ends are everybody's", () => {
    fc.assert(
      fc.property(DAY, LENGTH, fc.integer({ min: 0, max: 40 }), (start, length, later) => {
        const periods = periodsFrom(start, length, 30);
        const others = periodsFrom(addSeconds(start, later * 86_400), length, 5);
        periods.forEach(({ notBefore, notAfter }, i) => {
          expect(notBefore).toBe(periods[i - 1]?.notAfter ?? start);
          expect(notAfter).toBeGreaterThan(notBefore);
          const [count, unit] = [Number.parseInt(length, 10), length.endsWith("w") ? 7 : 31];
          expect(notAfter - notBefore).toBeLessThanOrEqual(count * unit * 86_400);
        });
        const ends = periods.map(({ notAfter }) => notAfter);
        for (const { notAfter } of others) expect(ends).toContain(notAfter);
      }),
    );
  });

  test.each(["", "0mo", "1", "mo", "1y", "100d", "-1d", "1 mo", "1.5mo"])("%j is no length", (text) => {
    expect(codeOf(() => parsePeriodLength(text))).toBe("document-malformed");
  });
});
