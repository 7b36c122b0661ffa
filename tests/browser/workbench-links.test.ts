import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EMPTY_REPORT, EMPTY_STATION, type Report } from "../../client/report/report.ts";
import { buildWorkbench } from "../../client/workbench/build/build.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { type Desk, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import { launchFirefox, type TestBrowser } from "../support/firefox.ts";
import { SAMPLE_REPORTS } from "../support/sample-tips.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const { together: words, stations } = en;
const home = mkdtempSync(join(tmpdir(), "nightjar-links-"));
const FLOOD = 12;
let desk: Desk;
let firefox: TestBrowser;
let bench: WorkbenchPage;

/** A station in Berlin, told of in traditional characters: the sample about it is in simplified ones. */
const SAME_STATION: Report = {
  ...EMPTY_REPORT,
  station: {
    ...EMPTY_STATION,
    premises: ["restaurant"],
    place: SAMPLE_REPORTS[1]?.[1].station?.place ?? EMPTY_STATION.place,
  },
  narrative: "我也見過那個餐館後面的房間。他們說是幫人辦護照手續，問的不是護照，而是家裡人在哪裡。",
};

beforeAll(async () => {
  const file = join(home, "workbench.html");
  writeFileSync(file, await buildWorkbench());
  desk = await testDesk();
  const flood = Array.from({ length: FLOOD }, (_, i) => ({
    ...EMPTY_REPORT,
    narrative: `Everything that this box has been told about the tea house is a lie, and number ${i} of us says so.`,
  }));
  const reports = [...SAMPLE_REPORTS.map(([, report]) => report), SAME_STATION, ...flood];
  const envelopes = await Promise.all(reports.map((report) => sealedTip(desk, report)));
  const bundle = await writeBundle(
    desk,
    "bundle.tar",
    envelopes.map((bytes) => [bytes, "2026-11-20"] as const),
  );
  firefox = await launchFirefox();
  bench = new WorkbenchPage(firefox.page);
  await firefox.page.setViewport({ width: 1440, height: 2000 });
  await bench.start(file);
  await bench.unlock(join(desk.folder, "Wren.vault"));
  await bench.unlocked();
  await bench.bring(bundle);
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  desk.remove();
  rmSync(home, { recursive: true });
});

const others = SAMPLE_REPORTS.length + 1;

test("a flood is one line, is set aside at once, and comes back, at once and later", async () => {
  await bench.sees(words.alike(FLOOD));
  expect(await bench.rows()).toHaveLength(others + 1);
  await bench.openTip("tea house");
  await bench.press(words.unfold);
  expect(await bench.rows()).toHaveLength(others + FLOOD);
  await bench.press(words.fold);
  await bench.press(words.setAllAside(FLOOD));
  await bench.sees(words.asideNow(FLOOD));
  expect(await bench.rows()).toHaveLength(others);
  await bench.press(words.undo);
  await bench.sees(words.alike(FLOOD));
  await bench.openTip("tea house");
  await bench.press(words.setAllAside(FLOOD));
  await bench.sees(words.asideNow(FLOOD));
  await bench.press(words.showAside);
  await bench.openTip("tea house");
  await bench.press(words.toQueue);
  await bench.press(words.showQueue);
  expect(await bench.rows()).toHaveLength(others + 1);
});

test("a suggestion says why, in whichever script; accepting it keeps both tips and links them", async () => {
  await bench.openTip("我也見過");
  await bench.sees(words.whys.same_place("Berlin, Kantstraße 1"));
  await bench.press(words.keepAndLink);
  await bench.sees(words.takeBack);
  const links = await bench.text("#links");
  expect(links).toContain(words.senses.duplicate);
  expect(links).toContain("餐馆");
  expect(await bench.text("#suggestions")).toContain(words.nothingFound);
});

test("another tip is found by its name, linked with a direction, and unlinked; the other says it the other way round", async () => {
  await bench.openTip("Two men");
  const other = await bench.text("article h1");
  await bench.openTip("我也見過");
  const here = await bench.text("article h1");
  await bench.page.type("#link-to", other.slice(0, -1));
  await bench.page.keyboard.press("Enter");
  await bench.page.select("#link-how", "precedes");
  await bench.press(words.keepAndLink);
  await bench.page.waitForFunction(
    (text) => document.querySelector("#links")?.textContent?.includes(text),
    {},
    words.senses.precedes,
  );
  await bench.openTip("Two men");
  const said = (await bench.text("#links")).replace(/\s+/g, " ");
  expect(said).toContain(`${words.senses.follows} ${here}`);
  await bench.press(words.takeBack);
  await bench.sees(words.noLinks);
});

test("a station is made from a tip, found in the list, changed, and shows its tips in the queue", async () => {
  await bench.openTip("我也見過");
  await bench.press(words.newStation);
  await bench.press(words.make);
  await bench.page.waitForSelector("#supports li");
  await bench.press(en.sections.stations);
  const table = (await bench.text(".stations table")).replace(/\s+/g, " ");
  expect(table).toContain("Berlin");
  expect(table).toContain("Germany");
  await bench.press("Berlin");
  await bench.page.$eval("#entity-title", (field) => {
    (field as HTMLInputElement).value = "The back room";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await bench.press(stations.save);
  await bench.sees("The back room");
  await bench.page.select("#verification", "likely");
  await bench.press(stations.showTips(1));
  await bench.sees(stations.among("The back room"));
  expect(await bench.rows()).toHaveLength(1);
  await bench.press(en.queue.showAll);
  expect(await bench.rows()).toHaveLength(others + 1);
});
