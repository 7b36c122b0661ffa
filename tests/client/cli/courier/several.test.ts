import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readBundle } from "../../../../client/bundle/read-bundle.ts";
import { pickUp } from "../../../../client/cli/courier/pickup.ts";
import { HttpClient } from "../../../../client/cli/http/client.ts";
import { addressOf, targetFrom } from "../../../../client/cli/http/target.ts";
import type { BroughtLetters } from "../../../../client/courier/bring-letters.ts";
import { acknowledgeAll } from "../../../../client/courier/read-back.ts";
import { CourierServer as Dialled } from "../../../../client/courier/server.ts";
import { CourierServers } from "../../../../client/courier/servers.ts";
import { dayOf } from "../../../../protocol/day.ts";
import { COURIER_LETTERS_PATH } from "../../../../protocol/letters.ts";
import { documentsOf } from "../../../support/bundles.ts";
import { inPieces } from "../../../support/chunks.ts";
import { commandLine } from "../../../support/command-line.ts";
import { type CourierServer, type Filling, startCourierServer } from "../../../support/courier-server.ts";
import { testInstance } from "../../../support/instance.ts";
import { sodium } from "../../../support/primitives.ts";
import { placeOf } from "../../../support/proxy.ts";
import { temporaryFolder } from "../support/cli.ts";
import { type CourierOnDisk, contentsOf, courierOnDisk } from "../support/courier.ts";

const folder = temporaryFolder();
const FEW: Filling = [5, (i) => 20_000 + i];
let number = 0;
const machine = () => courierOnDisk(join(folder, String(number++)));
const RECEIPTS = "/v1/courier/receipts";

/** Two servers of one instance, which share nothing: their spools, annexes and names differ. */
async function two(courier: CourierOnDisk, first = FEW, second: Filling = [4, (i) => 30_000 + i]) {
  return [await startCourierServer(courier, first), await startCourierServer(courier, second)] as const;
}

const told = (server: CourierServer) =>
  server.network.requests.filter(({ path }) => path === RECEIPTS).length;
const hostOf = ({ url }: CourierServer) => new URL(url).host;

/** As the command does it, by somebody who waits for nothing. */
function pickUpAtOnce(courier: CourierOnDisk, servers: readonly CourierServer[], bundle = courier.bundle) {
  const { anchor } = courier.instance;
  const patience = { pauses: [0.01], stop: new AbortController().signal };
  const failed: string[] = [];
  const all = servers.map(({ url }) => {
    const target = targetFrom({ url });
    const client = new HttpClient(target, patience.stop);
    return new Dialled(client, addressOf(target), anchor.instance, courier.seed, sodium, patience);
  });
  const what = { budget: 1e9, again: null, today: dayOf(Date.now()), bundle };
  const dialled = new CourierServers(all, ({ address }) => failed.push(address));
  const done = pickUp({ servers: dialled, anchor, seed: courier.seed, patience, ...what });
  return { done, failed, dialled };
}

test("two servers make one bundle, with the documents of both, and each is told of its own only", async () => {
  const courier = machine();
  const [one, other] = await two(courier);
  await using _ = one;
  await using __ = other;
  const ended = await commandLine(courier.pickup(one, "--url", other.url));
  expect(ended).toMatchObject({
    code: 0,
    stderr: "",
    stdout: expect.stringContaining("9 envelopes, 220.0 KB"),
  });
  expect((await contentsOf(courier.bundle)).ids).toEqual([...one.ids, ...other.ids].sort());
  const { documents } = await readBundle(inPieces(readFileSync(courier.bundle), 1e6), sodium);
  expect([documents.rosters.length, documents.annexes.length]).toEqual([1, 2]);
  expect([one.acknowledged(), other.acknowledged()]).toEqual([one.ids, other.ids]);
  const next = courier.pickup(one, "--url", other.url).with(-3, `${courier.bundle}-2`);
  expect(await commandLine(next)).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing was") });
});

test("what a server is told of is what it lists: nothing of another's, whatever the bundle holds", async () => {
  const asked = new Map<string, readonly string[]>();
  const server = (address: string, ids: readonly string[]) =>
    ({
      address,
      days: async () => [{ day: "2026-11-20" }],
      listed: async function* () {
        for (const id of ids) yield { id };
      },
      acknowledge: async (those: readonly string[]) => void asked.set(address, those),
    }) as unknown as Dialled;
  const servers = new CourierServers([server("a", ["1", "2", "9"]), server("b", ["3", "2"])]);
  await acknowledgeAll(servers, ["1", "2", "3"] as never);
  // What a server made from the other's backup has too, both are told of.
  expect(Object.fromEntries(asked)).toEqual({ a: ["1", "2"], b: ["3", "2"] });
  asked.clear();
  await acknowledgeAll(new CourierServers([server("b", ["3"])]), ["1", "3"] as never);
  expect(Object.fromEntries(asked), "asked alone, it may have made a part of it").toEqual({ b: ["3"] });
});

test("one that is another instance's is named and left out; the other's come, and the exit code says so", async () => {
  const courier = machine();
  const [one, other] = await two(courier);
  await using _ = one;
  await using __ = other;
  one.network.replaced.set("/v1/courier/documents", await documentsOf(testInstance(), [courier.key]));
  const ended = await commandLine(courier.pickup(one, "--url", other.url));
  expect(ended.code).toBe(3);
  expect(ended.stderr).toContain(
    `${hostOf(one)} is left out of this run: The server's documents are refused`,
  );
  expect(ended.stderr.trim().split("\n")).toHaveLength(1);
  expect(ended.stdout).toContain("4 envelopes");
  expect((await contentsOf(courier.bundle)).ids).toEqual(other.ids);
  expect([one.acknowledged(), other.acknowledged()]).toEqual([[], other.ids]);
  expect(existsSync(`${courier.bundle}.unacknowledged`)).toBe(false);
});

test("one that is down from the start is named, and is asked nothing more; both down is a failure", async () => {
  const courier = machine();
  const [one, other] = await two(courier);
  await using _ = one;
  await using __ = other;
  other.network.decide = () => "cut";
  const { done, failed } = pickUpAtOnce(courier, [one, other]);
  expect(await done).toMatchObject({ kind: "bundle", allTold: true });
  expect(failed).toEqual([hostOf(other)]);
  expect(new Set(other.network.requests.map(({ path }) => path))).toEqual(new Set(["/v1/courier/challenge"]));
  expect((await contentsOf(courier.bundle)).ids).toEqual(one.ids);
  expect(one.acknowledged()).toEqual(one.ids);
  one.network.decide = () => "cut";
  await expect(pickUpAtOnce(courier, [one, other], `${courier.bundle}-2`).done).rejects.toMatchObject({
    code: "network",
  });
});

test("letters that keep breaking off take no tips with them, of one server or of several", async () => {
  const courier = machine();
  const [one, other] = await two(courier);
  await using _ = one;
  await using __ = other;
  other.network.decide = ({ path }) => (path === COURIER_LETTERS_PATH ? "cut" : "pass");
  const alone = pickUpAtOnce(courier, [other]);
  expect(await alone.done).toMatchObject({ kind: "bundle", allTold: true });
  expect((await contentsOf(courier.bundle)).ids).toEqual(other.ids);
  const both = pickUpAtOnce(courier, [one, other], `${courier.bundle}-2`);
  const { letters } = (await both.done) as { letters?: BroughtLetters };
  expect(letters?.failed).toMatchObject([{ address: hostOf(other), error: { code: "network" } }]);
  expect([alone.failed, both.failed]).toEqual([[], []]);
  expect(other.acknowledged()).toEqual(other.ids);
});

test("one that goes down in the middle: what had come of it is in the bundle, and it is told when it is back", async () => {
  const courier = machine();
  const [one, other] = await two(courier, FEW, [12, () => 40_000]);
  await using _ = one;
  await using __ = other;
  // It gives half of what it has.
  let given = 0;
  other.network.decide = ({ path }) => {
    if (given >= 6) return "cut";
    if (path.startsWith(placeOf(""))) given++;
    return "pass";
  };
  const first = pickUpAtOnce(courier, [one, other]);
  const came = await first.done;
  expect(came).toMatchObject({ kind: "bundle", allTold: false, gone: 0, damaged: 0 });
  expect(first.failed).toEqual([hostOf(other)]);
  const { ids, left } = await contentsOf(courier.bundle);
  const ofOther = ids.filter((id) => other.ids.includes(id));
  expect(ids.filter((id) => one.ids.includes(id))).toEqual(one.ids);
  expect(ofOther.length).toBeGreaterThan(0);
  expect(ofOther.length).toBeLessThan(12);
  expect(left.reduce((sum, { count }) => sum + count, 0)).toBe(12 - ofOther.length);
  expect([one.acknowledged(), other.acknowledged(), told(other)]).toEqual([one.ids, [], 0]);
  // Each of the four lanes noticed by itself, and tried twice.
  expect(other.fetched().length).toBeLessThanOrEqual(6 + 4 * 2);

  const toldBefore = told(one);
  expect(await pickUpAtOnce(courier, [one]).done).toMatchObject({ kind: "there", allTold: false });
  expect(told(one), "what is left isn't its own").toBe(toldBefore);
  expect(existsSync(`${courier.bundle}.unacknowledged`)).toBe(true);

  other.network.decide = () => "pass";
  const again = await pickUpAtOnce(courier, [one, other]).done;
  expect(again).toMatchObject({ kind: "there", allTold: true });
  expect([one.acknowledged(), other.acknowledged()]).toEqual([one.ids, ofOther]);
  expect(existsSync(`${courier.bundle}.unacknowledged`)).toBe(false);
  await pickUpAtOnce(courier, [one, other], `${courier.bundle}-2`).done;
  expect((await contentsOf(`${courier.bundle}-2`)).ids).toEqual(other.ids.filter((id) => !ids.includes(id)));
});

test.each([
  [8, 6],
  [3, 3],
])("a server that lists without end leaves the other, with %i tips, room for %i", async (count, most) => {
  const courier = machine();
  const [one, flooded] = await two(courier, [count, () => 10_000], [90, () => 10_000]);
  await using _ = one;
  await using __ = flooded;
  const args = courier.pickup(flooded, "--url", one.url, "--budget", "120KB");
  expect(await commandLine(args)).toMatchObject({ code: 0, stderr: "" });
  const { ids, left } = await contentsOf(courier.bundle);
  expect(ids.filter((id) => one.ids.includes(id))).toHaveLength(most);
  expect(ids).toHaveLength(12);
  expect(left.reduce((sum, { count }) => sum + count, 0)).toBe(90 + count - 12);
});

test("what no server's share has room for comes if the whole has, and what it hasn't for is said", async () => {
  const courier = machine();
  const [one, other] = await two(courier, [1, () => 30_000], [1, () => 60_000]);
  await using _ = one;
  await using __ = other;
  const args = courier.pickup(one, "--url", other.url, "--budget", "50KB");
  expect(await commandLine(args)).toMatchObject({ code: 0, stderr: "" });
  expect((await contentsOf(courier.bundle)).ids).toEqual(one.ids);
  const rest = await commandLine(args.with(args.indexOf("--bundle") + 1, `${courier.bundle}-2`));
  expect(rest).toMatchObject({ code: 0, stdout: expect.stringContaining("1 envelope, 60.0 KB") });
  expect(rest.stdout).toMatch(
    /\nFor more of it run this again, with another --bundle and a larger --budget\.\n$/,
  );
});

test("an address twice is wrong use", async () => {
  const courier = machine();
  const url = "http://127.0.0.1:9";
  const ended = await commandLine(courier.pickup({ url }, "--url", url));
  expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining("each once") });
});
