import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../client/courier/page/strings/en.ts";
import { LANGUAGES } from "../../client/courier/page/strings/languages.ts";
import { contentsOf } from "../client/cli/support/courier.ts";
import { seriousOn } from "../support/axe.ts";
import { CourierPage, packFile } from "../support/courier-page.ts";
import { type CourierServer, startCourierServer } from "../support/courier-server.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { newSeed, testInstance } from "../support/instance.ts";
import { placeOf } from "../support/proxy.ts";
import { inLong } from "../support/seeded.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";

const POLL = { timeout: 60_000 };
/** Where pictures go that somebody wants to look at. */
const PICTURES = process.env.NIGHTJAR_PICTURES;

const folder = mkdtempSync(join(tmpdir(), "nightjar-courier-"));
const owner = { instance: testInstance(), seed: newSeed() };
let firefox: Firefox;
let page: Page;
let courier: CourierPage;
const none = join(folder, "notes.txt");
beforeAll(async () => {
  // At Safer the same is fetched, saved and read back beside the letters.
  firefox = await inLong(sharedFirefox, () => launchFirefox(SAFER))();
  page = firefox.page;
  courier = await CourierPage.of(firefox, folder);
  writeFileSync(none, "no pack, and no bundle");
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const packFor = ({ url }: { readonly url: string }, seed = owner.seed) =>
  packFile(folder, { ...owner, seed, host: new URL(url).host });

/** The id of what has the focus, or else its name. */
const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);

/** What stands below every step, and is read out when it changes. */
const LIVE = ".panel > :last-child [role]";
const markLive = () =>
  page.$$eval(LIVE, (regions) => {
    for (const region of regions) region.setAttribute("data-before", "");
  });
const stillLive = () =>
  page.$$eval(`${LIVE}[data-before]`, (regions) => regions.map((region) => region.getAttribute("role")));

async function picture(name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  for (const width of [1200, 360]) {
    await page.setViewport({ width, height: 900 });
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
  }
}

test("what is new is fetched, saved, read back, and acknowledged: exactly what the saved file holds", async () => {
  await using server = await startCourierServer(owner, [7, (i) => (i === 0 ? 3_000_000 : 20_000 + i)]);
  await courier.unlock(await packFor(server));
  await courier.sees(en.ready.heading);
  await picture("ready");

  // The network breaks in the middle of each envelope, once; what had come isn't asked for again.
  const cut = new Set<string>();
  server.network.decide = ({ path }) => {
    if (!path.startsWith(placeOf("")) || cut.has(path)) return "pass";
    cut.add(path);
    return { cutAfter: 2_000_000 };
  };
  await markLive();
  await page.focus("#fetch");
  await courier.press("fetch");
  await courier.sees(en.fetched.heading(7, "3.1 MB"));
  expect(await focused(), "the button is gone, and what is new begins with its heading").toBe("H1");
  expect(server.fetched().some(({ from }) => from > 0)).toBe(true);
  expect(server.acknowledged()).toEqual([]);
  await picture("fetched");

  const saved = await courier.save();
  await courier.sees(en.fetched.choose);
  await picture("saved");
  expect(await seriousOn(page)).toEqual([]);
  expect(server.acknowledged()).toEqual([]);
  expect((await contentsOf(saved)).ids).toEqual(server.ids);

  await courier.choose("saved", none);
  await courier.sees(en.errors["not-a-bundle"]);
  const whole = readFileSync(saved);
  // As on a busy machine, nothing is drawn for a while: what is refused meanwhile is said anew all the same.
  await page.evaluate(() => {
    const soon = requestAnimationFrame;
    window.requestAnimationFrame = (draw) => window.setTimeout(() => soon(draw), 1_000);
  });
  for (const [name, bytes] of damagedCopies(whole)) {
    const copy = join(folder, `${name}.bundle`);
    writeFileSync(copy, bytes);
    await page.$eval(".error", (said) => said.setAttribute("data-before", ""));
    await courier.choose("saved", copy);
    await page.waitForSelector(".error:not([data-before])", POLL).catch(async (cause) => {
      throw new Error(`${name}: ${await courier.text()}`, { cause });
    });
    expect(await courier.text(), name).toContain(en.errors["bundle-damaged"]);
    expect(server.acknowledged(), name).toEqual([]);
  }
  await picture("refused");

  await courier.choose("saved", saved);
  await courier.sees(en.done.acknowledged("", 7).trim());
  await picture("done");
  expect(server.acknowledged()).toEqual(server.ids);
  expect(await stillLive(), "what is read out stands before it is filled").toEqual(["status", "alert"]);
  await courier.press("more");
  await courier.press("fetch");
  await courier.sees(en.fetched.nothing);
}, 240_000);

test("two servers make one bundle; one that fails is named, and after a crash each is told of its own", async () => {
  await using one = await startCourierServer(owner, [3, () => 5_000]);
  await using other = await startCourierServer(owner, [2, () => 6_000]);
  await using stranger = await startCourierServer({ ...owner, seed: newSeed() }, [1, () => 7_000]);
  const hosts = (...servers: CourierServer[]) => servers.map(({ url }) => new URL(url).host);
  await courier.unlock(await packFile(folder, { ...owner, host: hosts(one, stranger) }));
  await courier.sees(en.ready.doors);
  for (const name of hosts(one, stranger)) await courier.sees(name);
  await picture("ready-two");
  expect(await seriousOn(page)).toEqual([]);
  await courier.press("fetch");
  await courier.sees(en.fetched.heading(3, "15 KB"));
  const [name = ""] = hosts(stranger);
  await courier.sees(`${en.fetched.failed(name)} ${en.errors["courier-refused"]}`);
  await picture("one-failed");
  expect(await seriousOn(page)).toEqual([]);

  const pack = await packFile(folder, { ...owner, host: hosts(one, other) });
  await courier.unlock(pack);
  await courier.press("fetch");
  await courier.sees(en.fetched.heading(5, "27 KB"));
  const saved = await courier.save();
  expect((await contentsOf(saved)).ids).toEqual([...one.ids, ...other.ids].sort());
  await courier.unlock(pack);
  await courier.press("left > summary");
  await courier.choose("saved-before", saved);
  await expect.poll(other.acknowledged, POLL).toEqual(other.ids);
  await courier.sees(en.done.acknowledged("", 5).trim());
  expect(one.acknowledged()).toEqual(one.ids);
}, 240_000);

/** Copies with one byte flipped, in the beginning, in an envelope and behind its middle; and cut short, twice. */
function damagedCopies(whole: Buffer): [string, Buffer][] {
  const flipped = (at: number) => {
    const copy = Buffer.from(whole);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  return [
    ["manifest", flipped(700)],
    ["envelope", flipped(Math.floor(whole.length * 0.6))],
    ["late", flipped(whole.length - 3000)],
    ["cut", whole.subarray(0, Math.floor(whole.length / 2))],
    ["cut-late", whole.subarray(0, whole.length - 1024 - 512 * 8)],
  ];
}

describe("what goes wrong is said, with what to do", () => {
  let server: CourierServer;
  beforeAll(async () => {
    server = await startCourierServer(owner, [3, () => 5_000]);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test("a wrong passphrase; a file that is no pack; a courier whom the server doesn't know", async () => {
    await courier.start();
    await courier.choose("pack", await packFor(server));
    await page.type("#passphrase", "demo demo dem0");
    await page.waitForSelector("#open:not(:disabled)", POLL);
    await page.focus("#open");
    await courier.press("open");
    await courier.sees(en.errors["wrong-passphrase"]);
    expect(await focused(), "where one types again").toBe("passphrase");
    await picture("wrong-passphrase");
    await courier.unlock(none);
    await courier.sees(en.errors["not-a-pack"]);
    await courier.unlock(await packFor(server, newSeed()));
    await page.waitForSelector("#fetch", POLL);
    await page.focus("#fetch");
    await courier.press("fetch");
    await courier.sees(en.errors["courier-refused"]);
    expect(await focused(), "what was pressed waited, and has the focus again").toBe("fetch");
    await picture("revoked");
    expect(server.fetched()).toEqual([]);
    server.network.decide = () => "hold";
    await courier.press("fetch");
    await page.waitForSelector("#stop", { ...POLL, visible: true });
    await page.focus("#stop");
    await courier.press("stop");
    await courier.sees(en.errors.interrupted);
    expect(await focused(), "Stop is hidden, and what it stopped has the focus").toBe("fetch");
    server.network.decide = () => "pass";
    await page.focus("#lock");
    await courier.press("lock");
    await courier.sees(en.first.heading);
    expect(await focused(), "the lock is hidden, and the first step begins with its heading").toBe("H1");
  }, 120_000);

  test("another courier's bundle; after a crash its own file and the pack are enough", async () => {
    const pack = await packFor(server);
    await courier.unlock(pack);
    await courier.press("fetch");
    await courier.sees(en.fetched.save);
    const saved = await courier.save();
    await courier.unlock(await packFor(server, newSeed()));
    await courier.press("left > summary");
    await courier.choose("saved-before", saved);
    await courier.sees(en.errors["bundle-foreign"]);
    expect(server.acknowledged()).toEqual([]);
    await courier.unlock(pack);
    await courier.choose("saved-before", saved);
    await expect.poll(server.acknowledged, POLL).toEqual(server.ids);
    expect(await courier.text()).not.toContain(en.done.other);
  }, 120_000);

  test("a day again: all of it comes, and nothing is acknowledged by it", async () => {
    await using other = await startCourierServer(owner, [6, () => 4_000]);
    const today = new Date().toISOString().slice(0, 10);
    await courier.unlock(await packFor(other));
    await courier.press("again > summary");
    await courier.press("fetch-again");
    await courier.sees(en.fetched.heading(2, "8 KB"));
    await courier.choose("saved", await courier.save());
    await courier.sees(en.done.whole("", 2).trim());
    expect(other.acknowledged()).toEqual([]);
    expect(other.network.requests.some(({ path }) => path.endsWith(`/days/${today}/all`))).toBe(true);
  }, 120_000);
});

test("the first screen, in every language, says how to compare the file; what was begun stays as it is", async () => {
  await courier.start();
  await courier.choose("pack", none);
  await page.type("#passphrase", "half a pass");
  await courier.press("compare > summary");
  await page.focus("#passphrase");
  for (const strings of LANGUAGES) {
    await page.select("#language", strings.language);
    await courier.sees(strings.first.heading);
    await courier.sees(strings.first.compare.where);
    await courier.sees("notes.txt");
    const typed = await page.$eval("#passphrase", (field) => (field as HTMLInputElement).value);
    expect([typed, await focused()]).toEqual(["half a pass", "passphrase"]);
    await picture(`first-${strings.language}`);
  }
  expect(await seriousOn(page)).toEqual([]);
});
