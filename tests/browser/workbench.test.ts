import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Line, readLine } from "../../client/casebook/line.ts";
import { openCasebook } from "../../client/casebook/read-casebook.ts";
import { reviewerKeyOf } from "../../client/casebook/trust.ts";
import type { Vault } from "../../client/vault/vault.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { hybridIdentity } from "../../crypto/age/identities.ts";
import { utf8 } from "../../crypto/bytes.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { rawTar } from "../client/cli/support/tar-bytes.ts";
import { sealedContents } from "../client/cli/support/tips.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { type Desk, fileOf, sealedTip, testDesk, writeBundle, writeCasebook } from "../support/desk.ts";
import { encoded } from "../support/encoded-text.ts";
import type { Firefox } from "../support/firefox.ts";
import { tellingJpeg } from "../support/pictures.ts";
import { downloaded } from "../support/read-exports.ts";
import { SAMPLE_REPORTS } from "../support/sample-tips.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const sodium = await loadSodium();
const home = mkdtempSync(join(tmpdir(), "nightjar-workbench-"));
const file = join(home, "workbench.html");
let desk: Desk;
let bundle: string;
let path: (name: string) => string;

beforeAll(async () => {
  writeFileSync(file, await builtWorkbench());
  desk = await testDesk();
  path = (name) => join(desk.folder, name);
  bundle = await sampleBundle();
});
afterAll(() => {
  desk.remove();
  rmSync(home, { recursive: true });
});

describe("one reviewer", () => {
  let browser: Firefox;
  let bench: WorkbenchPage;
  beforeAll(async () => {
    browser = await sharedFirefox();
    bench = new WorkbenchPage(browser.page);
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  test("opens from disk; a wrong passphrase, another's file and a broken vault are each a sentence", async () => {
    await bench.start(file);
    await bench.unlock(path("Wren.vault"), "wrong");
    await bench.sees(en.errors["wrong-passphrase"]);
    await bench.unlock(bundle);
    await bench.sees(en.errors["vault-malformed"]);
    await bench.unlock(path("Wren.vault"));
    await bench.unlocked();
  });

  test("search in every script, and the keyboard", async () => {
    await bench.bring(bundle);
    for (const [query, found] of [
      ["王小明", "王小明"],
      ["檢察官", "檢察官"],
      ["Germany", "餐馆"],
      ["德国", "餐馆"],
      ["སྤྱི་ཚོགས", undefined],
      ["ཚོགས", "zhes pa"],
      ["سۈرەتكە", "سۈرەتكە"],
      ["LICENC", "licences"],
    ] as const) {
      await bench.lookFor(query);
      await expect.poll(async () => (await bench.rows()).length).toBeLessThan(3);
      if (found) expect((await bench.rows()).join("\n")).toContain(found);
    }
    await bench.lookFor("");
    await bench.counts(SAMPLE_REPORTS.length);
    await bench.page.focus("#queue");
    // Envelopes come in an order of their own: wherever the search has left the keyboard, this is the first line.
    for (const _ of SAMPLE_REPORTS) await bench.page.keyboard.press("k");
    const [first, second] = await bench.rows();
    const opens = (row: string | undefined) =>
      expect.poll(async () => row?.split("\n").includes(await bench.text("article h1"))).toBe(true);
    await bench.page.keyboard.press("o");
    await bench.page.waitForSelector("article h1");
    await opens(first);
    await bench.page.keyboard.press("j");
    await opens(second);
    await bench.page.keyboard.press("k");
    await opens(first);
    await bench.page.keyboard.press("Escape");
    await bench.page.waitForFunction(() => !document.querySelector("article"));
  });

  test("a tip sealed by hand: its words in GBK, read otherwise if one chooses, kept, found and redacted", async () => {
    const text = encoded("上周二有两个人到我表哥的修车铺，要他劝我回国。\r\n", "gb18030");
    const tar = rawTar(
      { name: "report.txt", content: text },
      { name: "photo-1.jpg", content: tellingJpeg() },
    );
    const sealed = await sealedContents(desk.instance, tar);
    await bench.bring(await writeBundle(desk, "hand.tar", [[sealed, "2026-11-21"]]));
    await bench.openTip("修车铺");
    await bench.sees(en.tip.readAs("GBK (GB18030)"));
    await bench.sees(en.files.file(2));
    await bench.select("#read-as", "big5");
    await bench.sees(en.tip.readAs("Big5"));
    await bench.seesNoMore("修车铺", "article .quoted");
    await bench.select("#read-as", "gb18030");
    await bench.sees(en.tip.readAs("GBK (GB18030)"));
    await bench.lookFor("修車鋪");
    expect(await bench.rows()).toHaveLength(1);
    await bench.press(en.review.keep);
    await bench.find("#redact-words");
    expect(await bench.page.$("#read-as")).toBeNull();
    await bench.fill("#redact-words", "修车铺");
    await bench.fill("#redact-why", "x");
    await bench.click("#redact");
    await bench.find("mark.redacted");
    await bench.click("#as-it-leaves");
    expect(await bench.text("article .quoted")).toContain("我表哥的[…]，要他劝我回国。");
    await bench.lookFor("");
  });

  test("kept as somebody read it, it is read so by whoever opens bundle and casebook", async () => {
    const text = encoded("理发店", "gb18030");
    const sealed = await sealedContents(desk.instance, rawTar({ name: "a.txt", content: text }));
    const chosen = await writeBundle(desk, "chosen.tar", [[sealed, "2026-11-21"]]);
    await bench.bring(chosen);
    await bench.openTip("理发店");
    await bench.select("#read-as", "utf-16le");
    await bench.sees(en.tip.readAs("UTF-16 LE"));
    const words = await bench.text("article .quoted");
    await bench.press(en.review.keep);
    await bench.find("#note");
    await saveByKey(bench);
    const casebook = path("chosen.age");
    writeFileSync(casebook, await downloaded(browser, "casebook-"));
    await bench.start(file);
    await bench.unlock(path("Wren.vault"));
    await bench.unlocked();
    await bench.bring(chosen, casebook);
    await bench.openTip(words);
    await bench.sees(en.tip.readAs("UTF-16 LE"));
    expect(await bench.page.$(".versions")).toBeNull();
    await bench.find("#redact-words");
  });
});

test("a saved casebook is for both reviewers, holds the attachments, and merges in the workbench", async () => {
  await using wren = await sharedFirefox();
  const bench = new WorkbenchPage(wren.page);
  await bench.start(file);
  await bench.unlock(path("Wren.vault"));
  await bench.unlocked();
  await bench.bring(bundle);
  await bench.openTip("餐馆");
  await bench.press(en.review.keep);
  await bench.find("#source");
  await bench.select("#source", "A");
  await bench.select("#priority", "urgent");
  // A browser asks before a page goes in which somebody has pressed a key.
  await bench.page.type("#note", "Ask Heron");
  await bench.openTip("estate agent");
  expect(await bench.page.$("#note")).toBeNull();
  expect(await bench.text(".casebook")).toContain(en.casebook.drafts(1));
  await bench.press(en.casebook.drafts(1));
  expect(await bench.page.$eval("#note", (field) => (field as HTMLTextAreaElement).value)).toBe("Ask Heron");
  await bench.page.focus("#note");
  await saveByKey(bench);
  await bench.find("#check-saved");
  expect(await bench.text()).toContain(en.casebook.unsaved(3));
  await expect
    .poll(() => readdirSync(wren.downloads))
    .toEqual([expect.stringMatching(/^casebook-Wren-[-\d]{10}-1\.age$/)]);
  const saved = join(wren.downloads, readdirSync(wren.downloads)[0] ?? "");
  await bench.choose("check-saved", path("Wren.vault"));
  await bench.sees(en.errors["casebook-not-saved"]);
  await bench.choose("check-saved", saved);
  await bench.sees(en.casebook.saved);
  // What is typed and not added is lost with the tab, and nothing else is.
  await bench.page.goto("about:blank");
  expect(bench.dialogs).toEqual(["beforeunload"]);
  for (const vault of desk.vaults) {
    const opened = await openCasebook([readFileSync(saved)], [casebookKey(vault)], sodium);
    expect(opened.lines).toHaveLength(3);
    const hashes: string[] = [];
    for await (const { sha256, content } of opened.attachments) {
      for await (const _ of content);
      hashes.push(sha256);
    }
    expect(hashes).toHaveLength(2);
  }

  await using heron = await sharedFirefox();
  const other = new WorkbenchPage(heron.page);
  await other.start(file);
  await other.unlock(path("Heron.vault"));
  await other.unlocked();
  await other.bring(bundle);
  await other.openTip("餐馆");
  await other.press(en.review.keep);
  await other.find("#source");
  // Nothing that is typed stays: what isn't saved is asked about, too.
  await other.page.type("#note", "I");
  await other.page.keyboard.press("Backspace");
  await other.select("#source", "F");
  await other.select("#information", "5");
  await other.select("#priority", "urgent");
  await other.bring(saved);
  await other.sees(en.review.differ);
  // They say the same of its priority.
  expect(await other.page.$$eval(".differing", ({ length }) => length)).toBe(1);
  const text = await other.text(".review");
  expect(text).toContain(en.review.choose("F5", en.review.you));
  expect(text).toContain(en.review.choose("A6", "Wren"));
  await other.press(en.review.choose("A6", "Wren"));
  await other.page.waitForFunction(() => !document.querySelector(".grade .differing"));
  expect(await other.text(".grade strong")).toBe("A6");
  await saveByKey(other);
  await expect
    .poll(() => readdirSync(heron.downloads))
    .toEqual([expect.stringMatching(/^casebook-Heron-[-\d]{10}-2\.age$/)]);

  const { lines } = await openCasebook([readFileSync(saved)], [casebookKey(desk.vaults[1])], sodium);
  await other.bring(await otherwiseKept(lines));
  await other.find(".versions");
  const sides = await other.page.$$eval(".version", (all) => all.map((one) => one.textContent ?? ""));
  const [lie, came] = sides.toSorted((a, b) => a.indexOf("餐馆后面") - b.indexOf("餐馆后面"));
  expect(sides).toHaveLength(2);
  expect(lie).toContain("茶馆后面");
  expect(lie).toContain(en.versions.isNot);
  expect(lie).toContain(en.review.keptBy("Wren", ""));
  expect(lie).not.toContain(en.review.keptBy(en.review.you, ""));
  for (const said of [en.versions.isTrue, ...[en.review.you, "Wren"].map((who) => en.review.keptBy(who, ""))])
    expect(came).toContain(said);
  await other.press(en.versions.choose(sides.indexOf(came ?? "") + 1));
  await other.page.waitForFunction(() => !document.querySelector(".versions"));
  expect(await other.text("article")).toContain("餐馆后面");

  await other.seesNoMore(en.casebook.drafts(1), ".casebook");
  await other.page.goto("about:blank");
  expect(other.dialogs).toEqual(["beforeunload"]);
}, 300_000);

/** What opens casebooks of theirs; it may be wiped, their vault stays. */
function casebookKey(vault: Vault | undefined) {
  if (!vault) throw new Error("a vault");
  return hybridIdentity(vault.longLived.slice() as typeof vault.longLived);
}

/** A casebook in which Wren, who kept a tip as it came, has kept it with another word at another place of work. */
async function otherwiseKept(lines: readonly Line[]): Promise<string> {
  const reviewers = new Set(desk.vaults.map((vault) => reviewerKeyOf(vault, sodium)));
  const by = { instance: desk.instance.anchor.instance, reviewers, signatures: sodium };
  const kept = lines
    .map((line) => readLine(line, by))
    .flatMap((read) => (read.kind === "signed" && read.act.what.kind === "kept" ? [read.act.what] : []));
  const changed = kept.map((what) => ({ ...what, text: what.text.replace("餐馆", "茶馆") }));
  return await writeCasebook(desk, "otherwise.age", changed);
}

async function saveByKey({ page }: WorkbenchPage): Promise<void> {
  await page.keyboard.down("Control");
  await page.keyboard.press("s");
  await page.keyboard.up("Control");
}

async function sampleBundle(): Promise<string> {
  const photo = fileOf("01-photo.jpg", "image/jpeg", tellingJpeg());
  const letter = fileOf("02-letter.pdf", "image/png", utf8("%PDF-1.7"));
  const envelopes = await Promise.all(
    SAMPLE_REPORTS.map(async ([language, report], i) => {
      const sealed = await sealedTip(desk, report, i === 1 ? [photo, letter] : [], { language });
      return [sealed, "2026-11-20"] as const;
    }),
  );
  return await writeBundle(desk, "bundle.tar", envelopes);
}
