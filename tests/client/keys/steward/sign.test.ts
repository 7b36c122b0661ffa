import { describe, expect, test } from "vitest";
import { type CeremonyFile, EMPTY_FILE } from "../../../../client/ceremony/ceremony-file.ts";
import { toldOf } from "../../../../client/keys/method.ts";
import {
  assemble,
  begin,
  callCurrent,
  draft,
  draftTheMove,
  found,
  giveUp,
  knownOf,
  review,
  sign,
} from "../../../../client/keys/steward/model/steps.ts";
import { takeCard, takeIn } from "../../../../client/keys/steward/model/take-in.ts";
import { LANGUAGES } from "../../../../client/keys/strings/languages.ts";
import { alarmSentence, sentenceOf } from "../../../../client/keys/view/sentence.ts";
import { newStewardVault } from "../../../../client/vault/enrol.ts";
import type { Instant } from "../../../../crypto/documents/instant.ts";
import { days, sodium } from "../../../support/ceremony.ts";
import {
  bring,
  codeOf,
  craneSigned,
  current,
  expectRefused,
  fail,
  heronHas,
  heronSigned,
  joined,
  MAY_BE,
  NOW,
  newSteward,
  on,
  type Refused,
  saved,
  start,
} from "./founded.ts";

describe("what is signed is shown before", () => {
  test("nobody's review finds an alarm, and everybody sees who joins, with the words to compare", async () => {
    const seen = await review(heronHas.file, start.heron.vault, on(NOW));
    expect(seen.alarms).toEqual([]);
    const joins = ["Lark", "Swift", "Wren"];
    expect(seen.rosters[0]?.people.map(({ change, handle }) => `${handle} ${change}`).toSorted()).toEqual(
      joins.map((handle) => `${handle} joins`),
    );
    expect(heronHas.notes.map(({ note }) => note)).toEqual(["anchor-taken"]);
  });

  test("one that begins later says in how many days, at draft and at signing", async () => {
    const from = (NOW + days(14)) as Instant;
    const later = await draft(giveUp(start.crane.file, true), { from, months: 2, letters: 1 }, on(NOW));
    const warned = async (file: CeremonyFile) =>
      (await review(file, start.crane.vault, on(NOW))).warnings.filter(({ kind }) => kind === "begins");
    expect(await warned(later)).toEqual([{ kind: "begins", days: 14, day: "2027-01-24" }]);
    expect(await warned(start.crane.file)).toEqual([]);
  });
});

describe("what is refused", () => {
  test.each<Refused>([
    [
      "memory-missing",
      "a signature without the memory of what was signed: the file was lost, and a colleague's copy is no memory",
      async () => await sign(bring(EMPTY_FILE, await saved(craneSigned)).file, start.heron.vault, on(NOW)),
    ],
    [
      "memory-of-another",
      "a signature with a colleague's memory",
      async () =>
        await sign(takeIn(EMPTY_FILE, craneSigned, "own", on(NOW)).file, start.heron.vault, on(NOW)),
    ],
    [
      "signed-otherwise",
      "a second draft in the place of one that was signed, though that was given up",
      async () => {
        const other = await draft(giveUp(craneSigned, false), { from: NOW, months: 2, letters: 1 }, on(NOW));
        return await sign(other, start.crane.vault, on(NOW));
      },
    ],
    [
      "not-a-steward",
      "a signature by somebody who is no steward",
      () => sign(heronHas.file, newStewardVault("Ruff"), on(NOW)),
    ],
    ["signature-missing", "joining what nobody has signed", () => assemble(start.crane.file, on(NOW))],
    ["draft-missing", "signing nothing", () => sign(current, start.crane.vault, on(NOW))],
    ["anchor-there", "founding twice", () => found(current, MAY_BE)],
  ])("%s: %s", async (code, _, act) => await expectRefused(code, act));

  test("a lost ceremony file: whoever says that the others' hold all that was signed begins with those, and signs", async () => {
    const taken = takeIn(EMPTY_FILE, await saved(craneSigned), "all", on(NOW)).file;
    const signed = await sign(begin(taken, start.heron.vault, sodium), start.heron.vault, on(NOW));
    expect(signed.owner?.card.handle).toBe("Heron");
    const rosters = knownOf(
      assemble(bring(craneSigned, await saved(signed)).file, on(NOW)),
      NOW,
      sodium,
    ).rosters;
    expect(rosters).toHaveLength(3);
  });

  test("a signature by a stranger is set aside and named, and keeps no steward's from counting", async () => {
    const stranger = newSteward("Ruff");
    const own = { ...stranger.file, line: start.crane.file.line, draft: start.crane.file.draft };
    const theirs = found({ ...stranger.file }, { ...MAY_BE, threshold: 1 }).line;
    const forged = await sign({ ...own, line: theirs && { ...theirs } }, stranger.vault, on(NOW)).catch(
      (error) => error,
    );
    expect(forged).toMatchObject({ code: "draft-alarm" });
    const parts = craneSigned.draft?.parts.map((part) => ({
      ...part,
      signatures: part.signatures.map((signature) => ({
        ...signature,
        signer: stranger.file.owner?.key ?? signature.signer,
      })),
    }));
    const theirDraft = start.crane.file.draft && { ...start.crane.file.draft, parts: parts ?? [] };
    const taken = bring(craneSigned, { ...EMPTY_FILE, line: start.crane.file.line, draft: theirDraft });
    expect(taken.notes).toHaveLength(6);
    expect(new Set(taken.notes.map(({ note }) => note))).toEqual(new Set(["stray-signature"]));
    expect(taken.file.draft?.parts).toHaveLength(6);
  });

  test("a colleague's signature copied beside one's own is set aside, and whose it was counts by itself", async () => {
    const ibisHas = bring(start.ibis.file, start.crane.file).file;
    const ibisSigned = await sign(ibisHas, start.ibis.vault, on(NOW));
    const both = ibisSigned.draft?.parts.map((part, i) => ({
      ...part,
      signatures: [...part.signatures, ...(craneSigned.draft?.parts[i]?.signatures ?? fail())],
    }));
    for (const parts of [
      both,
      both?.map((part) => ({ ...part, signatures: part.signatures.toReversed() })),
    ]) {
      const turned = { ...ibisSigned, draft: { ...(ibisSigned.draft ?? fail()), parts: parts ?? [] } };
      const taken = bring(bring(EMPTY_FILE, await saved(turned)).file, await saved(joined));
      expect(taken.file.draft?.parts).toHaveLength(12);
      expect(knownOf(assemble(taken.file, on(NOW)), NOW, sodium).rosters).toHaveLength(3);
      expect(bring(joined, await saved(turned)).notes.map(({ detail }) => detail)).toContain(
        "roster-0001.json: signature-stray",
      );
    }
  });

  test("a draft with somebody whose card isn't in it isn't signed, and why is said in whole sentences", async () => {
    const { file, vault } = start.crane;
    const cards = file.draft?.cards.filter(({ card }) => card.handle !== "Lark") ?? [];
    const without = { ...file, draft: { ...(file.draft ?? fail()), cards } };
    const refused = await sign(without, vault, on(NOW)).catch((error: unknown) => error);
    const told = toldOf(refused) ?? fail();
    expect(told).toMatchObject({ code: "draft-alarm", alarm: { kind: "no-card", sequence: 1 } });
    for (const strings of LANGUAGES) {
      const why = told.alarm && alarmSentence(told.alarm, strings);
      expect(sentenceOf(told, strings)).toBe(strings.together(strings.errors["draft-alarm"], why ?? ""));
      expect(why).not.toContain("no-card");
    }
  });
});

describe("the anchor moves", () => {
  test("an anchor moves: signed by the old stewards, followed by everybody; a rival move is refused", async () => {
    const egret = newSteward("Egret");
    const moveTo = async (threshold: number, before: CeremonyFile) => {
      const ibis = before.cards.find(({ card }) => card.handle === "Ibis");
      const asked = { leaving: ibis ? [ibis.key] : [], threshold };
      const drafted = draftTheMove(takeCard(before, egret.file.cards[0] ?? fail()), asked, sodium);
      const one = await sign(drafted, start.crane.vault, on(NOW));
      const own = giveUp({ ...bring(start.heron.file, drafted).file }, true);
      const two = await sign(bring(own, one).file, start.heron.vault, on(NOW));
      return { one, moved: assemble(bring(one, two).file, on(NOW)) };
    };
    const { one, moved } = await moveTo(2, current);
    const seen = await review(one, start.heron.vault, on(NOW));
    expect(seen.move?.stewards).toContainEqual(expect.objectContaining({ change: "leaves", handle: "Ibis" }));
    expect(moved.line?.moves).toHaveLength(1);
    expect(moved.cards.map(({ card }) => card.handle)).toContain("Egret");
    // Egret, who has nothing yet, takes it and signs the next rosters; the first ones go on counting in the chain.
    const egrets = bring(egret.file, await saved(moved)).file;
    const next = await draft(egrets, { from: NOW, months: 1, letters: 1 }, on(NOW));
    const signed = await sign(next, egret.vault, on(NOW));
    expect((await saved(signed)).draft?.payloads.map(({ name }) => name)).toContain("roster-0004.json");
    // The same stewards, another threshold: signed with the first given up.
    const { moved: rival } = await moveTo(3, { ...current, memory: new Map() });
    expect(await codeOf(() => bring(moved, rival))).toBe("moves-rival");
    // With the memory of the first, no second move is signed.
    const again = { ...rival, line: current.line, documents: current.documents, memory: moved.memory };
    const ibis = current.cards.filter(({ card }) => card.handle === "Ibis").map(({ key }) => key);
    const second = draftTheMove(
      {
        ...again,
        cards: moved.cards.concat(current.cards.filter(({ card }) => card.handle === "Ibis")),
        left: [],
      },
      { leaving: ibis, threshold: 3 },
      sodium,
    );
    expect(await codeOf(() => sign(second, start.crane.vault, on(NOW)))).toBe("signed-otherwise");
    // Who left signs nothing for the new anchor, who joined nothing for the old.
    const ibiss = bring(bring(start.ibis.file, current).file, signed).file;
    const olds = bring(egret.file, current).file;
    for (const act of [
      () => sign(ibiss, start.ibis.vault, on(NOW)),
      () => callCurrent({ ...ibiss, draft: undefined }, start.ibis.vault, on(NOW)),
      () => callCurrent(olds, egret.vault, on(NOW)),
    ])
      expect(await codeOf(act)).toBe("not-a-steward");
  });

  test("an anchor of before isn't drafted again, while the same stewards with another number are", async () => {
    const egret = newSteward("Egret");
    const [card] = egret.file.cards;
    const joins = draftTheMove(takeCard(current, card ?? fail()), { leaving: [], threshold: 2 }, sodium);
    const one = await sign(joins, start.crane.vault, on(NOW));
    const two = await sign(bring(heronSigned, joins).file, start.heron.vault, on(NOW));
    const moved = assemble(bring(one, two).file, on(NOW));
    const leaving = [card?.key ?? fail()];
    const back = (threshold: number) => draftTheMove(moved, { leaving, threshold }, sodium);
    expect(await codeOf(() => back(2))).toBe("move-back");
    expect(await codeOf(() => draftTheMove(moved, { leaving: [], threshold: 2 }, sodium))).toBe("move-back");
    expect(back(3).draft?.payloads).toHaveLength(1);
  });
});
