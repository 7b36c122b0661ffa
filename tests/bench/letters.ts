import { once } from "node:events";
import { createServer } from "node:http";
import type { Page } from "puppeteer-core";
import { bundle } from "../../client/build/bundle.ts";
import { launchFirefox, SAFER, SMOOTH } from "../support/firefox.ts";
import type { LettersBenchPage } from "./letters/page.ts";
import { median, printMeasure } from "./measure.ts";

const ROUNDS = 5;
const MB = 1_000_000;
const LEVELS = { "default settings": {}, Safer: SAFER };

/** Looking for letters, making mailbags, and what a proof takes, in a real Firefox by the library that the pages have. */
export async function benchLetters(): Promise<void> {
  const script = await bundle("tests/bench/letters/page.ts", {}, []);
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><meta charset="utf-8"><title>Bench</title><script>${script}</script>`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the site has no port");
  console.log("\nLetters in Firefox\n");
  for (const [level, preferences] of Object.entries(LEVELS)) {
    await using firefox = await launchFirefox({ ...SMOOTH, ...preferences });
    await firefox.page.goto(`http://127.0.0.1:${address.port}/`);
    await benchLevel(firefox.page, level);
  }
  server.close();
  server.closeAllConnections();
}

async function benchLevel(page: Page, level: string): Promise<void> {
  const ask = (what: keyof LettersBenchPage, count = 0, native = true) =>
    page.evaluate(
      (name, many, host) => {
        const bench = (window as Window & { bench?: LettersBenchPage }).bench;
        return bench?.[name](many, host);
      },
      what,
      count,
      native,
    );
  printMeasure(`a mailbag of eight, ${level}`, await inTurn(() => ask("makeBag")));
  printMeasure(`from a codename to its keys, ${level}`, await inTurn(() => ask("derive")));
  printMeasure(`looking through 128 slots, ${level}`, await inTurn(() => ask("look", 128)), "0.3 s at Safer");
  printMeasure(
    `looking through 128 slots without X25519 of the browser's, ${level}`,
    await inTurn(() => ask("look", 128, false)),
  );
  printMeasure(`looking through a full pool of 288, ${level}`, await inTurn(() => ask("look", 288)));
  printMeasure(`hashing 100 MB for a proof, ${level}`, await inTurn(() => ask("hash", 100 * MB)));
}

async function inTurn(measure: () => Promise<number | undefined>): Promise<string> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round++) taken.push((await measure()) ?? Number.NaN);
  return `${median(taken).toFixed(3)} s`;
}
