import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseCard } from "../../../client/ceremony/cards.ts";
import {
  type CeremonyFile,
  EMPTY_FILE,
  encodeCeremonyFile,
  publicPart,
} from "../../../client/ceremony/ceremony-file.ts";
import { CeremonyError } from "../../../client/ceremony/errors.ts";
import { readCeremonyFile } from "../../../client/ceremony/read-ceremony-file.ts";
import { cardHeld } from "../../../client/cli/demo/found.ts";
import { parseOpened } from "../../../client/keys/steward/model/opened.ts";
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
  takeFolders,
} from "../../../client/keys/steward/model/steps.ts";
import { leftOutNotes, takeCard, takeIn, takeOut } from "../../../client/keys/steward/model/take-in.ts";
import { LANGUAGES } from "../../../client/keys/strings/languages.ts";
import { alarmSentence, sentenceOf } from "../../../client/keys/view/sentence.ts";
import { toldOf } from "../../../client/keys/work.ts";
import { newStewardVault, reviewerCard, withMorePeriods } from "../../../client/vault/enrol.ts";
import type { Vault } from "../../../client/vault/vault.ts";
import { collect, equalBytes } from "../../../crypto/bytes.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { encodeSignedDocument, parseSignedDocument } from "../../../crypto/documents/dsse.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { parsePeriodLength, periodsFrom } from "../../../crypto/documents/period.ts";
import { packTar } from "../../../crypto/tar.ts";
import { unpackWholeTar } from "../../../crypto/unpack-tar.ts";
import {
  at,
  courierHeld,
  days,
  newReviewer,
  quartersOf,
  reviewerHeld,
  sodium,
} from "../../support/ceremony.ts";
import { codeWithAsync } from "../../support/code-of.ts";
import { commandLine } from "../../support/command-line.ts";
import { chosen, KeysBench } from "../../support/keys-bench.ts";
import { temporaryFolder } from "../cli/support/cli.ts";

const NOW = at("2027-01-10");
const MAY_BE = { name: "Night post", threshold: 2, currencyDays: 14, demo: false };
const codeOf = (action: () => unknown) => codeWithAsync(CeremonyError, action);
const on = (now: Instant) => ({ now, primitives: sodium });
const taking = (now: Instant = NOW) => ({ now, signatures: sodium });
const bring = (mine: CeremonyFile, theirs: CeremonyFile, now: Instant = NOW) =>
  takeIn(mine, theirs, false, taking(now));

/** As it is after it was saved and opened again. */
const saved = async (file: CeremonyFile) => await readCeremonyFile(await encodeCeremonyFile(file), sodium);

const tarOf = (...names: string[]) =>
  collect(packTar(names.map((name) => ({ name, size: 2, content: [new Uint8Array(2)] }))));

interface Person {
  readonly vault: Vault;
  readonly file: CeremonyFile;
}

function newSteward(handle: string): Person {
  const vault = newStewardVault(handle);
  return { vault, file: begin(EMPTY_FILE, vault, sodium) };
}

/** Three stewards in one room, with two reviewers and a courier: Crane drafts, Crane and Heron sign. */
async function founding() {
  const [crane, heron, ibis] = ["Crane", "Heron", "Ibis"].map(newSteward) as [Person, Person, Person];
  const all = bring(bring(crane.file, heron.file).file, ibis.file).file;
  const founded = found(all, MAY_BE);
  const anchor = founded.line?.first;
  if (!anchor) throw new Error("an anchor");
  const reviewers = ["Wren", "Lark"].map((handle) => reviewerHeld(newReviewer(anchor, handle)));
  const carded = [...reviewers, courierHeld(anchor, "Swift")].reduce(takeCard, founded);
  const drafted = await draft(carded, { from: NOW, months: 3, letters: 1 }, on(NOW));
  return { crane: { ...crane, file: drafted }, heron, ibis, anchor };
}

const start = await founding();
const { anchor } = start;
const craneSigned = await sign(start.crane.file, start.crane.vault, on(NOW));
const heronHas = bring(start.heron.file, await saved(craneSigned));
const heronSigned = await sign(heronHas.file, start.heron.vault, on(NOW));
const joined = bring(craneSigned, await saved(heronSigned)).file;
const assembled = assemble(joined, on(NOW));
const current = callCurrent(assembled, start.crane.vault, on(NOW)).file;

describe("founding an instance by ceremony files", () => {
  test("nobody's review finds an alarm, and everybody sees who joins, with the words to compare", async () => {
    const seen = await review(heronHas.file, start.heron.vault, on(NOW));
    expect(seen.alarms).toEqual([]);
    const joins = ["Lark", "Swift", "Wren"];
    expect(seen.rosters[0]?.people.map(({ change, handle }) => `${handle} ${change}`).toSorted()).toEqual(
      joins.map((handle) => `${handle} joins`),
    );
    expect(heronHas.notes.map(({ note }) => note)).toEqual(["anchor-taken"]);
  });

  test("what was saved is read as it was, to the byte", async () => {
    for (const file of [start.crane.file, heronSigned, current]) {
      const bytes = await encodeCeremonyFile(file);
      expect(equalBytes(await encodeCeremonyFile(await readCeremonyFile(bytes, sodium)), bytes)).toBe(true);
    }
  });

  test("a file with three cards of one reviewer opens as often as it is saved, and is the same to the byte", async () => {
    let file = quartersOf(anchor, "Gil").reduce(takeCard, current);
    const bytes = await encodeCeremonyFile(file);
    for (let round = 0; round < 6; round++) {
      file = takeIn(EMPTY_FILE, await saved(file), true, taking()).file;
      expect(equalBytes(await encodeCeremonyFile(file), bytes)).toBe(true);
    }
    expect(file.cards.filter(({ card }) => card.handle === "Gil")).toHaveLength(3);
  });

  test("the page's files are what the command line reads: anchor show, roster log, roster publish, roster verify", async () => {
    const folder = temporaryFolder();
    const [tar, data] = [join(folder, "public.tar"), join(folder, "data")];
    writeFileSync(tar, await encodeCeremonyFile(publicPart(current)));
    mkdirSync(join(data, "public"), { recursive: true });
    writeFileSync(join(data, "public/anchor.json"), encodeAnchor(anchor));
    const shown = await commandLine(["anchor", "show", tar]);
    expect(shown.stdout).toContain(anchorFingerprint(anchor));
    const audit = await commandLine(["roster", "log", "--anchor", join(data, "public/anchor.json"), tar]);
    expect(audit).toMatchObject({ code: 0, stdout: expect.stringContaining("3 rosters, one whole chain.") });
    const published = await commandLine(["roster", "publish", "--data", data, tar]);
    // These days are not today's for the command line: what is signed is taken, the statement is dated ahead or over.
    expect(published.stdout).toContain("0001.signed.json is published.");
  });

  test("what goes to the operator names nobody, and holds nobody's memory", async () => {
    const names = (await unpackWholeTar(await encodeCeremonyFile(publicPart(current)))).map(
      ({ name }) => name,
    );
    expect(names.filter((name) => !/^(anchor\.json|rosters\/.*|annexes\/.*)$/.test(name))).toEqual([]);
    expect(names).toContain("rosters/0001.json");
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
  test.each<[code: string, what: string, act: () => unknown]>([
    [
      "memory-missing",
      "a signature without the memory of what was signed: the file was lost, and a colleague's copy is no memory",
      async () => await sign(bring(EMPTY_FILE, await saved(craneSigned)).file, start.heron.vault, on(NOW)),
    ],
    [
      "memory-missing",
      "a file of nobody's opened as one's own",
      async () => takeIn(EMPTY_FILE, await saved(publicPart(current)), true, taking()),
    ],
    [
      "memory-of-another",
      "a colleague's file opened as one's own beside it",
      () => takeIn(start.heron.file, start.crane.file, true, taking()),
    ],
    [
      "memory-of-another",
      "a signature with a colleague's memory",
      async () =>
        await sign(takeIn(EMPTY_FILE, craneSigned, true, taking()).file, start.heron.vault, on(NOW)),
    ],
    [
      "instance-foreign",
      "a file of another instance",
      async () => bring(current, (await founding()).crane.file),
    ],
    [
      "draft-rival",
      "another draft beside one that is open",
      async () =>
        bring(
          craneSigned,
          await draft(giveUp(start.crane.file, false), { from: NOW, months: 2, letters: 1 }, on(NOW)),
        ),
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
    [
      "anchor-missing",
      "a reviewer's card before there is an anchor",
      () => takeCard(start.heron.file, reviewerHeld(newReviewer(anchor, "Ana"))),
    ],
    [
      "card-foreign",
      "a card of another instance",
      async () => takeCard(current, courierHeld((await founding()).anchor, "Kit")),
    ],
    [
      "known-broken",
      "a fork: two rosters 1, each signed by enough",
      async () => {
        const forget = giveUp(joined, true);
        const other = await draft(forget, { from: NOW, months: 2, letters: 1 }, on(NOW));
        const first = await sign(other, start.crane.vault, on(NOW));
        const second = await sign(bring(giveUp(heronSigned, true), first).file, start.heron.vault, on(NOW));
        return bring(current, assemble(bring(first, second).file, on(NOW)));
      },
    ],
    [
      "clock-behind",
      "a statement by a clock that is behind a colleague's",
      () =>
        callCurrent(
          bring(takeIn(EMPTY_FILE, heronSigned, true, taking()).file, current).file,
          start.heron.vault,
          on((NOW - 3600) as Instant),
        ),
    ],
    [
      "file-large",
      "more bytes than any such file has",
      () => readCeremonyFile(new Uint8Array(64 * 1024 * 1024 + 1), sodium),
    ],
    ["file-malformed", "no tar", () => parseOpened(new Uint8Array(600).fill(7), undefined, sodium)],
    [
      "file-unknown",
      "a signed document that is no card",
      async () =>
        parseOpened(current.documents.get("rosters/0001.signed.json") ?? new Uint8Array(), undefined, sodium),
    ],
    [
      "file-unknown",
      "a ceremony file with a card that is none",
      async () => {
        const [bytes] = current.documents.values();
        return parseCard(bytes ?? new Uint8Array(), sodium);
      },
    ],
    [
      "file-drafts",
      "two drafts in one file",
      async () =>
        await readCeremonyFile(await tarOf("draft/anchor-move.json", "other/anchor-move.json"), sodium),
    ],
    [
      "known-refused",
      "a roster that only one steward signed",
      () => {
        const documents = new Map(current.documents);
        for (const [name, bytes] of documents) {
          if (!name.endsWith(".signed.json")) continue;
          const document = parseSignedDocument(bytes);
          const one = { ...document, signatures: document.signatures.slice(0, 1) };
          documents.set(name, encodeSignedDocument(one));
        }
        return bring(EMPTY_FILE, { ...current, documents });
      },
    ],
  ])("%s: %s", async (code, _, act) => {
    const error = await Promise.resolve()
      .then(act)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(CeremonyError);
    expect(error).toMatchObject({ code });
    // The page says the sentence in each language; what stands behind it is names, days and codes.
    expect((error as CeremonyError).detail ?? "").not.toMatch(/[a-z]{2,} [a-z]{2,}/);
  });

  test("a lost ceremony file: whoever says that the others' hold all that was signed begins with those, and signs", async () => {
    const taken = takeFolders(EMPTY_FILE, await saved(craneSigned), on(NOW)).file;
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
    expect(told).toMatchObject({ trouble: "draft-alarm", alarm: { kind: "no-card", sequence: 1 } });
    for (const strings of LANGUAGES) {
      const why = told.alarm && alarmSentence(told.alarm, strings);
      expect(sentenceOf(told, strings)).toBe(strings.together(strings.troubles["draft-alarm"], why ?? ""));
      expect(why).not.toContain("no-card");
    }
  });

  test("one changed byte of any file in it: nothing is taken, and the file is named", async () => {
    const files = await unpackWholeTar(await encodeCeremonyFile(heronSigned));
    for (const [i, { name }] of files.entries()) {
      const folder = name.replace(/[^/]*$/, "");
      const isFirst = files.findIndex((file) => file.name.replace(/[^/]*$/, "") === folder) === i;
      // A draft is for its review to judge, and its signatures one by one.
      if (folder === "draft/" || !(isFirst || folder === "")) continue;
      const changed = files.map(({ name, bytes }, j) => {
        const copy = bytes.slice();
        if (i === j) copy[copy.length - 30] = (copy[copy.length - 30] ?? 0) ^ 1;
        return { name, size: copy.length, content: [copy] };
      });
      const act = async () =>
        bring(EMPTY_FILE, await readCeremonyFile(await collect(packTar(changed)), sodium));
      expect(await codeOf(act), name).toBe("file-damaged");
    }
  });

  test.each(["vault.age", "cards/notes.txt", "rosters/1.json", "signed/roster-0001.json", "other/02.json"])(
    "a file %s has no place in it",
    async (name) => {
      expect(await codeOf(async () => await readCeremonyFile(await tarOf(name), sodium))).toBe("file-stray");
    },
  );

  test("a statement that is dated ahead is set aside, and said", async () => {
    const ahead = callCurrent(assembled, start.crane.vault, on((NOW + days(9)) as Instant)).file;
    const taken = bring(assembled, ahead);
    expect(taken.notes.map(({ note }) => note)).toEqual(["ahead", "ahead"]);
    expect(knownOf(taken.file, NOW, sodium).rosters.flatMap(({ currencies }) => currencies)).toEqual([]);
    expect(await codeOf(() => callCurrent(taken.file, start.crane.vault, on(NOW)))).toBe("accepted");
    // A clock that is behind by more than a day can't be told from that: what it left out is said.
    const slow = (NOW - days(1.5)) as Instant;
    expect(takeIn(EMPTY_FILE, current, false, taking(slow)).notes).toContainEqual({
      note: "ahead",
      detail: "2027-01-10",
    });
  });

  test("so is one for a roster whose place an emergency had taken; and all go on with that", async () => {
    const hours = (count: number) => (NOW + count * 3600) as Instant;
    const lark = current.cards.find(({ card }) => card.handle === "Lark");
    const asked = { from: NOW, months: 2, letters: undefined };
    const out = await draft(takeOut(current, lark?.key ?? new Uint8Array()), asked, on(NOW));
    const half = await sign(out, start.crane.vault, on(NOW));
    const heron = takeIn(bring(EMPTY_FILE, current).file, heronSigned, true, taking()).file;
    const both = await sign(bring(heron, half).file, start.heron.vault, on(NOW));
    const whole = assemble(bring(half, both).file, on(NOW));
    const emergency = callCurrent(whole, start.crane.vault, on(hours(1))).file;
    const unaware = callCurrent(heron, start.heron.vault, on(hours(2))).file;
    const taken = bring(unaware, emergency, hours(3));
    expect(taken.notes).toEqual([{ note: "rolled-back", detail: "2027-01-10" }]);
    expect(await codeOf(() => knownOf(taken.file, hours(3), sodium))).toBe("accepted");
    const { fresh } = callCurrent(taken.file, start.heron.vault, on(hours(3)));
    expect(fresh.map(({ sequence }) => sequence)).toEqual([4]);
  });
});

describe("people come and go", () => {
  test("who was taken out stays out, whoever brings the card in a file, and comes back by the card itself", () => {
    const lark = current.cards.find(({ card }) => card.handle === "Lark");
    if (!lark) throw new Error("Lark");
    const without = takeOut(current, lark.key);
    const taken = bring(without, heronSigned);
    const again = taken.file;
    for (const { file, leftOut } of [taken, bring(heronSigned, without)])
      expect(leftOutNotes(leftOut, file)).toEqual([{ note: "left-out", detail: "Lark" }]);
    expect(bring(again, without).leftOut).toEqual([]);
    expect(again.cards.map(({ card }) => card.handle)).not.toContain("Lark");
    expect(takeCard(again, lark).cards.map(({ card }) => card.handle)).toContain("Lark");
  });

  test("whoever is left out is said once, however many files leave them out, and not if their card is chosen too", async () => {
    const lark = current.cards.find(({ card }) => card.handle === "Lark");
    if (!lark) throw new Error("Lark");
    const [file, bench] = [takeOut(current, lark.key), new KeysBench()];
    const others = [chosen(await encodeCeremonyFile(heronSigned), "heron.tar")];
    others.push(chosen(await encodeCeremonyFile(joined), "joined.tar"));
    const notesOf = async (...more: File[]) =>
      (await bench.ask("stewardTake", { file, chosen: [...more, ...others], as: "brought" })).notes.filter(
        ({ note }) => note === "left-out",
      );
    expect(await notesOf()).toEqual([{ note: "left-out", detail: "Lark" }]);
    expect(await notesOf(chosen(lark.bytes[0] ?? fail(), "Lark.card"))).toEqual([]);
  });

  test("who lost a vault comes back by the card of the restored one, in everybody's file, and by no older card", () => {
    const vault = newReviewer(anchor, "Rook");
    const old = reviewerHeld(vault);
    const restored = { ...vault, periods: newReviewer(anchor, "Rook").periods };
    const renewed = reviewerHeld(restored);
    const before = takeCard(current, old);
    const herons = bring(heronSigned, before).file;
    const after = takeCard(takeOut(before, old.key), renewed);
    const rooks = (file: CeremonyFile) => file.cards.filter(({ card }) => card.handle === "Rook");
    for (const { file, leftOut } of [bring(herons, after), bring(after, herons)]) {
      expect(rooks(file).map(({ bytes }) => bytes)).toEqual([renewed.bytes]);
      expect(leftOutNotes(leftOut, file)).toEqual([]);
    }
    expect(rooks(bring(bring(herons, after).file, before).file).map(({ bytes }) => bytes)).toEqual([
      renewed.bytes,
    ]);
    expect(rooks(bring(herons, takeOut(after, old.key)).file)).toEqual([]);

    // Further months reach everybody who has the restored one's card; an old card smuggled in beside them doesn't.
    const last = restored.periods.at(-1)?.notAfter ?? NOW;
    const more = withMorePeriods(restored, periodsFrom(last, parsePeriodLength("1mo"), 12));
    const further = cardHeld(reviewerCard(more, sodium, more.periods.slice(restored.periods.length)), sodium);
    const [cranes, away] = [takeCard(after, further), bring(herons, after).file];
    const both = [renewed.bytes, further.bytes];
    for (const file of [bring(away, cranes).file, bring(cranes, away).file])
      expect(rooks(file).map(({ bytes }) => bytes)).toEqual(both);
    const forged = { ...cranes, cards: [...cranes.cards, old] };
    expect(rooks(bring(away, forged).file).map(({ bytes }) => bytes)).toEqual(both);
    const unaware = { ...cranes, left: [] };
    expect(rooks(bring(away, unaware).file).map(({ bytes }) => bytes)).toEqual([renewed.bytes]);
    const gone = takeOut(away, old.key);
    const never = takeOut(herons, old.key);
    for (const out of [gone, never])
      for (const file of [bring(out, cranes).file, bring(cranes, out).file]) expect(rooks(file)).toEqual([]);
  });

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

describe("folders of the command line", () => {
  const folder = temporaryFolder();
  const inFolder = (...path: string[]) => join(folder, ...path);
  beforeAll(async () => {
    mkdirSync(inFolder("all/cards"), { recursive: true });
    mkdirSync(inFolder("all/known/signed"), { recursive: true });
    for (const { name, bytes } of await unpackWholeTar(await encodeCeremonyFile(joined))) {
      if (name === "steward.json") continue;
      const place = name.startsWith("draft/")
        ? name.replace("draft", "all/draft-1")
        : name.startsWith("signed/")
          ? `all/known/${name}`
          : `all/${name.replace(/\.json$/, name.startsWith("cards/") ? ".card" : ".json")}`;
      mkdirSync(join(inFolder(place), ".."), { recursive: true });
      writeFileSync(inFolder(place), bytes);
    }
  });

  test.each(["ustar", "gnu"])(
    "as one %s tar, made by GNU tar: draft, cards and memory are taken over",
    async (format) => {
      const tar = inFolder(`${format}.tar`);
      const made = spawnSync("tar", [`--format=${format}`, "-cf", tar, "-C", inFolder("all"), "."]);
      expect(made.status).toBe(0);
      const { readFileSync } = await import("node:fs");
      const opened = await parseOpened(new Uint8Array(readFileSync(tar)), undefined, sodium);
      if (opened.kind !== "file") throw new Error("a file");
      expect(opened.file.memory).toEqual(joined.memory);
      expect(opened.file.draft?.parts).toHaveLength(12);
      expect(new Set(opened.file.cards.map(({ card }) => card.handle)).size).toBe(6);
      expect(opened.file.owner).toBeUndefined();
    },
  );
});

function fail(): never {
  throw new Error("not there");
}
