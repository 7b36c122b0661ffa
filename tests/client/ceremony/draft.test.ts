import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftMove, thresholdWarnings } from "../../../client/ceremony/anchors.ts";
import { type Card, parseCard } from "../../../client/ceremony/cards.ts";
import { type DraftedRoster, draftAnnex, draftRosters } from "../../../client/ceremony/draft.ts";
import { MOVE_PAYLOAD_NAME } from "../../../client/ceremony/draft-names.ts";
import { warningInEnglish } from "../../../client/ceremony/english.ts";
import { numbered } from "../../../client/ceremony/numbers.ts";
import { parsePayload } from "../../../client/ceremony/payload.ts";
import { periodFor, plannedPeriods } from "../../../client/ceremony/periods.ts";
import { reviewDraft } from "../../../client/ceremony/review-draft.ts";
import { parseDate } from "../../../client/cli/dates.ts";
import {
  newReviewerVault,
  newStewardVault,
  reviewerCard,
  withMorePeriods,
} from "../../../client/vault/enrol.ts";
import { openPeople } from "../../../client/vault/open-people.ts";
import { HeaderReader } from "../../../crypto/age/header.ts";
import { hybridRecipient } from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import { collect } from "../../../crypto/bytes.ts";
import { encodeAnchorMove } from "../../../crypto/documents/anchor-move.ts";
import { parseAnnex } from "../../../crypto/documents/annex.ts";
import { encodeSignedDocument } from "../../../crypto/documents/dsse.ts";
import { encodeInstant, instantOf } from "../../../crypto/documents/instant.ts";
import { encodePeople } from "../../../crypto/documents/people.ts";
import { type Period, parsePeriodLength, periodsFrom } from "../../../crypto/documents/period.ts";
import type { ReviewerCard } from "../../../crypto/documents/reviewer-card.ts";
import { encodeRoster, type Letters, parseRoster, rosterDigest } from "../../../crypto/documents/roster.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../../crypto/ed25519.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import {
  at,
  cardsOf,
  ceremonyCodeOf,
  courierHeld,
  drafted,
  knownFrom,
  newCeremony,
  newReviewer,
  numbersIn,
  quartersOf,
  reviewerHeld,
  signedQuarter,
  signedRoster,
  sodium,
  stewardHeld,
} from "../../support/ceremony.ts";
import { NOTHING, newSeed } from "../../support/instance.ts";
import { months } from "../../support/vaults.ts";

const ceremony = newCeremony();
const { anchor } = ceremony;
const vaults = ["Ana", "Bo", "Chen"].map((handle) => newReviewer(anchor, handle));
const [ana, bo, chen] = vaults.map(reviewerHeld) as [Card, Card, Card];
const kit = courierHeld(anchor, "Kit");
const cards = cardsOf(ceremony, [ana, bo, kit]);
const spans = (drafts: ReturnType<typeof drafted>) =>
  drafts.map(({ roster }) => [encodeInstant(roster.notBefore), encodeInstant(roster.notAfter)].join(" "));

describe("the first quarter", () => {
  const drafts = drafted(ceremony, cards, "2027-01-01");

  test("is a chain of canonical rosters, a period each, with the keys of the cards' periods", () => {
    expect(spans(drafts)).toEqual([
      "2027-01-01T00:00:00Z 2027-02-01T00:00:00Z",
      "2027-02-01T00:00:00Z 2027-03-01T00:00:00Z",
      "2027-03-01T00:00:00Z 2027-04-01T00:00:00Z",
    ]);
    let previous: Uint8Array | null = null;
    for (const [i, { roster, payload }] of drafts.entries()) {
      expect(parseRoster(payload)).toEqual(roster);
      expect(roster).toMatchObject({ sequence: i + 1, previous, instance: anchor.instance });
      previous = rosterDigest(payload);
      if (ana.kind !== "reviewer") throw new Error("a reviewer");
      expect(roster.reviewers[0]?.recipient).toEqual(ana.card.periods[i]?.recipient);
    }
    const recipients = drafts.flatMap(({ roster }) =>
      roster.reviewers.map(({ recipient }) => recipient.join()),
    );
    expect(new Set(recipients).size).toBe(6);
  });

  test("the annex names everybody, to the long-lived key of every reviewer in it and every steward, and to nobody else", async () => {
    const [first] = drafts;
    if (!first) throw new Error("a draft");
    const annex = parseAnnex(await draftAnnex(first, cards, sodium));
    expect(annex.roster).toEqual(rosterDigest(first.payload));
    expect(annex.couriers).toEqual([{ number: 1, key: kit.key }]);
    expect(new HeaderReader().push(annex.people)?.header.stanzas).toHaveLength(5);
    const readers = [...ceremony.stewards, ...vaults.slice(0, 2).map((vault) => ({ ...vault, periods: [] }))];
    for (const vault of readers) {
      const people = await openPeople(annex, vault, sodium);
      if (people instanceof CryptoError) throw people;
      expect(people.reviewers.map(({ number, handle }) => [number, handle])).toEqual([
        [1, "Ana"],
        [2, "Bo"],
      ]);
      expect(people.couriers).toEqual([{ number: 1, handle: "Kit" }]);
      expect(people.stewards.map(({ handle }) => handle).sort()).toEqual(["Crane", "Heron", "Ibis"]);
    }
    const [own, , stranger] = vaults;
    if (!own || !stranger) throw new Error("vaults");
    const withoutLongLived = { longLived: stranger.longLived, periods: own.periods };
    for (const vault of [stranger, withoutLongLived])
      expect(await openPeople(annex, vault, sodium)).toMatchObject({ code: "no-match" });
  });

  test("an annex that an earlier version sealed to the period's recipients opens with a vault that still has them", async () => {
    const [first] = drafts;
    const [own] = vaults;
    if (!first || !own) throw new Error("a draft and a vault");
    const readers = first.roster.reviewers.map(({ recipient }) => hybridRecipient(recipient));
    const people = await collect(seal([encodePeople(first.people)], readers, sodium));
    const annex = { ...parseAnnex(await draftAnnex(first, cards, sodium)), people };
    expect(await openPeople(annex, own, sodium)).toEqual(first.people);
    expect(await openPeople(annex, { ...own, periods: [] }, sodium)).toMatchObject({ code: "no-match" });
  });
});

describe("numbers", () => {
  const first = drafted(ceremony, cards, "2027-01-01");
  const known = knownFrom(
    ceremony,
    first.map(({ payload }) => signedRoster(ceremony, payload)),
  );

  test("stay with the signing key; who joins gets the next, and one who left keeps it for good", () => {
    const without = drafted(ceremony, cardsOf(ceremony, [bo, chen]), "2027-04-01", {
      known,
      now: at("2027-03-20"),
    });
    expect(without.map(({ roster }) => numbersIn(roster))).toEqual([
      [2, 3],
      [2, 3],
      [2, 3],
    ]);
    const later = knownFrom(
      ceremony,
      [...first, ...without].map(({ payload }) => signedRoster(ceremony, payload)),
    );
    const dana = reviewerHeld(newReviewer(anchor, "Dana"));
    const back = drafted(ceremony, cardsOf(ceremony, [ana, bo, chen, dana]), "2027-07-01", { known: later });
    expect(back.map(({ roster }) => numbersIn(roster))[0]).toEqual([1, 2, 3, 4]);
  });

  test("never two of a kind, whoever comes and goes", () => {
    const keys = Array.from({ length: 12 }, () => sodium.ed25519PublicKey(newSeed()) as VerifyingKey);
    const round = fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(round, { minLength: 1, maxLength: 8 }), (rounds) => {
        const known: { number: number; key: VerifyingKey }[] = [];
        for (const who of rounds) {
          const present = who.map((i) => ({ key: keys[i] as VerifyingKey }));
          known.push(...numbered(known, present));
        }
        const pairs = new Set(known.map(({ number, key }) => `${number} ${encodeVerifyingKey(key)}`));
        expect(new Set(known.map(({ number }) => number)).size).toBe(pairs.size);
        expect(new Set(known.map(({ key }) => encodeVerifyingKey(key))).size).toBe(pairs.size);
      }),
    );
  });

  test("end at 9,999", () => {
    const last = { number: 9999, key: sodium.ed25519PublicKey(newSeed()) as VerifyingKey };
    const other = sodium.ed25519PublicKey(newSeed()) as VerifyingKey;
    expect(numbered([last], [{ key: last.key }])).toEqual([last]);
    expect(ceremonyCodeOf(() => numbered([last], [{ key: other }]))).toBe("numbers-spent");
  });
});

describe("periods", () => {
  test("an emergency in mid-period runs to its end, then whole periods", () => {
    const drafts = drafted(ceremony, cards, "2027-01-15T10:00:00Z");
    expect(spans(drafts)).toEqual([
      "2027-01-15T10:00:00Z 2027-02-01T00:00:00Z",
      "2027-02-01T00:00:00Z 2027-03-01T00:00:00Z",
      "2027-03-01T00:00:00Z 2027-04-01T00:00:00Z",
    ]);
  });

  test("an emergency follows on everything signed before, and takes its place", async () => {
    const { documents } = await signedQuarter(ceremony, cards, "2027-01-01");
    const known = knownFrom(ceremony, documents);
    const drafts = drafted(ceremony, cardsOf(ceremony, [ana]), "2027-01-15T10:00:00Z", { known });
    expect(drafts.map(({ roster }) => roster.sequence)).toEqual([4, 5, 6]);
    expect(drafts[0]?.roster.previous).toEqual(known.rosters.at(-1)?.digest);
  });

  const short = reviewerHeld(newReviewer(anchor, "Short", months(2)));
  const weeks = reviewerHeld(
    withPeriods("Weekly", [
      ["2027-01-01", "2027-01-16"],
      ["2027-01-16", "2027-02-01"],
    ]),
  );
  const now = at("2027-01-01");

  test("a roster ends where a period of any card ends, so that no identity serves two", () => {
    const halves = cardsOf(ceremony, [ana, weeks]);
    expect(spans(drafted(ceremony, halves, "2027-01-10", { count: 2, now }))).toEqual([
      "2027-01-10T00:00:00Z 2027-01-16T00:00:00Z",
      "2027-01-16T00:00:00Z 2027-02-01T00:00:00Z",
    ]);
  });

  test("letters: the first has to say; then as before, unless asked otherwise; never more than there are reviewers", () => {
    const lettersIn = (drafts: readonly DraftedRoster[]) =>
      drafts.map(({ payload }) => parseRoster(payload).letters);
    const first = drafted(ceremony, cardsOf(ceremony, [ana, bo]), "2027-01-01", { letters: 2 });
    expect(lettersIn(first)).toEqual([2, 2, 2]);
    const known = knownFrom(
      ceremony,
      first.map(({ payload }) => signedRoster(ceremony, payload)),
    );
    const next =
      (letters: Letters | undefined, given: readonly Card[] = [ana, bo], before = known) =>
      () =>
        lettersIn(
          drafted(ceremony, cardsOf(ceremony, given), "2027-03-12", { known: before, count: 1, letters }),
        );
    expect(next(undefined)()).toEqual([2]);
    expect([next(0)(), next(1)()]).toEqual([[0], [1]]);
    expect(ceremonyCodeOf(next(undefined, [ana, bo], NOTHING))).toBe("letters-unsaid");
    expect(ceremonyCodeOf(next(undefined, [ana]))).toBe("letters-many");
    expect(next(1, [ana])()).toEqual([1]);
  });

  test("after a roster of the first version a draft is of the second, and gives no letters unless asked", () => {
    const cards = cardsOf(ceremony, [ana]);
    const old = drafted(ceremony, cards, "2027-01-01", { count: 1 }).map(({ roster }) =>
      encodeRoster({ ...roster, letters: undefined, oldestPage: undefined }),
    );
    const known = knownFrom(
      ceremony,
      old.map((payload) => signedRoster(ceremony, payload)),
    );
    const [draft] = drafted(ceremony, cards, "2027-02-01", { known, count: 1 });
    expect(draft && parseRoster(draft.payload)).toMatchObject({ letters: 0, oldestPage: 0 });
  });

  test("the oldest page that may be used is carried on", () => {
    const cards = cardsOf(ceremony, [ana]);
    const set = drafted(ceremony, cards, "2027-01-01", { count: 1 }).map(({ roster }) =>
      signedRoster(ceremony, encodeRoster({ ...roster, oldestPage: 7 })),
    );
    const [draft] = drafted(ceremony, cards, "2027-02-01", { known: knownFrom(ceremony, set), count: 1 });
    expect(draft && parseRoster(draft.payload).oldestPage).toBe(7);
  });

  test("without a beginning: today, when all cards have begun, or where what is in force ends", async () => {
    const unsaid = (given: readonly Card[], day: string, known = knownFrom(ceremony, [])) =>
      spans(
        draftRosters({
          ...{ anchor, known, cards: cardsOf(ceremony, given), from: undefined, count: 1 },
          ...{ letters: 0, length: parsePeriodLength("1mo"), now: at(day) },
        }),
      );
    expect(unsaid([ana], "2027-01-30T10:00:00Z")).toEqual(["2027-01-30T00:00:00Z 2027-02-01T00:00:00Z"]);
    expect(unsaid([ana], "2026-12-20")).toEqual(["2027-01-01T00:00:00Z 2027-02-01T00:00:00Z"]);
    const { documents } = await signedQuarter(ceremony, cards, "2027-01-01");
    const known = knownFrom(ceremony, documents);
    const afterIt = ["2027-04-01T00:00:00Z 2027-05-01T00:00:00Z"];
    for (const day of ["2026-12-29", "2027-01-01", "2027-03-31T10:00:00Z"])
      expect(unsaid([ana], day, known)).toEqual(afterIt);
    expect(() => unsaid([ana], "2026-12-28", known)).toThrow("a quarter");
    expect(unsaid([ana], "2027-04-20", known)).toEqual(["2027-04-20T00:00:00Z 2027-05-01T00:00:00Z"]);
    const revoking = drafted(ceremony, cardsOf(ceremony, [ana]), "2027-01-15", { known, count: 2 });
    const both = [...documents, ...revoking.map(({ payload }) => signedRoster(ceremony, payload))];
    expect(unsaid([ana], "2027-01-16", knownFrom(ceremony, both))).toEqual([
      "2027-03-01T00:00:00Z 2027-04-01T00:00:00Z",
    ]);
  });

  const MONTH = parsePeriodLength("1mo");

  test.each([2027, 2028])("on every day of %i: two enrol on two days, and a third day drafts", (year) => {
    const noon = (number: number) => instantOf(Date.UTC(year, 0, number, 12));
    const count = (Date.UTC(year + 1, 0) - Date.UTC(year, 0)) / 86_400_000;
    const { card } = cards.reviewers[0] ?? {};
    if (!card) throw new Error("a card");
    const enrolled = (number: number) => {
      const periods = periodsFrom(parseDate("today", noon(number)), MONTH, 12);
      return { ...card, periods: card.periods.map((keys, i) => ({ ...keys, ...periods[i] })) };
    };
    for (let number = 1; number <= count; number++) {
      const given = [enrolled(number), enrolled(number + 1)];
      const [now, asked] = [noon(number + 2), { count: 3, length: MONTH }];
      for (const from of [undefined, parseDate("today", now)]) {
        const periods = plannedPeriods(given, { from, ...asked }, knownFrom(ceremony, []), now);
        expectNested(periods, given);
        expect(periods[0]?.notBefore).toBe(parseDate("today", now));
      }
    }
  });

  test.each(["2027-01-29", "2027-01-31", "2028-02-29", "2027-12-31"])(
    "from enrolment on %s to rosters, and to those that revoke somebody the same day",
    (day) => {
      const periods = periodsFrom(at(day), MONTH, 5);
      const both = ["Eve", "Flo"].map((handle) => reviewerHeld(newReviewer(anchor, handle, periods)));
      const first = drafted(ceremony, cardsOf(ceremony, both), day);
      const payloads = first.map(({ payload }) => signedRoster(ceremony, payload));
      const known = knownFrom(ceremony, payloads);
      const second = drafted(ceremony, cardsOf(ceremony, both.slice(1)), day, { known });
      expect(second.map(({ roster }) => roster.sequence)).toEqual([4, 5, 6]);
      expect(spans(second)).toEqual(spans(first));
      const held = both.flatMap((card) => (card.kind === "reviewer" ? [card.card] : []));
      const rosters = first.map(({ roster }) => roster);
      expectNested(rosters, held);
    },
  );

  /** One after the other, each within one period of each card, and whole months but for the first. */
  function expectNested(periods: readonly Period[], given: readonly ReviewerCard[]) {
    expect(periods).toHaveLength(3);
    periods.forEach((period, i) => {
      expect(period.notBefore).toBe(periods[i - 1]?.notAfter ?? period.notBefore);
      expect(encodeInstant(period.notAfter)).toMatch(/-01T00:00:00Z$/);
      for (const card of given) periodFor(card, period);
    });
  }

  test.each([
    ["period-uncovered", "a card that ends within the draft", [ana, short], "2027-01-01", {}],
    ["period-uncovered", "a card that begins later", [ana], "2026-12-01", { now: at("2026-12-01") }],
    ["period-far", "four months at once", [ana], "2027-01-01", { count: 4 }],
    ["period-far", "a beginning 94 days away", [ana], "2027-04-05", { now: at("2027-01-01") }],
    ["period-past", "a beginning two days ago", [ana], "2027-01-01", { now: at("2027-01-03") }],
    ["period-many", "no period", [ana], "2027-01-01", { count: 0 }],
    ["period-many", "thirteen", [ana], "2027-01-01", { count: 13, length: parsePeriodLength("1d") }],
  ] as const)("%s: %s", (code, _, given, from, options) => {
    const draft = () => drafted(ceremony, cardsOf(ceremony, given), from, { now, ...options });
    expect(ceremonyCodeOf(draft)).toBe(code);
  });

  test("period-split: three weeks across two of a card's months", () => {
    const period = { notBefore: at("2027-01-20"), notAfter: at("2027-02-10") };
    const [card] = cards.reviewers;
    expect(ceremonyCodeOf(() => card && periodFor(card.card, period))).toBe("period-split");
  });

  test("exactly a quarter from exactly a quarter ahead is accepted, a day more isn't", () => {
    const vault = newReviewerVault({ handle: "Long", languages: [] }, anchor, [
      { notBefore: at("2027-01-01"), notAfter: at("2028-01-01") },
    ]);
    const long = cardsOf(ceremony, [reviewerHeld(vault)]);
    const draft = (length: string, now: string) => () =>
      drafted(ceremony, long, "2027-04-04", { count: 1, length: parsePeriodLength(length), now: at(now) });
    expect(ceremonyCodeOf(draft("31d", "2027-01-01"))).toBe("accepted");
    expect(ceremonyCodeOf(draft("94d", "2027-01-01"))).toBe("period-far");
    const days = cardsOf(ceremony, [reviewerHeld(withPeriods("Days", [["2027-04-04", "2027-07-06"]]))]);
    const exact = (now: string) => () =>
      drafted(ceremony, days, "2027-04-04", { count: 1, length: parsePeriodLength("93d"), now: at(now) });
    expect(ceremonyCodeOf(exact("2027-01-01"))).toBe("accepted");
    expect(ceremonyCodeOf(exact("2026-12-31"))).toBe("period-far");
  });

  test("an emergency reaches as far as was signed before, however far that is from today", () => {
    const first = drafted(ceremony, cardsOf(ceremony, [ana]), "2027-01-01", { count: 3 });
    const signed = knownFrom(
      ceremony,
      first.map(({ payload }) => signedRoster(ceremony, payload)),
    );
    const next = drafted(ceremony, cardsOf(ceremony, [ana]), "2027-04-01", {
      known: signed,
      now: at("2027-03-10"),
    });
    const known = knownFrom(
      ceremony,
      [...first, ...next].map(({ payload }) => signedRoster(ceremony, payload)),
    );
    const again = (count: number) => () =>
      drafted(ceremony, cardsOf(ceremony, [ana]), "2027-03-12", { known, count });
    expect(ceremonyCodeOf(again(4))).toBe("accepted");
    expect(again(4)().at(-1)?.roster.notAfter).toBe(at("2027-07-01"));
    expect(ceremonyCodeOf(again(5))).toBe("period-far");
  });

  function withPeriods(handle: string, bounds: readonly (readonly [string, string])[]) {
    return newReviewerVault(
      { handle, languages: [] },
      anchor,
      bounds.map(([notBefore, notAfter]) => ({ notBefore: at(notBefore), notAfter: at(notAfter) })),
    );
  }
});

describe("cards that make no roster", () => {
  const other = newCeremony(["Egret", "Finch", "Gull"]);
  const stewards = ceremony.stewards.map(stewardHeld);
  const seventeen = Array.from({ length: 17 }, (_, i) =>
    reviewerHeld(newReviewer(anchor, `R${i}`, months(1))),
  );

  test.each([
    [
      "card-foreign",
      "a reviewer of another instance",
      [...stewards, reviewerHeld(newReviewer(other.anchor, "Eve"))],
    ],
    ["card-foreign", "a courier of another instance", [...stewards, ana, courierHeld(other.anchor, "Eve")]],
    [
      "card-stranger",
      "a steward of nobody's",
      [...stewards, ana, ...other.stewards.slice(0, 1).map(stewardHeld)],
    ],
    ["card-missing", "one steward short", [...stewards.slice(1), ana]],
    ["card-count", "no reviewer", [...stewards, kit]],
    ["card-count", "17 reviewers", [...stewards, ...seventeen]],
    ["card-repeated", "one person twice", [...stewards, ana, ana]],
    ["handle-repeated", "two of one name", [...stewards, ana, reviewerHeld(newReviewer(anchor, "Ana"))]],
    [
      "handle-repeated",
      "two that look alike",
      [...stewards, ana, reviewerHeld(newReviewer(anchor, "An\u0430"))],
    ],
  ] as const)("%s: %s", (code, _, given) => {
    const draft = () =>
      drafted(ceremony, cardsOf({ ...ceremony, stewards: [] }, given), "2027-01-01", { count: 1 });
    expect(ceremonyCodeOf(draft)).toBe(code);
  });

  test("a reviewer and a courier may share a name", () => {
    expect(ceremonyCodeOf(() => cardsOf(ceremony, [ana, courierHeld(anchor, "Ana")]))).toBe("accepted");
  });

  test("a reviewer's three cards are one person's in whatever order they come, and say what the last one says", () => {
    const [first, second, third] = quartersOf(anchor, "Gil");
    for (const cards of [
      [first, second, third],
      [first, third, second],
      [second, first, third],
      [second, third, first],
      [third, first, second],
      [third, second, first],
    ]) {
      const [gil, ...others] = cardsOf(ceremony, cards).reviewers;
      expect(others).toEqual([]);
      expect(gil?.card.periods).toEqual([first, second, third].flatMap(({ card }) => card.periods));
      expect(gil?.bytes).toEqual([first, second, third].flatMap(({ bytes }) => bytes));
      expect(gil?.fingerprint).toBe(`${first.fingerprint}; ${second.fingerprint}; ${third.fingerprint}`);
    }
  });

  test("what a reviewer enrolled with and what renewed it are one person's; overlapping ones are refused", () => {
    const vault = newReviewer(anchor, "Fay", months(3));
    const more = months(3, "2027-04-01T00:00:00Z");
    const renewed = parseCard(
      encodeSignedDocument(
        reviewerCard({ ...vault, periods: withMorePeriods(vault, more).periods.slice(3) }, sodium),
      ),
      sodium,
    );
    const both = cardsOf(ceremony, [renewed, reviewerHeld(vault)]);
    expect(both.reviewers).toHaveLength(1);
    expect(both.reviewers[0]?.card.periods).toHaveLength(6);
    expect(both.reviewers[0]?.bytes).toHaveLength(2);
    expect(spans(drafted(ceremony, both, "2027-03-01"))).toHaveLength(3);
    const whole = reviewerHeld(withMorePeriods(vault, more));
    expect(ceremonyCodeOf(() => cardsOf(ceremony, [whole, renewed]))).toBe("card-repeated");
    const steward = { ...stewardHeld(ceremony.stewards[0] ?? newStewardVault("X")), key: ana.key };
    expect(ceremonyCodeOf(() => cardsOf({ ...ceremony, stewards: [] }, [ana, steward]))).toBe(
      "card-repeated",
    );
  });
});

test("who founds or moves an instance is warned of a threshold that one key breaks, either way", () => {
  expect(thresholdWarnings(3, 2)).toEqual([]);
  expect(thresholdWarnings(3, 1)).toEqual([{ kind: "one-steward" }]);
  expect(thresholdWarnings(1, 1)).toEqual([{ kind: "one-steward" }]);
  expect(thresholdWarnings(2, 2)).toEqual([{ kind: "all-stewards" }]);
});

test("who is to sign a move is warned too", async () => {
  const [crane] = ceremony.stewards;
  if (!crane) throw new Error("a steward");
  const { stewards } = cards;
  const move = draftMove(
    anchor,
    stewards.map(({ card }) => card),
    stewards.length,
  );
  const payloads = [parsePayload(MOVE_PAYLOAD_NAME, encodeAnchorMove(move))];
  const reviewing = { line: ceremony.line, known: NOTHING, vault: crane, now: at("2027-01-01") };
  const { warnings } = await reviewDraft({ payloads, cards }, reviewing, sodium);
  expect(warnings.map(warningInEnglish)).toEqual([expect.stringMatching(/all stewards must sign/)]);
});
