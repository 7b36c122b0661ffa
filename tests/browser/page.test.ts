import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { en } from "../../client/source/strings/en.ts";
import { equalBytes } from "../../crypto/bytes.ts";
import { sourcePageOf } from "../support/built-pages.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { largeJpeg } from "../support/pictures.ts";
import { startProxy, type TestProxy } from "../support/proxy.ts";
import { type ReceivedTip, receivedTips } from "../support/received.ts";
import { inLong } from "../support/seeded.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { SourcePage } from "../support/source-page.ts";

const POLL = { timeout: 90_000 };
const NARRATIVE = "每星期四下午,餐馆后面的房间。\nབོད་ཡིག ئۇيغۇرچە — since March.";

const instance = testInstance();
const [identityFile = ""] = instance.identityFiles;
const folder = mkdtempSync(join(tmpdir(), "nightjar-page-"));
const photo = join(folder, "IMG_20260314_Müller.jpg");
const photoBytes = largeJpeg();
const opened = new Map<string, ReceivedTip>();

let data: string;
let server: RunningServer;
let network: TestProxy;
/** At default settings. */
let firefox: Firefox;

beforeAll(async () => {
  firefox = await sharedFirefox();
  writeFileSync(photo, photoBytes);
  data = await prepareData({ instance, page: await sourcePageOf(instance.anchor) });
  server = await startServer({ data });
});
beforeEach(async () => {
  network = await startProxy(server.url);
});
afterEach(() => network[Symbol.asyncDispose]());

afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await server.stop();
  removeData(data);
  rmSync(folder, { recursive: true });
});

describe.each([
  ["default settings", undefined] as const,
  // At Safer the whole way goes, with files, in whole-way.test.ts, and a larger file in network.test.ts.
  ...inLong([], [["the Safer level's settings", SAFER] as const]),
])("at %s", (level, preferences) => {
  let own: Firefox | undefined;
  let page: Page;
  let source: SourcePage;

  beforeAll(async () => {
    own = preferences && (await launchFirefox(preferences));
    page = await (own ?? firefox).context.newPage();
    source = new SourcePage(page);
  });
  afterAll(async () => {
    await page.close();
    await own?.[Symbol.asyncDispose]();
  });

  test("a tip with a photo of 3 MB arrives, and opens as it was sent", async () => {
    await source.open(`${network.url}/`);
    const text = `${NARRATIVE} ${level}`;
    await source.narrate(text);
    await source.attach(photo);
    expect(await source.fileNames()).toEqual(["01-photo.jpg"]);
    await source.send();
    await source.reaches("arrived");
    expect(await source.text()).toContain(en.ends.arrived);

    const { tip, files } = await received(text);
    expect(tip.language).toBe("en");
    expect(tip.instance).toEqual(instance.anchor.instance);
    expect(tip.roster).toEqual(instance.roster.digest);
    expect(tip.attachments).toEqual([
      {
        name: "attachments/01-photo.jpg",
        type: "image/jpeg",
        size: photoBytes.length,
        cleaned: [],
        original: null,
      },
    ]);
    expect([...files.keys()]).toEqual(["attachments/01-photo.jpg"]);
    expect(equalBytes(files.get("attachments/01-photo.jpg") ?? new Uint8Array(0), photoBytes)).toBe(true);

    const upload = network.requests.map(
      ({ method, path }) => `${method} ${path.replace(/[0-9a-f]{32}/, "ID")}`,
    );
    expect(upload.sort()).toEqual([
      "GET /",
      "GET /v1/roster",
      "POST /v1/uploads/ID/commit",
      "PUT /v1/uploads/ID/parts/0",
      "PUT /v1/uploads/ID/parts/1",
      "PUT /v1/uploads/ID/parts/2",
    ]);
  });
});

describe("a network that breaks", () => {
  let source: SourcePage;
  beforeAll(() => {
    source = new SourcePage(firefox.page);
  });

  async function sendPhoto(text: string): Promise<void> {
    await source.open(`${network.url}/`);
    await tellWithPhoto(text);
  }

  async function tellWithPhoto(text: string): Promise<void> {
    await source.narrate(text);
    await source.attach(photo);
    await source.send();
  }

  const putsOf = (part: number) =>
    network.requests.filter(({ path }) => path.endsWith(`/parts/${part}`)).length;

  test("the upload ends well although every part, and the commit, is cut off twice at first", async () => {
    // Of a connection that was kept Firefox itself asks once more, and the page hears nothing of the first cut.
    const cuts = new Map<string, number>();
    network.decide = ({ method, path }) => {
      const before = cuts.get(path) ?? 0;
      if (method === "GET" || before === 2) return "pass";
      cuts.set(path, before + 1);
      return "cut";
    };
    await source.open(`${network.url}/`);
    const told = await newsOn(firefox.page);
    await tellWithPhoto("cut off");
    await source.reaches("arrived");
    expect(await told()).toContain(en.sending.waiting(1));
    expect(equalBytes(attachmentOf(await received("cut off")), photoBytes)).toBe(true);
    expect(putsOf(0)).toBe(3);
  });

  test("the upload ends well although the server is killed and started again under way", async () => {
    let killed: Promise<void> | undefined;
    network.decide = ({ path }) => {
      if (path.endsWith("/parts/1")) killed ??= restart();
      return "pass";
    };
    await sendPhoto("killed");
    await source.reaches("arrived");
    await killed;
    expect(equalBytes(attachmentOf(await received("killed")), photoBytes)).toBe(true);
  });

  test("what was stopped goes on from the first part that is missing", async () => {
    network.decide = ({ path }) => (path.endsWith("/parts/2") ? "full" : "pass");
    await sendPhoto("went on");
    await source.reaches("stopped");
    expect(await source.text()).toContain(en.sentences.serverFull);
    expect(await source.text()).toContain(en.ends.nothingLost);
    network.decide = () => "pass";
    await source.press(en.way.tryAgain);
    await source.reaches("arrived");
    expect(equalBytes(attachmentOf(await received("went on")), photoBytes)).toBe(true);
    expect(putsOf(0)).toBe(1);
  });

  test("nothing leaves while nothing is said, nor in a pause; who stops finds everything there, and it is sent once", async () => {
    await source.open(`${network.url}/`);
    await source.attach(photo);
    await source.goTo("review");
    expect(await source.text()).toContain(en.review.nothing);
    expect(await firefox.page.$eval("button.primary", (button) => button.disabled)).toBe(true);
    expect(network.requests.every(({ method }) => method === "GET")).toBe(true);
    network.decide = ({ path }) => (path.endsWith("/parts/1") ? "hold" : "pass");
    await source.narrate("second thoughts");
    await source.send();
    await firefox.page.waitForSelector("progress[value]");
    await source.press(en.sending.cancel);
    await source.reaches("writing");
    await source.goTo("files");
    expect(await source.fileNames()).toEqual(["01-photo.jpg"]);
    const first = network.requests.length;
    await source.send();
    await firefox.page.waitForSelector("progress[value]");
    await source.press(en.sending.pause);
    await expect.poll(() => source.text(), POLL).toContain(en.sending.paused);
    const before = network.requests.length;
    await pause(1_500);
    expect(network.requests.length).toBe(before);
    network.decide = () => "pass";
    await source.press(en.sending.resume);
    await source.reaches("arrived");
    expect(equalBytes(attachmentOf(await received("second thoughts")), photoBytes)).toBe(true);
    const again = network.requests.slice(first).filter(({ path }) => path.endsWith("/parts/0"));
    expect(again).toHaveLength(1);
  });

  async function restart(): Promise<void> {
    await server.kill();
    await pause(1_500);
    server = await startServer({ data });
    network.target = server.url;
  }
});

/** The one tip in the spool with this narrative. */
async function received(narrative: string): Promise<ReceivedTip> {
  const tips = await receivedTips(data, identityFile, opened);
  const [found, ...more] = tips.filter(({ tip }) => tip.report.narrative === narrative);
  if (!found || more.length > 0) throw new Error(`${tips.length} tips, ${more.length + 1} of them match`);
  return found;
}

function attachmentOf({ files }: ReceivedTip): Uint8Array {
  return files.get("attachments/01-photo.jpg") ?? new Uint8Array(0);
}

/** From now on: what is said beside the bar. */
async function newsOn(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const news = new Set<string>();
    Object.assign(window, { news });
    const note = () => news.add(document.querySelector(".news")?.textContent ?? "");
    new MutationObserver(note).observe(document.documentElement, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => [...(window as unknown as { news: Set<string> }).news]);
}
