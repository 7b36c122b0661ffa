/** Writes every state of the source's page, wide and narrow, light and dark, into screenshots/. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { buildSourcePage } from "../../client/source/build/build.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { addSeconds, instantOf, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { launchFirefox } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { startProxy, type TestProxy } from "../support/proxy.ts";
import { rosterFileAt } from "../support/roster-files.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { SourcePage } from "../support/source-page.ts";

const FOLDER = "screenshots";
const SCHEMES = { light: 1, dark: 0 };
const WIDTHS = { desktop: { width: 1280, height: 900 }, narrow: { width: 360, height: 740 } };

const NARRATIVE = `每星期四下午,餐馆后面的房间里有人办“护照手续”。他们问的不是护照,而是我哥哥在哪里。
Since March. They call it a service centre; there is no sign on the door.`;

type Shoot = (name: string) => Promise<void>;

const files = await mkdtemp(join(tmpdir(), "nightjar-screenshots-"));
const photo = join(files, "IMG_20260314_181502.jpg");
const letter = join(files, "scan.pdf");
await writeFile(photo, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(3_100_000, 7)]));
await writeFile(letter, Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(180_000, 9)]));
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
      await shootAll(firefox.page, proxy, async (name) => {
        await firefox.page.evaluate(() => window.scrollTo(0, 0));
        const path = `${FOLDER}/${name}-${width}-${scheme}.png` as const;
        await firefox.page.screenshot({ path, fullPage: true });
      });
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
async function shootAll(page: Page, network: TestProxy, shoot: Shoot): Promise<void> {
  const source = new SourcePage(page);
  await shootRefusal(source, network, shoot);

  await source.open(`${network.url}/`);
  await shoot("01-empty");
  await source.press("Seal and send");
  await shoot("02-nothing-written");
  await source.write(NARRATIVE);
  await source.attach(photo, letter);
  await shoot("03-written");

  network.decide = ({ path }) => (path.endsWith("/parts/2") ? "hold" : "pass");
  await source.press("Seal and send");
  await page.waitForSelector("progress[value]");
  await new Promise((resolve) => setTimeout(resolve, 500));
  await shoot("04-sending");
  await source.press("Stop and go back");
  await source.reaches("writing");

  network.decide = ({ method }) => (method === "PUT" ? "cut" : "pass");
  await source.press("Seal and send");
  await page.waitForFunction(() => document.querySelector(".words")?.textContent?.includes("broke off"));
  await shoot("05-trying-again");
  await source.press("Stop and go back");
  await source.reaches("writing");

  network.decide = ({ method }) => (method === "PUT" ? "full" : "pass");
  await source.press("Seal and send");
  await source.reaches("stopped");
  await shoot("06-stopped");
  network.decide = () => "pass";
  await source.press("Save the sealed file");
  await source.reaches("saved");
  await shoot("07-saved");
  await source.press("Back to what you wrote");
  await source.reaches("writing");
  await source.press("Seal and send");
  await source.reaches("arrived");
  await shoot("08-arrived");
  await source.press("Wipe this page");
  await shoot("09-wiped");
  await shootWithoutScript(page, network, shoot);
}

/** What is seen at Safest. (A browser that is driven by script can't go there, so the page is taken there.) */
async function shootWithoutScript(page: Page, network: TestProxy, shoot: Shoot): Promise<void> {
  const text = new TextDecoder().decode(html).replaceAll("noscript>", "div>");
  network.replaced.set("/", new TextEncoder().encode(text.replace(/<script>.*<\/script>/s, "")));
  await page.goto(`${network.url}/`);
  await shoot("10-without-javascript");
  network.replaced.delete("/");
}

/** A currency statement that has run out. */
async function shootRefusal(source: SourcePage, network: TestProxy, shoot: Shoot): Promise<void> {
  const past = addSeconds(instantOf(Date.now()), -20 * SECONDS_PER_DAY);
  network.replaced.set("/v1/roster", encodeRosterFile(rosterFileAt(instance, past)));
  await source.open(`${network.url}/`);
  await shoot("00-refused");
  network.replaced.delete("/v1/roster");
}
