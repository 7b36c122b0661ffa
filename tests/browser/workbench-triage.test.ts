import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeyInput } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../client/workbench/strings/en.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { type Desk, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { mixedTips } from "../support/mixed-tips.ts";
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
  firefox = await launchFirefox();
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
