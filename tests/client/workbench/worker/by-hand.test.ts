import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyTip } from "../../../../client/casebook/drafts.ts";
import { contentOf } from "../../../../client/casebook/export/content.ts";
import { NearIndex } from "../../../../client/casebook/near/near-index.ts";
import { type NearTip, nearTip } from "../../../../client/casebook/near/near-tip.ts";
import type { TipView } from "../../../../client/casebook/view.ts";
import type { WhatOf } from "../../../../client/casebook/what.ts";
import { openTip } from "../../../../client/opening/open-tip.ts";
import type { ByHand } from "../../../../client/opening/opened-tip.ts";
import { EMPTY_REPORT, type Report } from "../../../../client/report/report.ts";
import { knownTip } from "../../../../client/workbench/near/model.ts";
import { factsOf, type QueuedTip } from "../../../../client/workbench/queue/queued-tip.ts";
import { isAsKept } from "../../../../client/workbench/redaction/texts.ts";
import { keptWhat } from "../../../../client/workbench/review/kept-act.ts";
import { keptTip } from "../../../../client/workbench/review/kept-tip.ts";
import { wordsAsKept } from "../../../../client/workbench/review/otherwise-read.ts";
import { versionsToSettle } from "../../../../client/workbench/review/versions.ts";
import { extract, sealedAt } from "../../../../client/workbench/worker/extract.ts";
import type { FoundTip } from "../../../../client/workbench/worker/messages.ts";
import { openFile } from "../../../../client/workbench/worker/open-file.ts";
import { Session } from "../../../../client/workbench/worker/session.ts";
import { Unlocked } from "../../../../client/workbench/worker/unlocked.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { tipNamed } from "../../../support/casebooks.ts";
import { type Desk, PASSPHRASE, testDesk, writeBundle } from "../../../support/desk.ts";
import { encoded } from "../../../support/encoded-text.ts";
import { nearTipOf } from "../../../support/near.ts";
import { tellingJpeg } from "../../../support/pictures.ts";
import { rawTar } from "../../cli/support/tar-bytes.ts";
import { sealedContents } from "../../cli/support/tips.ts";

const WORDS = "上周二有两个人到我表哥的餐馆，要他劝我回国。\r\n";
const gbk = encoded(WORDS, "gb18030");
const photo = tellingJpeg();
let desk: Desk;
let unlocked: Unlocked;
let bundle: Blob;
let tip: FoundTip;
let contents: ByHand;

beforeAll(async () => {
  desk = await testDesk();
  const vault = readFileSync(`${desk.folder}/Wren.vault`);
  unlocked = await Unlocked.open(new Uint8Array(vault), PASSPHRASE, await loadSodium());
  const tar = rawTar({ name: "report.txt", content: gbk }, { name: "photo-1.jpg", content: photo });
  const path = await writeBundle(desk, "bundle.tar", [
    [await sealedContents(desk.instance, tar), "2026-11-20"],
  ]);
  bundle = new Blob([readFileSync(path)]);
  const nothing = () => {};
  const tips: FoundTip[] = [];
  await openFile(bundle, "bundle", new Session(unlocked), {
    bundle: nothing,
    read: nothing,
    people: nothing,
    casebook: nothing,
    own: nothing,
    draft: nothing,
    broken: (_, code) => expect(code).toBe("none"),
    tip: (found) => tips.push(found),
  });
  [tip] = tips as [FoundTip];
  contents = tip.opened.contents as ByHand;
});
afterAll(() => desk.remove());

const queued = (words = contents): QueuedTip => ({
  id: tip.opened.id,
  day: tip.opened.day,
  contents: words,
  stanzas: tip.opened.stanzas,
  source: { file: bundle, origin: tip.origin },
  facts: factsOf(words),
});

/** The same envelope, as if a report had come in it. */
function reportOf(report: Report): QueuedTip {
  const sent = { instance: desk.instance.anchor.instance, roster: desk.instance.roster.digest };
  const page = { ...sent, language: "zh-Hans", report, attachments: [], reply: null };
  return { ...queued(), contents: { kind: "report", tip: page, files: [] } };
}

/** What a casebook says of a tip that was kept, with some redactions. */
function viewOf(kept: WhatOf<"kept">, redacted: readonly WhatOf<"redacted">[] = []): TipView {
  const said = <T>(value: T) => ({ value, by: "", on: "2026-11-20", act: "b".repeat(64), doubt: null });
  const redactions = redacted.map(said);
  return { ...emptyTip(kept.tip), kept: [said(kept)], redactions } as unknown as TipView;
}

test("a tip that was sealed by hand has its words and its files, and how the words were read", async () => {
  expect(contents).toMatchObject({ kind: "by-hand", text: WORDS, readAs: ["gb18030"] });
  expect(contents.files.map(({ name, type }) => [name, type])).toEqual([
    ["report.txt", "text/plain"],
    ["photo-1.jpg", "image/jpeg"],
  ]);
  expect(await extract(bundle, tip.origin, "report.txt", unlocked.keys)).toEqual(gbk);
  expect(await extract(bundle, tip.origin, "photo-1.jpg", unlocked.keys)).toEqual(Uint8Array.from(photo));
});

test("what somebody chooses to read it as is what is kept, and how others have to read it", async () => {
  const sealed = await sealedAt(bundle, tip.origin, unlocked.keys);
  const chosen = (await openTip(sealed, null, unlocked.keys, "big5")).contents as ByHand;
  expect(chosen).toMatchObject({ readAs: ["big5"], files: contents.files });
  expect(chosen.text).not.toBe(WORDS);
  const view = viewOf(keptWhat(queued(chosen)));
  expect(isAsKept(contents, view)).toBe(false);
  const [version, ...others] = versionsToSettle(queued(), view.kept, "en");
  expect([version?.isTrue, others]).toEqual([false, []]);
  expect(version?.differs).toContain(chosen.text);
  expect(wordsAsKept(queued(), view)).toBe(chosen.text);
  expect(wordsAsKept(queued(chosen), view)).toBeUndefined();
  const forged = { ...keptWhat(queued(chosen)), attachments: [] };
  expect(wordsAsKept(queued(), viewOf(forged))).toBeUndefined();
  expect(isAsKept(chosen, view)).toBe(true);
  expect(versionsToSettle(queued(chosen), view.kept, "en")).toEqual([]);
});

test("the same words in a report and sealed by hand in GBK resemble each other, open or kept, and so do their files", () => {
  const told = {
    ...reportOf({ ...EMPTY_REPORT, narrative: WORDS.trim().normalize("NFD") }),
    id: tipNamed(1),
  };
  const again = { ...queued(), id: tipNamed(2) };
  const index = new NearIndex([told, again].map((one) => nearTip(knownTip(one, undefined))));
  index.put(nearTipOf(viewOf(keptWhat(queued()))) as NearTip);
  const others = index.similarTo(tip.opened.id).map(({ other, resemblance }) => [other, resemblance]);
  expect(others.sort()).toEqual([tipNamed(1), tipNamed(2)].sort().map((other) => [other, 1]));
  const codes = index.suggestionsFor(tip.opened.id).map(({ other, code }) => `${other} ${code}`);
  expect(codes).toEqual(expect.arrayContaining([`${tipNamed(2)} similar_text`, `${tipNamed(2)} same_file`]));
});

test("the same words with other files, or with wider consent, are not what came", () => {
  const kept = keptWhat(queued());
  const [first, ...others] = kept.attachments;
  if (!first) throw new Error("no file");
  const changed = { ...first, sha256: "ab".repeat(32) as typeof first.sha256 };
  for (const attachments of [others, [changed, ...others]]) {
    const view = viewOf({ ...kept, attachments });
    expect(isAsKept(contents, view)).toBe(false);
    expect(versionsToSettle(queued(), view.kept, "en")).toMatchObject([{ isTrue: false }]);
  }
  const report = { ...EMPTY_REPORT, narrative: WORDS, consent: ["statistics"] } as const;
  const page = reportOf(report);
  const { text, ...honest } = keptWhat(page);
  const wider = text.replace('["statistics"]', '["statistics","publish_anon"]');
  for (const said of [text, wider]) {
    const view = viewOf({ ...honest, text: said });
    expect(isAsKept(page.contents, view)).toBe(said === text);
    const versions = versionsToSettle(page, view.kept, "en");
    expect(versions.map(({ isTrue }) => isTrue)).toEqual(said === text ? [] : [false]);
  }
});

test("kept, it is the same without its envelope: words, files, and redacted when it leaves", () => {
  const kept = keptWhat(queued());
  expect(kept).toMatchObject({ form: "text", text: WORDS });
  const from = WORDS.indexOf("表哥");
  const redacted = { kind: "redacted", tip: kept.tip, field: "text", from, to: from + 2, why: "x" } as const;
  const view = viewOf(kept, [redacted]);
  const colleagues = keptTip(view)?.contents;
  expect(colleagues).toEqual({ ...contents, readAs: [] });
  expect(colleagues && isAsKept(colleagues, view)).toBe(true);
  expect(contentOf(view, desk.instance.anchor.instance)?.text).toBe(WORDS.replace("表哥", "[…]"));
});

test("files without words are files for a colleague too", () => {
  const pictures = { ...contents, text: null, readAs: [], files: contents.files.slice(1) };
  for (const some of [pictures, { ...pictures, files: [...pictures.files, ...pictures.files] }])
    expect(keptTip(viewOf(keptWhat(queued(some))))?.contents).toEqual(some);
});
