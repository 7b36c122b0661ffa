import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentsOf } from "../../../support/bundles.ts";
import { bytesNumber, type FakeCourierServer, startCourierServer } from "../../../support/courier-server.ts";
import { keyOf, newSeed, testInstance } from "../../../support/instance.ts";
import { type Ended, nightjar, temporaryFolder } from "../support/cli.ts";
import { type CourierOnDisk, contentsOf, courierOnDisk, fakeEnvelopes, idsOf } from "../support/courier.ts";
import { modeOf } from "../support/folders.ts";

const folder = temporaryFolder();
let number = 0;
const machine = (instance = testInstance()) => courierOnDisk(join(folder, String(number++)), instance);

const fetches = (server: FakeCourierServer) =>
  server.asked.filter(({ path }) => path.startsWith("/v1/courier/envelopes/"));

const besides = (courier: CourierOnDisk) =>
  readdirSync(join(courier.bundle, "..")).filter((name) => name.startsWith("b.bundle"));

test("fetches all that is new into one bundle, acknowledges it, and then there is nothing new", async () => {
  const courier = machine();
  const envelopes = fakeEnvelopes(7, (i) => 1 + i * 400_000);
  await using server = await startCourierServer(courier.instance, courier.key, envelopes);
  const first = await nightjar(courier.pickup(server));
  expect(first).toEqual({
    code: 0,
    stdout: `${courier.bundle}: 7 envelopes, 8.4 MB; acknowledged.\n`,
    stderr: "",
  });
  expect(await contentsOf(courier.bundle)).toMatchObject({
    ids: idsOf(envelopes),
    left: [],
    courier: courier.key,
  });
  expect([...server.acknowledged].sort()).toEqual(idsOf(envelopes));
  expect(besides(courier)).toEqual(["b.bundle"]);
  expect(modeOf(courier.bundle)).toBe("600");
  expect(fetches(server).length).toBe(7);
  expect(server.sessions).toBe(1);

  const again = await nightjar(courier.pickup(server));
  expect(again).toMatchObject({ code: 1, stdout: "" });
  expect(again.stderr).toContain("is there already");
  const other = courier.pickup(server).with(-1, `${courier.bundle}-2`);
  expect(await nightjar(other)).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing") });
  expect(besides(courier)).toEqual(["b.bundle"]);
});

test("what expired unfetched since the last time is told once; what is refused leaves nothing behind", async () => {
  const courier = machine();
  await using server = await startCourierServer(courier.instance, courier.key, []);
  server.expired = [{ day: "2026-11-01", count: 15 }];
  const pick = () => nightjar(courier.pickup(server));
  const first = await pick();
  expect(first.code).toBe(0);
  expect(first.stdout).toMatch(
    /no courier had fetched in time\. Tell the reviewers:\n {2}2026-11-01 {2}15 envelopes, gone for good\n$/,
  );
  expect((await pick()).stdout).not.toContain("gone for good");
  server.expired = [...server.expired, { day: "2026-11-03", count: 1 }];
  expect((await pick()).stdout).toMatch(/reviewers:\n {2}2026-11-03 {2}\S+ envelope, gone for good\n$/);
  server.documents = await documentsOf(testInstance(), []);
  expect(await pick()).toMatchObject({ code: 1, stderr: expect.stringContaining("nothing was fetched") });
  expect(besides(courier)).toEqual([]);
});

test("a broken connection is taken up where it broke, in the middle of an envelope too", async () => {
  const courier = machine();
  const envelopes = fakeEnvelopes(3, () => 3_000_000);
  await using server = await startCourierServer(courier.instance, courier.key, envelopes);
  const cut = new Set<string>();
  server.interfere = ({ path }) => {
    if (cut.has(path) || path.includes("session")) return undefined;
    cut.add(path);
    return path.includes("envelopes") ? { cutAfter: 1_000_000 } : "cut";
  };
  expect(await nightjar(courier.pickup(server))).toMatchObject({ code: 0, stderr: "" });
  expect((await contentsOf(courier.bundle)).ids).toEqual(idsOf(envelopes));
  const ranges = fetches(server).map(({ range }) => Number(/\d+/.exec(range ?? "0")));
  expect(ranges.length).toBe(6);
  // What had come before the cut is not asked for again; how much of it had, is the network's affair.
  expect(ranges.filter((start) => start > 0 && start <= 1_000_000).length).toBe(3);
});

test("a session that ends on the way is followed by another", async () => {
  const courier = machine();
  const envelopes = fakeEnvelopes(30, () => 1000);
  await using server = await startCourierServer(courier.instance, courier.key, envelopes);
  server.interfere = () => {
    if (server.asked.length % 12 === 0) server.endSessions();
    return undefined;
  };
  expect(await nightjar(courier.pickup(server))).toMatchObject({ code: 0, stderr: "" });
  expect(server.sessions).toBeGreaterThan(2);
  expect((await contentsOf(courier.bundle)).ids).toEqual(idsOf(envelopes));
});

test("a Unix socket serves as well", async () => {
  const courier = machine();
  const envelopes = fakeEnvelopes(2, () => 1000);
  const path = join(folder, "courier.sock");
  await using _server = await startCourierServer(courier.instance, courier.key, envelopes, path);
  const args = courier.pickup({ url: "" }).toSpliced(2, 2, "--unix", path);
  expect(await nightjar(args)).toMatchObject({ code: 0, stderr: "" });
  expect((await contentsOf(courier.bundle)).ids).toEqual(idsOf(envelopes));
});

test("an envelope that goes from the server meanwhile is left out, and said", async () => {
  const courier = machine();
  const envelopes = fakeEnvelopes(4, () => 1000);
  await using server = await startCourierServer(courier.instance, courier.key, envelopes);
  const [gone] = server.envelopes;
  server.interfere = ({ path }) => {
    if (path.includes("/envelopes/") && server.envelopes[0] === gone) server.envelopes.shift();
    return undefined;
  };
  const ended = await nightjar(courier.pickup(server));
  expect(ended).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("1 envelope went from the server"),
  });
  expect((await contentsOf(courier.bundle)).ids).toEqual(idsOf(envelopes).filter((id) => id !== gone?.id));
  expect(server.acknowledged.size).toBe(3);
});

test("a second run beside a first is kept away", async () => {
  const courier = machine();
  await using server = await startCourierServer(
    courier.instance,
    courier.key,
    fakeEnvelopes(2, () => 100),
  );
  const held = Promise.withResolvers<Ended>();
  let begun = false;
  server.interfere = ({ path }) => {
    if (path.includes("/documents") && !begun) {
      begun = true;
      nightjar(courier.pickup(server)).then(held.resolve, held.reject);
      return "cut";
    }
    return undefined;
  };
  const [first, second] = await Promise.all([nightjar(courier.pickup(server)), held.promise]);
  // Whichever came first, one made the bundle, and the other touched nothing.
  expect([first.code, second.code].sort()).toEqual([0, 1]);
  expect(first.stderr + second.stderr).toMatch(/Another pickup|is there already/);
  expect((await contentsOf(courier.bundle)).ids.length).toBe(2);
});

describe("a budget", () => {
  test("is kept; what was left stands in the bundle and on stdout, and stays on the server", async () => {
    const courier = machine();
    const envelopes = fakeEnvelopes(60, (i) => (i % 10 === 9 ? 500_000 : 1000));
    await using server = await startCourierServer(courier.instance, courier.key, envelopes);
    const ended = await nightjar(courier.pickup(server, "--budget", "30KB"));
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const { ids, left } = await contentsOf(courier.bundle);
    expect(ids.length).toBe(30);
    expect(envelopes.filter(({ id }) => ids.includes(id)).every(({ size }) => size === 1000)).toBe(true);
    expect(left.map(({ count }) => count)).toEqual([10, 10, 10]);
    const total = envelopes.reduce((sum, { size }) => sum + size, 0);
    expect(left.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(total - 30_000);
    expect(ended.stdout).toContain("Left on the server:\n  2026-11-10  10 envelopes, 1.0 MB\n");
    expect([...server.acknowledged].sort()).toEqual(ids);
    const rest = courier.pickup(server).with(-1, `${courier.bundle}-2`);
    expect(await nightjar(rest)).toMatchObject({ code: 0, stderr: "" });
    expect((await contentsOf(`${courier.bundle}-2`)).ids.length).toBe(30);
  });

  test("that nothing fits in: no bundle, nothing acknowledged", async () => {
    const courier = machine();
    await using server = await startCourierServer(
      courier.instance,
      courier.key,
      fakeEnvelopes(2, () => 5000),
    );
    const ended = await nightjar(courier.pickup(server, "--budget", "1KB"));
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining("no bundle written") });
    expect(ended.stdout).toContain("1 envelope, 5.0 KB");
    expect([besides(courier), server.acknowledged.size]).toEqual([[], 0]);
  });
});

describe("a server that isn't right is refused, and nothing is acknowledged", () => {
  const envelopes = fakeEnvelopes(3, (i) => 1000 + i);
  const [, second = envelopes[0]] = envelopes;
  if (!second) throw new Error("there are three");

  const REFUSED: [
    string,
    (server: FakeCourierServer, courier: CourierOnDisk) => void | Promise<void>,
    RegExp,
  ][] = [
    [
      "another size",
      (server) => {
        const path = `/v1/courier/envelopes/${second.id}`;
        server.interfere = (asked) =>
          asked.path === path ? { body: bytesNumber(1, second.size + 1) } : undefined;
      },
      /another size/,
    ],
    [
      "another instance's documents",
      async (server) => {
        server.documents = await documentsOf(testInstance(), [keyOf(newSeed())]);
      },
      /its anchor is not the one/,
    ],
    [
      "a roster that others signed",
      async (server, courier) => {
        const foreign = { ...testInstance(), anchor: courier.instance.anchor };
        server.documents = await documentsOf(foreign, [courier.key]);
      },
      /no steward/,
    ],
    [
      "documents with a changed byte",
      (server) => {
        const text = Buffer.from(server.documents).toString("latin1");
        const at = text.indexOf('"sig":"') + 20;
        const other = text[at] === "A" ? "B" : "A";
        server.documents = Buffer.from(text.slice(0, at) + other + text.slice(at + 1), "latin1");
      },
      /documents are refused/,
    ],
    [
      "documents with a white space",
      (server) => {
        server.documents = Buffer.concat([server.documents, Buffer.from(" ")]);
      },
      /documents are refused/,
    ],
    [
      "days that are none",
      (server) => replace(server, "/v1/courier/days", '{"days":[{"day":"2026-02-30"}]}'),
      /refused/,
    ],
    [
      "a page out of order",
      (server) => replace(server, "/v1/courier/days/2026-11-10", PAGE_OUT_OF_ORDER),
      /refused/,
    ],
    [
      "a page without end",
      (server) => replace(server, "/v1/courier/days/2026-11-10", '{"envelopes":[],"more":true}'),
      /refused/,
    ],
    ["no JSON", (server) => replace(server, "/v1/courier/days", "<html>"), /refused/],
    ["too much", (server) => replace(server, "/v1/courier/days", " ".repeat(2_000_000)), /too long/],
  ];

  test.concurrent.each(REFUSED)("%s", async (_, tamper, sentence) => {
    const courier = machine();
    await using server = await startCourierServer(courier.instance, courier.key, envelopes);
    await tamper(server, courier);
    const ended = await nightjar(courier.pickup(server));
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(sentence);
    expect(ended.stderr.trim().split("\n").length).toBe(1);
    expect(server.acknowledged.size).toBe(0);
    expect(existsSync(courier.bundle)).toBe(false);
  });

  test.each(["whole", "half"])(
    "but for other bytes of the right size (%s before): that envelope is left, the others are fetched",
    async (before) => {
      const courier = machine();
      await using server = await startCourierServer(courier.instance, courier.key, envelopes);
      const path = `/v1/courier/envelopes/${second.id}`;
      server.interfere = (asked) =>
        asked.path === path ? { body: bytesNumber(99, second.size) } : undefined;
      if (before === "half") {
        mkdirSync(`${courier.bundle}.partial`);
        writeFileSync(join(`${courier.bundle}.partial`, `${second.id}.part`), "not its beginning");
      }
      const ended = await nightjar(courier.pickup(server));
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect(ended.stdout).toContain("1 envelope on the server: other bytes than it lists");
      expect(ended.stdout).toMatch(/Left on the server:\n {2}\S+ {2}1 envelope/);
      const others = idsOf(envelopes).filter((id) => id !== second.id);
      expect((await contentsOf(courier.bundle)).ids).toEqual(others);
      expect([...server.acknowledged].sort()).toEqual(others.sort());
    },
  );

  test("a courier that the server doesn't know", async () => {
    const courier = machine();
    await using server = await startCourierServer(courier.instance, courier.key, envelopes);
    const stranger = machine(courier.instance);
    const ended = await nightjar(stranger.pickup(server));
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toContain("does not accept this courier");
  });
});

test("a beginning that was damaged on disk is fetched anew, once", async () => {
  const courier = machine();
  const envelopes = fakeEnvelopes(1, () => 50_000);
  await using server = await startCourierServer(courier.instance, courier.key, envelopes);
  mkdirSync(`${courier.bundle}.partial`);
  writeFileSync(join(`${courier.bundle}.partial`, `${envelopes[0]?.id}.part`), "not its beginning");
  expect(await nightjar(courier.pickup(server))).toMatchObject({ code: 0, stderr: "" });
  expect((await contentsOf(courier.bundle)).ids).toEqual(idsOf(envelopes));
  expect(fetches(server).map(({ range }) => range)).toEqual(["bytes=17-", undefined]);
});

const PAGE_OUT_OF_ORDER = JSON.stringify({
  envelopes: [
    { id: "b".repeat(32), size: 1, digest: "0".repeat(64) },
    { id: "a".repeat(32), size: 1, digest: "0".repeat(64) },
  ],
  more: false,
});

function replace(server: FakeCourierServer, path: string, body: string): void {
  server.interfere = (asked) => (asked.path === path ? { body: Buffer.from(body) } : undefined);
}
