/** Writes every step of the source's page, in each language, wide and narrow, light and dark, into screenshots/. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { buildSourcePage } from "../../client/source/build/build.ts";
import { stepsOf } from "../../client/source/steps.ts";
import { LANGUAGES } from "../../client/source/strings/languages.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { addSeconds, instantOf, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { launchFirefox } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { largeJpeg, tellingJpeg } from "../support/pictures.ts";
import { startProxy, type TestProxy } from "../support/proxy.ts";
import { rosterFileAt } from "../support/roster-files.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { SourcePage } from "../support/source-page.ts";

const FOLDER = "screenshots";
const SCHEMES = { light: 1, dark: 0 };
const WIDTHS = { desktop: { width: 1280, height: 900 }, narrow: { width: 360, height: 740 } };

const NARRATIVE: Readonly<Record<Strings["language"], string>> = {
  en: "A room behind the restaurant. They say they help with passports. They ask where people’s relatives are.",
  "zh-Hans": "餐馆后面有一个房间，说是帮人办护照手续。他们问的不是护照，而是家里人在哪里。",
  "zh-Hant": "餐館後面有一個房間，說是幫人辦護照手續。他們問的不是護照，而是家裡人在哪裡。",
};

type Shoot = (name: string) => Promise<void>;

const files = await mkdtemp(join(tmpdir(), "nightjar-screenshots-"));
const chosen = ["IMG_20260314_181502.jpg", "scan.pdf", "broken.jpg", "large.jpg"].map((name) =>
  join(files, name),
);
const [photo = "", letter = "", broken = "", large = ""] = chosen;
await writeFile(photo, tellingJpeg());
await writeFile(letter, Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(180_000, 9)]));
await writeFile(broken, tellingJpeg().subarray(0, 300));
await writeFile(large, largeJpeg());
await mkdir(FOLDER, { recursive: true });

const instance = testInstance();
const html = await buildSourcePage(encodeAnchor(instance.anchor));
const data = prepareData({ instance, page: html });
const server = await startServer({ data });
const proxy = await startProxy(server.url);
try {
  for (const [scheme, preference] of Object.entries(SCHEMES)) {
    await using firefox = await launchFirefox({
      "layout.css.prefers-color-scheme.content-override": preference,
    });
    for (const [width, viewport] of Object.entries(WIDTHS)) {
      await firefox.page.setViewport(viewport);
      for (const strings of LANGUAGES) {
        await shootAll(firefox.page, strings, proxy, async (name) => {
          await firefox.page.evaluate(() => window.scrollTo(0, 0));
          const path = `${FOLDER}/${strings.language}-${width}-${scheme}-${name}.png` as const;
          await firefox.page.screenshot({ path, fullPage: true });
        });
      }
    }
  }
  console.log(`The pictures are in ${FOLDER}/.`);
} finally {
  await proxy[Symbol.asyncDispose]();
  await server.stop();
  removeData(data);
  await rm(files, { recursive: true });
}

/** One walk through the page, with the network failing where a picture needs it. */
async function shootAll(page: Page, strings: Strings, network: TestProxy, shoot: Shoot): Promise<void> {
  const source = new SourcePage(page);
  await shootRefusal(source, strings, network, shoot);
  await page.goto(`${network.url}/`);
  await source.checked();
  await shoot("00-language");
  await source.open(`${network.url}/`, strings);
  await shootSteps(source, strings, shoot);
  await shootSending(page, source, strings, network, shoot);
  await shootWithoutScript(page, network, shoot);
}

async function shootSteps(source: SourcePage, strings: Strings, shoot: Shoot): Promise<void> {
  const steps = stepsOf({ kinds: ["station", "pressure"], fromFile: false }).slice(1);
  for (const [i, step] of steps.entries()) {
    await source.goTo(step);
    if (step === "topic") await source.tick("station", "pressure");
    if (step === "premises") await source.tick("restaurant", "other");
    if (step === "stationPlace") {
      await source.tick("exact");
      await source.choose("country", "DE");
      await source.write("city", "Berlin");
      await source.write("address", "Kantstraße 1");
    }
    if (step === "since") {
      await source.choose("year", "2023");
      await source.choose("month", "3");
    }
    if (step === "direct") await source.tick("persuade_contact", "video_interrogation");
    if (step === "relationship") await source.tick("worked_there");
    if (step === "basis") await source.tick("saw_heard_myself", "fairly");
    if (step === "need") await source.tick("danger_now");
    if (step === "consent") await source.tick("authorities");
    if (step === "narrative") await source.write("narrative", NARRATIVE[strings.language]);
    if (step === "files") await source.attach(photo, letter, broken, large);
    await shoot(`${String(i + 1).padStart(2, "0")}-${step}`);
  }
}

async function shootSending(
  page: Page,
  source: SourcePage,
  strings: Strings,
  network: TestProxy,
  shoot: Shoot,
): Promise<void> {
  network.decide = ({ path }) => (path.endsWith("/parts/2") ? "hold" : "pass");
  await source.send();
  await page.waitForSelector("progress[value]");
  await new Promise((resolve) => setTimeout(resolve, 500));
  await shoot("20-sending");
  await source.press(strings.sending.pause);
  await shoot("21-paused");
  await source.press(strings.sending.cancel);
  await source.reaches("writing");

  network.decide = ({ method }) => (method === "PUT" ? "cut" : "pass");
  await source.send();
  await page.waitForFunction(
    (label) => [...document.querySelectorAll("button")].some((button) => button.textContent === label),
    {},
    strings.sending.retryNow,
  );
  await shoot("22-trying-again");
  await source.press(strings.sending.cancel);
  await source.reaches("writing");

  network.decide = ({ method }) => (method === "PUT" ? "full" : "pass");
  await source.send();
  await source.reaches("stopped");
  await shoot("23-stopped");
  network.decide = () => "pass";
  await source.press(strings.ends.saveSealedFile);
  await source.reaches("saved");
  await shoot("24-saved");
  await source.press(strings.ends.back);
  await source.reaches("writing");
  await source.send();
  await source.reaches("arrived");
  await shoot("25-arrived");
}

/** What is seen at Safest. (A browser that is driven by script can't go there, so the page is taken there.) */
async function shootWithoutScript(page: Page, network: TestProxy, shoot: Shoot): Promise<void> {
  const text = new TextDecoder().decode(html).replaceAll("noscript>", "div>");
  network.replaced.set("/", new TextEncoder().encode(text.replace(/<script>.*<\/script>/s, "")));
  await page.goto(`${network.url}/`);
  await shoot("30-without-javascript");
  network.replaced.delete("/");
}

/** A currency statement that has run out. */
async function shootRefusal(
  source: SourcePage,
  strings: Strings,
  network: TestProxy,
  shoot: Shoot,
): Promise<void> {
  const past = addSeconds(instantOf(Date.now()), -20 * SECONDS_PER_DAY);
  network.replaced.set("/v1/roster", encodeRosterFile(rosterFileAt(instance, past)));
  await source.open(`${network.url}/`, strings);
  await source.reaches("refused");
  await shoot("31-refused");
  network.replaced.delete("/v1/roster");
}
