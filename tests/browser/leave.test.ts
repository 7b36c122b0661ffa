import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { en } from "../../client/source/strings/en.ts";
import { sourcePageOf } from "../support/built-pages.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { largeJpeg } from "../support/pictures.ts";
import { inLong } from "../support/seeded.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { SourcePage } from "../support/source-page.ts";

const folder = mkdtempSync(join(tmpdir(), "nightjar-leave-"));
const photo = join(folder, "photo.jpg");
let served: ServedPage;
let firefox: Firefox;
/** A tab of its own for each test, without a past. */
let page: Page;
let source: SourcePage;

beforeAll(async () => {
  writeFileSync(photo, largeJpeg());
  served = await servePage();
  firefox = await inLong(sharedFirefox, () => launchFirefox(SAFER))();
});
beforeEach(async () => {
  page = await firefox.context.newPage();
  source = new SourcePage(page);
  // The browser asks, and lets nobody go back, only where somebody has pressed.
  source.byMouse = true;
});
afterEach(async () => {
  served.network.decide = () => "pass";
  served.network.replaced.clear();
  await page.close();
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const nowhere = () => expect.poll(() => page.url(), { timeout: 90_000 }).toBe("about:blank");

describe("leaving", () => {
  test("by the button: the page is gone, and going back doesn't lead to it", async () => {
    await source.open(`${served.network.url}/`);
    await source.narrate("secret");
    await source.press(en.leave);
    await nowhere();
    expect(await page.content()).not.toContain("secret");
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    await page.goBack().catch((error: unknown) => expect(error).toBeInstanceOf(Error));
    expect(await page.content()).not.toContain("secret");
  });

  test("forward, by the browser, doesn't pass what is to be mended, and back still leads back", async () => {
    await source.open(`${served.network.url}/`);
    await source.narrate("kept");
    await source.goTo("review");
    await page.evaluate(() => history.back());
    await source.reachesStep("tell");
    await source.narrate("x".repeat(100_000));
    for (let i = 0; i < 2; i++) {
      await page.evaluate(() => history.forward());
      await pause(500);
      expect(await source.at()).toBe("tell");
    }
    await source.press(en.way.back);
    await source.reachesStep("begin");
  });

  test("after going back and forth by the browser, which loses nothing: there is nothing to go back to either", async () => {
    await page.goto(`${served.network.url}/v1/anchor`);
    await source.open(`${served.network.url}/`);
    await source.narrate("kept");
    await source.goTo("review");
    for (const step of ["tell", "begin"] as const) {
      await page.evaluate(() => history.back());
      await source.reachesStep(step);
    }
    await page.evaluate(() => history.forward());
    await source.reachesStep("tell");
    expect(await page.$eval("textarea", ({ value }) => value)).toBe("kept");
    served.network.decide = ({ method }) => (method === "GET" ? "pass" : "full");
    await source.send();
    await source.reaches("stopped");
    await page.evaluate(() => history.back());
    await source.reaches("writing");
    await source.reachesStep("review");
    expect(await source.text()).toContain("kept");
    await source.press(en.leave);
    await nowhere();
    await page.goBack().catch((error: unknown) => expect(error).toBeInstanceOf(Error));
    await expect.poll(() => page.content()).toContain("anchor");
    expect(source.dialogs).toEqual([]);
  });

  test("before a language is chosen", async () => {
    await page.goto(`${served.network.url}/`);
    await page.click("button.leave");
    await nowhere();
  });

  test("by Escape three times, also from within a text; twice doesn't", async () => {
    await source.open(`${served.network.url}/`);
    await source.narrate("secret");
    await page.focus("textarea");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    expect(await source.at()).toBe("tell");
    await pause(3_200);
    for (let i = 0; i < 3; i++) await page.keyboard.press("Escape");
    await nowhere();
  });

  test("while sending: nothing more is asked of the network, and the server has nothing whole", async () => {
    served.network.decide = ({ path }) => (path.endsWith("/parts/1") ? "hold" : "pass");
    await source.open(`${served.network.url}/`);
    await source.narrate("on its way");
    await source.attach(photo);
    await source.send();
    await page.waitForSelector("progress[value]");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await nowhere();
    const before = served.network.requests.length;
    await pause(3_000);
    expect(served.network.requests.length).toBe(before);
    const narratives = (await served.received()).map(({ tip }) => tip.report.narrative);
    expect(narratives).not.toContain("on its way");
  });

  test("to the page that was chosen at build", async () => {
    const leaveTo = `${served.network.url}/v1/anchor`;
    served.network.replaced.set("/", await sourcePageOf(served.instance.anchor, { leaveTo }));
    await source.open(`${served.network.url}/`);
    await source.press(en.leave);
    await expect.poll(() => page.url(), { timeout: 90_000 }).toBe(leaveTo);
  });

  test("after everything has arrived: wiped, and gone", async () => {
    await source.open(`${served.network.url}/`);
    expect(await page.title()).toBe(en.title);
    expect(await page.$eval(".demo", (element) => element.innerHTML)).toBe(en.demo);
    await source.narrate("once said");
    await source.send();
    await source.reaches("arrived");
    expect(await page.content()).not.toContain("once said");
    await source.press(en.ends.wipe);
    await nowhere();
  });
});

describe("closing by accident", () => {
  test("the browser asks while something unsent is there, and not otherwise", async () => {
    await source.open(`${served.network.url}/`);
    await page.reload();
    expect(source.dialogs).toEqual([]);
    await source.checked();
    await source.press(en.name);
    await source.goTo("topic");
    await source.tick("station");
    await page.reload();
    expect(source.dialogs).toEqual(["beforeunload"]);
  });
});
