import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type HybridSeed, hybridPublicKey } from "../../../../crypto/age/identities.ts";
import { encodeHybridRecipient } from "../../../../crypto/age/recipient-keys.ts";
import { randomBytes } from "../../../../crypto/random.ts";
import { commandLine } from "../../../support/command-line.ts";
import { fakeEnvelope } from "../../../support/envelopes.ts";
import { sodium } from "../../../support/primitives.ts";
import { prepareData, removeData, startServer } from "../../../support/server.ts";
import { upload } from "../../../support/submit.ts";
import { cleanEnvironment, DOOR, temporaryFolder } from "../support/cli.ts";

const root = temporaryFolder();
const recipient = encodeHybridRecipient(hybridPublicKey(randomBytes(32) as Uint8Array as HybridSeed, sodium));
let data = "";
let day = "";
let number = 0;
const running: ChildProcess[] = [];

const copies = () => join(data, ".backup");
const next = () => join(root, `${++number}.backup`);
const args = (file: string) => ["backup", file, "--data", data, "--recipient", recipient];
const backUp = (file = next()) => commandLine([...args(file), "--with-envelopes"]);
const signal = ({ pid = 0 }: ChildProcess, name: NodeJS.Signals) => process.kill(-pid, name);

/** Whether envelopes of the day that they lie in are being copied: by then its database is open, and its log read. */
const isCopying = () => {
  const copy = statSync(join(copies(), "days", `${day}.open.db`), { throwIfNoEntry: false });
  return copy !== undefined && copy.size > 0;
};

/**
 * A backup with envelopes, stopped in its middle: it goes no further until it is told to. Not while it opens a
 * database: whoever is stopped there holds its log, and everybody else waits for that in vain.
 */
async function stoppedBackup(): Promise<ChildProcess> {
  for (;;) {
    const child = spawn(process.execPath, [DOOR, ...args(next()), "--with-envelopes"], {
      env: cleanEnvironment(),
      stdio: "ignore",
      detached: true,
    });
    const ended = once(child, "exit");
    while (!isCopying() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
    if (child.exitCode === null) {
      signal(child, "SIGSTOP");
      if (existsSync(copies())) {
        running.push(child);
        return child;
      }
      signal(child, "SIGCONT");
    }
    // It was too quick to be seen: once more.
    await ended;
  }
}

/** The file of a backup that was killed when it had begun to write. */
async function killedWhileItWrote(): Promise<string> {
  for (;;) {
    const child = await stoppedBackup();
    const file = child.spawnargs.find((arg) => arg.endsWith(".backup")) ?? "";
    const ended = once(child, "exit");
    signal(child, "SIGCONT");
    while (!existsSync(`${file}.partial`) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 1));
    if (child.exitCode === null) signal(child, "SIGKILL");
    await ended;
    if (existsSync(`${file}.partial`)) return file;
  }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  signal(child, "SIGKILL");
  await ended;
}

async function doctorsWord() {
  const { stdout } = await commandLine(["doctor", "--data", data, "--json"]);
  const { findings } = JSON.parse(stdout) as { findings: Record<string, string>[] };
  return findings.find(({ check }) => check === "backup-left");
}

beforeAll(async () => {
  data = await prepareData();
  const server = await startServer({ data });
  for (let i = 0; i < 3; i++) expect((await upload(server.url, fakeEnvelope(8_000_000))).status).toBe(201);
  expect(await server.stop()).toBe(0);
  const [name = ""] = readdirSync(join(data, "spool", "days"));
  day = name.slice(0, "2026-01-01".length);
  return () => removeData(data);
});
afterEach(async () => {
  for (const child of running.splice(0))
    if (child.exitCode === null && child.signalCode === null) await kill(child);
  rmSync(copies(), { recursive: true, force: true });
});

describe("a backup that is killed, with all that it started", () => {
  const left = join(root, "left");
  beforeAll(async () => {
    await kill(await stoppedBackup());
    cpSync(copies(), left, { recursive: true });
  });
  beforeEach(() => cpSync(left, copies(), { recursive: true }));

  test("leaves copies, which the doctor names with a remedy, and the next backup removes", async () => {
    expect(readdirSync(copies())).not.toEqual([]);
    expect(await doctorsWord()).toMatchObject({
      level: "warning",
      sentence: expect.stringContaining(copies()),
      remedy: expect.stringContaining(`rm -r ${copies()}`),
    });
    const done = await backUp();
    expect(done).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringContaining("had left were removed"),
    });
    expect(existsSync(copies())).toBe(false);
    expect(await doctorsWord()).toBeUndefined();
    expect((await backUp()).stdout).not.toContain("had left");
  });

  test("also if the next one is without envelopes", async () => {
    const done = await commandLine(args(next()));
    expect(done).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringContaining("had left were removed"),
    });
    expect(existsSync(copies())).toBe(false);
  });

  test("or a server is started", async () => {
    const server = await startServer({ data });
    expect(existsSync(copies())).toBe(false);
    expect(server.output()).toMatch(/^Copies of envelopes [^\n]+ removed\.\n$/);
    expect(await server.stop()).toBe(0);
  });
});

test("what a killed one was writing is in the way of one with the same name only, which says so", async () => {
  const file = await killedWhileItWrote();
  expect(await backUp(file)).toMatchObject({ code: 1, stderr: expect.stringContaining(`${file}.partial`) });
  expect(existsSync(copies())).toBe(false);
  expect(await backUp()).toMatchObject({ code: 0, stderr: "" });
});

test("if it alone is killed, what made the copies removes them", async () => {
  const child = await stoppedBackup();
  const ended = once(child, "exit");
  process.kill(child.pid ?? 0, "SIGKILL");
  signal(child, "SIGCONT");
  await ended;
  await expect.poll(() => existsSync(copies())).toBe(false);
});

test("one that is being made is left alone: by another, which says so, by the doctor and by a server's start", async () => {
  const child = await stoppedBackup();
  const there = readdirSync(copies());
  expect(await backUp()).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Another backup [^\n]+\n$/),
  });
  const bare = await commandLine(args(next()));
  expect(bare).toMatchObject({ code: 0, stderr: "", stdout: expect.not.stringContaining("had left") });
  expect(await doctorsWord()).toMatchObject({ level: "fine" });
  const server = await startServer({ data });
  expect([await server.stop(), server.output()]).toEqual([0, ""]);
  expect(readdirSync(copies())).toEqual(there);
  const ended = once(child, "exit");
  signal(child, "SIGCONT");
  expect(await ended).toEqual([0, null]);
  expect(existsSync(copies())).toBe(false);
});

test("one that is asked to stop leaves nothing", async () => {
  const before = readdirSync(root);
  const child = await stoppedBackup();
  const ended = once(child, "exit");
  signal(child, "SIGINT");
  signal(child, "SIGCONT");
  expect(await ended).toEqual([130, null]);
  expect(existsSync(copies())).toBe(false);
  expect(readdirSync(root)).toEqual(before);
});
