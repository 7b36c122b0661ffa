import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../client/workbench/strings/en.ts";
import { utf8 } from "../../crypto/bytes.ts";
import { seriousOn } from "../support/axe.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { type Desk, fileOf, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import { encoded } from "../support/encoded-text.ts";
import { tellingJpeg } from "../support/pictures.ts";
import { SAMPLE_REPORTS } from "../support/sample-tips.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const home = mkdtempSync(join(tmpdir(), "nightjar-looking-"));
const file = join(home, "workbench.html");
let desk: Desk;
let bundle: string;

beforeAll(async () => {
  writeFileSync(file, await builtWorkbench());
  desk = await testDesk();
  const photo = fileOf("01-photo.jpg", "image/jpeg", tellingJpeg());
  const gbk = fileOf("02-list.txt", "text/plain", encoded("王小明 住在第三号 <b>楼</b>", "gb18030"));
  const long = fileOf("03-long.txt", "text/plain", utf8(`${"长".repeat(30_000)} and its end`));
  const envelopes: [Uint8Array, string][] = [];
  for (const [i, [language, report]] of SAMPLE_REPORTS.entries()) {
    const files = i === 0 ? [photo, gbk, long] : [];
    envelopes.push([await sealedTip(desk, report, files, { language }), `2026-11-${10 + i}`]);
  }
  bundle = await writeBundle(desk, "bundle.tar", envelopes);
});
afterAll(() => {
  desk.remove();
  rmSync(home, { recursive: true });
});

/** As long as the browser has only made the file, nothing is in it. */
const unzipped = (bytes: Uint8Array) => (bytes.length === 0 ? {} : unzipSync(bytes));

test("keys are listed and do what the list says; filters are kept and come back; files say what they hold", async () => {
  await using firefox = await sharedFirefox();
  const { page, downloads } = firefox;
  const bench = new WorkbenchPage(page);
  await bench.start(file);
  await bench.unlock(join(desk.folder, "Wren.vault"));
  await bench.unlocked();
  await bench.bring(bundle);

  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  expect(await page.evaluate(() => document.activeElement?.closest("dialog")?.id)).toBe("keys");
  await page.keyboard.press("j");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog"));

  await page.keyboard.press("o");
  await page.waitForSelector("article h1");
  await page.keyboard.down("Shift");
  await page.keyboard.press("B");
  await page.keyboard.up("Shift");
  await page.waitForFunction(() => (document.querySelector("#source") as HTMLSelectElement).value === "B");
  // It is kept with its grade, and has labels then.
  await page.waitForSelector("#new-label");
  await page.keyboard.press("l");
  await page.keyboard.type("jBx");
  expect(await page.$eval("#new-label", (field) => (field as HTMLInputElement).value)).toBe("jBx");
  expect(await page.$eval("#source", (field) => (field as HTMLSelectElement).value)).toBe("B");

  await bench.press(en.files.look);
  await bench.sees("52.52000° N, 13.41000° E");
  await bench.sees(en.pictures.place);
  await bench.find(".picture.blurred canvas");
  expect(await bench.text(".says")).toContain("Wang Xiaoming");
  await bench.press(en.files.showText);
  await bench.sees(en.tip.readAs("GBK (GB18030)"));
  expect(await bench.text(".file-text .said")).toBe("王小明 住在第三号 <b>楼</b>");
  await bench.select("#read-file-2", "big5");
  await bench.sees(en.tip.readAs("Big5"));
  await bench.seesNoMore("王小明", ".file-text .said");
  await bench.press(en.files.hide);
  // What is to be hidden next isn't what is being hidden.
  await bench.drawn();
  await bench.press(en.files.hide);
  await page.waitForFunction(() => document.querySelector(".file-text") === null);
  await bench.click(`[aria-label="${en.files.file(3)}"] .looks button`);
  // A character that is cut in two isn't taken for another encoding.
  await bench.sees(en.files.beginningOnly(64 * 1024));
  expect(await bench.text(".file-text .said")).toBe("长".repeat(Math.floor((64 * 1024) / 3)));
  expect(await seriousOn(page, ".files")).toEqual([]);
  await bench.press(en.files.saveAll(3));
  await bench.sees("dangerzone-cli");
  const inZip = () =>
    readdirSync(downloads).flatMap((name) =>
      name.endsWith(".zip") ? Object.entries(unzipped(readFileSync(join(downloads, name)))) : [],
    );
  await expect.poll(() => inZip().length).toBe(3);
  const name = (await bench.text("article h1")).replace(" ", "-");
  expect(inZip().map(([called]) => called)).toEqual([`${name}-01.jpg`, `${name}-02.txt`, `${name}-03.txt`]);
  expect(Buffer.from(inZip()[0]?.[1] ?? []).equals(tellingJpeg())).toBe(true);

  await bench.lookFor("餐館後面");
  expect(await bench.rows()).toHaveLength(1);
  await bench.lookFor("");
  await page.keyboard.press("Escape");
  // What nobody sees isn't made anew with each key in the search.
  expect(await page.$("#drawer > *")).toBeNull();
  await page.keyboard.press("f");
  await page.waitForSelector("#drawer:not([hidden])");
  // Two changes at once, of which the first isn't drawn before the second: both hold.
  await page.evaluate(() => {
    for (const id of ["only-alarms", "only-kept"]) document.getElementById(id)?.click();
  });
  await bench.drawn();
  const ticked = () =>
    page.$$eval("#only-alarms, #only-kept", (ticks) =>
      ticks.map((tick) => (tick as HTMLInputElement).checked),
    );
  expect(await ticked()).toEqual([true, true]);
  await bench.press(en.queue.clear);
  expect(await ticked()).toEqual([false, false]);
  await bench.select("#filter-source", "B");
  expect(await bench.rows()).toHaveLength(1);
  await page.type("#look-name", "Graded B");
  await bench.press(en.looking.keep);
  await bench.press(en.queue.clear);
  expect((await bench.rows()).length).toBe(SAMPLE_REPORTS.length);
  await bench.press("Graded B");
  expect(await bench.rows()).toHaveLength(1);
  await bench.press(en.looking.save);
  await page.waitForFunction(
    (label) => ![...document.querySelectorAll("button")].some(({ textContent }) => textContent === label),
    {},
    en.looking.save,
  );
  const saved = readdirSync(downloads).find((name) => name.endsWith(".age"));
  if (!saved) throw new Error("no filters were saved");

  await using again = await sharedFirefox();
  const other = new WorkbenchPage(again.page);
  await other.start(file);
  await other.unlock(join(desk.folder, "Wren.vault"));
  await other.unlocked();
  await other.bring(bundle, join(downloads, saved));
  await other.click("#show-filters");
  await other.press("Graded B");
  expect(await other.rows()).toHaveLength(0);
});
