import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { launchFirefox, SAFER, SMOOTH } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import type { BenchPage } from "./browser/page.ts";
import { startSite } from "./browser/site.ts";
import { type Pair, print, printMeasure, type Result, resultOf } from "./measure.ts";

interface Size {
  readonly name: string;
  readonly bytes: number;
}

const KIB: Size = { name: "1 KiB", bytes: 1024 };
const MB1: Size = { name: "1 MB", bytes: 1_000_000 };
const MB10: Size = { name: "10 MB", bytes: 10_000_000 };
const MB50: Size = { name: "50 MB", bytes: 50_000_000 };
const SIZES = [KIB, MB1, MB10, MB50];

/** Rounds for each size; at the Safer level 50 MB take 20 s and more, so one has to do there. */
const LEVELS = [
  {
    name: "default settings",
    preferences: {},
    rounds: new Map([
      [KIB, 30],
      [MB1, 15],
      [MB10, 5],
      [MB50, 3],
    ]),
  },
  {
    name: "Safer",
    preferences: SAFER,
    rounds: new Map([
      [KIB, 7],
      [MB1, 3],
      [MB10, 2],
      [MB50, 1],
    ]),
  },
];

const RIVALS = { typage: "typage", openpgp: "OpenPGP.js 6 (v6 keys, AES-GCM)" } as const;

/** Sealing in a real Firefox, in workers, by our page's own road and by two others: one table for each level. */
export async function benchBrowser(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-bench-"));
  const paths = SIZES.map(({ name, bytes }) => {
    const path = join(folder, name);
    writeFileSync(path, randomBytes(bytes));
    return path;
  });
  await using site = await startSite(testInstance({ reviewers: 5 }));
  for (const { name, preferences, rounds } of LEVELS) {
    await using firefox = await launchFirefox({ ...SMOOTH, ...preferences });
    const { page } = firefox;
    await page.goto(site.url);
    await (await page.$("input"))?.uploadFile(...paths);
    await page.evaluate(() => (window as Window & { bench?: BenchPage }).bench?.start());
    const results: Result[] = [];
    for (const size of SIZES) results.push(...(await benchSize(page, size, rounds.get(size) ?? 1)));
    print(`Sealing to 5 hybrid recipients in Firefox, ${name}; theirs seal what is not padded`, results);
    await benchGaps(page);
  }
  rmSync(folder, { recursive: true });
}

/** All three in turn, round by round; small and middling sizes once uncounted before. */
async function benchSize(page: Page, size: Size, rounds: number): Promise<Result[]> {
  const times: Record<keyof typeof RIVALS, Pair[]> = { typage: [], openpgp: [] };
  for (let round = rounds > 1 ? -1 : 0; round < rounds; round++) {
    const ours = await seal(page, "ours", size);
    for (const rival of ["typage", "openpgp"] as const) {
      const theirs = await seal(page, rival, size);
      if (round >= 0) times[rival].push({ ours, theirs });
    }
  }
  return (["typage", "openpgp"] as const).map((rival) =>
    resultOf(`${size.name} / ${RIVALS[rival]}`, times[rival], size.bytes / 1e6, "MB/s"),
  );
}

function seal(page: Page, who: Parameters<BenchPage["seal"]>[0], size: Size): Promise<number> {
  const run = (name: typeof who, file: string) =>
    (window as Window & { bench?: BenchPage }).bench?.seal(name, file);
  return page.evaluate(run, who, size.name).then((seconds) => seconds ?? Number.NaN);
}

async function benchGaps(page: Page): Promise<void> {
  const idle = await page.evaluate(() => (window as Window & { bench?: BenchPage }).bench?.watchIdle(3));
  const sealing = await page.evaluate(
    (file) => (window as Window & { bench?: BenchPage }).bench?.sealAndWatch(file),
    MB50.name,
  );
  printMeasure("longest gap on the main thread while nothing is done", milliseconds(idle));
  printMeasure(
    "longest gap on the main thread while 50 MB are sealed",
    milliseconds(sealing?.gap),
    "below 100 ms",
  );
}

function milliseconds(seconds = Number.NaN): string {
  return `${Math.round(seconds * 1000)} ms`;
}
