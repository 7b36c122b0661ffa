import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { viewOf } from "../../../client/casebook/fold.ts";
import { LetterReader, lettersIn } from "../../../client/casebook/letters.ts";
import { mergeLines } from "../../../client/casebook/line.ts";
import { encodeLetter, LETTER_CODES, type LetterCode } from "../../../client/letters/letter.ts";
import { signDocument } from "../../../crypto/documents/dsse.ts";
import type { Letters, Roster } from "../../../crypto/documents/roster.ts";
import { DAY, Desk, INSTANCE, newPerson, type Person, readerFor, tipNamed } from "../../support/casebooks.ts";
import { testInstance } from "../../support/instance.ts";
import { sodium } from "../../support/primitives.ts";
import { addressNamed, documentOf, letterOf, replied, signedBy } from "../../support/written-letters.ts";

const [honest, colleague, liar, gone] = [newPerson(), newPerson(), newPerson(), newPerson()];
const everybody = [honest, colleague, liar];
const reader = readerFor(...everybody, gone);

/** The roster of today, in which these are. */
function rosterOf(letters: Letters, people: readonly Person[] = everybody): Roster {
  const { roster } = testInstance({ reviewers: people.length }).roster;
  const reviewers = roster.reviewers.map((reviewer, i) => ({
    ...reviewer,
    signingKey: sodium.ed25519PublicKey((people[i] as Person).seed) as never,
  }));
  return { ...roster, instance: INSTANCE, letters, oldestPage: 0, reviewers };
}

const ROSTERS = [rosterOf(0), rosterOf(1), rosterOf(2)] as const;

const tip = tipNamed(1);
const said = (lines: Desk["lines"], letters: Letters) =>
  lettersIn(
    viewOf(reader.actsOf(lines)),
    new LetterReader({ instance: INSTANCE, roster: ROSTERS[letters], signatures: sodium }),
  );
const slot = (number: number) => createHash("sha256").update(`${number}`).digest("hex");

test("a letter stands in its address's thread with all its slots, whoever made the bags", () => {
  const desks = [new Desk(honest, reader), new Desk(colleague, reader)] as const;
  const first = signedBy(letterOf(), honest.seed);
  desks[0].do(replied(tip, first));
  desks[0].do(replied(tip, first, slot(1)));
  desks[1].merge(desks[0].lines);
  desks[1].do(replied(tip, first, slot(2)));
  desks[1].do(replied(tipNamed(2), signedBy(letterOf({ number: 2, code: "more" }), colleague.seed)));
  desks[0].do(replied(tip, signedBy(letterOf({ address: addressNamed(1) }), honest.seed)));
  desks[0].merge(desks[1].lines);
  const letters = said(desks[0].lines, 1);
  const firstOnes = letters.filter(({ address }) => address === Buffer.from(addressNamed(0)).toString("hex"));
  expect(letters).toHaveLength(3);
  expect(firstOnes.map(({ letter: { number, code } }) => [number, code])).toEqual([
    [1, "received"],
    [2, "more"],
  ]);
  expect(firstOnes[0]?.slots.map((one) => one.slot).sort()).toEqual([slot(1), slot(2)].sort());
  expect(firstOnes[0]).toMatchObject({ by: honest.key, on: DAY, isSound: true, tips: [tip] });
  expect(firstOnes[1]?.slots).toEqual([]);
});

test("what is seen is the same, whatever is merged first", () => {
  const desks = everybody.map((person) => new Desk(person, reader));
  const act = fc.record({
    who: fc.nat(2),
    number: fc.integer({ min: 1, max: 3 }),
    code: fc.constantFrom(...LETTER_CODES.slice(0, 5)),
    place: fc.option(fc.nat(5)),
  });
  fc.assert(
    fc.property(fc.array(act, { minLength: 2, maxLength: 8 }), fc.nat(2), (acts, from) => {
      for (const { who, number, code, place } of acts) {
        const desk = desks[who] as Desk;
        const document = signedBy(letterOf({ number, code }), desk.person.seed);
        desk.do(replied(tip, document, place === null ? null : slot(place)));
      }
      const all = [0, 1, 2].map((i) => (desks[(from + i) % 3] as Desk).lines);
      const [a, b, c] = all as [Desk["lines"], Desk["lines"], Desk["lines"]];
      const once = said(mergeLines(a, b, c), 1);
      expect(said(mergeLines(c, mergeLines(b, a)), 1)).toEqual(once);
      expect(new Set(once.map(({ name }) => name)).size).toBe(once.length);
    }),
    { numRuns: 25 },
  );
});

/** By whom a forged letter says that it is signed, and by whom it is. */
const forged = fc.record({
  code: fc.constantFrom(...LETTER_CODES),
  text: fc.constantFrom("come to the station", "come to the station at noon"),
  signers: fc.uniqueArray(
    fc.constantFrom("liar", "liar again", "gone", "honest forged", "honest, of another"),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
});

/** All that somebody can make who has one reviewer's key, a former one's, and other letters of honest reviewers. */
function forgery(code: LetterCode, text: string, signers: readonly string[]): string {
  const payload = encodeLetter(letterOf({ code, text: code === "text" ? text : "" }));
  const type = "application/vnd.nightjar.letter.v1+json";
  const signatures = signers.map((who) => {
    const signer = (person: Person, bytes = payload) => signDocument(type, bytes, person.seed, sodium);
    if (who === "liar" || who === "liar again") return signer(liar);
    if (who === "gone") return signer(gone);
    if (who === "honest forged") return { ...signer(liar), signer: signer(honest).signer };
    return signer(honest, encodeLetter(letterOf({ code: "received", number: 7 })));
  });
  return documentOf(payload, signatures);
}

test("no lie of one reviewer makes a free text sound where it takes two, nor one by somebody who left", () => {
  fc.assert(
    fc.property(forged, fc.boolean(), ({ code, text, signers }, inABag) => {
      const desk = new Desk(liar, reader);
      const document = forgery(code, text, signers);
      desk.do(replied(tip, document, inABag ? slot(1) : null));
      const isAlone = signers.length === 1 && signers[0]?.startsWith("liar") === true;
      expect(said(desk.lines, 0).map(({ isSound }) => isSound)).toEqual([false]);
      expect(said(desk.lines, 1).map(({ isSound }) => isSound)).toEqual([isAlone]);
      expect(said(desk.lines, 2).map(({ isSound }) => isSound)).toEqual([isAlone && code !== "text"]);
      for (const { isSound, signers: shown } of said(desk.lines, 2)) if (!isSound) expect(shown).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

test("a free text that two signed is sound, though its liar's copy with one signature came first", () => {
  const text = letterOf({ code: "text", text: "We read it." });
  const mine = new Desk(honest, reader);
  const his = new Desk(liar, reader);
  his.do(replied(tip, signedBy(text, liar.seed)));
  mine.merge(his.lines);
  expect(said(mine.lines, 2)).toMatchObject([{ isSound: false, signers: [] }]);
  mine.do(replied(tip, signedBy(text, honest.seed, colleague.seed)));
  const [letter, ...others] = said(mine.lines, 2);
  expect(others).toEqual([]);
  expect(letter).toMatchObject({ isSound: true, by: honest.key });
  expect([...(letter?.signers ?? [])].sort()).toEqual([honest.key, colleague.key].sort());
});

test("one person twice is one, and a letter of another instance is none of ours", () => {
  const desk = new Desk(honest, reader);
  desk.do(replied(tip, signedBy(letterOf({ code: "text", text: "x" }), honest.seed, honest.seed)));
  desk.do(replied(tip, signedBy(letterOf({ instance: new Uint8Array(32).fill(9) as never }), honest.seed)));
  expect(said(desk.lines, 2).map(({ isSound }) => isSound)).toEqual([false, false]);
});

test("a letter under a roster that isn't in force here, of the year 3000 say, is none yet", () => {
  const desk = new Desk(liar, reader);
  for (const roster of [1, 2, 1_000_000])
    desk.do(replied(tip, signedBy(letterOf({ roster, code: "more" }), liar.seed)));
  const letters = said(desk.lines, 1);
  expect(letters.filter(({ isSound }) => isSound)).toHaveLength(1);
  expect(letters).toHaveLength(3);
  const next = new LetterReader({
    ...{ instance: INSTANCE, signatures: sodium },
    roster: { ...ROSTERS[1], sequence: 2 },
  });
  const later = lettersIn(viewOf(reader.actsOf(desk.lines)), next);
  expect(later.filter(({ isSound }) => isSound)).toHaveLength(2);
});

test("two who name the same slot are both heard, each with the day that they say", () => {
  const desks = [new Desk(honest, reader), new Desk(liar, reader)] as const;
  const document = signedBy(letterOf(), honest.seed);
  for (const desk of desks) desk.do(replied(tip, document, slot(1)));
  desks[0].merge(desks[1].lines);
  const [letter] = said(desks[0].lines, 1);
  const by = letter?.slots.map((place) => place.by).sort();
  expect(by).toEqual([honest.key, liar.key].sort());
  expect(letter?.slots.every((place) => place.slot === slot(1))).toBe(true);
});
