import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ElementHandle, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseCourierAddress } from "../../client/courier/address.ts";
import { sealPack } from "../../client/courier/pack.ts";
import { buildCourier } from "../../client/courier/page/build/build.ts";
import { en } from "../../client/courier/page/strings/en.ts";
import { LANGUAGES } from "../../client/courier/page/strings/languages.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import { contentsOf } from "../client/cli/support/courier.ts";
import { seriousOn } from "../support/axe.ts";
import { type CourierServer, startCourierServer } from "../support/courier-server.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { newSeed, testInstance } from "../support/instance.ts";
import { placeOf } from "../support/proxy.ts";

const PASSPHRASE = "demo demo demo";
const POLL = { timeout: 60_000 };
/** Where pictures go that somebody wants to look at. */
const PICTURES = process.env.NIGHTJAR_PICTURES;

const folder = mkdtempSync(join(tmpdir(), "nightjar-courier-"));
const owner = { instance: testInstance(), seed: newSeed() };
let html: string;
let firefox: Firefox;
let page: Page;
beforeAll(async () => {
  html = join(folder, "courier.html");
  writeFileSync(html, await buildCourier());
  firefox = await launchFirefox(SAFER);
  page = firefox.page;
  page.on("dialog", (dialog) => void dialog.accept().catch(() => {}));
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** A pack for a server, sealed with less work than a real one, in a file. */
async function packFor({ url }: { readonly url: string }, seed: SigningSeed = owner.seed): Promise<string> {
  const addresses = [parseCourierAddress(new URL(url).host)];
  const pack = { anchor: owner.instance.anchor, seed: seed.slice() as SigningSeed, addresses };
  const path = join(mkdtempSync(join(folder, "pack-")), "swift.pack");
  writeFileSync(path, await sealPack(pack, PASSPHRASE, noble, 8));
  return path;
}

const text = () => page.$eval("body", (body) => (body as HTMLElement).innerText);
const sees = (words: string) => expect.poll(text, POLL).toContain(words);
const press = (id: string) =>
  page
    .waitForSelector(`#${id}:not(:disabled)`, POLL)
    .then((button) => button?.evaluate((found) => (found as HTMLElement).click()));
async function choose(id: string, path: string): Promise<void> {
  const field = (await page.waitForSelector(`input#${id}`, POLL)) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(path);
}

async function unlock(pack: string, passphrase = PASSPHRASE): Promise<void> {
  await page.goto(pathToFileURL(html).href);
  await choose("pack", pack);
  await page.type("#passphrase", passphrase);
  await press("open");
}

/** Saves the bundle that is offered, as the browser does. */
async function save(): Promise<string> {
  const before = new Set(readdirSync(firefox.downloads));
  const news = () => readdirSync(firefox.downloads).filter((name) => !before.has(name));
  await press("save");
  await expect.poll(() => news().length === 1 && !news()[0]?.endsWith(".part"), POLL).toBe(true);
  const [name = ""] = news();
  return join(firefox.downloads, name);
}

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
  await unlock(await packFor(server));
  await sees(en.ready.heading);
  await picture("ready");
  expect(await seriousOn(page)).toEqual([]);

  // The network breaks in the middle of each envelope, once; what had come isn't asked for again.
  const cut = new Set<string>();
  server.network.decide = ({ path }) => {
    if (!path.startsWith(placeOf("")) || cut.has(path)) return "pass";
    cut.add(path);
    return { cutAfter: 2_000_000 };
  };
  await press("fetch");
  await sees(en.fetched.heading(7, "3.1 MB"));
  expect(server.fetched().some(({ from }) => from > 0)).toBe(true);
  expect(server.acknowledged()).toEqual([]);
  await picture("fetched");

  const saved = await save();
  await sees(en.fetched.choose);
  await picture("saved");
  expect(await seriousOn(page)).toEqual([]);
  expect(server.acknowledged()).toEqual([]);
  expect((await contentsOf(saved)).ids).toEqual(server.ids);

  await choose("saved", html);
  await sees(en.troubles["not-a-bundle"]);
  const whole = readFileSync(saved);
  for (const [name, bytes] of damagedCopies(whole)) {
    const copy = join(folder, `${name}.bundle`);
    writeFileSync(copy, bytes);
    await page.$eval(".trouble", (said) => said.setAttribute("data-before", ""));
    await choose("saved", copy);
    await page.waitForSelector(".trouble:not([data-before])", POLL);
    expect(await text(), name).toContain(en.troubles["bundle-damaged"]);
    expect(server.acknowledged(), name).toEqual([]);
  }
  await picture("refused");

  await choose("saved", saved);
  await sees(en.done.acknowledged("", 7).trim());
  await picture("done");
  expect(server.acknowledged()).toEqual(server.ids);
  await press("more");
  await press("fetch");
  await sees(en.fetched.nothing);
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
    await unlock(await packFor(server), "demo demo dem0");
    await sees(en.troubles["wrong-passphrase"]);
    await picture("wrong-passphrase");
    await unlock(html);
    await sees(en.troubles["not-a-pack"]);
    await unlock(await packFor(server, newSeed()));
    await press("fetch");
    await sees(en.troubles["courier-refused"]);
    await picture("revoked");
    expect(server.fetched()).toEqual([]);
  }, 120_000);

  test("another courier's bundle; after a crash its own file and the pack are enough", async () => {
    const pack = await packFor(server);
    await unlock(pack);
    await press("fetch");
    await sees(en.fetched.save);
    const saved = await save();
    await unlock(await packFor(server, newSeed()));
    await press("left > summary");
    await choose("saved-before", saved);
    await sees(en.troubles["bundle-foreign"]);
    expect(server.acknowledged()).toEqual([]);
    await unlock(pack);
    await choose("saved-before", saved);
    await expect.poll(server.acknowledged, POLL).toEqual(server.ids);
    expect(await text()).not.toContain(en.done.other);
  }, 120_000);

  test("a day again: all of it comes, and nothing is acknowledged by it", async () => {
    await using other = await startCourierServer(owner, [6, () => 4_000]);
    const today = new Date().toISOString().slice(0, 10);
    await unlock(await packFor(other));
    await press("again > summary");
    await press("fetch-again");
    await sees(en.fetched.heading(2, "8 KB"));
    await choose("saved", await save());
    await sees(en.done.whole("", 2).trim());
    expect(other.acknowledged()).toEqual([]);
    expect(other.network.requests.some(({ path }) => path.endsWith(`/days/${today}/all`))).toBe(true);
  }, 120_000);
});

test("the first screen, in every language, says how to compare the file", async () => {
  await page.goto(pathToFileURL(html).href);
  for (const strings of LANGUAGES) {
    await page.select("#language", strings.language);
    await sees(strings.first.heading);
    await sees(strings.first.compare.summary);
    await picture(`first-${strings.language}`);
    expect(await seriousOn(page)).toEqual([]);
  }
});
