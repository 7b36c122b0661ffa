import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CourierPage, packFile } from "../support/courier-page.ts";
import { startCourierServer } from "../support/courier-server.ts";
import { launchFirefox, SAFER, SMOOTH } from "../support/firefox.ts";
import { newSeed, testInstance } from "../support/instance.ts";
import { memoryOfFirefox, peakWhile } from "../support/process-memory.ts";

/** Envelopes with a photo or two, and as many of what a text takes: 125 MB. */
const LARGE = 80;
const FILLING = [150, (i: number) => (i < LARGE ? 1_500_000 : 68_740)] as const;

/** courier.html at Safer's settings, and private as Tor Browser is: how long a round takes, and what it takes of memory at most. */
export async function benchCourier(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-bench-courier-"));
  const owner = { instance: testInstance(), seed: newSeed() };
  await using server = await startCourierServer(owner, FILLING);
  await using firefox = await launchFirefox({
    ...SAFER,
    ...SMOOTH,
    "browser.privatebrowsing.autostart": true,
  });
  const root = firefox.page.browser().process()?.pid;
  if (root === undefined) throw new Error("Firefox has no process");
  const courier = await CourierPage.of(firefox, folder);
  await courier.unlock(await packFile(folder, { ...owner, host: new URL(server.url).host }));
  await courier.sees("Fetch what is new");
  const idle = memoryOfFirefox(root);
  const bytes = server.envelopes.reduce((sum, { size }) => sum + size, 0);
  console.log(`\nA courier's round by courier.html, at Safer: ${FILLING[0]} envelopes, ${inMB(bytes)}\n`);
  let saved = "";
  const steps: [string, () => Promise<void>][] = [
    [
      "fetched",
      async () => {
        await courier.press("fetch");
        await courier.sees("Save the bundle");
      },
    ],
    [
      "saved",
      async () => {
        saved = await courier.save();
      },
    ],
    [
      "read back and acknowledged",
      async () => {
        await courier.choose("saved", saved);
        await courier.sees("The server knows that you have");
      },
    ],
  ];
  for (const [what, step] of steps) {
    const begun = performance.now();
    const most = await peakWhile(root, step);
    const seconds = (performance.now() - begun) / 1000;
    const above = (whose: "all" | "page") => `${((most[whose] - idle[whose]) / bytes).toFixed(2)}×`;
    console.log(
      `${what.padEnd(30)} ${seconds.toFixed(1)} s, at most ${above("all")} the bundle above idle, ${above("page")} in the page`,
    );
  }
  rmSync(folder, { recursive: true });
}

function inMB(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
