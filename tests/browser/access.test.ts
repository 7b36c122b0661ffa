import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stepsOf } from "../../client/source/steps.ts";
import { en } from "../../client/source/strings/en.ts";
import { LANGUAGES } from "../../client/source/strings/languages.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { launchFirefox } from "../support/firefox.ts";
import { largeJpeg, tellingJpeg } from "../support/pictures.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { SourcePage } from "../support/source-page.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ALL = stepsOf({ kinds: ["station", "pressure"], fromFile: false }).slice(1);
const folder = mkdtempSync(join(tmpdir(), "nightjar-access-"));
const files = ["photo.jpg", "broken.jpg", "letter.pdf"].map((name) => join(folder, name));
const large = join(folder, "large.jpg");
let served: ServedPage;

beforeAll(async () => {
  const [photo = "", broken = "", letter = ""] = files;
  writeFileSync(photo, tellingJpeg());
  writeFileSync(broken, tellingJpeg().subarray(0, 300));
  writeFileSync(letter, "%PDF-1.7");
  writeFileSync(large, largeJpeg());
  served = await servePage({ mirror: true });
});
afterAll(async () => {
  await served[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const mirror: Strings = { ...en, direction: "rtl", name: "Mirror" };

describe.each([...LANGUAGES, mirror].map((strings): [string, Strings] => [strings.name, strings]))(
  "%s",
  (_name, strings) => {
    test.each(["light", "dark"])("axe finds nothing serious on any step (%s)", async (scheme) => {
      await using firefox = await launchFirefox({
        "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
      });
      const found: string[] = [];
      await walk(firefox.page, strings, async (step) => {
        for (const violation of await seriousOn(firefox.page)) found.push(`${step}: ${violation}`);
      });
      expect(found).toEqual([]);
    });

    test.each([320, 500, 1200])("fits a window %i pixels wide, on every step", async (width) => {
      await using firefox = await launchFirefox();
      await firefox.page.setViewport({ width, height: 600 });
      const wide: string[] = [];
      await walk(firefox.page, strings, async (step) => {
        const { page, window } = await firefox.page.evaluate(() => ({
          page: document.documentElement.scrollWidth,
          window: document.documentElement.clientWidth,
        }));
        if (page > window) wide.push(`${step}: ${page}`);
      });
      expect(wide).toEqual([]);
    });
  },
);

test("a language from right to left mirrors the layout", async () => {
  await using firefox = await launchFirefox();
  const source = new SourcePage(firefox.page);
  const sides = async (strings: Strings) => {
    await source.open(`${served.network.url}/`, strings);
    await source.goTo("topic");
    return firefox.page.evaluate(() => {
      const centre = (selector: string) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return box ? Math.round(box.left + box.width / 2) : -1;
      };
      return [".leave", "header svg", ".choice input", ".actions .primary", ".actions .quiet"].map(centre);
    });
  };
  const [plain, mirrored] = [await sides(en), await sides(mirror)];
  const width = await firefox.page.evaluate(() => document.documentElement.clientWidth);
  expect(await firefox.page.$eval("html", (html) => html.dir)).toBe("rtl");
  for (const [i, centre] of plain.entries())
    expect(Math.abs((mirrored[i] ?? 0) - (width - centre))).toBeLessThan(3);
});

test("the keyboard alone goes the whole way, and each step begins at its heading", async () => {
  await using firefox = await launchFirefox();
  const { page } = firefox;
  const source = new SourcePage(page);
  await page.goto(`${served.network.url}/`);
  await source.checked();
  const press = async (...keys: ("Tab" | "Space" | "Enter")[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement?.id ?? document.activeElement?.tagName);
  await press("Tab", "Enter");
  await source.goTo("begin");
  expect(await focused()).toBe("heading");
  const toPrimary = async () => {
    for (let i = 0; i < 40; i++) {
      if (await page.evaluate(() => document.activeElement?.classList.contains("primary"))) return;
      await press("Tab");
    }
    throw new Error("no way forward by keyboard");
  };
  await toPrimary();
  await press("Enter");
  expect(await source.at()).toBe("topic");
  expect(await focused()).toBe("heading");
  await press("Tab", "Space");
  for (let at = await source.at(); at !== "review"; at = await source.at()) {
    await toPrimary();
    await press("Enter");
    expect(await focused()).toBe("heading");
  }
  await toPrimary();
  await press("Enter");
  await source.reaches("arrived");
  const [received] = await served.received();
  expect(received?.tip.report.station).not.toBeNull();
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
  network.decide = () => "pass";
  await source.press(strings.way.tryAgain);
  await source.reaches("arrived");
  await look("arrived");
}

/** What axe calls serious or critical, as "rule: where". Its program goes in by the driver, past the page's policy. */
async function seriousOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`${AXE}; undefined`);
  const result: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => JSON.stringify(
      violations.filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ": " + target.join(" ")))))`,
  );
  const list: unknown = JSON.parse(String(result));
  return Array.isArray(list) ? list.map(String) : [];
}
