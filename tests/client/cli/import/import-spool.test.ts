import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type Imported, importAll } from "../../../../client/cli/import/import-all.ts";
import { bundleOf, spooled } from "../../../support/bundles.ts";
import { commandLine } from "../../../support/command-line.ts";
import { digestOf, fakeEnvelope, headerLengthOf } from "../../../support/envelopes.ts";
import { newSeed, testInstance } from "../../../support/instance.ts";
import { type LocalServer, startLocal } from "../../../support/local-server.ts";
import { prepareData, removeData, startServer } from "../../../support/server.ts";
import { storedCount, storedEnvelopes } from "../../../support/spool-files.ts";
import { post, upload } from "../../../support/submit.ts";
import { nightjar, temporaryFolder } from "../support/cli.ts";

const root = temporaryFolder();
const path = (name: string) => join(root, name);
const started: LocalServer[] = [];
let folders = 0;

afterEach(async () => {
  for (const server of started.splice(0)) {
    await server.close();
    removeData(server.data);
  }
});

async function start(settings: Parameters<typeof startLocal>[0] = {}): Promise<LocalServer> {
  const server = await startLocal(settings);
  started.push(server);
  return server;
}

/** A folder of envelopes, as an export leaves it. */
function folderOf(envelopes: readonly Uint8Array[]): string {
  const folder = path(`folder-${++folders}`);
  mkdirSync(folder);
  for (const [i, bytes] of envelopes.entries())
    writeFileSync(join(folder, `${String(i).padStart(3, "0")}.age`), bytes);
  return folder;
}

const several = (count: number, bytes?: number) => Array.from({ length: count }, () => fakeEnvelope(bytes));
const sorted = (envelopes: readonly Uint8Array[]) => envelopes.map(digestOf).sort();
const inSpool = ({ data }: { readonly data: string }) =>
  storedEnvelopes(data)
    .map(({ digest }) => digest)
    .sort();
const importInto = ({ url }: { readonly url: string }, ...args: string[]) =>
  commandLine([
    "import-spool",
    ...args,
    ...(url.startsWith("unix:") ? ["--unix", url.slice(5)] : ["--url", url]),
  ]);

test("what one server's spool had comes into another's, which has some of it: each once, however often", async () => {
  const old = await start();
  const fresh = await start();
  const [both, large, ...others] = [
    fakeEnvelope(),
    fakeEnvelope(3_500_000),
    ...several(6),
    fakeEnvelope(2 ** 20),
  ];
  for (const envelope of [both, ...others])
    expect((await post(old.url, envelope as Uint8Array)).status).toBe(201);
  expect((await upload(old.url, large as Uint8Array)).status).toBe(201);
  const own = fakeEnvelope();
  for (const envelope of [both, own])
    expect((await post(fresh.url, envelope as Uint8Array)).status).toBe(201);
  const exported = path("exported");
  expect(await commandLine(["export-spool", "--data", old.data, "--out", exported])).toMatchObject({
    code: 0,
  });
  const all = [both, large, own, ...others] as Uint8Array[];
  for (let i = 0; i < 2; i++) {
    expect(await importInto(fresh, exported)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^All 9 envelopes are in the server's spool \([^\n]+\)\.\n$/),
      stderr: "",
    });
    expect(inSpool(fresh)).toEqual(sorted(all));
  }
  const [one] = storedEnvelopes(fresh.data).filter(({ digest }) => digest === digestOf(large as Uint8Array));
  expect(Buffer.from(one?.bytes ?? []).equals(large as Uint8Array)).toBe(true);
});

describe("behind tor", () => {
  const behindTor = (name: string) =>
    start({ listen: { socket: path(name) }, circuits: true, circuitTips: 2 });

  test("with --circuits all of them come in, more than a circuit may bring", async () => {
    const server = await behindTor("tor.sock");
    const envelopes = [...several(7), fakeEnvelope(2_500_000)];
    expect(await importInto(server, folderOf(envelopes), "--circuits")).toMatchObject({
      code: 0,
      stderr: "",
    });
    expect(inSpool(server)).toEqual(sorted(envelopes));
  });

  test("without it, the sentence says so at once; and the other way round", async () => {
    const folder = folderOf(several(1));
    const server = await behindTor("tor-2.sock");
    expect(await importInto(server, folder)).toEqual({
      code: 1,
      stdout: expect.stringMatching(/^0 of 1 envelopes are in the server's spool/),
      stderr: expect.stringMatching(/^The connection [^\n]+ add --circuits\.\n$/),
    });
    const bare = await start();
    expect(await importInto(bare, folder, "--circuits")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^[^\n]+ leave --circuits out[^\n]+\n$/),
    });
    expect([...inSpool(server), ...inSpool(bare)]).toEqual([]);
  });
});

describe("what can't come in", () => {
  test("envelopes that are refused are named, and all others are in", async () => {
    const server = await start({ maxEnvelope: 2 ** 20 + 2 ** 18 });
    const good = several(3, 1_100_000);
    // In the middle of its first tag: no plaintext has such a length.
    const [first] = good as [Uint8Array];
    const cut = first.subarray(0, headerLengthOf(first) + 20);
    const folder = folderOf([
      ...good,
      fakeEnvelope(2_000_000),
      Buffer.from("no envelope"),
      cut,
      new Uint8Array(0),
    ]);
    const ended = await importInto(server, folder);
    expect(ended).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^3 of 7 [^\n]+ 4 could not be handed in\.\n$/),
    });
    const named = ended.stderr.trimEnd().split("\n");
    expect(named.map((line) => /(\d+)\.age is refused \(([a-z-]+)\)/.exec(line)?.slice(1, 3).join())).toEqual(
      [
        "003,too-large",
        "004,not-age",
        expect.stringMatching(/^005,(truncated|payload-length)$/),
        "006,not-age",
      ],
    );
    expect(named[0]).toContain("NIGHTJAR_MAX_ENVELOPE");
    expect(inSpool(server)).toEqual(sorted(good));
  });

  test("a file that the disk doesn't give is named, and all others are in", async () => {
    const server = await start();
    const [first, last] = several(2) as [Uint8Array, Uint8Array];
    // A plain file, as far as anybody sees, of which no byte can be read.
    const files = [folderOf([first]), "/proc/self/mem", folderOf([last])];
    expect(await importInto(server, ...files)).toEqual({
      code: 3,
      stdout: expect.stringMatching(/^2 of 3 [^\n]+ 1 could not be handed in\.\n$/),
      stderr: "It could not be read to its end (EIO): copy /proc/self/mem again.\n",
    });
    expect(inSpool(server)).toEqual(sorted([first, last]));
  });

  test("a full spool ends it with how far it came; with more room the same command goes on", async () => {
    const data = await prepareData();
    const small = await startLocal({ data, room: 1_400_000, maxEnvelope: 131_072 });
    const envelopes = several(30);
    const folder = folderOf(envelopes);
    const ended = await importInto(small, folder);
    const [, before = ""] =
      /^(\d+) of 30 envelopes are [^\n]+ The same command goes on/.exec(ended.stdout) ?? [];
    expect(Number(before)).toBeGreaterThan(5);
    expect(Number(before)).toBe(inSpool(small).length);
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/^[^\n]+full[^\n]+\n$/) });
    await small.close();
    const large = await start({ data });
    expect(await importInto(large, folder)).toMatchObject({ code: 0, stderr: "" });
    expect(inSpool(large)).toEqual(sorted(envelopes));
  });
});

test("a server that is killed meanwhile and starts again gets all of them, each once", async () => {
  const data = await prepareData();
  const env = { NIGHTJAR_LISTEN: `unix:${path("killed.sock")}` };
  const first = await startServer({ data, env });
  const envelopes = several(40, 1_200_000);
  const running = nightjar(["import-spool", folderOf(envelopes), "--unix", path("killed.sock")]);
  await expect.poll(() => storedCount(data), { interval: 5 }).toBeGreaterThan(3);
  await first.kill();
  expect(storedCount(data)).toBeLessThan(40);
  const second = await start({ data, listen: { socket: path("killed.sock") } });
  expect(await running).toMatchObject({ code: 0, stderr: "" });
  expect(inSpool(second)).toEqual(sorted(envelopes));
});

describe("a server of another kind", () => {
  /** Answers as told, request by request; the first is the look at its door. */
  async function told(answers: readonly (readonly [status: number, body: string])[], envelope: Uint8Array) {
    const asked: string[] = [];
    const server = createServer(async (request: IncomingMessage, response) => {
      asked.push(`${request.method} ${request.url?.replace(/[0-9a-f]{32}/, "ID")}`);
      for await (const _ of request);
      const [status, body] = answers[asked.length - 1] ?? [500, "{}"];
      response.writeHead(status).end(status === 204 ? undefined : body);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const imported: Imported = { stored: 0, bytes: 0, refused: [] };
    const file = join(folderOf([envelope]), "000.age");
    const target = {
      kind: "host",
      host: "127.0.0.1",
      port: (server.address() as AddressInfo).port,
      proxy: undefined,
    } as const;
    const patience = { pauses: [0, 0], stop: new AbortController().signal };
    const failure = await importAll({ target, circuits: false }, [file], patience, imported).then(
      () => undefined,
      (error: Error) => error,
    );
    server.close();
    return { asked, imported, failure };
  }
  const small = fakeEnvelope();
  const large = fakeEnvelope(1_500_000);
  const good = (envelope: Uint8Array) => [201, `{"digest":"${digestOf(envelope)}"}`] as const;
  const problem = (status: number, code: string) => [status, `{"code":"${code}"}`] as const;
  const OK = [200, "{}"] as const;
  const PART = [204, ""] as const;

  test("an upload that it forgot is begun anew; a busy one is asked again", async () => {
    const answers = [
      OK,
      PART,
      PART,
      problem(404, "upload-unknown"),
      PART,
      problem(503, "busy"),
      PART,
      PART,
      good(large),
    ];
    const { asked, imported, failure } = await told(answers, large);
    expect(failure).toBeUndefined();
    expect(imported).toEqual({ stored: 1, bytes: large.length, refused: [] });
    expect(asked.slice(1, 4)).toEqual([
      "PUT /v1/uploads/ID/parts/0",
      "PUT /v1/uploads/ID/parts/1",
      "POST /v1/uploads/ID/commit",
    ]);
    expect(asked).toHaveLength(9);
  });

  test("whatever else it says, nothing is taken for stored that it doesn't name by its digest", async () => {
    for (const answer of [
      good(large),
      [200, good(small)[1]] as const,
      [201, "{}"] as const,
      problem(404, "not-found"),
    ]) {
      const { imported, failure } = await told([OK, answer], small);
      expect(failure).toMatchObject({ code: "answer-refused" });
      expect(imported.stored).toBe(0);
    }
    const busy = await told([OK, ...Array.from({ length: 3 }, () => problem(503, "busy"))], small);
    expect([busy.failure, busy.asked.length]).toEqual([expect.objectContaining({ code: "server-busy" }), 4]);
    const closed = await told([problem(503, "busy")], small);
    expect([closed.failure, closed.asked.length]).toEqual([
      expect.objectContaining({ code: "server-busy" }),
      1,
    ]);
  });
});

test("wrong use", async () => {
  const folder = folderOf([fakeEnvelope()]);
  mkdirSync(path("empty"));
  const instance = testInstance();
  writeFileSync(
    path("a.bundle"),
    await bundleOf(instance, [spooled(readFileSync(join(folder, "000.age")))], newSeed()),
  );
  copyFileSync(join(folder, "000.age"), path("one.age"));
  const url = ["--url", "http://127.0.0.1:1"];
  for (const [args, code, says] of [
    [url, 2, /which envelopes/],
    [[folder], 2, /one of them is needed/],
    [[folder, ...url, "--unix", "x"], 2, /one of them/],
    [[folder, "--url", `http://${"a".repeat(56)}.onion`], 2, /server's machine/],
    [[folder, "--url", "http://example.org"], 2, /this machine's own/],
    [[path("nowhere"), ...url], 2, /not there/],
    [[path("empty"), ...url], 2, /no envelope/],
    [[path("a.bundle"), ...url], 2, /courier's bundle/],
    [[path("one.age"), ...url], 1, /connection to 127\.0\.0\.1:1 failed/],
    [[path("one.age"), "--unix", path("none.sock")], 1, /connection/],
  ] as const) {
    const ended = await commandLine(["import-spool", ...args]);
    expect(ended).toMatchObject({ code, stderr: expect.stringMatching(says) });
    expect(ended.stderr).toMatch(/^[^\n]+\n$/);
  }
});
