import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { SigningSeed } from "../../../../crypto/ed25519.ts";
import { documentsOf, movedDocumentsOf } from "../../../support/bundles.ts";
import { commandLine } from "../../../support/command-line.ts";
import {
  bytesNumber,
  type CourierServer,
  type Filling,
  startCourierServer,
} from "../../../support/courier-server.ts";
import { keyOf, newSeed, type TestInstance, testInstance } from "../../../support/instance.ts";
import { placeOf, startProxy, type TestProxy } from "../../../support/proxy.ts";
import { type Ended, temporaryFolder } from "../support/cli.ts";
import { type CourierOnDisk, contentsOf, courierOnDisk } from "../support/courier.ts";
import { modeOf } from "../support/folders.ts";

const folder = temporaryFolder();
/** One of each day. */
const FEW: Filling = [3, (i) => 1000 + i];

let number = 0;
const machine = (instance?: TestInstance, seed?: SigningSeed) =>
  courierOnDisk(join(folder, String(number++)), instance, seed);

const sessions = (server: CourierServer) =>
  server.network.requests.filter(({ path }) => path === "/v1/courier/session").length;

const besides = (courier: CourierOnDisk) =>
  readdirSync(join(courier.bundle, "..")).filter((name) => name.startsWith("b.bundle"));

test("fetches all that is new into one bundle, acknowledges it, and then there is nothing new", async () => {
  const courier = machine();
  await using server = await startCourierServer(courier, [7, (i) => 1 + i * 400_000]);
  const first = await commandLine(courier.pickup(server));
  expect(first).toEqual({
    code: 0,
    stdout: `${courier.bundle}: 7 envelopes, 8.4 MB; acknowledged.\n`,
    stderr: "",
  });
  expect(await contentsOf(courier.bundle)).toMatchObject({
    ids: server.ids,
    left: [],
    courier: courier.key,
  });
  expect(server.acknowledged()).toEqual(server.ids);
  expect(besides(courier)).toEqual(["b.bundle"]);
  expect(modeOf(courier.bundle)).toBe("600");
  expect(server.fetched().length).toBe(7);
  expect(sessions(server)).toBe(1);

  const again = await commandLine(courier.pickup(server));
  expect(again).toMatchObject({ code: 1, stdout: "" });
  expect(again.stderr).toContain("is there already");
  const other = courier.pickup(server).with(-1, `${courier.bundle}-2`);
  expect(await commandLine(other)).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing") });
  expect(besides(courier)).toEqual(["b.bundle"]);
});

test("what expired, and a move of the anchor, are told once; what is refused leaves nothing behind", async () => {
  const courier = machine();
  await using server = await startCourierServer(courier, [0, () => 1]);
  const expire = (...expired: { readonly day: string; readonly count: number }[]) =>
    server.network.replaced.set("/v1/courier/expired", Buffer.from(JSON.stringify({ expired })));
  const pick = () => commandLine(courier.pickup(server));
  const early = { day: "2026-11-01", count: 15 };
  expire(early);
  const first = await pick();
  expect(first.code).toBe(0);
  expect(first.stdout).toMatch(
    /no courier had fetched in time\. Tell the reviewers:\n {2}2026-11-01 {2}15 envelopes, gone for good\n$/,
  );
  expect((await pick()).stdout).not.toContain("gone for good");
  expire(early, { day: "2026-11-03", count: 1 });
  expect((await pick()).stdout).toMatch(/reviewers:\n {2}2026-11-03 {2}\S+ envelope, gone for good\n$/);
  server.network.replaced.set("/v1/courier/documents", await movedDocumentsOf(courier.instance));
  const moved = await pick();
  expect(moved).toMatchObject({ code: 0, stderr: "" });
  expect(moved.stdout).toMatch(/Compare its fingerprint with one of them, now:\n {2}(\w+ ){11}\w+\n/);
  expect((await pick()).stdout).not.toContain("moved");
  server.network.replaced.set("/v1/courier/documents", await documentsOf(testInstance(), []));
  expect(await pick()).toMatchObject({ code: 1, stderr: expect.stringContaining("nothing was fetched") });
  expect(besides(courier)).toEqual([]);
});

test("what can't be told besides, once a bundle is whole, is a warning", async () => {
  const courier = machine();
  await using server = await startCourierServer(courier, [3, () => 1000]);
  const expired = (body: string) => server.network.replaced.set("/v1/courier/expired", Buffer.from(body));
  expired("<html>");
  const first = await commandLine(courier.pickup(server));
  expect(first).toMatchObject({ code: 3, stdout: expect.stringContaining("3.0 KB; acknowledged") });
  expect(first.stderr).toMatch(/^The bundle is whole and acknowledged\. [^\n]*answer is refused[^\n]*\n$/);
  expect(server.acknowledged()).toEqual(server.ids);

  expired('{"expired":[{"day":"2026-11-01","count":15}]}');
  mkdirSync(`${courier.keyPath}.expired`);
  const today = new Date().toISOString().slice(0, 10);
  const anew = courier.pickup(server).with(-1, `${courier.bundle}-2`);
  const second = await commandLine([...anew, "--again", today]);
  expect(second).toMatchObject({ code: 3, stdout: expect.stringContaining("1 envelope, 1.0 KB") });
  expect(second.stderr).toMatch(/^The bundle is whole\. [^\n]*courier\.key\.expired[^\n]*\n$/);

  const nothing = courier.pickup(server).with(-1, `${courier.bundle}-3`);
  expect(await commandLine(nothing)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^\/.*expired/),
  });
});

test("a broken connection is taken up where it broke, in the middle of an envelope too", async () => {
  const courier = machine();
  await using server = await startCourierServer(courier, [3, () => 3_000_000]);
  const cut = new Set<string>();
  server.network.decide = ({ path }) => {
    if (cut.has(path) || path.includes("session")) return "pass";
    cut.add(path);
    return path.startsWith(placeOf("")) ? { cutAfter: 1_000_000 } : "cut";
  };
  expect(await commandLine(courier.pickup(server))).toMatchObject({ code: 0, stderr: "" });
  expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids);
  const starts = server.fetched().map(({ from }) => from);
  expect(starts.length).toBe(6);
  // What had come before the cut is not asked for again; how much of it had, is the network's affair.
  expect(starts.filter((start) => start > 0 && start <= 1_000_000).length).toBe(3);
});

test("a session that ends on the way is followed by another", async () => {
  const courier = machine();
  await using server = await startCourierServer(courier, [30, () => 1000]);
  const running = performance.now.bind(performance);
  let ahead = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => running() + ahead);
  onTestFinished(() => clock.mockRestore());
  server.network.decide = ({ path }) => {
    const asked = server.fetched().length;
    if (path.startsWith(placeOf("")) && asked % 12 === 0) ahead = (asked / 12) * 3_700_000;
    return "pass";
  };
  expect(await commandLine(courier.pickup(server))).toMatchObject({ code: 0, stderr: "" });
  expect(sessions(server)).toBeGreaterThan(2);
  expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids);
});

test("a false server that relays all of it is refused by the true one, and fetches and acknowledges nothing", async () => {
  const courier = machine();
  await using server = await startCourierServer(courier, [2, () => 1000]);
  await using relay = await startProxy(server.network.target);
  expect(await commandLine(courier.pickup({ url: relay.url }))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("the address letter by letter"),
  });
  expect(relay.requests.map(({ path }) => path)).toEqual(["/v1/courier/challenge", "/v1/courier/session"]);
  expect(server.acknowledged()).toEqual([]);
});

test("a Unix socket serves as well", async () => {
  const courier = machine();
  const path = join(folder, "courier.sock");
  const listen = { NIGHTJAR_COURIER_LISTEN: `unix:${path}` };
  await using server = await startCourierServer(courier, [2, () => 1000], listen);
  const args = courier.pickup({ url: "" }).toSpliced(2, 2, "--unix", path);
  expect(await commandLine(args)).toMatchObject({ code: 0, stderr: "" });
  expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids);
});

test("an envelope that goes from the server meanwhile is left out, and said", async () => {
  const courier = machine();
  await using server = await startCourierServer(courier, [4, () => 1000]);
  const [gone = ""] = server.ids;
  server.network.decide = ({ path }) => (path.endsWith(gone) ? "gone" : "pass");
  const ended = await commandLine(courier.pickup(server));
  expect(ended).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("1 envelope could no longer be had"),
  });
  expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids.filter((id) => id !== gone));
  expect(server.acknowledged().length).toBe(3);
});

test("a second run beside a first is kept away", async () => {
  const courier = machine();
  await using server = await startCourierServer(courier, [2, () => 100]);
  const held = Promise.withResolvers<Ended>();
  let begun = false;
  server.network.decide = ({ path }) => {
    if (path.includes("/documents") && !begun) {
      begun = true;
      commandLine(courier.pickup(server)).then(held.resolve, held.reject);
      return "cut";
    }
    return "pass";
  };
  const [first, second] = await Promise.all([commandLine(courier.pickup(server)), held.promise]);
  // Whichever came first, one made the bundle, and the other touched nothing.
  expect([first.code, second.code].sort()).toEqual([0, 1]);
  expect(first.stderr + second.stderr).toMatch(/Another pickup|is there already/);
  expect((await contentsOf(courier.bundle)).ids.length).toBe(2);
});

describe("a budget", () => {
  test("is kept; what was left stands in the bundle and on stdout, and stays on the server", async () => {
    const courier = machine();
    await using server = await startCourierServer(courier, [60, (i) => (i % 10 === 9 ? 500_000 : 1000)]);
    const ended = await commandLine(courier.pickup(server, "--budget", "30KB"));
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const { ids, left } = await contentsOf(courier.bundle);
    expect(ids.length).toBe(30);
    expect(server.envelopes.filter(({ id }) => ids.includes(id)).every(({ size }) => size === 1000)).toBe(
      true,
    );
    expect(left.map(({ count }) => count)).toEqual([10, 10, 10]);
    const total = server.envelopes.reduce((sum, { size }) => sum + size, 0);
    expect(left.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(total - 30_000);
    expect(ended.stdout).toContain(
      `Left on the server:\n  ${server.envelopes.map(({ day }) => day).sort()[0]}  10 envelopes, 1.0 MB\n`,
    );
    expect(server.acknowledged()).toEqual(ids);
    const rest = courier.pickup(server).with(-1, `${courier.bundle}-2`);
    expect(await commandLine(rest)).toMatchObject({ code: 0, stderr: "" });
    const next = await contentsOf(`${courier.bundle}-2`);
    expect([...ids, ...next.ids].sort()).toEqual(server.envelopes.map(({ id }) => id).sort());
    expect(next.left).toEqual([]);
  });

  test("of a day anew holds each time from its smallest on: more of it takes a larger one, and that is said", async () => {
    const courier = machine();
    await using server = await startCourierServer(courier, [6, (i) => (i < 3 ? 1000 : 5000)]);
    const day = new Date().toISOString().slice(0, 10);
    const ended = await commandLine(courier.pickup(server, "--again", day, "--budget", "2KB"));
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).toMatch(
      /1 envelope, 5\.0 KB\n[^\n]* with another --bundle and a larger --budget\.\n$/,
    );
  });

  test("of 2 GB is what holds where none is given: a bundle fits on a stick with FAT", async () => {
    const courier = machine();
    await using server = await startCourierServer(courier, FEW);
    const plans: unknown[] = [];
    server.network.decide = ({ path }) => {
      if (path.startsWith(placeOf("")))
        plans.push(JSON.parse(readFileSync(join(`${courier.bundle}.partial`, "plan.json"), "utf8")));
      return "pass";
    };
    expect(await commandLine(courier.pickup(server))).toMatchObject({ code: 0, stderr: "" });
    expect(plans).toHaveLength(3);
    expect(plans[0]).toMatchObject({ budget: 2_000_000_000 });
  });

  test("that nothing fits in: no bundle, nothing acknowledged", async () => {
    const courier = machine();
    await using server = await startCourierServer(courier, [2, () => 5000]);
    const ended = await commandLine(courier.pickup(server, "--budget", "1KB"));
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining("no bundle written") });
    expect(ended.stdout).toContain("1 envelope, 5.0 KB");
    expect([besides(courier), server.acknowledged().length]).toEqual([[], 0]);
  });
});

describe("a server that isn't right is refused, and nothing is acknowledged", () => {
  const owner = machine();
  const { instance, seed, key } = owner;
  let right: CourierServer;
  /** One for each case, all known to the server by their names. */
  let networks: TestProxy[];
  beforeAll(async () => {
    networks = await Promise.all(REFUSED.map(() => startProxy("")));
    const names = networks.map(({ url }) => new URL(url).host).join();
    right = await startCourierServer(owner, FEW, { NIGHTJAR_COURIER_NAMES: names });
    for (const network of networks) network.target = right.network.target;
  });
  afterAll(() => right[Symbol.asyncDispose]());
  const second = (server = right) => {
    const [, { id, size } = { id: "", size: 0 }] = server.envelopes;
    return { id, size, path: placeOf(id) };
  };
  const genuine = async () => Buffer.from(await documentsOf(instance, [key])).toString("latin1");
  const foreign = { ...testInstance(), anchor: instance.anchor };
  const [DOCUMENTS, DAYS] = ["/v1/courier/documents", "/v1/courier/days"];
  const today = `${DAYS}/${new Date().toISOString().slice(0, 10)}`;

  const REFUSED: [string, path: () => string, () => Promise<Uint8Array | string>, RegExp][] = [
    ["another size", () => second().path, async () => bytesNumber(1, second().size + 1), /another size/],
    [
      "another instance's documents",
      () => DOCUMENTS,
      () => documentsOf(testInstance(), [keyOf(newSeed())]),
      /its anchor is not the one/,
    ],
    ["a roster that others signed", () => DOCUMENTS, () => documentsOf(foreign, [key]), /no steward/],
    [
      "documents with a changed byte",
      () => DOCUMENTS,
      async () =>
        (await genuine()).replace(/("sig":".{13})(.)/, (_, before, at) => before + (at === "A" ? "B" : "A")),
      /documents are refused/,
    ],
    [
      "documents with a white space",
      () => DOCUMENTS,
      async () => `${await genuine()} `,
      /documents are refused/,
    ],
    ["days that are none", () => DAYS, async () => '{"days":[{"day":"2026-02-30"}]}', /refused/],
    ["a page out of order", () => today, async () => PAGE_OUT_OF_ORDER, /refused/],
    ["a page without end", () => today, async () => '{"envelopes":[],"more":true}', /refused/],
    ["no JSON", () => DAYS, async () => "<html>", /refused/],
    ["too much", () => DAYS, async () => " ".repeat(2_000_000), /too long/],
  ];

  test.concurrent.each(REFUSED)("%s", async (_, path, body, sentence) => {
    const courier = machine(instance, seed);
    await using network = networks.pop() as TestProxy;
    network.replaced.set(path(), Buffer.from(await body()));
    const ended = await commandLine(courier.pickup(network));
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(sentence);
    expect(ended.stderr.trim().split("\n").length).toBe(1);
    expect(right.acknowledged()).toEqual([]);
    expect(existsSync(courier.bundle)).toBe(false);
  });

  test.each(["whole", "half"])(
    "but for other bytes of the right size (%s before): that envelope is left, the others are fetched",
    async (before) => {
      const courier = machine();
      await using server = await startCourierServer(courier, FEW);
      const { id, path, size } = second(server);
      server.network.replaced.set(path, bytesNumber(99, size));
      if (before === "half") {
        mkdirSync(`${courier.bundle}.partial`);
        writeFileSync(join(`${courier.bundle}.partial`, `${id}.part`), "not its beginning");
      }
      const ended = await commandLine(courier.pickup(server));
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect(ended.stdout).toContain("1 envelope on the server: other bytes than it lists");
      expect(ended.stdout).toMatch(/Left on the server:\n {2}\S+ {2}1 envelope/);
      const others = server.ids.filter((each) => each !== id);
      expect((await contentsOf(courier.bundle)).ids).toEqual(others);
      expect(server.acknowledged()).toEqual(others);
    },
  );

  test("of a day anew that can't be had as it is listed nobody says that it is erased", async () => {
    const courier = machine();
    await using server = await startCourierServer(courier, FEW);
    for (const { id, size } of server.envelopes)
      server.network.replaced.set(placeOf(id), bytesNumber(99, size));
    const day = server.envelopes[0]?.day ?? "";
    const ended = await commandLine(courier.pickup(server, "--again", day));
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing was fetched") });
    expect(ended.stdout).toContain("1 envelope on the server: other bytes than it lists");
    expect(ended.stdout).not.toContain("erased");
  });

  test("a courier at the sources' address is told whose it is", async () => {
    const courier = machine(instance, seed);
    const ended = await commandLine(courier.pickup({ url: right.sources }));
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(
      /^No couriers are served at this address; [^\n]*the couriers' own[^\n]*\.\n$/,
    );
    expect(besides(courier)).toEqual([]);
  });

  test("a courier that the server doesn't know", async () => {
    const ended = await commandLine(machine(instance).pickup(right));
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toContain("does not accept this courier");
  });
});

test("a beginning that was damaged on disk is fetched anew, once", async () => {
  const courier = machine();
  await using server = await startCourierServer(courier, [1, () => 50_000]);
  mkdirSync(`${courier.bundle}.partial`);
  writeFileSync(join(`${courier.bundle}.partial`, `${server.ids[0]}.part`), "not its beginning");
  expect(await commandLine(courier.pickup(server))).toMatchObject({ code: 0, stderr: "" });
  expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids);
  expect(server.fetched().map(({ from }) => from)).toEqual([17, 0]);
});

const PAGE_OUT_OF_ORDER = JSON.stringify({
  envelopes: [
    { id: "b".repeat(32), size: 1, digest: "0".repeat(64) },
    { id: "a".repeat(32), size: 1, digest: "0".repeat(64) },
  ],
  more: false,
});
