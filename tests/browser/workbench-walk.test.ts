import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { What } from "../../client/casebook/what.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { keptReport, tipNamed } from "../support/casebooks.ts";
import { launchChromium } from "../support/chromium.ts";
import { type Desk, sealedFor, testDesk, writeCasebook } from "../support/desk.ts";
import { type DownloadingBrowser, launchFirefox, SAFER } from "../support/firefox.ts";
import { mixedTips } from "../support/mixed-tips.ts";
import {
  downloaded,
  expectGeoJson,
  expectManifest,
  expectUwazi,
  filesIn,
  rowsOf,
} from "../support/read-exports.ts";
import { inLong } from "../support/seeded.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { HELD, looseFiles, PHONE, twoHundred } from "../support/two-hundred.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const { together, stations, places, counts, exports } = en;

const home = mkdtempSync(join(tmpdir(), "nightjar-walk-"));
const file = join(home, "workbench.html");
let desk: Desk;
let bundle: string;
let loose: readonly string[];
let earlier: string;

beforeAll(async () => {
  writeFileSync(file, await builtWorkbench());
  desk = await testDesk();
  bundle = await twoHundred(desk);
  loose = await looseFiles(desk);
  earlier = await writeCasebook(desk, "earlier.age", earlierActs());
});
afterAll(() => {
  desk.remove();
  rmSync(home, { recursive: true });
});

/** Tips in a casebook of last month. */
const EARLIER = 60;

/** Stands in the text of one of them, and nowhere else. */
const wordIn = (number: number) => `word-${String(number).padStart(4, "0")}.`;

function earlierActs(): What[] {
  return mixedTips(EARLIER, 7).flatMap(({ report }, i): What[] => {
    const told = { ...report, narrative: `${report.narrative} ${wordIn(i)}` };
    const kept = keptReport(i, told, sealedFor(desk));
    const tlp = (["red", "amber", "clear", "clear"] as const)[i % 4] ?? "red";
    return [
      kept,
      { kind: "tlp", tip: tipNamed(i), tlp },
      { kind: "verified", about: tipNamed(i), verification: i % 12 === 0 ? "possible" : "likely" },
    ];
  });
}

/** Those of them that may be published: their sources agreed, and reviewers made them CLEAR. */
const PUBLISHED = mixedTips(EARLIER, 7).flatMap(({ report }, i) =>
  report.consent.includes("publish_anon") && i % 4 >= 2 ? [i] : [],
);

const ALL = HELD.envelopes - HELD.broken + 1 + EARLIER;

/** Notes what is said of the progress. */
async function watchOpening(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      const hint = document.querySelector("progress + .hint")?.textContent;
      if (hint) said.push(hint);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

/** How many of the bundle were said to be open, each time. */
async function saidOnOpening(page: Page): Promise<number[]> {
  const said = await page.evaluate(() => (window as Window & { said?: string[] }).said ?? []);
  const asTold = new RegExp(` (\\d+) of ${HELD.envelopes}$`);
  return said.flatMap((hint) => asTold.exec(hint)?.[1] ?? []).map(Number);
}

const browsers: Readonly<Record<string, () => Promise<DownloadingBrowser>>> = {
  "Firefox at default settings": inLong(sharedFirefox, () => launchFirefox({}, true)),
  ...inLong(
    {},
    {
      "Firefox at the Safer level’s settings": () => launchFirefox(SAFER, true),
      Chromium: () => launchChromium(),
    },
  ),
};

describe.each(Object.entries(browsers))("%s", (_name, launch) => {
  let browser: DownloadingBrowser;
  let bench: WorkbenchPage;
  const asked: string[] = [];
  const failed: string[] = [];
  beforeAll(async () => {
    browser = await launch();
    browser.page.on("request", (request) => asked.push(request.url()));
    browser.page.on("pageerror", (error) => failed.push(String(error)));
    bench = new WorkbenchPage(browser.page);
    await browser.page.setViewport({ width: 1440, height: 1000 });
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  /** Finds a tip by words of it, and opens it. */
  const openBy = async (words: string, line = words) => {
    await bench.lookFor(words);
    await bench.openTip(line);
  };

  test("1: a vault, a bundle, single files and a casebook are opened; each that doesn’t open says why", async () => {
    await bench.start(file);
    await bench.unlock(join(desk.folder, "Wren.vault"));
    await bench.unlocked();
    await watchOpening(browser.page);
    await bench.bring(bundle, ...loose, earlier);
    await bench.counts(ALL);
    const said = await saidOnOpening(browser.page);
    expect(said.length).toBeGreaterThan(0);
    expect(said).toEqual(said.toSorted((a, b) => a - b));
    const text = await bench.text(".arrivals");
    expect(text).toContain(en.open.broken(HELD.broken + 1));
    await browser.page.$eval("details.broken", (list) => list.setAttribute("open", ""));
    const reasons = await bench.text("details.broken");
    for (const code of [
      "changed-after-sealing",
      "cut-short",
      "not-for-us",
      "not-sealed",
      "contents-refused",
    ] as const)
      expect(reasons).toContain(en.errors[code]);
  }, 300_000);

  test("2: the queue is filtered, sorted and searched; a flood is one line, goes and comes back", async () => {
    expect((await bench.rows())[0]).toContain("In danger now");
    expect((await bench.rows()).length).toBeLessThan(40);
    await bench.click("#show-filters");
    for (const [name, value, fits] of [
      ["kind", "by-hand", HELD.byHand + 1],
      ["language", "zh-Hant", undefined],
    ] as const) {
      await bench.select(`#filter-${name}`, value);
      if (fits) await bench.counts(fits);
      else expect(await bench.text(".filters .count")).toMatch(/^\d\d of /);
      await bench.select(`#filter-${name}`, "");
    }
    await bench.click("#only-alarms");
    expect(await bench.text("#queue")).toContain(en.marks["unknown-roster"].short);
    await bench.counts(5);
    await bench.fill("#look-name", "Look at these first");
    await bench.press(en.looking.keep);
    await bench.click("#only-alarms");
    await bench.counts(ALL);
    await bench.press("Look at these first");
    await bench.counts(5);
    await bench.click("#only-alarms");
    await bench.click("#show-filters");
    await bench.select("#order", "newest");
    await bench.drawn();
    const days = (await bench.rows()).flatMap((row) => /2026-11-\d\d/.exec(row) ?? []);
    expect(days.length).toBeGreaterThan(5);
    expect(days).toEqual(days.toSorted().reverse());
    await bench.select("#order", "urgent");
    await openBy("tea house");
    await bench.sees(together.alike(HELD.flood));
    await bench.press(together.setAllAside(HELD.flood, 0));
    await bench.sees(together.asideNow(HELD.flood));
    await bench.lookFor("");
    await bench.counts(ALL - HELD.flood);
    await bench.press(together.undo);
    await bench.counts(ALL);
    await openBy("tea house");
    await bench.press(together.setAllAside(HELD.flood, 0));
    await bench.sees(together.asideNow(HELD.flood));
  });

  test("3 and 4: a tip is kept, graded, labelled and noted; its picture is shown by steps", async () => {
    await openBy("王小明");
    await bench.press(en.review.keep);
    await bench.find("#tlp");
    for (const [field, value] of [
      ["source", "B"],
      ["information", "2"],
      ["status", "in_progress"],
      ["verification", "likely"],
      ["tlp", "clear"],
    ] as const) {
      await bench.select(`#${field}`, value);
    }
    await bench.fill("#new-label", "back-room");
    await bench.press(en.review.addLabel);
    await bench.fill("#note", "Ask Heron about the address.");
    await bench.press(en.review.addNote);
    await bench.sees("Ask Heron");
    await bench.sees(en.review.tlpMeans.clear);
    expect(await browser.page.$("canvas")).toBeNull();
    await bench.press(en.pictures.read);
    await bench.find(".says table");
    const says = await bench.text(".says");
    for (const said of ["52.52", "2026-03-14 18:15:02", "Wang Xiaoming"]) expect(says).toContain(said);
    await bench.press(en.files.look);
    await bench.find(".picture.blurred canvas");
    await bench.press(en.files.sharpen);
    await bench.press(en.files.colour);
    await bench.find(".picture.coloured canvas");
    await bench.press(en.files.hide);
    const files = await bench.text(".files");
    expect(files).toContain("application/pdf");
    expect(files).toContain(en.files.lies);
  });

  test("5: suggestions are accepted and dismissed; a station is made, and supported by two", async () => {
    await openBy("我也見過");
    await bench.sees(together.whys.same_place("Berlin, Kantstraße 1"));
    await bench.press(together.keepAndLink);
    await bench.sees(together.takeBack);
    expect(await bench.text("#links")).toContain("餐馆");
    await openBy("A man rang");
    await bench.sees(together.whys.same_name(PHONE.replace(/\D/g, "")));
    await bench.press(together.dismiss);
    await bench.sees(together.nothingFound);
    await openBy("王小明");
    await bench.press(together.newStation);
    await bench.fill("#new-title", "The back room");
    await bench.press(together.make);
    await bench.find("#supports li");
    await openBy("我也見過");
    await bench.fill("#add-to", "back");
    await browser.page.focus("#add-to");
    await browser.page.keyboard.press("Enter");
    await bench.find("#supports li");
    await bench.press(en.sections.stations);
    await bench.press("The back room");
    await bench.press(stations.showTips(2));
    await bench.lookFor("");
    await bench.counts(2);
    await bench.press(en.queue.showAll);
  });

  test("6: a place is chosen by a person; the map, its table and the timeline filter the queue", async () => {
    await openBy("王小明");
    await bench.click('::-p-xpath(//*[@class="candidates"]//button[contains(., "Berlin, Germany")])');
    await bench.find(".chosen-place");
    await bench.lookFor("");
    await bench.press(en.sections.places);
    await bench.find("#map .pin");
    await bench.click(`::-p-xpath(//summary[normalize-space()="${places.table}"])`);
    await bench.click(`#places-table button[aria-label="${places.mark("Berlin, Germany", 1)}"]`);
    await bench.counts(1);
    expect(await bench.rows()).toEqual([expect.stringContaining("餐馆")]);
    await bench.press(en.queue.showAll);
    await bench.press(en.sections.places);
    await bench.click("#map .pin");
    await bench.sees(en.queue.showAll);
    await bench.press(en.queue.showAll);
    await bench.press(en.sections.places);
    await bench.click(`::-p-xpath(//summary[normalize-space()="${places.time.table}"])`);
    const bar = "#times-table button:not([disabled])";
    await bench.find(bar);
    const tips = Number(await bench.text(bar));
    await bench.click(bar);
    await bench.counts(tips);
    await bench.press(en.queue.showAll);
    await bench.counts(ALL - HELD.flood);
  });

  test("hostile tips are text, whatever they are; nothing of them is run, and little of them is drawn", async () => {
    for (const [words, shown] of [
      ["onerror", `<img src=x onerror="document.title='owned'">`],
      ["this isn’t", "\\u{202e}elbadaer"],
      ["line without an end", "xxxxxxxx"],
      ["没有标点", "长长长长"],
      ["Marks above", "Marks above marks"],
      ["press here", "=HYPERLINK("],
      ["One line by hand", "yyyyyyyy"],
    ] as const) {
      await openBy(words, "");
      await bench.sees(shown);
      expect(await browser.page.$eval("body", (body) => body.querySelectorAll("*").length)).toBeLessThan(
        3000,
      );
      expect(
        await browser.page.$(".sent :is(img, script, svg, a, iframe, object, embed, form, style)"),
      ).toBeNull();
    }
    await openBy("srcdoc");
    // A picture of 60,000 by 60,000 pixels; and none that is only called one.
    await bench.press(en.files.look);
    await bench.sees(en.files.tooLarge);
    expect(await browser.page.title()).toBe(en.title);
    await openBy("press here");
    await bench.press(en.review.keep);
    await bench.find("#tlp");
    await bench.select("#tlp", "clear");
    await bench.sees(en.review.tlpMeans.clear);
  });

  test("7: counts say their base, show the tips behind a number, and what the public would see", async () => {
    await bench.lookFor("");
    await bench.press(en.sections.counts);
    await bench.find("table.counted");
    const kept = EARLIER + 3;
    expect(await bench.text(".based")).toMatch(new RegExp(`All kept tips: ${kept} tips in \\d+ countries`));
    const shown = Number(await bench.text("table.counted tbody button"));
    await bench.click("table.counted tbody button");
    await bench.counts(shown);
    await bench.press(en.queue.showAll);
    await bench.press(en.sections.counts);
    await bench.click("#count-published");
    await bench.select("#count-columns", "");
    await bench.sees(counts.publishedHint);
    const cells = await browser.page.$$eval("table.counted button", (all) =>
      all.map(({ textContent }) => Number(textContent)),
    );
    expect(cells.length).toBeGreaterThan(1);
    expect(cells.filter((n) => n % 5 !== 0)).toEqual([]);
  });

  test("8: a name is redacted; the tip shows who did it and why, and what would leave", async () => {
    await bench.press(en.sections.tips);
    await openBy("王小明");
    await bench.fill("#redact-words", "王小明");
    await bench.fill("#redact-why", "He is named");
    await bench.click("#redact");
    await bench.find(".sent mark.redacted");
    expect(await bench.text(".redactions")).toContain("He is named");
    await bench.click("#as-it-leaves");
    await bench.seesNoMore("王小明", ".sent .part:last-of-type");
    expect(await bench.text(".sent .part:last-of-type")).toContain("[…]");
    await bench.click("#as-it-leaves");
    await bench.lookFor("");
  });

  const exported = new Map<string, ReadonlyMap<string, Buffer>>();

  test("10: what leaves is looked at, let leave with a reason, written in every form, and read back", async () => {
    await bench.press(en.sections.export);
    await bench.select("#export-audience", "public");
    await bench.click("#look");
    await bench.sees(exports.leaves(PUBLISHED.length + 2));
    await bench.click(`[aria-label="${exports.overrideOf("The back room")}"]`);
    await bench.fill(".override input", "Both sources were asked again");
    await bench.press(exports.overrideDo);
    await bench.sees(exports.leaves(PUBLISHED.length + 3));
    for (const form of ["uwazi", "csv", "json", "geojson", "counts"] as const) {
      await bench.select("#export-form", form);
      const audience = form === "counts" ? "statistics" : "public";
      if (form === "counts") await bench.select("#export-audience", audience);
      await bench.click("#look");
      // Some of what is counted has just left, as single cases.
      if (form === "counts") await bench.find(".outlook > .warning");
      await bench.find("#write:not([disabled])");
      await bench.click("#write");
      await bench.find(".wrote");
      const files = filesIn(await downloaded(browser, `${form}-${audience}-`));
      expectManifest(files);
      exported.set(form, files);
    }
    const held = (form: string, name: string) => exported.get(form)?.get(name) ?? Buffer.alloc(0);
    const published = PUBLISHED.length + 3;
    expect(expectUwazi(exported.get("uwazi") ?? new Map())).toHaveLength(published);
    const rows = rowsOf(held("csv", "cases.csv"));
    expect(rows).toHaveLength(published);
    expect(rows.map(({ text }) => text).join("\n")).toContain("'=HYPERLINK(");
    expect(JSON.parse(held("json", "cases.json").toString()).cases).toHaveLength(published);
    const positions = expectGeoJson(held("geojson", "cases.geojson").toString());
    const { features } = JSON.parse(held("geojson", "cases.geojson").toString());
    expect(
      new Set(features.map((one: { properties: { number: string } }) => one.properties.number)).size,
    ).toBe(published);
    expect(positions).toContainEqual([13.4, 52.5]);
    const counted = rowsOf(held("counts", "counts.csv")).map(({ at_least }) => Number(at_least));
    expect(counted.length).toBeGreaterThan(1);
    expect(counted.filter((n) => n < 5 || n % 5 !== 0)).toEqual([]);
  });

  test("no byte that left holds what was redacted, withheld, or only for the reviewers", () => {
    for (const [form, files] of exported) {
      const bytes = Buffer.concat([...files.values()]);
      for (const word of ["王小明", "Ask Heron", "Wren", "He is named", "我也見過", PHONE, "back-room"])
        expect([word, bytes.includes(word)]).toEqual([word, false]);
      for (let i = 0; i < EARLIER; i++) {
        const isThere = form !== "counts" && form !== "geojson" && PUBLISHED.includes(i);
        expect([form, i, bytes.includes(wordIn(i))]).toEqual([form, i, isThere]);
      }
    }
  });

  test("9: the casebook is saved, and shows all of it in a browser that has seen nothing", async () => {
    await bench.press(en.casebook.save);
    const saved = join(desk.folder, "saved.age");
    writeFileSync(saved, await downloaded(browser, "casebook-"));
    await bench.choose("check-saved", saved);
    await bench.sees(en.casebook.saved);
    await using fresh = await launchChromium();
    const other = new WorkbenchPage(fresh.page);
    await fresh.page.setViewport({ width: 1440, height: 1000 });
    await other.start(file);
    await other.unlock(join(desk.folder, "Wren.vault"));
    await other.unlocked();
    await other.bring(saved);
    await other.lookFor("王小明");
    await other.openTip("王小明");
    await other.find("#tlp");
    expect(await other.text(".grade strong")).toBe("B2");
    const review = await other.text(".review");
    for (const said of [
      "back-room",
      "Ask Heron about the address.",
      en.review.tlpMeans.clear,
      "Berlin, Germany",
    ])
      expect(review).toContain(said);
    expect(await other.text("#links")).toContain("我也見過");
    expect(await other.text("#supports")).toContain("The back room");
    expect(await other.text(".redactions")).toContain("He is named");
    await other.press(en.files.look);
    await other.find(".picture.blurred canvas");
    await fresh.page.emulateMediaType("print");
    expect((await other.text()).trim()).toBe(exports.notPrinted);
    await fresh.page.emulateMediaType("screen");
    await other.press(en.sections.export);
    expect(await fresh.page.$$eval(".left tbody tr", ({ length }) => length)).toBe(5);
  });

  test.each(inLong([], ["any network"]))("nothing was asked of %s", () => {
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => !/^(file|blob|data|about):/.test(url))).toEqual([]);
  });

  test("nothing had its way with the page", async () => {
    expect(await browser.page.title()).toBe(en.title);
    expect(failed).toEqual([]);
    const refused = await browser.page.evaluate(() => {
      try {
        document.body.insertAdjacentHTML("beforeend", "<b>markup</b>");
        return "accepted";
      } catch {
        return "refused";
      }
    });
    expect(refused).toBe("refused");
  });
});
