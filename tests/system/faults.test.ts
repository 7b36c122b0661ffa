import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { SpoolFolder } from "../../server/store/sqlite/folder.ts";
import { digestOf, fakeEnvelope } from "../support/envelopes.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { ServerClock } from "../support/server-clock.ts";
import { storedEnvelopes } from "../support/spool-files.ts";
import { codeOf, newUploadId, post, putPart, upload } from "../support/submit.ts";

/** What was sent to a server, and what became of it. */
class Sender {
  readonly server: RunningServer;
  readonly #acknowledged: string[] = [];

  constructor(server: RunningServer) {
    this.server = server;
  }

  /** Both ways; the statuses with their codes. */
  async send(): Promise<string[]> {
    const outcomes: string[] = [];
    for (const [way, length] of [
      [post, 50_000],
      [post, 1_500_000],
      [(url: string, envelope: Uint8Array) => upload(url, envelope), 1_500_000],
    ] as const) {
      const envelope = fakeEnvelope(length);
      const answer = await way(this.server.url, envelope);
      if (answer.status === 201) this.#acknowledged.push(digestOf(envelope));
      outcomes.push(answer.status === 201 ? "201" : `${answer.status} ${codeOf(answer)}`);
    }
    return outcomes;
  }

  /** Everything acknowledged is there, and nothing else. */
  expectKept(data: string): void {
    const stored = storedEnvelopes(data);
    for (const { digest, bytes } of stored) expect(digestOf(bytes)).toBe(digest);
    expect(stored.map(({ digest }) => digest).sort()).toEqual(this.#acknowledged.sort());
  }
}

const WELL = ["201", "201", "201"];

async function serverOn(env: Record<string, string> = {}, wrap: readonly string[] = []) {
  const data = await prepareData();
  const server = await startServer({ data, env, wrap });
  onTestFinished(async () => {
    await server.kill();
    removeData(data);
  });
  return { data, server, sender: new Sender(server) };
}

/** A server whose spool is on a small disk that only its own mount namespace has. */
async function onDisk(options: string) {
  const data = await prepareData();
  const mount = `mkdir -p "$0" && mount -t tmpfs -o ${options} disk "$0" && exec "$@"`;
  const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const wrap = ["unshare", "--mount", ...asRoot, "sh", "-c", mount, join(data, "spool")];
  const server = await startServer({ data, wrap });
  onTestFinished(async () => {
    await server.kill();
    removeData(data);
  });
  return { server, sender: new Sender(server) };
}

async function run(command: readonly string[]): Promise<void> {
  const child = spawn(command[0] ?? "", command.slice(1), { stdio: ["ignore", "ignore", "pipe"] });
  const complaints: Buffer[] = [];
  child.stderr.on("data", (piece: Buffer) => complaints.push(piece));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command.join(" ")}: ${Buffer.concat(complaints)}`);
}

const inNamespaceOf = ({ pid }: RunningServer, command: readonly string[]) =>
  run(["nsenter", "--mount", `--target=${pid}`, ...command]);

test("no inode left: what needs no new file goes on; with one again, all is well", async () => {
  const { server, sender } = await onDisk("size=200m,nr_inodes=40");
  expect(await sender.send()).toEqual(WELL);
  const spool = join(server.data, "spool");
  await inNamespaceOf(server, [
    "sh",
    "-c",
    `for i in $(seq 100); do touch ${spool}/f$i || exit 0; done 2>/dev/null`,
  ]);
  for (const outcome of await sender.send()) expect(outcome).toMatch(/^(201|507 spool-full)$/);
  expect((await fetch(server.url)).status).toBe(200);
  await inNamespaceOf(server, ["sh", "-c", `rm ${spool}/f*`]);
  expect(await sender.send()).toEqual(WELL);
});

describe("a disk that fails: nothing is acknowledged meanwhile, nothing is lost, and it is well again when that is over", () => {
  let data: string;
  let server: RunningServer;
  let sender: Sender;
  beforeAll(async () => {
    data = await prepareData();
    server = await startServer({ data });
    sender = new Sender(server);
  });
  afterAll(async () => {
    await server.kill();
    removeData(data);
  });

  test.each([
    ["to sync", "fsync,fdatasync", "EIO"],
    ["to write", "pwrite64", "EIO"],
    ["to do anything but read, all at once", "pwrite64,ftruncate,unlink,mkdir,rename", "EROFS"],
  ])("%s", async (_what, calls, error) => {
    expect(await sender.send()).toEqual(WELL);
    const inject = ["-e", `trace=${calls}`, "-e", `inject=${calls}:error=${error}`];
    const tracer = spawn("strace", ["-f", "-q", "-p", String(server.pid), ...inject, "-o", "/dev/null"], {
      stdio: "ignore",
    });
    onTestFinished(() => void tracer.kill("SIGKILL"));
    const failing = /^(507 spool-full|500 spool-damaged|503 spool-busy)$/;
    await expect.poll(async () => (await sender.send()).every((outcome) => failing.test(outcome))).toBe(true);
    for (const outcome of await sender.send()) expect(outcome).toMatch(failing);
    expect((await fetch(server.url)).status).toBe(200);
    tracer.kill("SIGINT");
    await once(tracer, "close");
    await expect.poll(async () => (await sender.send()).join()).toBe(WELL.join());
    sender.expectKept(data);
  });

  test("and a server that is started on what was left has it all", async () => {
    await server.kill();
    sender.expectKept(data);
    const next = await startServer({ data });
    sender.expectKept(data);
    expect(await next.stop()).toBe(0);
  });
});

test("file descriptors used up: those inside go on or are told, and with descriptors again all is well", async () => {
  const { data, server, sender } = await serverOn();
  expect(await sender.send()).toEqual(WELL);
  const id = newUploadId();
  expect((await putPart(server.url, id, 0, fakeEnvelope(2_000_000).slice(0, 2 ** 20))).status).toBe(204);
  await run(["prlimit", `--pid=${server.pid}`, "--nofile=10:"]);
  const outcome = await Promise.race([
    sender.send().catch((error: unknown) => {
      if (error instanceof TypeError) return ["no connection"];
      throw error;
    }),
    new Promise<string[]>((resolve) => setTimeout(resolve, 5_000, ["no connection"])),
  ]);
  for (const one of outcome) expect(one).toMatch(/^(no connection|201|50[037] spool-\w+)$/);
  await run(["prlimit", `--pid=${server.pid}`, "--nofile=1024:"]);
  await expect.poll(async () => (await sender.send()).join()).toBe(WELL.join());
  expect(storedEnvelopes(data).length).toBeGreaterThanOrEqual(6);
});

test("a clock that leaps by a year, ahead or behind, and back: nothing is lost, and tips come in", async () => {
  await Promise.all([365, -365].map(leap));
});

async function leap(days: number): Promise<void> {
  const clock = new ServerClock();
  onTestFinished(() => clock.remove());
  const { data, server, sender } = await serverOn(clock.environment);
  expect(await sender.send()).toEqual(WELL);
  clock.isAhead(days * SECONDS_PER_DAY);
  expect(await sender.send()).toEqual(WELL);
  await expect.poll(() => server.output()).toMatch(/Clock: it has moved/);
  // A heartbeat, at which a day that is over would be closed, and an old one removed.
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  sender.expectKept(data);
  clock.isAhead(0);
  expect(await sender.send()).toEqual(WELL);
  await expect.poll(() => server.output()).toMatch(/Clock: all is well again/);
  sender.expectKept(data);
  expect(new Set(daysOf(data)).size).toBe(1);
}

function daysOf(data: string): string[] {
  const folder = new SpoolFolder(join(data, "spool"));
  return [...folder.openDays(), ...folder.closedDays()];
}
