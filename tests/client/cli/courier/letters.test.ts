import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readBundle } from "../../../../client/bundle/read-bundle.ts";
import { COURIER_LETTERS_PATH, joinSlots, LETTERS_PATH, parsePool } from "../../../../protocol/letters.ts";
import { commandLine } from "../../../support/command-line.ts";
import { type CourierServer, startCourierServer } from "../../../support/courier-server.ts";
import { fakeMailbag, fakeSlots } from "../../../support/mailbags.ts";
import { sodium } from "../../../support/primitives.ts";
import { startProxy, type TestProxy } from "../../../support/proxy.ts";
import { temporaryFolder } from "../support/cli.ts";
import { type CourierOnDisk, courierOnDisk } from "../support/courier.ts";

// The letters that a pickup brings along, and what it says of them.

const folder = temporaryFolder();
let number = 0;
const walker = () => courierOnDisk(join(folder, String(number++)));

/** A pickup into a bundle of its own. */
async function pick(courier: CourierOnDisk, server: CourierServer, ...more: readonly string[]) {
  const bundle = `${courier.bundle}-${number++}`;
  const args = courier.pickup(server);
  const ended = await commandLine([...args.with(args.indexOf("--bundle") + 1, bundle), ...more]);
  return { ...ended, bundle };
}

const poolIn = async (bundle: string) => (await readBundle([readFileSync(bundle)], sodium)).pool;

test("letters come along with tips, and alone when they are others than the last time", async () => {
  const courier = walker();
  await using server = await startCourierServer(courier, [3, () => 1000]);
  const first = joinSlots(fakeSlots(16));
  server.network.replaced.set(COURIER_LETTERS_PATH, first);
  const withTips = await pick(courier, server);
  expect(withTips).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("3 envelopes") });
  expect(joinSlots((await poolIn(withTips.bundle)) ?? [])).toEqual(first);

  const same = await pick(courier, server);
  expect(same).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("Nothing was fetched") });
  expect(existsSync(same.bundle)).toBe(false);

  const second = joinSlots([...parsePool(first), ...parsePool(fakeMailbag())]);
  server.network.replaced.set(COURIER_LETTERS_PATH, second);
  const alone = await pick(courier, server);
  expect(alone).toMatchObject({
    code: 0,
    stderr: "",
    stdout: `${alone.bundle}: no envelope, but the letters of today, for the reviewers.\n`,
  });
  expect(joinSlots((await poolIn(alone.bundle)) ?? [])).toEqual(second);
  expect(existsSync(`${alone.bundle}.unacknowledged`)).toBe(false);
  expect((await pick(courier, server)).stdout).toContain("Nothing was fetched");
});

test("a day anew of which nothing is there any more: that is said beside the letters too", async () => {
  const courier = walker();
  await using server = await startCourierServer(courier, [1, () => 1000]);
  server.network.replaced.set(COURIER_LETTERS_PATH, fakeMailbag());
  const ended = await pick(courier, server, "--again", "2026-11-01");
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout.trimEnd().split("\n")).toEqual([
    `${ended.bundle}: no envelope, but the letters of today, for the reviewers.`,
    "What there was of 2026-11-01 is erased, or had never come.",
  ]);
});

test("a server whose letters can't be used, or which has none, is no reason to bring no tips", async () => {
  const courier = walker();
  await using server = await startCourierServer(courier, [2, () => 1000]);
  server.network.replaced.set(COURIER_LETTERS_PATH, Buffer.from("no letters"));
  const broken = await pick(courier, server);
  expect(broken).toMatchObject({ code: 3, stdout: expect.stringContaining("2 envelopes") });
  expect(broken.stderr).toMatch(/^No letters were brought from 127\S+: .*tips are fetched all the same\.\n$/);
  expect(await poolIn(broken.bundle)).toBeUndefined();
  expect(server.acknowledged()).toEqual(server.ids);

  await using older = await startCourierServer(courier, [2, () => 1000]);
  older.network.decide = ({ path }) => (path === COURIER_LETTERS_PATH ? "gone" : "pass");
  const without = await pick(courier, older);
  expect(without).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("2 envelopes") });
  expect(await poolIn(without.bundle)).toBeUndefined();
});

test("sources who are shown other letters than couriers are noticed; a day that closes meanwhile is no alarm", async () => {
  const courier = walker();
  await using server = await startCourierServer(courier, [1, () => 1000]);
  await using sources = await startProxy(server.sources);
  const looked = () => sources.requests.map(({ path }) => path);
  const same = await pick(courier, server, "--sources", sources.url);
  expect(same).toMatchObject({ code: 0, stderr: "" });
  expect(looked()).toEqual(["/", "/v1/roster", LETTERS_PATH]);

  server.network.replaced.set(COURIER_LETTERS_PATH, fakeMailbag());
  const other = await pick(courier, server, "--sources", sources.url);
  expect(other).toMatchObject({ code: 3, stdout: expect.stringContaining("letters of today") });
  expect(other.stderr).toMatch(/^Sources are shown other letters than couriers are: .*two pools\.\n$/);

  // Between the two looks the day closes: sources are shown the new one already.
  const [old, today] = [fakeMailbag(), fakeMailbag()];
  server.network.replaced.set(COURIER_LETTERS_PATH, old);
  sources.replaced.set(LETTERS_PATH, today);
  closesAt(sources, server.network, today);
  expect(await pick(courier, server, "--sources", sources.url)).toMatchObject({ code: 0, stderr: "" });
});

/** Couriers are shown it from when sources have asked for it on. */
function closesAt(sources: TestProxy, couriers: TestProxy, today: Uint8Array): void {
  sources.decide = ({ path }) => {
    if (path === LETTERS_PATH) couriers.replaced.set(COURIER_LETTERS_PATH, today);
    return "pass";
  };
}

test("a sources' address that can't be looked at is said, and nothing is lost by it", async () => {
  const courier = walker();
  await using server = await startCourierServer(courier, [1, () => 1000]);
  await using sources = await startProxy(server.sources);
  sources.decide = ({ path }) => (path === LETTERS_PATH ? "full" : "pass");
  const ended = await pick(courier, server, "--sources", sources.url);
  expect(ended).toMatchObject({ code: 3, stdout: expect.stringContaining("1 envelope") });
  expect(ended.stderr).toContain("could not be compared");
  expect(server.acknowledged()).toEqual(server.ids);
});
