import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Codename } from "../../client/letters/codename.ts";
import { findLetters } from "../../client/letters/find-letters.ts";
import { deriveReplyKeys } from "../../client/letters/reply-keys.ts";
import { EMPTY_REPORT } from "../../client/report/report.ts";
import { encodeTip } from "../../client/report/tip.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { LANGUAGES } from "../../client/workbench/strings/languages.ts";
import { dayOf } from "../../protocol/day.ts";
import { MAILBAG_LENGTH, parseMailbag } from "../../protocol/letters.ts";
import { tipFor } from "../client/cli/support/tips.ts";
import { seriousOn } from "../support/axe.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { bundleOf, spooled } from "../support/bundles.ts";
import { type Desk, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import type { Firefox } from "../support/firefox.ts";
import { sodium } from "../support/primitives.ts";
import { replyOf } from "../support/replies.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

/** Where pictures of the page are put, if somebody wants to look at them. */
const { SCREENSHOTS } = process.env;

const words = en.letters;
const home = mkdtempSync(join(tmpdir(), "nightjar-letters-"));
const codename = randomBytes(16);
const LATER = dayOf(Date.now() + 7 * 86_400_000);
const SAID = "餐館後面有一個房間。";
const TEXT = "We read it.\nIs anybody asking you about it?";
let desk: Desk;
let firefox: Firefox;
let bench: WorkbenchPage;
let file: string;
let bundle: string;

/** An envelope whose source keeps a codename; or not. */
async function envelope(narrative: string, mayBeAnswered: boolean): Promise<Uint8Array> {
  const report = { ...EMPTY_REPORT, narrative };
  const tip = { ...tipFor(desk.instance, { report }), language: "zh-Hant" };
  const reply = mayBeAnswered ? replyOf(codename, tip) : null;
  encodeTip({ ...tip, reply });
  return await sealedTip(desk, report, [], { language: "zh-Hant", reply });
}

beforeAll(async () => {
  file = join(home, "workbench.html");
  writeFileSync(file, await builtWorkbench());
  desk = await testDesk(["Wren", "Heron"], 2);
  bundle = await writeBundle(desk, "bundle.tar", [
    [await envelope(SAID, true), "2026-11-20"],
    [await envelope("Nobody can answer this.", false), "2026-11-20"],
  ]);
  firefox = await sharedFirefox();
  await firefox.page.setViewport({ width: 1366, height: 768 });
  bench = new WorkbenchPage(firefox.page);
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  desk.remove();
  rmSync(home, { recursive: true });
});

async function workAs(handle: string): Promise<void> {
  await bench.start(file);
  await bench.unlock(join(desk.folder, `${handle}.vault`));
  await bench.unlocked();
  await bench.bring(bundle);
}

/** The path of the file that was downloaded under such a name, once it is whole. */
async function downloaded(beginning: string): Promise<string> {
  const find = () => readdirSync(firefox.downloads).find((name) => name.startsWith(beginning));
  await expect
    .poll(() => readFileSync(join(firefox.downloads, find() ?? "nothing.yet")).length > 0, {
      timeout: 90_000,
    })
    .toBe(true);
  return join(firefox.downloads, find() ?? "");
}

test("only a tip that says where an answer may go has a way to write back; a coded letter is one press", async () => {
  await workAs("Wren");
  await bench.openTip("Nobody can answer this.");
  expect(await bench.page.$(".letters")).toBeNull();
  await bench.openTip(SAID);
  await bench.sees(words.write);
  expect(await bench.text(".write-back")).not.toContain(words.cannot["no-roster"]);
  await bench.click("#letter-received");
  await bench.page.waitForSelector(".thread .answer");
  const thread = await bench.text(".thread");
  expect(thread).toContain(words.codes.received[1]);
  expect(thread).toContain(words.fates.inNoBag);
  expect(await seriousOn(bench.page)).toEqual([]);
});

test("a text in one's own words has a meter, waits as a draft of this tab, and is sealed for a colleague", async () => {
  await bench.fill("#letter-text", "夜".repeat(900));
  expect(await bench.text("#letter-room")).toMatch(/^\d+ bytes too long$/);
  expect(await bench.page.$eval("#letter-sign", (button) => (button as HTMLButtonElement).disabled)).toBe(
    true,
  );
  await bench.fill("#letter-text", TEXT);
  await bench.sees(en.casebook.drafts(1));
  await bench.press(words.signDraft);
  const draft = await downloaded("letter-2");
  await bench.sees(words.draftSaved(draft.split("/").at(-1) ?? ""));
  await bench.sees(en.casebook.drafts(1));
  expect(readFileSync(draft).toString("latin1")).not.toContain("anybody asking");
  await bench.press(en.casebook.save);
  await downloaded("casebook-");
});

test("a colleague reads the draft beside its tip, and signs it", async () => {
  await workAs("Heron");
  await bench.bring(await downloaded("letter-2"));
  await bench.sees(words.drafts);
  const draft = await bench.text(".draft");
  expect(draft).toContain(TEXT.split("\n")[0]);
  expect(draft).toContain(words.signedBy("Wren"));
  expect(draft).toContain(words.draftIs(2, dayOf(Date.now()), "Traditional Chinese"));
  expect(await seriousOn(bench.page)).toEqual([]);
  await bench.press(words.mySignature);
  await downloaded("letter-signed-");
});

test("back with its writer it becomes a letter, and goes out in a mailbag that only its reader can read", async () => {
  await workAs("Wren");
  await bench.bring(await downloaded("casebook-"), await downloaded("letter-signed-"));
  await bench.press(words.take);
  await bench.sees(words.plan(2, 0, 0));
  await bench.press(words.make);
  const path = await downloaded("mailbag-");
  await bench.sees(words.check);
  const bag = new Uint8Array(readFileSync(path));
  expect(bag).toHaveLength(MAILBAG_LENGTH);
  await bench.choose("check-mailbag", await downloaded("letter-signed-"));
  await bench.sees(en.errors["mailbag-not-saved"]);
  await bench.choose("check-mailbag", path);
  await bench.sees(words.saved(path.split("/").at(-1) ?? ""));
  const { anchor, roster } = desk.instance;
  const keys = deriveReplyKeys(codename as Uint8Array as Codename, anchor.instance, sodium);
  const { letters, invalid, formerly } = await findLetters(parseMailbag(bag), keys, roster, sodium);
  expect(letters.map(({ number, code, text }) => [number, code, text])).toEqual([
    [1, "received", ""],
    [2, "text", TEXT],
  ]);
  expect([invalid, formerly]).toEqual([0, 0]);
  const table = await bench.text(".listed");
  expect(table).not.toContain(words.fates.inNoBag);
  expect(await seriousOn(bench.page)).toEqual([]);
});

test("a bundle of later brings the letters that are on the server, and says since when they are seen", async () => {
  const pool = new Uint8Array(readFileSync(await downloaded("mailbag-")));
  const later = join(desk.folder, "later.tar");
  const { documents, instance, courier } = desk;
  const again = spooled(await envelope("Nobody asks. 還有。", true));
  writeFileSync(later, await bundleOf(instance, [again], courier, { documents, pool, made: LATER }));
  await bench.bring(later);
  await bench.press(en.sections.letters);
  await bench.sees(words.columns[3]);
  expect(await bench.text(".listed")).toContain(words.fates.seen(LATER));
  await bench.press(en.sections.tips);
  await bench.openTip("Nobody asks.");
  expect(await bench.page.$$eval(".thread > li", (items) => items.length)).toBe(4);
});

test("nothing is cut on a narrow screen or at twice the size, in three languages, and keys reach everything", async () => {
  const { page } = bench;
  for (const [width, height] of [
    [1366, 768],
    [683, 384],
    [360, 740],
  ] as const) {
    await page.setViewport({ width, height });
    for (const strings of LANGUAGES) {
      await bench.speak(strings);
      for (const section of ["tips", "letters"] as const) {
        await bench.select("#section", section).catch(() => bench.press(strings.sections[section]));
        await bench.drawn();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over, `${strings.language} ${section} at ${width}`).toBeLessThanOrEqual(0);
        if (!SCREENSHOTS) continue;
        if (section === "tips") await page.$eval(".write-back", (form) => form.scrollIntoView());
        const name = `letters-${strings.language}-${section}-${width}.png` as const;
        await page.screenshot({ path: join(SCREENSHOTS, name) as `${string}.png` });
      }
    }
  }
  await page.setViewport({ width: 1366, height: 768 });
  await bench.speak(en);
  await bench.press(en.sections.tips);
  await page.focus("#letter-received");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("letter-more");
});
