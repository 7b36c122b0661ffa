import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card, Cards } from "../../../client/ceremony/cards.ts";
import { draftAnnex } from "../../../client/ceremony/draft.ts";
import { annexPayloadName, rosterPayloadName } from "../../../client/ceremony/draft-names.ts";
import { alarmInEnglish, warningInEnglish } from "../../../client/ceremony/english.ts";
import type { Known } from "../../../client/ceremony/known.ts";
import { checkForAnchor, parsePayload } from "../../../client/ceremony/payload.ts";
import { alarmText, warningText } from "../../../client/ceremony/remarks.ts";
import { alarmsOf, draftEntries, type RosterDraft } from "../../../client/ceremony/review.ts";
import { openDraft, openStanding } from "../../../client/ceremony/review-draft.ts";
import { type ReviewedPerson, reviewRosters, standingOf } from "../../../client/ceremony/review-text.ts";
import { sealPeople } from "../../../client/ceremony/seal-people.ts";
import { warningsOf } from "../../../client/ceremony/warnings.ts";
import { LANGUAGES } from "../../../client/keys/strings/languages.ts";
import { newStewardVault } from "../../../client/vault/enrol.ts";
import { hybridPublicKey } from "../../../crypto/age/identities.ts";
import type { HybridKey } from "../../../crypto/age/recipient-keys.ts";
import { hybridRecipient } from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import { collect } from "../../../crypto/bytes.ts";
import { type Annex, encodeAnnex, parseAnnex } from "../../../crypto/documents/annex.ts";
import { addSeconds } from "../../../crypto/documents/instant.ts";
import { encodePeople, type People } from "../../../crypto/documents/people.ts";
import { encodeRoster, type Roster } from "../../../crypto/documents/roster.ts";
import type { VerifyingKey } from "../../../crypto/ed25519.ts";
import { randomBytes } from "../../../crypto/random.ts";
import {
  at,
  cardsOf,
  ceremonyCodeOf,
  courierHeld,
  drafted,
  knownFrom,
  newCeremony,
  newReviewer,
  reviewerHeld,
  signedQuarter,
  signedRoster,
  sodium,
} from "../../support/ceremony.ts";
import { codeOf } from "../../support/code-of.ts";
import { NOTHING, newSeed } from "../../support/instance.ts";

const ceremony = newCeremony();
const { anchor } = ceremony;
const [crane] = ceremony.stewards;
if (!crane) throw new Error("a steward");
const [ana, bo, chen] = ["Ana", "Bo", "Chen"].map((handle) => reviewerHeld(newReviewer(anchor, handle))) as [
  Card,
  Card,
  Card,
];
const kit = courierHeld(anchor, "Kit");
const before = cardsOf(ceremony, [ana, bo, kit]);
const quarter = await signedQuarter(ceremony, before, "2027-01-01");
const known = knownFrom(ceremony, quarter.documents);
const cards = cardsOf(ceremony, [ana, chen, kit]);
const now = at("2027-03-20");
const [draft] = drafted(ceremony, cards, "2027-04-01", { known, now, count: 1 });
if (!draft) throw new Error("a draft");
const annex = parseAnnex(await draftAnnex(draft, cards, sodium));

interface Submitted {
  readonly roster?: Roster;
  readonly annex?: Annex | null;
  readonly cards?: Cards;
  readonly known?: Known;
  readonly now?: typeof now;
  readonly vault?: typeof crane;
}

/** What a steward sees of a draft that somebody put together like this. */
async function review(submitted: Submitted) {
  const roster = submitted.roster ?? draft?.roster;
  if (!roster) throw new Error("a roster");
  const bytes = encodeRoster(roster);
  const given = submitted.annex === undefined ? rebound(roster, bytes) : submitted.annex;
  const payloads = [
    parsePayload(rosterPayloadName(roster.sequence), bytes),
    ...(given ? [parsePayload(annexPayloadName(given.sequence), encodeAnnex(given))] : []),
  ];
  const unopened: RosterDraft = {
    anchor,
    known: submitted.known ?? known,
    cards: submitted.cards ?? cards,
    entries: draftEntries(payloads),
    now: submitted.now ?? now,
  };
  const vault = submitted.vault ?? crane;
  if (!vault) throw new Error("a vault");
  const opened = await openDraft(unopened, vault, sodium);
  const standing = await openStanding(standingOf(opened), vault, sodium);
  const rosters = reviewRosters(opened, standing);
  return {
    alarms: alarmsOf(opened).map(alarmInEnglish),
    inChinese: LANGUAGES.filter(({ language }) => language !== "en").flatMap(
      ({ steward: { remarks }, errors }) => [
        ...alarmsOf(opened).map((alarm) => alarmText(alarm, remarks, (code) => errors[code])),
        ...warningsOf(opened).map((warning) => warningText(warning, remarks)),
      ],
    ),
    rosters,
    people: rosters.flatMap((each) => each.people),
    letters: rosters.map((each) => each.letters),
    warnings: warningsOf(opened).map(warningInEnglish),
  };
}

/** The annex, bound to a roster that was changed behind it. */
function rebound(roster: Roster, bytes: Uint8Array): Annex {
  const [entry] = draftEntries([parsePayload(rosterPayloadName(roster.sequence), bytes)]);
  if (!entry) throw new Error("an entry");
  return { ...annex, sequence: roster.sequence, roster: entry.digest };
}

/** The annex with other people, or for other readers. */
async function withPeople(
  change: (text: string) => string,
  readersOf = (usual: readonly HybridKey[]) => usual,
  seed: Partial<Pick<People, "seed">> = { seed: randomBytes(32) },
): Promise<Annex> {
  if (!draft) throw new Error("a draft");
  const text = Buffer.from(encodePeople({ ...draft.people, ...seed })).toString();
  const bytes = new Uint8Array(Buffer.from(change(text)));
  const readers = readersOf([
    ...draft.people.reviewers.map(({ casebookRecipient }) => casebookRecipient),
    ...cards.stewards.map(({ card }) => card.recipient),
  ]);
  return { ...annex, people: await collect(seal([bytes], readers.map(hybridRecipient), sodium)) };
}

const members = draft.roster.reviewers;
const withMember = (index: number, change: Partial<(typeof members)[number]>): Roster => ({
  ...(draft?.roster as Roster),
  reviewers: members.map((reviewer, i) => (i === index ? { ...reviewer, ...change } : reviewer)),
});

describe("a draft that is what its cards make it", () => {
  test("raises no alarm, and says who joins, leaves and stays, with fingerprints", async () => {
    const { alarms, rosters, people, warnings } = await review({});
    expect(alarms).toEqual([]);
    expect(warnings).toEqual([]);
    expect(rosters).toMatchObject([
      {
        roster: { sequence: 4, notBefore: at("2027-04-01"), notAfter: at("2027-05-01") },
        before: { sequence: 3 },
      },
    ]);
    const [reviewer, courier] = [{ who: "reviewer" }, { who: "courier" }];
    const gone = expect.stringMatching(/^key [0-9a-f]{16}…$/);
    expect(people).toEqual([
      { ...reviewer, change: "joins", number: 3, handle: "Chen", words: chen.fingerprint },
      { ...reviewer, change: "leaves", number: 2, handle: "Bo", words: gone },
      { ...reviewer, change: "stays", number: 1, handle: "Ana", words: ana.fingerprint },
      { ...courier, change: "stays", number: 1, handle: "Kit", words: kit.fingerprint },
    ]);
  });

  test("who leaves is named, or it is said who can name them", async () => {
    const whyUnnamed = (people: readonly ReviewedPerson[]) =>
      people.filter(({ change }) => change === "leaves").map(({ unnamed }) => unnamed);
    const left = async (submitted: Submitted) => whyUnnamed((await review(submitted)).people);
    const entries = draftEntries([parsePayload(rosterPayloadName(4), draft.payload)]);
    const unseen: RosterDraft = { anchor, known, cards, entries, now };
    const unopened = reviewRosters(unseen, standingOf(unseen)).flatMap(({ people }) => people);
    expect(whyUnnamed(unopened).at(0)).toBe("unopened");
    expect(await left({ vault: newStewardVault("Egret") })).toEqual(["sealed"]);
    expect(await left({ known: { ...known, annexes: [] } })).toEqual(["no-annex"]);
  });

  test.each(["Bo", "B\u043e", "bo"])(
    "who comes back with another signing key, as %j, is pointed out",
    async (name) => {
      const another = reviewerHeld(newReviewer(anchor, name));
      const changed = cardsOf(ceremony, [ana, another, kit]);
      const [only] = drafted(ceremony, changed, "2027-04-01", { known, now, count: 1 });
      if (!only) throw new Error("a draft");
      const its = parseAnnex(await draftAnnex(only, changed, sodium));
      const { alarms, people } = await review({ roster: only.roster, annex: its, cards: changed });
      expect(alarms).toEqual([]);
      expect(people).toContainEqual(expect.objectContaining({ handle: name, change: "joins", namesake: 2 }));
    },
  );

  test("an emergency says which rosters it takes the place of, and when nobody would read", async () => {
    const then = at("2027-01-15T10:00:00Z");
    const less = cardsOf(ceremony, [ana, kit]);
    const [only] = drafted(ceremony, less, "2027-01-15T10:00:00Z", { known, now: then, count: 1 });
    if (!only) throw new Error("a draft");
    const its = parseAnnex(await draftAnnex(only, less, sodium));
    const { alarms, people, warnings } = await review({
      roster: only.roster,
      annex: its,
      cards: less,
      now: then,
    });
    expect(alarms).toEqual([]);
    expect(people).toContainEqual(expect.objectContaining({ handle: "Ana", change: "stays" }));
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain("takes the place of rosters 1, 2, 3.");
    const signed = knownFrom(ceremony, [...quarter.documents, signedRoster(ceremony, only.payload)]);
    const [second] = drafted(ceremony, less, "2027-01-16", { known: signed, now: then, count: 1 });
    if (!second) throw new Error("a draft");
    const again = await review({ roster: second.roster, cards: less, known: signed, now: then });
    expect(again.warnings[0]).toBe("From 2027-01-16T00:00:00Z on this takes the place of roster 4.");
    expect(warnings[1]).toContain("WARNING: nobody can read from 2027-02-01T00:00:00Z on");
  });

  test("time that nobody could cover, a period of less than a day, an end in the middle of one: warned of", async () => {
    const { roster } = draft;
    const warned = async (change: Partial<Roster>) =>
      (await review({ roster: { ...roster, ...change } })).warnings.join("\n");
    expect(await warned({ notBefore: at("2027-04-15") })).toBe(
      "WARNING: nobody can read from 2027-04-01T00:00:00Z to 2027-04-15T00:00:00Z: draft an earlier beginning.",
    );
    expect(await warned({ notBefore: at("2027-04-30T23:59:59Z") })).toContain("lasts less than a day");
    expect(await warned({ notAfter: at("2027-04-12") })).toBe(
      "WARNING: roster 4 ends at 2027-04-12T00:00:00Z, in the middle of a period of every card.",
    );
  });

  test("whoever comes and goes: what is drafted raises no alarm, and names exactly the changes", async () => {
    const pool = ["Ana", "Bo", "Chen", "Dana", "Eli"].map((handle) =>
      reviewerHeld(newReviewer(anchor, handle)),
    );
    const some = fc.subarray(pool, { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(some, some, async (january, april) => {
        const old = cardsOf(ceremony, january);
        const chain = knownFrom(ceremony, (await signedQuarter(ceremony, old, "2027-01-01")).documents);
        const fresh = cardsOf(ceremony, april);
        const [only] = drafted(ceremony, fresh, "2027-04-01", { known: chain, now, count: 1 });
        if (!only) throw new Error("a draft");
        const its = parseAnnex(await draftAnnex(only, fresh, sodium));
        const seen = await review({ roster: only.roster, annex: its, cards: fresh, known: chain });
        expect(seen.alarms).toEqual([]);
        const said = (what: string) => seen.people.filter(({ change }) => change === what).length;
        expect(said("joins")).toBe(april.filter((card) => !january.includes(card)).length);
        expect(said("leaves")).toBe(january.filter((card) => !april.includes(card)).length);
        expect(said("stays")).toBe(april.filter((card) => january.includes(card)).length);
      }),
      { numRuns: 8 },
    );
  });

  const lettered = async (letters: Roster["letters"], before: Roster["letters"], reviewers = [ana, bo]) => {
    const held = cardsOf(ceremony, reviewers);
    const old = drafted(ceremony, held, "2027-01-01", { count: 1, letters: before ?? 0 }).map(({ roster }) =>
      encodeRoster({ ...roster, letters: before, oldestPage: before === undefined ? undefined : 0 }),
    );
    const chain = knownFrom(
      ceremony,
      old.map((payload) => signedRoster(ceremony, payload)),
    );
    const then = at("2027-01-20");
    const [next] = drafted(ceremony, held, "2027-02-01", { known: chain, now: then, count: 1, letters });
    if (!next) throw new Error("a draft");
    const its = parseAnnex(await draftAnnex(next, held, sodium));
    return await review({ roster: next.roster, annex: its, cards: held, known: chain, now: then });
  };

  test.each([
    [0, undefined, undefined],
    [1, undefined, "begin"],
    [2, 0, "begin"],
    [0, 1, "end"],
    [1, 2, "fewer"],
    [2, 1, "more"],
    [1, 1, undefined],
  ] as const)("letters %s after %s are a named change, or none", async (letters, before, change) => {
    const seen = await lettered(letters, before);
    expect(seen.alarms).toEqual([]);
    expect(seen.letters).toEqual([change]);
  });

  test("fewer signatures than the roster that is signed, and hasn't begun, are named too", async () => {
    const held = cardsOf(ceremony, [ana, bo]);
    const months = [1, 2] as const;
    const rosters: Uint8Array[] = [];
    const known = () =>
      knownFrom(
        ceremony,
        rosters.map((payload) => signedRoster(ceremony, payload)),
      );
    const then = at("2027-01-01");
    for (const letters of months) {
      const [next] = drafted(ceremony, held, `2027-0${letters}-01`, {
        ...{ known: known(), now: then, count: 1, letters },
      });
      if (next) rosters.push(encodeRoster(next.roster));
    }
    const [third] = drafted(ceremony, held, "2027-03-01", {
      ...{ known: known(), now: then, count: 1, letters: 1 },
    });
    if (!third) throw new Error("a draft");
    const its = parseAnnex(await draftAnnex(third, held, sodium));
    const seen = await review({
      ...{ roster: third.roster, annex: its, cards: held, known: known(), now: at("2027-01-20") },
    });
    expect(seen.letters).toEqual(["fewer"]);
  });

  test("two signatures of two reviewers are warned of: one on holiday stops every free text", async () => {
    const warned = async (reviewers: Card[], letters: 1 | 2) =>
      (await lettered(letters, 0, reviewers)).warnings.filter((each) => each.includes("holiday"));
    expect(await warned([ana, bo], 2)).toHaveLength(1);
    expect(await warned([ana, bo, chen], 2)).toEqual([]);
    expect(await warned([ana, bo], 1)).toEqual([]);
  });

  test("the first of all", async () => {
    const [only] = drafted(ceremony, before, "2027-01-01", { count: 1 });
    if (!only) throw new Error("a draft");
    const its = parseAnnex(await draftAnnex(only, before, sodium));
    const first = { roster: only.roster, annex: its, cards: before, known: NOTHING, now: at("2026-12-20") };
    const { alarms, rosters } = await review(first);
    expect(alarms).toEqual([]);
    expect(rosters).toMatchObject([{ before: undefined, letters: "first" }]);
  });
});

describe("alarms", () => {
  const stranger = sodium.ed25519PublicKey(newSeed()) as VerifyingKey;
  const eve = newStewardVault("Eve");
  const own = anchor.stewards[0] as VerifyingKey;
  const outsider = hybridPublicKey(eve.longLived, sodium);
  const unchanged = (text: string) => text;
  const spare = (chen.kind === "reviewer" && chen.card.periods[5]) || undefined;
  if (!spare) throw new Error("a spare period");
  const roster = draft.roster;

  const cases: [word: string, what: string, submitted: () => Submitted | Promise<Submitted>][] = [
    ["fork", "another roster 3 than the one known", () => ({ roster: { ...roster, sequence: 3 } })],
    ["doesn't follow", "a roster that skips one", () => ({ roster: { ...roster, sequence: 5 } })],
    [
      "another predecessor",
      "a roster that names another predecessor",
      () => ({
        roster: {
          ...roster,
          previous: annex.roster,
        },
      }),
    ],
    [
      "older form",
      "a roster of the first version",
      () => ({ roster: { ...roster, letters: undefined, oldestPage: undefined } }),
    ],
    ["too old", "another oldest page than before", () => ({ roster: { ...roster, oldestPage: 1 } })],
    ["has no card", "a member without a card", () => ({ roster: withMember(1, { signingKey: stranger }) })],
    ["steward's key", "a member who is a steward", () => ({ roster: withMember(1, { signingKey: own }) })],
    [
      "not those of the card",
      "a recipient of another period",
      () => ({ roster: withMember(1, { recipient: spare.recipient }) }),
    ],
    [
      "not those of the card",
      "a classic recipient of another period",
      () => ({ roster: withMember(1, { classicRecipient: spare.classicRecipient }) }),
    ],
    ["somebody else's", "the number of one who left", () => ({ roster: withMember(1, { number: 2 }) })],
    [
      "and is not in it",
      "a card without a member",
      () => ({ cards: cardsOf(ceremony, [ana, bo, chen, kit]) }),
    ],
    [
      "runs across",
      "a roster over two periods of the cards",
      () => ({ roster: { ...roster, notAfter: at("2027-05-02") } }),
    ],
    ["a quarter", "a roster that begins too far ahead", () => ({ now: at("2026-12-20") })],
    [
      "steward's card is missing",
      "a steward's card left out",
      () => ({ cards: { ...cards, stewards: cards.stewards.slice(1) } }),
    ],
    ["Annex 4 is missing", "no annex", () => ({ annex: null })],
    [
      "belongs to another roster",
      "an annex of another roster",
      () => ({ annex: { ...annex, roster: roster.previous ?? annex.roster } }),
    ],
    [
      "Courier 9",
      "a courier without a card",
      () => ({ annex: { ...annex, couriers: [...annex.couriers, { number: 9, key: stranger }] } }),
    ],
    ["Kit has a courier's card", "a courier left out", () => ({ annex: { ...annex, couriers: [] } })],
    [
      "not those of the cards",
      "another name",
      async () => ({ annex: await withPeople((text) => text.replace("Chen", "Chon")) }),
    ],
    [
      "nobody else",
      "a reader left out",
      async () => ({ annex: await withPeople(unchanged, (usual) => usual.slice(1)) }),
    ],
    [
      "nobody else",
      "an outsider in a reviewer's place",
      async () => ({ annex: await withPeople(unchanged, (usual) => [outsider, ...usual.slice(1)]) }),
    ],
    [
      "not those of the cards",
      "an outsider in a reviewer's place, sealed from the seed inside",
      async () => {
        const [first, ...others] = draft.people.reviewers;
        if (!first) throw new Error("a reviewer");
        const seed = randomBytes(32);
        const swapped = {
          ...draft.people,
          seed,
          reviewers: [{ ...first, casebookRecipient: outsider }, ...others],
        };
        return { annex: { ...annex, people: await sealPeople(swapped, cards, sodium) } };
      },
    ],
    [
      "nothing inside tells",
      "names without a seed",
      async () => ({ annex: await withPeople(unchanged, undefined, {}) }),
    ],
    [
      "no draft would end it",
      "a roster of one second",
      () => ({ roster: { ...roster, notAfter: addSeconds(roster.notBefore, 1) } }),
    ],
    [
      "no draft would end it",
      "a roster that ends at some hour in the middle",
      () => ({ roster: { ...roster, notAfter: at("2027-04-20T13:00:00Z") } }),
    ],
    ["doesn't open the names", "names not sealed to this steward", () => ({ vault: eve })],
    ["doesn't open the names", "names that are none", async () => ({ annex: await withPeople(() => "{}") })],
  ];

  test.each(cases)("%j: %s", async (word, _, submitted) => {
    const { alarms, inChinese } = await review(await submitted());
    expect(inChinese.length).toBeGreaterThanOrEqual(2 * alarms.length);
    for (const sentence of inChinese) {
      expect(sentence).toMatch(/\p{Script=Han}.*。$/u);
      expect(sentence).not.toMatch(/undefined|\[object|[a-z]+ [a-z]+ [a-z]+/);
    }
    expect(alarms.join("\n").toLowerCase()).toContain(word.toLowerCase());
    for (const alarm of alarms) expect(alarm).toMatch(/^[A-Z][^\n]+[.)]$/);
  });

  test("a second annex for a roster that is known", async () => {
    const [january] = quarter.drafts;
    if (!january) throw new Error("a draft");
    const second = parseAnnex(await draftAnnex(january, before, sodium));
    const { alarms } = await review({ roster: january.roster, annex: second, cards: before });
    expect(alarms).toEqual(["Annex 1 is known already, and is another one."]);
  });
});

describe("a payload", () => {
  test("of another instance is none of this anchor's", () => {
    const payload = parsePayload(rosterPayloadName(4), draft.payload);
    expect(ceremonyCodeOf(() => checkForAnchor(anchor, payload))).toBe("accepted");
    expect(ceremonyCodeOf(() => checkForAnchor(newCeremony().anchor, payload))).toBe("draft-alarm");
  });

  test("under another name than its own, or in another form, is none", () => {
    expect(ceremonyCodeOf(() => parsePayload(rosterPayloadName(5), draft.payload))).toBe("draft-malformed");
    expect(ceremonyCodeOf(() => parsePayload(annexPayloadName(4), draft.payload))).toBe("draft-malformed");
    expect(codeOf(() => parsePayload(rosterPayloadName(4), draft.payload.subarray(1)))).toBe(
      "document-malformed",
    );
  });
});
