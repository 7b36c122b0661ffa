import { describe, expect, test } from "vitest";
import { draftMove } from "../../../client/ceremony/anchors.ts";
import type { Cards } from "../../../client/ceremony/cards.ts";
import { rosterPayloadName } from "../../../client/ceremony/draft-names.ts";
import { alarmInEnglish } from "../../../client/ceremony/english.ts";
import { moveAlarms, reviewMove } from "../../../client/ceremony/move-review.ts";
import { parsePayload } from "../../../client/ceremony/payload.ts";
import { joinSignatures, stewardKey } from "../../../client/ceremony/signatures.ts";
import { newStewardVault } from "../../../client/vault/enrol.ts";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { type SignedDocument, signPayload } from "../../../crypto/documents/dsse.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { verifySignedRoster } from "../../../crypto/documents/signed-roster.ts";
import { encodeVerifyingKey } from "../../../crypto/ed25519.ts";
import {
  cardsOf,
  ceremonyCodeOf,
  drafted,
  newCeremony,
  newReviewer,
  reviewerHeld,
  sodium,
  stewardHeld,
} from "../../support/ceremony.ts";
import { codeOf } from "../../support/code-of.ts";

const ceremony = newCeremony();
const { anchor, stewards } = ceremony;
const cards = cardsOf(ceremony, [reviewerHeld(newReviewer(anchor, "Ana"))]);
const [first, second] = drafted(ceremony, cards, "2027-01-01").map(({ roster, payload }) =>
  parsePayload(rosterPayloadName(roster.sequence), payload),
);
if (!first || !second) throw new Error("payloads");

describe("signatures of a draft", () => {
  const by = (index: number, payload = first) => {
    const steward = stewards[index] ?? newStewardVault("Eve");
    return signPayload(payload.payloadType, payload.bytes, steward.signing, sodium);
  };
  const join = (...parts: SignedDocument[]) => joinSignatures(anchor, first, parts, sodium);

  test("joined in the order of the keys, whatever order they came in, verify as a roster", () => {
    for (const parts of [
      [by(0), by(1)],
      [by(2), by(0)],
      [by(2), by(1), by(0)],
    ]) {
      const joined = join(...parts);
      expect(verifySignedRoster(anchor, joined, sodium).roster.sequence).toBe(1);
      const keys = joined.signatures.map(({ signer }) => encodeVerifyingKey(signer));
      expect(keys).toEqual([...keys].sort());
    }
    expect(join(by(0), by(1))).toEqual(join(by(1), by(0)));
  });

  test("too few, twice the same, a stranger's, a damaged one, one of another payload, none", () => {
    expect(codeOf(() => join(by(0)))).toBe("signatures-too-few");
    expect(codeOf(() => join(by(0), by(0)))).toBe("steward-repeated");
    expect(codeOf(() => join(by(0), by(1), by(3)))).toBe("steward-unknown");
    const [own] = by(1).signatures;
    if (!own) throw new Error("a signature");
    const damaged = { ...own, signature: own.signature.map((byte, i) => (i === 33 ? byte ^ 1 : byte)) };
    expect(codeOf(() => join(by(0), { ...by(1), signatures: [damaged] }))).toBe("signature-invalid");
    expect(ceremonyCodeOf(() => join(by(0), by(1, second)))).toBe("signature-stray");
    expect(ceremonyCodeOf(() => join(by(0), { ...by(1), payloadType: "text/plain" }))).toBe(
      "signature-stray",
    );
    expect(ceremonyCodeOf(() => join())).toBe("signature-missing");
  });

  test("a stranger's key is no steward's", () => {
    expect(ceremonyCodeOf(() => stewardKey(anchor, newStewardVault("Eve").signing, sodium))).toBe(
      "not-a-steward",
    );
  });
});

describe("the review of a move", () => {
  const egret = newStewardVault("Egret");
  const [crane, heron, ibis] = stewards.map(stewardHeld);
  if (!crane || !heron || !ibis) throw new Error("stewards");
  const next = [crane, heron, stewardHeld(egret)];
  const { to } = draftMove(
    anchor,
    next.map(({ card }) => card),
    2,
  );
  const given = { stewards: next, reviewers: [], couriers: [] };

  test("says who joins, leaves and stays, with fingerprints, and both anchors' with how many must sign", () => {
    const four = { ...to, stewards: [...to.stewards, ibis.key], threshold: 3 };
    const { from: before, to: after } = reviewMove(anchor, four, given);
    expect(before).toEqual({ fingerprint: anchorFingerprint(anchor), threshold: 2, stewards: 3 });
    expect(after).toEqual({ fingerprint: anchorFingerprint(four), threshold: 3, stewards: 4 });
    const seen = reviewMove(anchor, to, given);
    expect(seen.stewards).toEqual([
      { change: "joins", handle: "Egret", words: next[2]?.fingerprint },
      { change: "leaves", handle: undefined, words: `key ${encodeVerifyingKey(ibis.key).slice(0, 16)}…` },
      // However the random keys are ordered.
      { change: "stays", handle: "Crane", words: crane.fingerprint },
      { change: "stays", handle: "Heron", words: heron.fingerprint },
    ]);
    const { stewards } = reviewMove(anchor, to, { ...given, stewards: [...next, ibis] });
    expect(stewards).toContainEqual({ change: "leaves", handle: "Ibis", words: ibis.fingerprint });
    expect(moveAlarms([anchor], to, given)).toEqual([]);
  });

  test("alarms: a steward without a card, another name, one steward alone, an anchor of before", () => {
    const without = { ...given, stewards: next.slice(0, 2) };
    const alarms = (after: Anchor, cards: Cards = given) =>
      moveAlarms([anchor], after, cards).map(alarmInEnglish).join();
    expect(alarms(to, without)).toContain("has no card");
    expect(alarms({ ...to, name: "Other" })).toContain("changes the instance's name");
    expect(alarms({ ...to, currencyDays: 90 })).toContain("currency statements");
    expect(alarms({ ...to, threshold: 1 })).toContain("One steward alone");
    const back = { ...given, stewards: [crane, heron, ibis] };
    expect(moveAlarms([anchor, to], anchor, back).map(alarmInEnglish).join()).toContain(
      "bring back an anchor",
    );
  });
});
