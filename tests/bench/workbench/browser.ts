import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { bundle } from "../../../client/build/bundle.ts";
import { buildWorkbench } from "../../../client/workbench/build/build.ts";
import { en } from "../../../client/workbench/strings/en.ts";
import { encodeHybridIdentity, type HybridSeed } from "../../../crypto/age/identities.ts";
import { launchFirefox, SMOOTH } from "../../support/firefox.ts";
import { memoryOfFirefox } from "../../support/process-memory.ts";
import { WorkbenchPage } from "../../support/workbench-page.ts";
import { print, printMeasure, resultOf } from "../measure.ts";
import type { BenchDesk } from "./bench-desk.ts";
import type { RivalTimes } from "./rival-worker.ts";

const ROUNDS = 3;

/** Milliseconds until a round is given up. */
const PATIENCE = 900_000;

const QUERIES = ["派出所", "police station", "會長請客", "my cousin was", "Rotterdam", "馬德里火車站"];

/**
 * The workbench itself in Firefox, from its file on disk, with a bundle of synthetic tips: opening it, in turn with typage
 * and bare libsodium in one worker of another Firefox, then looking for things in it.
 */
export async function benchWorkbenchInFirefox(bench: BenchDesk): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-bench-"));
  try {
    const workbench = join(folder, "workbench.html");
    writeFileSync(workbench, await buildWorkbench());
    const rivals = await rivalsIn(folder, bench);
    const timed: (RivalTimes & { readonly ours: number })[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const ours = (await openOnce(workbench, bench, round === ROUNDS)) / bench.count;
      timed.push({ ours, ...(await rivalTimes(rivals, bench)) });
    }
    const result = (what: string, rival: keyof RivalTimes) =>
      resultOf(
        what,
        timed.map((times) => ({ ours: times.ours, theirs: times[rival] })),
        1,
        "tips/s",
      );
    print(`The workbench in Firefox, default settings, ${bench.count} small tips`, [
      result("it, an opener for each core / typage in one worker (goal: 8)", "typage"),
      result("the same / bare libsodium in one worker (goal: 0.67)", "bare"),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Seconds, in a Firefox that has just begun. @param isLast then it is looked at, too */
async function openOnce(workbench: string, bench: BenchDesk, isLast: boolean): Promise<number> {
  await using firefox = await launchFirefox(SMOOTH);
  const root = firefox.page.browser().process()?.pid ?? 0;
  const page = new WorkbenchPage(firefox.page);
  await page.start(workbench);
  await page.unlock(bench.vault);
  await page.unlocked();
  const idle = memoryOfFirefox(root);
  const seconds = await secondsToOpen(page, bench);
  const after = memoryOfFirefox(root);
  if (isLast) {
    console.log("\nThe queue in Firefox\n");
    printMeasure(`memory that ${bench.count} text tips take`, mebibytes(after.page - idle.page));
    await benchLooking(firefox.page);
  }
  return seconds;
}

/** From the choice of the file until every tip is in the queue and can be found by its words. */
async function secondsToOpen(page: WorkbenchPage, { bundle: path, count }: BenchDesk): Promise<number> {
  const start = performance.now();
  await page.choose("files", path);
  const isDone = () =>
    page.page.evaluate(
      (said) => document.querySelector(".count")?.textContent === said && !document.querySelector("progress"),
      en.queue.count(count, count),
    );
  // Not by `waitForFunction`, which tidies up when it has returned already, and Firefox may have been ended.
  while (!(await isDone())) {
    if (performance.now() - start > PATIENCE) throw new Error("not all tips were opened");
    await pause(100);
  }
  return (performance.now() - start) / 1000;
}

/** Milliseconds from a key or a choice until the frame that shows what came of it has been drawn. */
async function benchLooking(page: Page): Promise<void> {
  const typing: number[] = [];
  for (const query of QUERIES)
    for (let length = 1; length <= query.length; length++)
      typing.push(await millisecondsTo(page, "#search", "input", query.slice(0, length)));
  await millisecondsTo(page, "#search", "input", "");
  await page.click("#show-filters");
  const filtering: number[] = [];
  for (const [field, values] of Object.entries(CHOICES))
    for (const value of [...values, ""])
      filtering.push(await millisecondsTo(page, `#filter-${field}`, "change", value));
  printMeasure("a key in the search to the frame that shows it, p95", p95(typing), "below 50 ms");
  printMeasure("a filter to the frame that shows it, p95", p95(filtering), "below 100 ms");
}

const CHOICES = {
  kind: ["station", "pressure", "by-hand"],
  need: ["danger_now", "danger_soon"],
  language: ["en", "zh-Hans", "zh-Hant"],
  status: ["todo", "closed"],
} as const;

function millisecondsTo(page: Page, selector: string, event: string, value: string): Promise<number> {
  return page.$eval(
    selector,
    async (field, name, typed) => {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const start = performance.now();
      (field as HTMLInputElement).value = typed;
      field.dispatchEvent(new Event(name, { bubbles: true }));
      // What a frame shows has been drawn when the task behind it runs.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    },
    event,
    value,
  );
}

/** A page for them, and the envelopes one behind the other: paths. */
async function rivalsIn(folder: string, { some }: BenchDesk) {
  const script = await bundle("tests/bench/workbench/rival-page.ts", {
    BENCH_RIVALS: await bundle("tests/bench/workbench/rival-worker.ts", {}),
  });
  const html = join(folder, "rivals.html");
  const sealed = join(folder, "envelopes");
  writeFileSync(
    html,
    `<!doctype html><meta charset="utf-8"><title>Rivals</title><input type="file"><script>${script.replaceAll("</script", "<\\/script")}</script>`,
  );
  writeFileSync(sealed, Buffer.concat(some));
  return { html, sealed };
}

async function rivalTimes(
  { html, sealed }: Awaited<ReturnType<typeof rivalsIn>>,
  { some, seed }: BenchDesk,
): Promise<RivalTimes> {
  await using firefox = await launchFirefox(SMOOTH);
  const { page } = firefox;
  await page.goto(`file://${html}`);
  await (await page.$("input"))?.uploadFile(sealed);
  const identity = encodeHybridIdentity(seed as HybridSeed);
  const times = await page.evaluate(
    (sizes, secret) => (window as Window & { rivals?: Rivals }).rivals?.(sizes, secret),
    some.map(({ length }) => length),
    identity,
  );
  if (!times) throw new Error("the rivals did not run");
  return times;
}

type Rivals = (sizes: readonly number[], identity: string) => Promise<RivalTimes>;

function p95(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return `${(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN).toFixed(1)} ms`;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
