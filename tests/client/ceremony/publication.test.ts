import { describe, expect, test } from "vitest";
import { CeremonyError } from "../../../client/ceremony/errors.ts";
import { freshen } from "../../../client/ceremony/freshen.ts";
import { aheadSentence, withoutAhead } from "../../../client/ceremony/known.ts";
import type { PublicDocument } from "../../../client/ceremony/public-document.ts";
import { planPublication } from "../../../client/ceremony/publication.ts";
import { newStewardVault } from "../../../client/vault/enrol.ts";
import { addSeconds, type Instant } from "../../../crypto/documents/instant.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import {
  at,
  cardsOf,
  ceremonyCodeOf,
  current,
  days,
  drafted,
  knownFrom,
  named,
  newCeremony,
  newReviewer,
  reviewerHeld,
  signedAnnex,
  signedQuarter,
  signedRoster,
  sodium,
} from "../../support/ceremony.ts";

const ceremony = newCeremony();
const { anchor, line } = ceremony;
const [crane] = ceremony.stewards;
if (!crane) throw new Error("a steward");
const ana = reviewerHeld(newReviewer(anchor, "Ana"));
const bo = reviewerHeld(newReviewer(anchor, "Bo"));
const cards = cardsOf(ceremony, [ana, bo]);
const { drafts, documents } = await signedQuarter(ceremony, cards, "2027-01-01");
const known = knownFrom(ceremony, documents);
const emergencyCards = cardsOf(ceremony, [ana]);
const emergency = drafted(ceremony, emergencyCards, "2027-01-15", { known });
const [first, second] = drafts;
if (!first || !second) throw new Error("drafts");

describe("freshen", () => {
  const fresh = (time: Instant, given = known, seed = crane.signing, issued = time) =>
    freshen(line, given, seed, { issued, now: time }, sodium);

  test.each([
    ["2026-12-18T00:00:01Z", [1]],
    ["2027-01-01", [1]],
    ["2027-01-18", [1]],
    ["2027-01-18T00:00:01Z", [1, 2]],
    ["2027-01-31", [1, 2]],
    ["2027-02-01", [2]],
    ["2027-03-31", [3]],
  ])("on %s: statements for %j, dated now, for the anchor's days, that hold", (day, sequences) => {
    const statements = fresh(at(day));
    expect(statements.map(({ sequence }) => sequence)).toEqual(sequences);
    for (const { issued, notAfter, file } of statements) {
      expect(issued).toBe(at(day));
      expect(notAfter).toBe(addSeconds(at(day), days(14)));
      const { roster } = knownFrom(ceremony, [{ kind: "roster", ...file }]).rosters[0] ?? {};
      const then = Math.max(at(day), roster?.notBefore ?? 0) as Instant;
      expect(VerifiedRoster.verify(anchor, file, then, sodium).currency.issued).toBe(at(day));
    }
  });

  test("never for a roster that another has taken the place of", () => {
    const more = knownFrom(ceremony, [
      ...documents,
      ...emergency.map(({ payload }) => signedRoster(ceremony, payload)),
    ]);
    expect(fresh(at("2027-01-14"), more).map(({ sequence }) => sequence)).toEqual([1, 4]);
    expect(fresh(at("2027-01-15"), more).map(({ sequence }) => sequence)).toEqual([4]);
    expect(fresh(at("2027-02-15"), more).map(({ sequence }) => sequence)).toEqual([5]);
  });

  test("goes on beside a statement that a fast clock dated ahead", () => {
    const fast = knownFrom(ceremony, [...documents, current(ceremony, first, "2027-01-25")]);
    const now = at("2027-01-05");
    const { known: rest, ahead } = withoutAhead(fast, now);
    expect(ahead.map((statement) => aheadSentence(statement, now))).toEqual([
      expect.stringMatching(
        /roster 1 .* dated 2027-01-25, and this machine says 2027-01-05: it is set aside\./,
      ),
    ]);
    expect(ceremonyCodeOf(() => fresh(now, fast))).toBe("clock-behind");
    expect(ceremonyCodeOf(() => fresh(now, rest))).toBe("accepted");
  });

  test("what it refuses", () => {
    const later = knownFrom(ceremony, [current(ceremony, first, "2027-01-20")]);
    expect(ceremonyCodeOf(() => fresh(at("2026-12-18")))).toBe("not-in-force");
    expect(ceremonyCodeOf(() => fresh(at("2027-04-01")))).toBe("not-in-force");
    expect(ceremonyCodeOf(() => fresh(at("2027-01-19"), later))).toBe("clock-behind");
    expect(ceremonyCodeOf(() => fresh(at("2027-01-20"), later))).toBe("accepted");
    expect(ceremonyCodeOf(() => fresh(at("2027-01-10"), known, newStewardVault("Eve").signing))).toBe(
      "not-a-steward",
    );
    const ahead = () => fresh(at("2027-01-10"), known, crane.signing, at("2027-01-10T00:00:01Z"));
    expect(ceremonyCodeOf(ahead)).toBe("issued-ahead");
    expect(ceremonyCodeOf(() => fresh(at("2027-01-10"), known, crane.signing, at("2027-01-09")))).toBe(
      "accepted",
    );
  });
});

describe("what is published", () => {
  const now = at("2027-01-05");
  const plan = (fresh: readonly PublicDocument[], published: readonly PublicDocument[] = [], time = now) =>
    planPublication(line, named(published), named(fresh), time, sodium).files;
  const names = (files: ReturnType<typeof plan>) => files.map(({ folder, name }) => `${folder}/${name}`);
  const rosters = documents.filter(({ kind }) => kind === "roster");
  const annexes = documents.filter(({ kind }) => kind === "annex");
  const pair = current(ceremony, first, "2027-01-04");

  test("a quarter and the first statement: annexes before rosters, statements with theirs", () => {
    const files = plan([...documents, pair]);
    expect(names(files)).toEqual([
      "annexes/0001.json",
      "annexes/0002.json",
      "annexes/0003.json",
      "rosters/0001.json",
      "rosters/0002.signed.json",
      "rosters/0003.signed.json",
    ]);
    const file = parseRosterFile(files[3]?.bytes ?? new Uint8Array());
    expect(VerifiedRoster.verify(anchor, file, now, sodium).roster.sequence).toBe(1);
  });

  test("only what is new; a statement for the next roster before that begins", () => {
    const both = [current(ceremony, first, "2027-01-20"), current(ceremony, second, "2027-01-20")];
    const files = plan([...documents, ...both], [...documents, pair], at("2027-01-20"));
    expect(names(files)).toEqual(["rosters/0001.json", "rosters/0002.json"]);
    expect(plan([...documents, pair], [...documents, pair])).toEqual([]);
    expect(names(plan([...documents, pair], documents))).toEqual(["rosters/0001.json"]);
  });

  test("an emergency of today", async () => {
    const [draft] = emergency;
    if (!draft) throw new Error("a draft");
    const annex = await signedAnnex(ceremony, draft, emergencyCards);
    const files = plan([annex, current(ceremony, draft, "2027-01-15")], documents, at("2027-01-15"));
    expect(names(files)).toEqual(["annexes/0004.json", "rosters/0004.json"]);
  });

  test("the word for an emergency, also after somebody called current what it takes the place of", async () => {
    const [draft = first] = emergency;
    const fresh = [
      await signedAnnex(ceremony, draft, emergencyCards),
      current(ceremony, draft, "2027-01-15T12:00:00Z"),
    ];
    const late = current(ceremony, first, "2027-01-15T13:00:00Z");
    const files = plan(fresh, [...documents, late], at("2027-01-15T14:00:00Z"));
    expect(names(files)).toEqual(["annexes/0004.json", "rosters/0004.json"]);
    const both = plan([...fresh, late], documents, at("2027-01-15T14:00:00Z"));
    expect(names(both)).toEqual(["annexes/0004.json", "rosters/0004.json"]);
  });

  const other = drafted(ceremony, cardsOf(ceremony, [bo]), "2027-01-01")[0] ?? first;
  const unsigned = (document: PublicDocument): PublicDocument =>
    document.kind === "roster"
      ? { ...document, roster: { ...document.roster, signatures: document.roster.signatures.slice(1) } }
      : { ...document, annex: { ...document.annex, signatures: document.annex.signatures.slice(1) } };
  const [roster1 = pair, , roster3 = pair] = rosters;
  const [annex1 = pair, , annex3 = pair] = annexes;

  const emergencyDocuments = emergency.map((draft) => current(ceremony, draft, "2027-01-15"));

  /** What is left out, as far as nothing is wrong. */
  const leftOf = (fresh: readonly PublicDocument[], published: readonly PublicDocument[], time: Instant) => {
    const { files, left } = planPublication(line, named(published), named(fresh), time, sodium);
    expect(left.map(({ isWrong }) => isWrong)).not.toContain(true);
    return [names(files), left.map(({ sentence }) => sentence)];
  };

  test("an old statement is left out and named, and keeps nothing else back", () => {
    const over = [current(ceremony, first, "2027-01-31"), current(ceremony, second, "2027-01-31")];
    const ended = [...documents, current(ceremony, first, "2027-01-20")];
    expect(leftOf(over, ended, at("2027-02-01"))).toEqual([["rosters/0002.json"], []]);
    expect(leftOf([pair, annex1], [], at("2027-01-18"))).toEqual([
      ["annexes/0001.json", "rosters/0001.signed.json"],
      [expect.stringContaining("The word of 2027-01-04 that roster 1 is current: ")],
    ]);
    expect(leftOf([pair], [current(ceremony, first, "2027-01-05"), annex1], now)).toEqual([
      [],
      [expect.stringContaining("older than the one that is published")],
    ]);
  });

  test("what is wrong is left out and named beside what counts, which is taken", () => {
    const fresh = [...documents, current(ceremony, first, "2027-01-20"), pair];
    const { files, left } = planPublication(line, [], named(fresh), now, sodium);
    expect(names(files)).toContain("rosters/0001.json");
    expect(left).toEqual([
      {
        sentence: expect.stringMatching(/dated 2027-01-20, and this machine says 2027-01-05/),
        isWrong: true,
      },
    ]);
  });

  const refused: [
    word: string,
    what: string,
    fresh: PublicDocument[],
    published: PublicDocument[],
    time?: Instant,
  ][] = [
    ["forks", "another roster 1 than the published one", [signedRoster(ceremony, other.payload)], documents],
    ["missing", "a chain with a hole", [roster3, annex3], [roster1]],
    ["Too few", "a roster with one signature less", [unsigned(roster1), annex1], []],
    ["Too few", "an annex with one signature less", [roster1, unsigned(annex1)], []],
    ["no annex", "a roster without its annex", [roster1], []],
    [
      "this machine says 2027-01-02",
      "a statement of the day after tomorrow",
      [pair],
      documents,
      at("2027-01-02"),
    ],
    [
      "rolls back",
      "a statement for a roster whose successor is in force",
      [current(ceremony, first, "2027-01-20")],
      [...documents, ...emergencyDocuments],
      at("2027-01-21"),
    ],
  ];

  test.each(refused)("refused with %j: %s", (word, _, fresh, published, time = now) => {
    try {
      plan(fresh, published, time);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof CeremonyError)) throw error;
      expect(error.code).toBe("publish-refused");
      expect(error.message).toContain(word);
    }
  });

  test("nothing at all", () => {
    expect(ceremonyCodeOf(() => plan([]))).toBe("nothing-to-publish");
  });
});
