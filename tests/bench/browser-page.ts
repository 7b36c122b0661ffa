import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { phoneFilm } from "../client/pictures/iso/iso-files.ts";
import { sourcePageOf } from "../support/built-pages.ts";
import { type Firefox, launchFirefox, SAFER, SMOOTH } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { type Memory, memoryOfFirefox, peakWhile } from "../support/process-memory.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { SourcePage } from "../support/source-page.ts";
import type { BenchPage } from "./browser/page.ts";
import { startSite } from "./browser/site.ts";
import { median, printMeasure } from "./measure.ts";

const LENGTH = 100_000_000;
const GAP_LENGTH = 50_000_000;
const FILM_SECONDS = 30;
const STARTS = 5;
/** How often 50 MB are sealed: at Safer once takes 20 s. */
const SEALINGS = 5;
const LEVELS = { "default settings": {}, Safer: SAFER };

/** What can be asked for alone, by `--line`. */
const LINES = ["start", "worker", "sealing", "cleaning", "gap"] as const;
type Line = (typeof LINES)[number];

/** Some levels and lines of the table, by how their names begin; all, if nothing is said. */
export interface Asked {
  readonly level?: string | undefined;
  readonly line?: string | undefined;
}

/**
 * The source's page itself, from a real server: how soon it can be written in, what time and memory a large file takes,
 * and for how long it answers nobody meanwhile.
 */
export async function benchPage({ level: ofLevel = "", line: ofLine = "" }: Asked = {}): Promise<void> {
  const wants = (line: Line) => line.startsWith(ofLine);
  const instance = testInstance({ reviewers: 5 });
  await using site = await startSite(instance);
  const data = await prepareData({ instance, page: await sourcePageOf(instance.anchor) });
  const server = await startServer({ data });
  const folder = mkdtempSync(join(tmpdir(), "nightjar-bench-"));
  const large = join(folder, "large.bin");
  const film = join(folder, "film.mov");
  const clip = join(folder, "clip.bin");
  writeFileSync(large, new Uint8Array(LENGTH));
  writeFileSync(film, phoneFilm(FILM_SECONDS));
  writeFileSync(clip, new Uint8Array(GAP_LENGTH));
  console.log("\nThe source's page in Firefox, five reviewers\n");
  for (const [level, preferences] of Object.entries(LEVELS)) {
    if (!level.toLowerCase().startsWith(ofLevel.toLowerCase())) continue;
    await using firefox = await launchFirefox({ ...SMOOTH, ...preferences });
    if (wants("start")) {
      const { input, trust } = await secondsToStart(firefox, server.url);
      printMeasure(`last byte of the page to first input, ${level}`, seconds(input), "below 1 s");
      printMeasure(`last byte of the page to a verified roster, ${level}`, seconds(trust));
    }
    if (wants("worker")) {
      const { sealing, hashing } = await secondsToSeal(
        firefox,
        site.url,
        clip,
        level === "Safer" ? 1 : SEALINGS,
      );
      printMeasure(
        `50 MB sealed, from the worker's start to the last byte, ${level}`,
        `${seconds(sealing)}, ${(sealing / hashing).toFixed(1)} times as long as hashing`,
        level === "Safer" ? undefined : "below 1 s",
      );
    }
    if (wants("sealing"))
      printMemory(
        `while 100 MB are sealed and sent, ${level}`,
        await memoryAboveIdle(firefox, server.url, large),
      );
    if (wants("cleaning"))
      printMemory(
        `while a film of ${inMB(statSync(film).size)} is cleaned, sealed and sent, ${level}`,
        await memoryOfCleaning(firefox, server.url, film),
      );
    if (wants("gap")) {
      const gap = await longestGap(firefox, server.url, clip);
      printMeasure(
        `longest gap on the main thread while 50 MB are sealed and sent, ${level}`,
        `${Math.round(gap)} ms`,
        "below 100 ms",
      );
    }
  }
  rmSync(folder, { recursive: true });
  await server.stop();
  removeData(data);
}

/**
 * From the last byte of the page until a person can begin (choose a language), and until the roster has been fetched
 * and verified, so that what is written can be sealed.
 */
async function secondsToStart({ page }: Firefox, url: string): Promise<{ input: number; trust: number }> {
  await page.evaluateOnNewDocument(() => {
    new MutationObserver(() => {
      if (document.querySelector("main button")) performance.mark("input");
      if (document.querySelector('html[data-trust="verified"]')) performance.mark("trust");
    }).observe(document, { childList: true, subtree: true, attributes: true });
  });
  const times: { input: number; trust: number }[] = [];
  for (let i = 0; i < STARTS; i++) {
    const source = new SourcePage(page);
    await source.open(url);
    times.push(
      await page.evaluate(() => {
        const [navigation] = performance.getEntriesByType("navigation");
        const end = navigation instanceof PerformanceNavigationTiming ? navigation.responseEnd : Number.NaN;
        const after = (mark: string) => {
          const [first] = performance.getEntriesByName(mark);
          return ((first?.startTime ?? Number.NaN) - end) / 1000;
        };
        return { input: after("input"), trust: after("trust") };
      }),
    );
  }
  return { input: median(times.map(({ input }) => input)), trust: median(times.map(({ trust }) => trust)) };
}

/** Medians; by the page's worker alone, without a network. */
async function secondsToSeal({ page }: Firefox, url: string, file: string, rounds: number) {
  await page.goto(url);
  await (await page.$("input"))?.uploadFile(file);
  const run = (name: string) => (window as Window & { bench?: BenchPage }).bench?.sealFromStart(name);
  const times: { sealing: number; hashing: number }[] = [];
  for (let i = 0; i < rounds; i++)
    times.push((await page.evaluate(run, basename(file))) ?? { sealing: Number.NaN, hashing: Number.NaN });
  return {
    sealing: median(times.map(({ sealing }) => sealing)),
    hashing: median(times.map(({ hashing }) => hashing)),
  };
}

/** What Firefox took at most, over what it took while the page stood open with the file chosen. */
async function memoryAboveIdle({ page }: Firefox, url: string, file: string): Promise<Took> {
  const root = page.browser().process()?.pid;
  if (root === undefined) throw new Error("Firefox has no process");
  const source = await readyToSend(page, url, file);
  return await aboveIdleWhile(root, () => sendAll(page, source));
}

/** What Firefox took at most from a film's choosing to its end, over what it took with the page open for files. */
async function memoryOfCleaning({ page }: Firefox, url: string, film: string): Promise<Took> {
  const root = page.browser().process()?.pid;
  if (root === undefined) throw new Error("Firefox has no process");
  const source = new SourcePage(page);
  await source.open(url);
  await source.narrate("A bench.");
  await source.goTo("files");
  await pause(3_000);
  return await aboveIdleWhile(root, async () => {
    await source.attach(film);
    await source.goTo("review");
    await sendAll(page, source);
  });
}

/** What some work took at most over what was taken before it, and how long it was. */
interface Took extends Memory {
  readonly seconds: number;
}

async function aboveIdleWhile(root: number, work: () => Promise<void>): Promise<Took> {
  const idle = memoryOfFirefox(root);
  const begun = performance.now();
  const peak = await peakWhile(root, work);
  const seconds = (performance.now() - begun) / 1000;
  return { page: peak.page - idle.page, all: peak.all - idle.all, seconds };
}

/**
 * Milliseconds: the longest for which the page could not have answered a key or a click, of its ticks, one every
 * 4 ms, from the press of the button to the end. Nothing else is measured meanwhile: looking at memory stops Firefox.
 */
async function longestGap({ page }: Firefox, url: string, file: string): Promise<number> {
  const source = await readyToSend(page, url, file);
  await page.evaluate(() => {
    let last = performance.now();
    const gaps = { longest: 0 };
    setInterval(() => {
      const now = performance.now();
      gaps.longest = Math.max(gaps.longest, now - last);
      last = now;
    }, 0);
    Object.assign(window, { gaps });
  });
  await sendAll(page, source);
  return page.evaluate(() => (window as Window & { gaps?: { longest: number } }).gaps?.longest ?? Number.NaN);
}

async function readyToSend(page: Page, url: string, file: string): Promise<SourcePage> {
  const source = new SourcePage(page);
  await source.open(url);
  await source.narrate("A bench.");
  await source.attachAsTheyAre(file);
  await source.goTo("review");
  await pause(3_000);
  return source;
}

async function sendAll(page: Page, source: SourcePage): Promise<void> {
  await source.send();
  await page.waitForSelector('html[data-step="arrived"]', { timeout: 170_000 });
}

function printMemory(when: string, { page, all, seconds }: Took): void {
  printMeasure(`memory above idle ${when}`, mebibytes(page), "below 64 MiB");
  printMeasure(
    "  the browser's own process and all others with it",
    `${mebibytes(all)}, ${seconds.toFixed(1)} s`,
  );
}

function inMB(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
