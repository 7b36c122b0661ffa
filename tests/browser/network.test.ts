import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { equalBytes } from "../../crypto/bytes.ts";
import { LEAF_LENGTH } from "../../crypto/digest.ts";
import { envelopeLength } from "../../crypto/envelope.ts";
import { sourcePageOf } from "../support/built-pages.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { testInstance } from "../support/instance.ts";
import { type Fate, type PassedRequest, startProxy, type TestProxy } from "../support/proxy.ts";
import { type ReceivedTip, receivedTips } from "../support/received.ts";
import { inLong } from "../support/seeded.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { SourcePage } from "../support/source-page.ts";
import { COLLECTABLE, SentParts } from "./sent-parts.ts";

const instance = testInstance();
const [identityFile = ""] = instance.identityFiles;
const folder = mkdtempSync(join(tmpdir(), "nightjar-network-"));
const many = Array.from({ length: 80 }, (_, i) => file(`照片 ${i + 1}.bin`, 1_000 + i * 1_357));

let page: Uint8Array;
let data: string;
let server: RunningServer;
let network: TestProxy;

beforeAll(async () => {
  page = await sourcePageOf(instance.anchor);
});
beforeEach(async () => {
  data = await prepareData({ instance, page });
  server = await startServer({ data });
  network = await startProxy(server.url);
});
afterEach(async () => {
  await network[Symbol.asyncDispose]();
  await server.stop();
  removeData(data);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** More parts than are on their way at once; at the Safer level sealing is slower than this network. */
const levels = {
  "the Safer level's settings": { preferences: SAFER, megabytes: 4 },
  ...inLong({}, { "default settings": { preferences: {}, megabytes: 8 } }),
};

describe.each(Object.entries(levels))("at %s", (_name, { preferences, megabytes }) => {
  const film = file(`film-${megabytes}.bin`, megabytes * 1_000_000);
  const count = partsOfUpload(film.bytes.length);
  let firefox: Firefox;
  let source: SourcePage;

  beforeAll(async () => {
    firefox = await launchFirefox({ ...preferences, ...COLLECTABLE });
    source = new SourcePage(firefox.page);
  });
  afterAll(() => firefox[Symbol.asyncDispose]());

  test(`${megabytes} MB arrive once, over a network that fails in every way at every part`, async () => {
    const parts = await SentParts.watch(firefox.page);
    const last = Promise.withResolvers<void>();
    network.decide = misfortunes(count, last.promise);
    await send("through all weathers", [film.path]);

    // One part is on its way for as long as the test likes; all others were acknowledged, and are let go.
    await expect.poll(acknowledged, { timeout: 110_000, interval: 500 }).toBe(count - 1);
    await expect.poll(() => parts.count()).toEqual({ sent: count, held: 1 });
    last.resolve();
    await source.reaches("arrived");
    await expect.poll(() => parts.count()).toEqual({ sent: count, held: 0 });

    const { tip, files } = await theOneTip();
    expect(tip.report.narrative).toBe("through all weathers");
    expect(equalBytes(files.get("attachments/01-file.bin") ?? new Uint8Array(0), film.bytes)).toBe(true);
    checkWeather(count);
  });

  // At default settings eighty pictures travel the whole way, in a test of that.
  test.each(inLong([], [80]))("%i attachments in one tip", async (count) => {
    await send(
      "eighty",
      many.map(({ path }) => path),
    );
    await source.reaches("arrived");
    const { tip, files } = await theOneTip();
    expect(tip.attachments.length).toBe(count);
    expect([...files.keys()]).toEqual(tip.attachments.map(({ name }) => name));
    const intact = [...files.values()].map((bytes, i) =>
      equalBytes(bytes, many[i]?.bytes ?? new Uint8Array(0)),
    );
    expect(intact).toEqual(Array(count).fill(true));
  });

  async function send(text: string, paths: readonly string[]): Promise<void> {
    await source.open(`${network.url}/`);
    await source.narrate(text);
    await source.attachAsTheyAre(...paths);
    await source.send();
  }
});

/**
 * Every part, and the commit, is first cut off, then answered in vain; then it stands still, is overtaken, and comes
 * twice. One part of so many goes its last way only when `last` says so.
 */
function misfortunes(count: number, last: Promise<void>): (request: PassedRequest) => Fate {
  const attempts = new Map<string, number>();
  return ({ method, path }) => {
    if (method === "GET") return "pass";
    const attempt = attempts.get(path) ?? 0;
    attempts.set(path, attempt + 1);
    if (attempt === 0) return "cut";
    if (attempt === 1) return "lose";
    const index = Number(/\/parts\/(\d+)$/.exec(path)?.[1] ?? 0);
    const late = () => (index === count - 3 ? last : pause(((index * 7) % 3) * 400));
    return { stall: 100, late };
  };
}

/** Parts of an upload of one file: the few hundred bytes of a tip.json beside it vanish in the padding. */
function partsOfUpload(length: number): number {
  return Math.ceil(envelopeLength([500, length], instance.roster) / LEAF_LENGTH);
}

/** How many parts had their last answer. */
function acknowledged(): number {
  return network.repeated.filter(({ method }) => method === "PUT").length;
}

/** That the network did to every request what the test is about. */
function checkWeather(count: number): void {
  const sent = network.requests.filter(({ method }) => method !== "GET");
  const attempts = Map.groupBy(sent, ({ path }) => path.replace(/.*(parts|commit)/, "$1"));
  expect(attempts.size).toBe(count + 1);
  expect([...attempts.values()].every((requests) => requests.length === 3)).toBe(true);
  expect(network.repeated.length).toBe(count + 1);
  for (const { answers } of network.repeated) expect(answers[1]).toBe(answers[0]);
  const order = network.repeated.flatMap(({ path }) => /\d+$/.exec(path)?.[0] ?? []).map(Number);
  expect(order).not.toEqual(order.toSorted((a, b) => a - b));
}

async function theOneTip(): Promise<ReceivedTip> {
  const [tip, ...more] = await receivedTips(data, identityFile);
  if (!tip || more.length > 0) throw new Error(`${more.length + (tip ? 1 : 0)} tips, where one is due`);
  return tip;
}

function file(name: string, length: number): { path: string; bytes: Uint8Array } {
  const [path, bytes] = [join(folder, name), randomBytes(length)];
  writeFileSync(path, bytes);
  return { path, bytes };
}
