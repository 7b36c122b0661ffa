import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCard } from "../../../client/ceremony/cards.ts";
import { draftAnnex } from "../../../client/ceremony/draft.ts";
import {
  annexPayloadName,
  isPayloadName,
  payloadOfSignature,
  rosterPayloadName,
  signatureName,
} from "../../../client/ceremony/draft-names.ts";
import { CeremonyError } from "../../../client/ceremony/errors.ts";
import { parsePayload } from "../../../client/ceremony/payload.ts";
import { parsePublicDocument } from "../../../client/ceremony/public-document.ts";
import { encodeSignedDocument } from "../../../crypto/documents/dsse.ts";
import { encodeRosterFile } from "../../../crypto/documents/roster-file.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import {
  cardsOf,
  current,
  drafted,
  newCeremony,
  newCourierCard,
  newReviewer,
  reviewerHeld,
  signedRoster,
  sodium,
} from "../../support/ceremony.ts";
import { months } from "../../support/vaults.ts";

const ceremony = newCeremony();
const cards = cardsOf(ceremony, [reviewerHeld(newReviewer(ceremony.anchor, "Ana", months(1)))]);
const [draft] = drafted(ceremony, cards, "2027-01-01", { count: 1 });
if (!draft) throw new Error("a draft");
const annexPayload = await draftAnnex(draft, cards, sodium);
const signed = signedRoster(ceremony, draft.payload);
const pair = current(ceremony, draft, "2027-01-01");
if (signed.kind !== "roster" || pair.kind !== "roster" || !pair.currency) throw new Error("rosters");

const doors: [name: string, bytes: Uint8Array, parse: (bytes: Uint8Array) => unknown][] = [
  ["a card", newCourierCard(ceremony.anchor, "Kit"), (bytes) => parseCard(bytes, sodium)],
  ["a signed roster", encodeSignedDocument(signed.roster), parsePublicDocument],
  ["a roster file", encodeRosterFile({ roster: pair.roster, currency: pair.currency }), parsePublicDocument],
  ["a payload", draft.payload, (bytes) => parsePayload(rosterPayloadName(1), bytes)],
  ["an annex's payload", annexPayload, (bytes) => parsePayload(annexPayloadName(1), bytes)],
];

/** Whether it was taken; a refusal is one of ours, anything else fails the test. */
function taken(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    if (error instanceof CryptoError || error instanceof CeremonyError) return false;
    throw error;
  }
}

describe.each(doors)("%s", (_, bytes, parse) => {
  test("is taken as it is, and refused when it was cut or goes on", () => {
    expect(taken(() => parse(bytes))).toBe(true);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(taken(() => parse(bytes.subarray(0, length)))).toBe(false);
        expect(taken(() => parse(new Uint8Array([...bytes, ...bytes.subarray(0, length + 1)])))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test("mutated, or any bytes at all: taken or refused with a code, never an accident", () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        taken(() => parse(bytes.map((byte, i) => (i === at ? value : byte))));
      }),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (any) => !taken(() => parse(any))));
    fc.assert(fc.property(fc.json(), (json) => !taken(() => parse(new Uint8Array(Buffer.from(json))))));
  });
});

test("names of files: a payload's and its signatures', and nothing else's", () => {
  const [steward] = cards.stewards;
  if (!steward) throw new Error("a steward");
  for (const name of [rosterPayloadName(7), annexPayloadName(12_345), "anchor-move.json"]) {
    expect(isPayloadName(name)).toBe(true);
    expect(payloadOfSignature(signatureName(name, steward.key))).toBe(name);
  }
  for (const name of [
    "roster-7.json",
    "roster-0007.json.sig",
    "../roster-0007.json",
    "roster-0007.json\n",
    "summary.txt",
    "",
  ]) {
    expect(isPayloadName(name)).toBe(false);
    expect(payloadOfSignature(`${name}.0123456789abcdef.sig`)).toBe(undefined);
  }
  expect(payloadOfSignature("roster-0007.json.0123456789ABCDEF.sig")).toBe(undefined);
});
