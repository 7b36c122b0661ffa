import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseCard } from "../../../../client/ceremony/cards.ts";
import {
  type CeremonyFile,
  EMPTY_FILE,
  encodeCeremonyFile,
  publicPart,
} from "../../../../client/ceremony/ceremony-file.ts";
import { readCeremonyFile } from "../../../../client/ceremony/read-ceremony-file.ts";
import { cardHeld } from "../../../../client/cli/demo/found.ts";
import { parseOpened } from "../../../../client/keys/steward/model/opened.ts";
import { assemble, draft, giveUp, sign } from "../../../../client/keys/steward/model/steps.ts";
import { leftOutNotes, takeCard, takeIn, takeOut } from "../../../../client/keys/steward/model/take-in.ts";
import { reviewerCard, withMorePeriods } from "../../../../client/vault/enrol.ts";
import { collect, equalBytes } from "../../../../crypto/bytes.ts";
import { encodeSignedDocument, parseSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { parsePeriodLength, periodsFrom } from "../../../../crypto/documents/period.ts";
import { packTar } from "../../../../crypto/tar.ts";
import { unpackWholeTar } from "../../../../crypto/unpack-tar.ts";
import { courierHeld, newReviewer, quartersOf, reviewerHeld, sodium } from "../../../support/ceremony.ts";
import { chosen, KeysBench } from "../../../support/keys-bench.ts";
import { temporaryFolder } from "../../cli/support/cli.ts";
import {
  anchor,
  bring,
  codeOf,
  craneSigned,
  current,
  expectRefused,
  fail,
  founding,
  heronSigned,
  joined,
  NOW,
  on,
  type Refused,
  saved,
  start,
  tarOf,
} from "./founded.ts";

describe("what was saved", () => {
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
      file = takeIn(EMPTY_FILE, await saved(file), "own", on(NOW)).file;
      expect(equalBytes(await encodeCeremonyFile(file), bytes)).toBe(true);
    }
    expect(file.cards.filter(({ card }) => card.handle === "Gil")).toHaveLength(3);
  });
});

describe("what is refused", () => {
  test.each<Refused>([
    [
      "memory-missing",
      "a file of nobody's opened as one's own",
      async () => takeIn(EMPTY_FILE, await saved(publicPart(current)), "own", on(NOW)),
    ],
    [
      "memory-of-another",
      "a colleague's file opened as one's own beside it",
      () => takeIn(start.heron.file, start.crane.file, "own", on(NOW)),
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
  ])("%s: %s", async (code, _, act) => await expectRefused(code, act));

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
