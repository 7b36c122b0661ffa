import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Country } from "../../client/report/countries.ts";
import { EMPTY_REPORT, EMPTY_STATION } from "../../client/report/report.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { type Desk, sealedFor, testDesk, writeCasebook } from "../support/desk.ts";
import type { TestBrowser } from "../support/firefox.ts";
import { placedActs, placedTips } from "../support/placed-tips.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const home = mkdtempSync(join(tmpdir(), "nightjar-places-"));
const { places: words } = en;
let desk: Desk;
let browser: TestBrowser;
let bench: WorkbenchPage;

beforeAll(async () => {
  writeFileSync(join(home, "workbench.html"), await builtWorkbench());
  desk = await testDesk();
  const place = {
    country: "CA" as Country,
    region: "",
    city: "溫哥華",
    address: "",
    precision: "city" as const,
  };
  const typed = {
    ...EMPTY_REPORT,
    station: { ...EMPTY_STATION, place },
    need: "danger_now" as const,
    narrative: "To be looked up.",
  };
  const tips = [{ report: typed, place: null }, ...placedTips(40, 5)];
  const casebook = await writeCasebook(desk, "casebook.age", placedActs(tips, sealedFor(desk)));
  browser = await sharedFirefox();
  bench = new WorkbenchPage(browser.page);
  await bench.start(join(home, "workbench.html"));
  await bench.unlock(join(desk.folder, "Wren.vault"));
  await bench.unlocked();
  await bench.bring(casebook);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  desk.remove();
  rmSync(home, { recursive: true });
});

test("a place is offered, chosen by a person, taken back, and looked for by hand", async () => {
  await bench.openTip("To be looked up.");
  const offered = "::-p-xpath(//*[@class='candidates']//button[contains(., 'Vancouver, Canada')])";
  await bench.find(offered);
  expect(await bench.text(".choosing")).not.toContain(words.choosing.takeBack);
  await bench.click(offered);
  await bench.find(".chosen-place");
  expect(await bench.text(".chosen-place")).toContain("Vancouver, Canada");
  await bench.sees(en.casebook.unsaved(1));
  await bench.press(words.choosing.takeBack);
  await bench.page.type("#look-up-station", "richm");
  await bench.sees("Richmond, Canada");
  expect(await bench.page.$(".chosen-place")).toBeNull();
});

test("the map and its table say the same, and both lead to the tips", async () => {
  await bench.press(en.sections.places);
  await bench.find("#map .pin");
  await bench.page.$eval(".places details", (details) => {
    (details as HTMLDetailsElement).open = true;
  });
  await bench.find("#places-table");
  // What is seen first has names on it, as far as there is room.
  const names = await bench.page.$$eval("#map .pin[data-name]", (all) =>
    all.map(({ textContent }) => textContent),
  );
  expect(names.length).toBeGreaterThan(0);
  const totals = await bench.page.$$eval("#places-table .total td:nth-child(2)", (cells) =>
    cells.reduce((sum, cell) => sum + Number(cell.textContent), 0),
  );
  const marks = () =>
    bench.page.$$eval("#map .pin", (pins) => pins.map((pin) => Number.parseInt(pin.textContent ?? "", 10)));
  expect((await marks()).reduce((sum, count) => sum + count, 0)).toBe(totals);
  const [most = 0] = (await marks()).sort((a, b) => b - a);
  await bench.page.$$eval(
    "#map .pin",
    (pins, count) =>
      (pins.find((pin) => Number.parseInt(pin.textContent ?? "", 10) === count) as HTMLElement).click(),
    most,
  );
  await bench.find(".chips .chip");
  expect(await bench.text(".count")).toContain(en.queue.count(most, 41));
  await bench.press(en.queue.showAll);
});

test("the map is moved and enlarged by keys and by buttons", async () => {
  await bench.press(en.sections.places);
  await bench.find("#map .pin");
  const pins = () => bench.page.$$eval("#map .pin", (found) => found.map((pin) => pin.getAttribute("style")));
  const before = await pins();
  await bench.page.focus("#map");
  for (const key of ["+", "+", "ArrowLeft"] as const) await bench.page.keyboard.press(key);
  await bench.drawn();
  expect(await pins()).not.toEqual(before);
  await bench.page.keyboard.press("0");
  await bench.drawn();
  expect(await pins()).toEqual(before);
  await bench.page.$eval(`[aria-label="${words.zoomIn}"]`, (button) => (button as HTMLElement).click());
  await bench.drawn();
  expect(await pins()).not.toEqual(before);
});

test("a bar of the timeline leads to the tips of its time, and the table lists the same", async () => {
  await bench.select("#time-unit", "year");
  await bench.drawn();
  const bar = await bench.page.$eval("#timeline .time-bar:not(:disabled)", (button) => {
    const label = button.getAttribute("aria-label") ?? "";
    return { year: label.slice(0, 4), counts: (label.match(/\d+/g) ?? []).slice(1, 3).map(Number) };
  });
  await bench.page.$$eval(".places details", (all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
  await bench.find("#times-table");
  const tips = bar.counts.reduce((sum, count) => sum + count, 0);
  expect(await bench.text("#times-table tbody tr")).toMatch(new RegExp(`^${bar.year}\\s+${tips}\\s`));
  await bench.page.$eval("#timeline .time-bar:not(:disabled)", (button) => (button as HTMLElement).click());
  await bench.find(".chips .chip");
  expect(await bench.text(".chips")).toContain(words.time.said.told(bar.year));
  expect(await bench.text(".count")).toContain(en.queue.count(tips, 41));
});
