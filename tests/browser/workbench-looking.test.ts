import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../client/workbench/strings/en.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { type Desk, fileOf, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import { launchFirefox } from "../support/firefox.ts";
import { tellingJpeg } from "../support/pictures.ts";
import { SAMPLE_REPORTS } from "../support/sample-tips.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const home = mkdtempSync(join(tmpdir(), "nightjar-looking-"));
const file = join(home, "workbench.html");
let desk: Desk;
let bundle: string;

beforeAll(async () => {
  writeFileSync(file, await builtWorkbench());
  desk = await testDesk();
  const photo = fileOf("01-photo.jpg", "image/jpeg", tellingJpeg());
  const envelopes: [Uint8Array, string][] = [];
  for (const [i, [language, report]] of SAMPLE_REPORTS.entries()) {
    const files = i === 0 ? [photo] : [];
    envelopes.push([await sealedTip(desk, report, files, { language }), `2026-11-${10 + i}`]);
  }
  bundle = await writeBundle(desk, "bundle.tar", envelopes);
});
afterAll(() => {
  desk.remove();
  rmSync(home, { recursive: true });
});

test("keys are listed and do what the list says; filters are kept and come back; a picture says where it was taken", async () => {
  await using firefox = await launchFirefox();
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

  await bench.press(en.pictures.read);
  await bench.sees("52.52000° N, 13.41000° E");
  await bench.sees(en.pictures.place);

  await bench.lookFor("餐館後面");
  expect(await bench.rows()).toHaveLength(1);
  await bench.lookFor("");
  await page.keyboard.press("Escape");
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

  await using again = await launchFirefox();
  const other = new WorkbenchPage(again.page);
  await other.start(file);
  await other.unlock(join(desk.folder, "Wren.vault"));
  await other.unlocked();
  await other.bring(bundle, join(downloads, saved));
  await other.click("#show-filters");
  await other.press("Graded B");
  expect(await other.rows()).toHaveLength(0);
});
