import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stepsOf } from "../../client/source/steps.ts";
import { en } from "../../client/source/strings/en.ts";
import { LANGUAGES } from "../../client/source/strings/languages.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { zhHans } from "../../client/source/strings/zh-hans.ts";
import { addSeconds, instantOf, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { seriousOn } from "../support/axe.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { largeJpeg, tellingJpeg } from "../support/pictures.ts";
import { rosterFileAt } from "../support/roster-files.ts";
import { inLong } from "../support/seeded.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { SourcePage } from "../support/source-page.ts";
import { withoutScript } from "../support/without-script.ts";

const ALL = stepsOf({ kinds: ["station", "pressure"], fromFile: false }).slice(1);
const folder = mkdtempSync(join(tmpdir(), "nightjar-access-"));
const files = ["photo.jpg", "broken.jpg", "letter.pdf"].map((name) => join(folder, name));
const large = join(folder, "large.jpg");
const saved = join(folder, "notes.html");
const roster = join(folder, "roster.json");
let served: ServedPage;
let firefox: Firefox;

beforeAll(async () => {
  const [photo = "", broken = "", letter = ""] = files;
  writeFileSync(photo, tellingJpeg());
  writeFileSync(broken, tellingJpeg().subarray(0, 300));
  writeFileSync(letter, "%PDF-1.7");
  writeFileSync(large, largeJpeg());
  served = await servePage({ mirror: true });
  firefox = await launchFirefox();
  writeFileSync(saved, served.html);
  writeFileSync(roster, encodeRosterFile(served.instance.file));
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const mirror: Strings = { ...en, direction: "rtl", name: "Mirror" };

/** What axe looks at is the same in every language, but for what a language is marked with. */
const looked: readonly (readonly [string, Strings])[] = [
  [en.name, en],
  ...inLong([], [[zhHans.name, zhHans] as const]),
];

const measured = inLong([zhHans], [...LANGUAGES, mirror])
  .filter((strings) => !looked.some(([name]) => name === strings.name))
  .map((strings): [string, Strings] => [strings.name, strings]);

test.each(looked)(
  "%s: axe finds nothing serious on any step, light or dark, and every step fits windows from 320 pixels on",
  async (_name, strings) => {
    await using page = await firefox.browser.newPage();
    const found: string[] = [];
    await walk(page, strings, async (step) => {
      for (const violation of await seriousOn(page)) found.push(`${step}: ${violation}`);
      found.push(...(await tooWide(page, step)));
    });
    expect(found).toEqual([]);
  },
);

test.each(measured)("%s: every step fits windows from 320 pixels on", async (_name, strings) => {
  await using page = await firefox.browser.newPage();
  const found: string[] = [];
  await walk(page, strings, async (step) => void found.push(...(await tooWide(page, step))));
  expect(found).toEqual([]);
});

async function tooWide(page: Page, step: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of [320, 500, 1200]) {
    await page.setViewport({ width, height: 600 });
    const isWide = await page.evaluate(
      ({ scrollWidth, clientWidth } = document.documentElement) => scrollWidth > clientWidth,
    );
    if (isWide) found.push(`${step}: wider than ${width}`);
  }
  return found;
}

test("a language from right to left mirrors the layout", async () => {
  await using page = await firefox.browser.newPage();
  const source = new SourcePage(page);
  const sides = async (strings: Strings) => {
    await source.open(`${served.network.url}/`, strings);
    await source.goTo("topic");
    return page.evaluate(() => {
      const centre = (selector: string) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return box ? Math.round(box.left + box.width / 2) : -1;
      };
      return [".leave", "header svg", ".choice input", ".actions .primary", ".actions .quiet"].map(centre);
    });
  };
  const [plain, mirrored] = [await sides(en), await sides(mirror)];
  const width = await page.evaluate(() => document.documentElement.clientWidth);
  expect(await page.$eval("html", (html) => html.dir)).toBe("rtl");
  for (const [i, centre] of plain.entries())
    expect(Math.abs((mirrored[i] ?? 0) - (width - centre))).toBeLessThan(3);
});

test("the Tab key reaches what each step needs, and each step begins at its heading", async () => {
  await using page = await firefox.browser.newPage();
  const source = new SourcePage(page);
  await page.goto(`${served.network.url}/`);
  await source.checked();
  const focused = () => page.evaluate(() => document.activeElement?.id);
  // A window without focus takes keys, but presses no buttons by them: native ones, so the browser's own affair.
  const pressFocused = () =>
    page.evaluate(() =>
      document.activeElement instanceof HTMLElement ? document.activeElement.click() : undefined,
    );
  const tabTo = async (selector: string) => {
    for (let i = 0; i < 60; i++) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab doesn't reach ${selector}`);
  };
  await tabTo('[lang="en"] button');
  await pressFocused();
  for (let at = await source.at(); at !== "review"; at = await source.at()) {
    expect(await focused()).toBe("heading");
    if (at === "topic") {
      await tabTo('input[value="station"]');
      await pressFocused();
    }
    await tabTo("button.primary");
    await pressFocused();
  }
  await tabTo(".leave");
  await tabTo("button.primary");
  await pressFocused();
  await source.reaches("arrived");
});

/** Every step with something in it, then what is shown while sending, after a failure, and at the end. */
async function walk(page: Page, strings: Strings, look: (step: string) => Promise<void>): Promise<void> {
  const source = new SourcePage(page);
  const { network } = served;
  await page.goto(`${network.url}/`);
  await source.checked();
  await look("language");
  await source.open(`${network.url}/`, strings);
  for (const step of ALL) {
    await source.goTo(step);
    if (step === "topic") await source.tick("station", "pressure");
    if (step === "premises") await source.tick("other");
    if (step === "stationPlace") {
      await source.tick("exact");
      await source.write("address", "Kantstraße 1");
    }
    if (step === "relationship") await source.tick("worked_there");
    if (step === "need") await source.tick("danger_now");
    if (step === "consent") await source.tick("authorities");
    if (step === "narrative") await source.write("narrative", "x".repeat(300));
    if (step === "files") await source.attach(...files, large);
    await look(step);
  }
  network.decide = ({ path }) => (path.endsWith("/parts/1") ? "hold" : "pass");
  await source.send();
  await page.waitForSelector("progress[value]");
  await look("sending");
  await source.press(strings.sending.cancel);
  await source.reaches("writing");
  network.decide = ({ method }) => (method === "GET" ? "pass" : "full");
  await source.send();
  await source.reaches("stopped");
  await look("stopped");
  await source.press(strings.ends.saveSealedFile);
  await source.reaches("saved");
  await look("saved");
  await source.press(strings.ends.back);
  await source.reaches("writing");
  network.decide = () => "pass";
  await source.send();
  await source.reaches("arrived");
  await look("arrived");
  await walkElsewhere(page, strings, look);
}

/** What is seen where the way ends at once: without JavaScript, with a roster that has run out, from the disk. */
async function walkElsewhere(
  page: Page,
  strings: Strings,
  look: (step: string) => Promise<void>,
): Promise<void> {
  const source = new SourcePage(page);
  const { network, instance } = served;
  network.replaced.set("/", withoutScript(served.html));
  await page.goto(`${network.url}/`);
  await look("without JavaScript");
  network.replaced.delete("/");

  const past = addSeconds(instantOf(Date.now()), -20 * SECONDS_PER_DAY);
  network.replaced.set("/v1/roster", encodeRosterFile(rosterFileAt(instance, past)));
  await source.open(`${network.url}/`, strings);
  await source.reaches("refused");
  await look("refused");
  network.replaced.delete("/v1/roster");

  await source.open(pathToFileURL(saved).href, strings);
  await source.goTo("roster");
  await look("roster wanted");
  const picker = await page.waitForSelector("input#roster");
  await picker?.uploadFile(saved);
  await page.waitForSelector("main .notice:not([hidden])");
  await look("roster refused");
  await (await page.waitForSelector("input#roster"))?.uploadFile(roster);
  await page.waitForSelector('html[data-trust="verified"]');
  await look("roster taken");
}
