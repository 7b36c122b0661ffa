import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeyInput } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../client/workbench/strings/en.ts";
import { seriousOn } from "../support/axe.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { type Desk, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import type { Firefox } from "../support/firefox.ts";
import { mixedTips } from "../support/mixed-tips.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const home = mkdtempSync(join(tmpdir(), "nightjar-triage-"));
const TIPS = 24;
let desk: Desk;
let firefox: Firefox;
let bench: WorkbenchPage;

beforeAll(async () => {
  const file = join(home, "workbench.html");
  writeFileSync(file, await builtWorkbench());
  desk = await testDesk();
  const envelopes: [Uint8Array, string][] = [];
  for (const { language, report, day } of mixedTips(TIPS))
    envelopes.push([await sealedTip(desk, report, [], { language }), day]);
  const bundle = await writeBundle(desk, "bundle.tar", envelopes);
  firefox = await sharedFirefox();
  bench = new WorkbenchPage(firefox.page);
  await firefox.page.setViewport({ width: 1366, height: 768 });
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

/** What is shown of the tip that is open, once it has been signed. */
async function judged(): Promise<readonly string[]> {
  await bench.drawn();
  return await bench.page.evaluate(() => {
    const chosen = (id: string) => (document.getElementById(id) as HTMLSelectElement | null)?.value ?? "";
    return [document.querySelector(".grade strong")?.textContent ?? "", chosen("status")];
  });
}

const heading = () => bench.text("article h1");

test("ten tips are judged with at most four keys each in the mean; every step is taken back by one more", async () => {
  const { page } = bench;
  let keys = 0;
  const press = async (...pressed: readonly KeyInput[]) => {
    for (const key of pressed) {
      const capital = /^[A-F]$/.test(key) || key.startsWith("Digit");
      if (capital) await page.keyboard.down("Shift");
      await page.keyboard.press(key);
      if (capital) await page.keyboard.up("Shift");
      keys++;
    }
    await bench.drawn();
  };
  /** The keys for each tip, and what is to be seen of it afterwards; nothing of what is set aside. */
  const plan: readonly (readonly [readonly KeyInput[], readonly string[] | null])[] = [
    [
      ["B", "Digit2", "m", "e"],
      ["B2", "todo"],
    ],
    [
      ["C", "Digit3", "e"],
      ["C3", "todo"],
    ],
    [["x"], null],
    [
      ["A", "Digit1", "s", "2", "m", "e"],
      ["A1", "in_progress"],
    ],
    [["x"], null],
    [
      ["D", "Digit4", "e"],
      ["D4", "todo"],
    ],
    [["e"], ["F6", "todo"]],
    [
      ["B", "Digit3", "p", "1", "e"],
      ["B3", "todo"],
    ],
    [["x"], null],
    [
      ["E", "Digit5", "s", "3", "e"],
      ["E5", "help_needed"],
    ],
  ];
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await press("o");
  const names: string[] = [];
  for (const [steps] of plan) {
    names.push(await heading());
    await press(...steps);
  }
  expect(new Set(names).size).toBe(plan.length);
  expect(keys / plan.length).toBeLessThanOrEqual(4);

  await bench.sees(en.together.aside(3));
  for (const [i, [, wanted]] of plan.entries()) {
    const line = `//*[@role="option" and contains(., "${names[i]}")]`;
    if (!wanted) {
      expect(await page.$$(`::-p-xpath(${line})`)).toHaveLength(0);
      continue;
    }
    await bench.click(`::-p-xpath(${line})`);
    expect([await heading(), ...(await judged())]).toEqual([names[i], ...wanted]);
  }

  // Back to where nothing had been done: the grade of a tip that wasn't kept, and the keeping, are one step.
  for (let left = 40; left > 0 && (await page.$("#undo")); left--) await press("z");
  await bench.sees(en.casebook.none);
  await bench.sees(`${TIPS}`);
  expect(await page.$(".tag.kept")).toBeNull();
  expect(await heading()).toBe(names[0]);
});

test("a letter never changes a value: a field that a key opens takes digits, and Escape leaves it", async () => {
  const { page } = bench;
  await page.keyboard.press("s");
  await bench.find("#picker");
  expect(await bench.text("#picker")).toContain(en.review.status);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("#picker"));
  await page.keyboard.press("v");
  await bench.find("#picker");
  await page.keyboard.press("j");
  await bench.drawn();
  expect(await page.$("#undo")).toBeNull();
  await page.keyboard.press("Escape");
});

/** Axe looks where the tip takes the place of the list; of both beside each other it says the same in workbench-access.test.ts. */
const SIZES = [
  { width: 1366, height: 768, rows: 10 },
  { width: 1024, height: 700, rows: 8 },
  { width: 683, height: 384, rows: 4 },
  { width: 360, height: 640, rows: 4 },
] as const;

/** Whole lines of the queue in sight, and what sticks out of the window, is cut, or lies below it. */
function drawn() {
  const box = document.getElementById("queue")?.getBoundingClientRect();
  const rows = [...document.querySelectorAll(".row")].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return box !== undefined && box.height > 0 && top >= box.top - 1 && bottom <= box.bottom + 1;
  });
  const { scrollWidth, clientWidth } = document.documentElement;
  const buttons = [...document.querySelectorAll("header :is(button, select), .do button, .tip-head button")];
  const cut = buttons.filter((button) => {
    const { left, right, top, bottom, width } = button.getBoundingClientRect();
    return width > 0 && (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight);
  });
  const name = document.querySelector("header .who");
  if (name && name.scrollWidth > name.clientWidth) cut.push(name);
  const words = document.querySelector(".own-words .quoted")?.getBoundingClientRect().top;
  return {
    rows: rows.length,
    isWide: scrollWidth > clientWidth,
    cut: cut.map(({ textContent }) => textContent),
    words: words ?? null,
  };
}

test("the list and the review are in sight at every size, nothing is cut, and axe finds nothing serious", async () => {
  const { page } = bench;
  for (const { width, height, rows } of SIZES) {
    await page.setViewport({ width, height });
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press("Escape");
    await bench.drawn();
    const list = await page.evaluate(drawn);
    expect([width, list.rows >= rows, list.isWide, list.cut]).toEqual([width, true, false, []]);
    if (width === 360) expect(await seriousOn(page)).toEqual([]);
    await bench.click("#show-filters");
    expect([width, await page.evaluate(drawn)]).toMatchObject([width, { isWide: false, cut: [] }]);
    await bench.click("#show-filters");
    await page.keyboard.press("o");
    await bench.drawn();
    const tip = await page.evaluate(drawn);
    expect([width, tip.isWide, tip.cut]).toEqual([width, false, []]);
    expect(await bench.text(".do")).toContain(en.together.setAside);
    if (width === 1366) expect(tip.words).toBeLessThan(240);
    if (width === 360) expect(await seriousOn(page)).toEqual([]);
    await page.keyboard.press("m");
    // Where the tip takes the place of the list, what is docked below that is in the tip's bar.
    const undo = await page.waitForSelector(":is(#undo, .undo-here)::-p-aria(Undo)", { visible: true });
    expect([width, await page.evaluate(drawn)]).toMatchObject([width, { isWide: false, cut: [] }]);
    await undo?.click();
    await bench.sees(en.casebook.none);
  }
  await page.setViewport({ width: 1366, height: 768 });
});

test("what is looked for is marked in the lines; several tips are treated in one step, those in danger one by one", async () => {
  const { page } = bench;
  await bench.lookFor("man");
  const marks = await page.$$eval(".excerpt mark", (all) => all.map(({ textContent }) => textContent ?? ""));
  expect(marks.length).toBeGreaterThan(0);
  expect(marks.filter((mark) => mark.toLowerCase() !== "man")).toEqual([]);
  await bench.lookFor("");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Escape");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("PageUp");
  for (const key of [" ", "j", " ", "j", " "] as const) await page.keyboard.press(key);
  await bench.sees(en.triage.selected(3));
  await bench.sees(en.triage.stay(1));
  await bench.select("#bulk-change", "status in_progress");
  await bench.sees(en.triage.didMany(en.triage.did.set, 3));
  await bench.press(en.together.setAside);
  await bench.sees(en.together.asideNow(2));
  await bench.press(en.together.undo);
  await bench.press(en.together.undo);
  await bench.sees(en.casebook.none);
});
