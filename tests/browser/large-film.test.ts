import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { courierOnDisk } from "../client/cli/support/courier.ts";
import { framesOf, phoneFilm } from "../client/pictures/iso/iso-files.ts";
import { exiftoolRead } from "../client/pictures/pictures/tools.ts";
import { sourcePageOf } from "../support/built-pages.ts";
import { commandLine } from "../support/command-line.ts";
import { putInForce } from "../support/couriers.ts";
import { filesBelow } from "../support/files.ts";
import { testInstance } from "../support/instance.ts";
import { inLong } from "../support/seeded.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { SourcePage } from "../support/source-page.ts";

const folder = mkdtempSync(join(tmpdir(), "nightjar-film-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** About 3 MB each. */
const SECONDS = inLong(2, 20);

test(`a film of ${3 * SECONDS} MB, from the page in Firefox by a courier's bundle to a reviewer's disk: without what it told, the same to look at`, async () => {
  const bytes = phoneFilm(SECONDS);
  expect(bytes.length).toBeGreaterThan(2.7e6 * SECONDS);
  expect(Buffer.from(bytes).includes("Wang Xiaoming")).toBe(true);
  const path = join(folder, "IMG_0042.MOV");
  writeFileSync(path, bytes);
  // 1. The page, and what the server stores.
  const instance = testInstance();
  const courier = courierOnDisk(join(folder, "courier"), instance);
  const data = await prepareData({ instance, page: await sourcePageOf(instance.anchor) });
  await putInForce(data, instance, [courier.seed]);
  const server = await startServer({ data, env: { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0" } });
  {
    await using firefox = await sharedFirefox();
    const source = new SourcePage(firefox.page);
    await source.open(`${server.url}/`);
    await source.narrate("a long film");
    await source.attach(path);
    await source.send();
    await firefox.page.waitForSelector('html[data-step="arrived"]', { timeout: 300_000 });
  }
  // 2. The bundle, and what a reviewer's command writes of it.
  expect(await commandLine(courier.pickup({ url: server.couriers ?? "" }))).toMatchObject({ code: 0 });
  const identity = join(folder, "wren.txt");
  writeFileSync(identity, instance.identityFiles[0] ?? "", { mode: 0o600 });
  const out = join(folder, "tips");
  const opened = await commandLine(["open", "--identity", identity, "--out", out, courier.bundle]);
  expect(opened.code, opened.stderr).toBe(0);
  const [found = "", ...more] = filesBelow(out).filter((name) => name.endsWith(".mov"));
  expect([more, readdirSync(out).length]).toEqual([[], 1]);
  const cleaned = new Uint8Array(readFileSync(found));
  expect(Buffer.from(cleaned).toString("latin1")).not.toMatch(/Telltale|Wang Xiaoming|52\.52|Lavf/);
  expect([...exiftoolRead(cleaned).keys()].filter((tag) => /GPS|Artist|Make|Location/.test(tag))).toEqual([]);
  const [before, after] = framesOf(bytes, cleaned);
  expect(after).toBe(before);
  await server.stop();
  removeData(data);
}, 600_000);
