import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeyInput, Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../client/workbench/strings/en.ts";
import type { Strings } from "../../client/workbench/strings/strings.ts";
import { zhHant } from "../../client/workbench/strings/zh-hant.ts";
import { utf8 } from "../../crypto/bytes.ts";
import { seriousOn } from "../support/axe.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { launchChromium } from "../support/chromium.ts";
import { type Desk, fileOf, PASSPHRASE, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import type { Firefox } from "../support/firefox.ts";
import { tellingJpeg } from "../support/pictures.ts";
import { SAMPLE_REPORTS } from "../support/sample-tips.ts";
import { inLong } from "../support/seeded.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const home = mkdtempSync(join(tmpdir(), "nightjar-access-"));
const file = join(home, "workbench.html");
/** Many more than can be in sight. */
const CROWD = 120;
let desk: Desk;
let firefox: Firefox;
let bundle: string;
let many: string;

beforeAll(async () => {
  writeFileSync(file, await builtWorkbench());
  desk = await testDesk();
  firefox = await sharedFirefox();
  const photo = fileOf("01-photo.jpg", "image/jpeg", tellingJpeg());
  const envelopes: [Uint8Array, string][] = [];
  for (const [language, report] of SAMPLE_REPORTS) {
    envelopes.push([await sealedTip(desk, report, [photo], { language }), "2026-11-20"]);
  }
  bundle = await writeBundle(desk, "bundle.tar", envelopes);
  writeFileSync(join(desk.folder, "note.txt"), utf8("not sealed"));
  const [, first] = SAMPLE_REPORTS[0] ?? [];
  if (!first) throw new Error("no samples");
  const crowd = await Promise.all(
    Array.from({ length: CROWD }, (_, i) =>
      sealedTip(desk, { ...first, need: null, narrative: `Tip number ${i}.` }),
    ),
  );
  many = await writeBundle(
    desk,
    "many.tar",
    crowd.map((bytes) => [bytes, "2026-11-20"] as const),
  );
});

afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  desk.remove();
  rmSync(home, { recursive: true });
});

/** What axe looks at is the same in every language. */
const looked = [
  ["English", en],
  ...inLong([], [["Chinese in traditional characters", zhHant] as const]),
] as const;

test.each(looked)(
  "%s: in any view axe finds nothing serious, light or dark, every field tells the browser to forget, and it fits windows from 400 pixels on",
  async (_name, strings) => {
    await using page = await firefox.context.newPage();
    const found: string[] = [];
    await walk(page, strings, async (view) => {
      for (const violation of await seriousOn(page)) found.push(`${view}: ${violation}`);
      for (const field of await remembered(page)) found.push(`${view}: remembers ${field}`);
      found.push(...(await tooWide(page, view)));
    });
    expect(found).toEqual([]);
  },
  300_000,
);

async function remembered(page: Page): Promise<string[]> {
  return await page.$$eval("input, textarea, select", (fields) =>
    fields.filter((field) => field.getAttribute("autocomplete") !== "off").map((field) => field.outerHTML),
  );
}

async function tooWide(page: Page, view: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of [400, 800, 1400]) {
    await page.setViewport({ width, height: 800 });
    const isWide = await page.evaluate(
      ({ scrollWidth, clientWidth } = document.documentElement) => scrollWidth > clientWidth,
    );
    if (isWide) found.push(`${view}: wider than ${width}`);
  }
  return found;
}

/** Every view of the workbench, with something in it. */
async function walk(page: Page, strings: Strings, look: (view: string) => Promise<void>): Promise<void> {
  const bench = new WorkbenchPage(page);
  await bench.start(file);
  await bench.speak(strings);
  await look("lock");
  await bench.unlock(join(desk.folder, "Wren.vault"));
  await bench.unlocked();
  await look("open");
  await bench.bring(bundle, join(desk.folder, "note.txt"));
  await page.$$eval("details", (all) => all.map((one) => one.setAttribute("open", "")));
  await look("queue");
  await bench.openTip("餐馆");
  await look("tip");
  await bench.press(strings.review.keep);
  await bench.find("#note");
  await bench.press(strings.files.look);
  await bench.find(".picture");
  await look("kept");
  await bench.press(strings.files.save);
  await bench.find(".says table");
  await look("saved");
  await bench.fill("#redact-words", "餐馆");
  await bench.find("#redact");
  await look("redaction");
  await bench.press(strings.together.newStation);
  await bench.press(strings.together.make);
  await bench.find("#supports li");
  await bench.press(strings.looking.keys.show);
  await look("keys");
  await bench.press(strings.looking.keys.close);
  await bench.press(strings.sections.stations);
  await look("stations");
  await bench.click(".stations th button");
  await look("station");
  await bench.press(strings.sections.places);
  await bench.find("#map canvas");
  await page.$$eval(".places details > summary", (all) => all.map((one) => one.click()));
  await look("places");
  await bench.press(strings.sections.counts);
  await bench.find("table.counted");
  await look("counts");
  await bench.press(strings.sections.export);
  await bench.select("#export-form", "dossier");
  await bench.click("#look");
  await bench.find(".outlook");
  await look("export");
  await bench.click(".outlook td button");
  await bench.find(".paper");
  await look("dossier");
}

test("however long the queue, only what is in sight is drawn; the keyboard reaches its end", async () => {
  await using page = await firefox.context.newPage();
  const bench = new WorkbenchPage(page);
  await page.setViewport({ width: 1200, height: 800 });
  await bench.start(file);
  await bench.unlock(join(desk.folder, "Wren.vault"));
  await bench.unlocked();
  await bench.bring(many);
  expect(await bench.text(".count")).toBe(String(CROWD));
  expect((await bench.rows()).length).toBeLessThan(40);
  await page.focus("#queue");
  for (let i = 0; i < CROWD / 8; i++) await page.keyboard.press("PageDown");
  await bench.drawn();
  expect((await bench.rows()).length).toBeLessThan(40);
  const place = await page.$eval(".row.at", (row) => row.getAttribute("aria-posinset"));
  expect(place).toBe(String(CROWD));
  const inSight = await page.$eval(".row.at", (row) => {
    const [line, box] = [
      row.getBoundingClientRect(),
      document.getElementById("queue")?.getBoundingClientRect(),
    ];
    return box !== undefined && line.top >= box.top && line.bottom <= box.bottom + 1;
  });
  expect(inSight).toBe(true);
  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("search");
});

test("with the keyboard alone: a tip is found, kept, graded and placed; every part is reached, and an export is looked at", async () => {
  // In Chromium: a Firefox without a window never has the focus, and no key presses a button in it.
  await using chromium = await launchChromium();
  const { page } = chromium;
  const bench = new WorkbenchPage(page);
  await page.setViewport({ width: 1200, height: 900 });
  await bench.start(file);
  // The browser's own dialog for files is the browser's: what is chosen in it is given here.
  await bench.choose("vault", join(desk.folder, "Wren.vault"));
  await reach(page, "#passphrase");
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press("Enter");
  await bench.unlocked();
  await bench.bring(bundle);
  const pressed = async (...keys: readonly KeyInput[]) => {
    for (const key of keys) await page.keyboard.press(key);
    await bench.drawn();
  };
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await pressed("/");
  await page.keyboard.type("Kantstr");
  await page.waitForFunction(() => document.querySelectorAll(".row").length === 1);
  await pressed("Escape", "o");
  await page.keyboard.down("Shift");
  await page.keyboard.press("B");
  await page.keyboard.up("Shift");
  await page.waitForFunction(() => document.querySelector(".grade strong")?.textContent === "B6");
  await bench.find("#new-label");
  await pressed("l");
  await page.keyboard.type("fuzhou");
  await pressed("Enter");
  await bench.find(".labels button");
  await reach(page, ".candidates button", "Shift+Tab");
  await pressed("Enter");
  await bench.find(".chosen-place");
  await reach(page, "#redact-words", "Shift+Tab");
  await page.keyboard.type("王小明");
  await reach(page, "#redact-why");
  await page.keyboard.type("named");
  await reach(page, "#redact");
  await pressed("Enter");
  await bench.find(".sent mark.redacted");
  await reach(page, "#supports .actions button");
  await pressed("Enter");
  await reach(page, "#new-title");
  await reach(page, "#supports .actions .primary");
  await pressed("Enter");
  await bench.find("#supports li");
  for (const [key, view] of [
    ["2", ".stations"],
    ["3", ".places"],
    ["4", ".counts"],
    ["5", ".letters-sheet"],
    ["6", ".export"],
  ] as const) {
    await pressed(key);
    await bench.find(`main${view}`);
  }
  await pressed("2");
  await reach(page, ".stations th button");
  await pressed("Enter");
  await reach(page, "#entity-edit");
  await pressed("Enter");
  await bench.find("#entity-title");
  await pressed("3");
  await reach(page, "#map");
  await pressed("+", "ArrowLeft", "0");
  await reach(page, "#map .pin");
  await pressed("Enter");
  await bench.sees(en.queue.showAll);
  await pressed("4");
  await reach(page, "table.counted tbody button");
  await pressed("Enter");
  expect(await bench.rows()).toHaveLength(1);
  await pressed("6");
  await reach(page, "#look");
  await pressed("Enter");
  await bench.sees(en.exports.leaves(2));
  await reach(page, "#write");
  await pressed("?");
  await bench.find("dialog[open]");
  await pressed("Escape");
  expect(await page.$("dialog[open]")).toBeNull();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("write");
});

/** Presses Tab until what a selector finds has the focus; somebody who can't see how far it is gives up after so many. */
async function reach(page: Page, selector: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    if (key === "Shift+Tab") await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    if (key === "Shift+Tab") await page.keyboard.up("Shift");
  }
  throw new Error(`the keyboard doesn't reach ${selector}`);
}
