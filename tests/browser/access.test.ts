import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { QUESTIONS, type Question, stepsOf } from "../../client/source/steps.ts";
import { en } from "../../client/source/strings/en.ts";
import { LANGUAGES } from "../../client/source/strings/languages.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { zhHans } from "../../client/source/strings/zh-hans.ts";
import { zhHant } from "../../client/source/strings/zh-hant.ts";
import { addSeconds, instantOf, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { seriousOn } from "../support/axe.ts";
import type { Firefox } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { largeJpeg, tellingJpeg } from "../support/pictures.ts";
import { rosterFileAt } from "../support/roster-files.ts";
import { inLong } from "../support/seeded.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { SourcePage } from "../support/source-page.ts";
import { withoutScript } from "../support/without-script.ts";
import { answerEverything } from "./every-answer.ts";

const ALL = stepsOf(false).slice(1);
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
  served = await servePage({ mirror: true, instance: testInstance({ letters: 1 }) });
  firefox = await sharedFirefox();
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

const measured = inLong([], [...LANGUAGES, mirror])
  .filter((strings) => !looked.some(([name]) => name === strings.name))
  .map((strings): [string, Strings] => [strings.name, strings]);

test.each(looked)(
  "%s: axe finds nothing serious on any step, light or dark, and every step fits windows from 320 pixels on",
  async (_name, strings) => {
    await using page = await firefox.context.newPage();
    const found: string[] = [];
    await walk(page, strings, async (step) => {
      for (const violation of await seriousOn(page)) found.push(`${step}: ${violation}`);
      found.push(...(await tooWide(page, step)));
    });
    expect(found).toEqual([]);
  },
);

test.each(measured)("%s: every step fits windows from 320 pixels on", async (_name, strings) => {
  await using page = await firefox.context.newPage();
  const found: string[] = [];
  await walk(page, strings, async (step) => void found.push(...(await tooWide(page, step))));
  expect(found).toEqual([]);
});

/** Whether it fits, and whether all that is pressed is 44 pixels high and nothing that warns is grey. */
async function tooWide(page: Page, step: string): Promise<string[]> {
  const found = await page.evaluate(() => {
    const shown = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
    const pressed = "button, summary, select, input[type=text], textarea, label.choice, label.picker";
    const low = shown(pressed).filter((element) => element.getBoundingClientRect().height < 43.9);
    const grey = getComputedStyle(document.querySelector("header") ?? document.body).color;
    const warns = ".warning p, .points *, .notes *, .notice, .care, .hints, .confirm p, .narrows, .news";
    const pale = shown(warns).filter((element) => getComputedStyle(element).color === grey);
    const small = shown(".warning p, .points *, .notes *, .notice, .care, .hints, .confirm p").filter(
      (element) => Number.parseFloat(getComputedStyle(element).fontSize) < 17,
    );
    const named = (what: string, elements: HTMLElement[]) =>
      elements.map((element) => `${what}: ${element.tagName} ${element.textContent}`);
    return [...named("low", low), ...named("grey", pale), ...named("small", small)];
  });
  for (const width of [320, 500, 1200]) {
    await page.setViewport({ width, height: 600 });
    const isWide = await page.evaluate(
      ({ scrollWidth, clientWidth } = document.documentElement) => scrollWidth > clientWidth,
    );
    if (isWide) found.push(`${step}: wider than ${width}`);
  }
  return found;
}

/** The two widths that the way is made for. */
const WINDOWS = [
  { width: 360, height: 640, beginWithin: 960 },
  { width: 1200, height: 800, beginWithin: 800 },
];
/** At how many of them a language is looked at in `npm test`; characters of either kind take the same room. */
const LOOKED_AT = new Map([
  [en.language, 2],
  [zhHant.language, 1],
]);

test.each(
  LANGUAGES.flatMap((strings) =>
    WINDOWS.slice(0, inLong(LOOKED_AT.get(strings.language) ?? 0, 2)).map(
      (window) => [strings.name, window.width, strings, window] as const,
    ),
  ),
)(
  "%s, %i pixels wide: Begin is in reach, one sentence takes few clicks and screens, and so does a whole report",
  async (_name, _width, strings, { beginWithin, ...viewport }) => {
    await using page = await firefox.context.newPage();
    await page.setViewport(viewport);
    const source = new SourcePage(page);
    await source.open(`${served.network.url}/`, strings);
    const begin = await page.$eval(".primary", (button) => button.getBoundingClientRect().bottom + scrollY);
    expect(begin).toBeLessThanOrEqual(beginWithin);

    const seen = await countOn(page);
    for (const pressed of [".primary", "textarea"]) await page.click(pressed);
    await page.keyboard.type("x");
    for (const _ of ["tell", "review"]) await page.click(".primary");
    await source.reaches("arrived");
    const screens = ["begin", "tell", "review", "arrived"];
    expect(await seen()).toEqual({ clicks: 4, screens });

    if (!inLong(strings === zhHant, true)) return;
    await source.open(`${served.network.url}/`, strings);
    const seenOfAll = await countOn(page);
    await answerEverything(source);
    await source.attach(...files);
    await source.send();
    await source.reaches("arrived");
    expect((await seenOfAll()).screens).toEqual(screens);
  },
);

/** From now on: how often something is pressed, and the screens on which something can be. */
async function countOn(page: Page): Promise<() => Promise<{ clicks: number; screens: string[] }>> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    const counted = { clicks: 0, screens: [dataset.at] };
    Object.assign(window, { counted });
    addEventListener(
      "click",
      ({ detail }) => {
        if (detail > 0) counted.clicks++;
      },
      { capture: true },
    );
    new MutationObserver(() => {
      const screen = dataset.step === "writing" ? dataset.at : dataset.step;
      if (screen !== "sending" && counted.screens.at(-1) !== screen) counted.screens.push(screen);
    }).observe(document.documentElement, { attributes: true });
  });
  return () =>
    page.evaluate(() => (window as unknown as { counted: { clicks: number; screens: string[] } }).counted);
}

test("a language from right to left mirrors the layout", async () => {
  await using page = await firefox.context.newPage();
  const source = new SourcePage(page);
  await source.load(`${served.network.url}/`);
  await source.checked();
  const sides = async (strings: Strings) => {
    await source.speak(strings);
    await source.goTo("tell");
    return page.evaluate(() => {
      const centre = (selector: string) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return box ? Math.round(box.left + box.width / 2) : -1;
      };
      return [".leave", "header svg", ".choice input", ".actions .primary", ".actions .quiet"].map(centre);
    });
  };
  const plain = await sides(en);
  await source.goTo("language");
  const mirrored = await sides(mirror);
  const width = await page.evaluate(() => document.documentElement.clientWidth);
  expect(await page.$eval("html", (html) => html.dir)).toBe("rtl");
  for (const [i, centre] of plain.entries())
    expect(Math.abs((mirrored[i] ?? 0) - (width - centre))).toBeLessThan(3);
});

test("the Tab key reaches what each step needs, and each step begins at its heading", async () => {
  await using page = await firefox.context.newPage();
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
    if (at === "tell") {
      await tabTo('input[value="station"]');
      await pressFocused();
      await tabTo('[data-question="premises"] summary');
      await pressFocused();
      await tabTo('input[value="restaurant"]');
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
  await source.load(`${network.url}/`);
  await source.checked();
  await look("language");
  await source.speak(strings);
  for (const step of ALL) {
    await source.goTo(step);
    if (step === "tell") {
      await source.goTo("topic");
      await source.tick("station", "pressure");
      // Only a section that is closed shows what was said to it.
      await look("tell, closed");
      for (const question of QUESTIONS) await answer(source, question);
    }
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

/** Opens a question, and puts something into it. */
async function answer(source: SourcePage, question: Question): Promise<void> {
  await source.goTo(question);
  if (question === "premises") await source.tick("other");
  if (question === "stationPlace") {
    await source.tick("exact");
    await source.write("address", "Kantstraße 1");
  }
  if (question === "relationship") await source.tick("worked_there");
  if (question === "need") await source.tick("danger_now");
  if (question === "consent") await source.tick("authorities");
  if (question === "narrative") await source.write("narrative", "x".repeat(300));
  if (question === "files") await source.attach(...files, large);
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
  await source.take("roster", saved);
  await page.waitForSelector("main .notice:not([hidden])");
  await look("roster refused");
  await source.take("roster", roster);
  await page.waitForSelector('html[data-trust="verified"]');
  await look("roster taken");
}
