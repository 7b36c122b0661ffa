import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildSourcePage } from "../../client/source/build/build.ts";
import { en } from "../../client/source/strings/en.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { memoryOfTree, peakWhile } from "../support/process-memory.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { SourcePage } from "../support/source-page.ts";
import { median, printMeasure } from "./measure.ts";

const LENGTH = 100_000_000;
const STARTS = 5;
const LEVELS = { "default settings": {}, Safer: SAFER };

/** The source's page itself, from a real server: how soon it can be written in, and what memory a large file takes. */
export async function benchPage(): Promise<void> {
  const instance = testInstance({ reviewers: 5 });
  const data = prepareData({ instance, page: await buildSourcePage(encodeAnchor(instance.anchor)) });
  const server = await startServer({ data });
  const folder = mkdtempSync(join(tmpdir(), "nightjar-bench-"));
  const film = join(folder, "film.bin");
  writeFileSync(film, new Uint8Array(LENGTH));
  console.log("\nThe source's page in Firefox, five reviewers\n");
  for (const [level, preferences] of Object.entries(LEVELS)) {
    await using firefox = await launchFirefox(preferences);
    const start = await secondsToFirstInput(firefox, server.url);
    printMeasure(
      `last byte of the page to first input possible, ${level}`,
      `${start.toFixed(2)} s`,
      "below 1 s",
    );
    const more = await memoryAboveIdle(firefox, server.url, film);
    printMeasure(
      `memory above idle while 100 MB are sealed and sent, ${level}`,
      `${Math.round(more / 2 ** 20)} MiB`,
      "below 64 MiB",
    );
  }
  rmSync(folder, { recursive: true });
  await server.stop();
  removeData(data);
}

/** From the last byte of the page until the form is there, the roster fetched and verified in between. */
async function secondsToFirstInput({ page }: Firefox, url: string): Promise<number> {
  await page.evaluateOnNewDocument(() => {
    new MutationObserver(() => {
      if (document.querySelector("textarea")) performance.mark("input");
    }).observe(document, { childList: true, subtree: true });
  });
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    await new SourcePage(page).open(url);
    times.push(
      await page.evaluate(() => {
        const [navigation] = performance.getEntriesByType("navigation");
        const [input] = performance.getEntriesByName("input");
        if (!(navigation instanceof PerformanceNavigationTiming) || !input) return Number.NaN;
        return (input.startTime - navigation.responseEnd) / 1000;
      }),
    );
  }
  return median(times);
}

/** All of Firefox's processes together, over what they took while the page stood open with the file chosen. */
async function memoryAboveIdle({ browser, page }: Firefox, url: string, file: string): Promise<number> {
  const root = browser.process()?.pid;
  if (root === undefined) throw new Error("Firefox has no process");
  const source = new SourcePage(page);
  await source.open(url);
  await source.write("A bench.");
  await source.attach(file);
  await pause(3_000);
  const idle = memoryOfTree(root);
  const peak = await peakWhile(root, async () => {
    await source.press(en.send);
    await page.waitForSelector('html[data-step="arrived"]', { timeout: 170_000 });
  });
  return peak - idle;
}
