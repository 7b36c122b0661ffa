import { hash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { openAll } from "../../../client/cli/open/open-all.ts";
import { Opener } from "../../../client/cli/open/opener.ts";
import { openersFor } from "../../../client/cli/open/openers.ts";
import { openOutput } from "../../../client/cli/open/output.ts";
import { sentenceOf } from "../../../client/cli/sentence.ts";
import { startThread } from "../../../client/cli/threads.ts";
import { Replies } from "../../../client/opening/replies.ts";
import { type Call, Caller, type Calls } from "../../../client/workers/calls.ts";
import { identityOf, recentFirst } from "../../../crypto/age/identities.ts";
import { parseSecrets } from "../../../crypto/age/identity-file.ts";
import { testInstance } from "../../support/instance.ts";
import { temporaryFolder } from "./support/cli.ts";
import { snapshot } from "./support/folders.ts";
import { instanceOnDisk, sealedContents, sealedTip, sodium, tipFor } from "./support/tips.ts";

const COUNT = 24;

const folder = temporaryFolder();
const instance = instanceOnDisk(folder);
const stranger = testInstance({ primitives: sodium });
const envelopes = join(folder, "envelopes");
mkdirSync(envelopes);
/** More than is read as a whole. */
const film = new Uint8Array(1_200_000);
for (let i = 0; i < COUNT; i++) writeFileSync(join(envelopes, `${100 + i}.age`), await sealed(i));
const inputs = readdirSync(envelopes).map((name) => ({
  kind: "envelope" as const,
  path: join(envelopes, name),
}));
const expected = { instance: undefined, rosters: [] };
const PROGRAM = new URL("../../../client/cli/open/opener-thread.ts", import.meta.url);

const ENDING = new URL("support/ending-thread.ts", import.meta.url);
const UNREADING = new URL("support/unreading-thread.ts", import.meta.url);

const out = join(folder, "tips");
beforeEach(() => rmSync(out, { recursive: true, force: true }));

/** Tips, and between them what is broken in each way, a large one, one by hand, and one that is no report. */
async function sealed(i: number): Promise<Uint8Array> {
  const tip = tipFor(instance, { language: `x-${i}` });
  if (i === 3) return await sealedTip(stranger, tipFor(stranger));
  if (i === 6) return (await sealedTip(instance, tip)).subarray(0, 40_000);
  if (i === 9) return new Uint8Array(2000);
  if (i === 12) return await sealedTip(instance, tip, { "attachments/01-film.mp4": film });
  if (i === 15) return await sealedContents(instance, Buffer.from("by hand"));
  return await sealedTip(instance, tip);
}

interface Run {
  readonly said: readonly string[];
  /** Each path with a hash of what is there. */
  readonly written: readonly string[];
}

/** How envelopes are unpacked that nobody here can open. */
const nobodys = { identities: [], primitives: sodium, whole: false };

const secretsNow = () => parseSecrets(instance.identityFiles[0] ?? "");

async function run(
  threads: number,
  {
    start = () => startThread(PROGRAM),
    after = 2,
    stop = new AbortController().signal,
    onTold = (_: number) => {},
  } = {},
): Promise<Run> {
  const secrets = secretsNow();
  const opening = {
    identities: [recentFirst(secrets.map(identityOf))],
    expected,
    primitives: sodium,
    whole: false,
    replies: new Replies<string>(),
  };
  const openers = openersFor(opening, secrets, { count: threads, after }, start);
  const output = await openOutput(out);
  const said: string[] = [];
  try {
    await openAll(
      inputs,
      output,
      opening,
      stop,
      (outcome) => {
        said.push(
          outcome.kind === "broken"
            ? `${outcome.path}: ${outcome.sentence}`
            : `${outcome.kind} ${outcome.folder}`,
        );
        onTold(said.length);
      },
      openers,
    );
  } finally {
    await openers.end();
    await output.close();
  }
  const written = Object.entries(snapshot(out)).map(([path, held]) => `${path} ${hash("sha256", held)}`);
  return { said, written };
}

/** What one thread tells and writes. */
const alone = await run(1);

test("two threads tell and write what one does, in its order, and overwrite their keys at the end", async () => {
  const calls: string[][] = [];
  const start = () => {
    const port = startThread(PROGRAM);
    const own: string[] = [];
    calls.push(own);
    return {
      ...port,
      postMessage(call: Call, hand: ArrayBuffer[]) {
        own.push(call.name);
        port.postMessage(call, hand);
      },
    };
  };
  expect(await run(2, { start })).toEqual(alone);
  expect(alone.said).toHaveLength(COUNT);
  expect(alone.said.filter((line) => line.startsWith("written"))).toHaveLength(COUNT - 3);
  expect(calls).toHaveLength(2);
  for (const own of calls) expect(own.join(" ")).toMatch(/^begin( unpack)* end$/);
  // All but the first two, and the large one, by whichever of them had time.
  expect(calls.flat().filter((name) => name === "unpack")).toHaveLength(COUNT - 3);
});

test("a few envelopes are opened without another thread", async () => {
  let started = 0;
  const start = () => {
    started++;
    return startThread(PROGRAM);
  };
  const { said } = await run(2, { start, after: COUNT });
  expect(said).toHaveLength(COUNT);
  expect(started).toBe(0);
});

test("what a thread answered just before its end is taken before its end is heard", async () => {
  const program =
    "import { parentPort } from 'node:worker_threads'; parentPort.postMessage(1); process.exit(1);";
  const port = startThread(new URL(`data:text/javascript,${program}`));
  const heard: string[] = [];
  const ended = new Promise<void>((resolve) => {
    port.addEventListener("message", () => void Promise.resolve().then(() => heard.push("answer")));
    port.addEventListener("error", () => {
      heard.push("end");
      resolve();
    });
  });
  // Meanwhile nothing is heard here: both come at once.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
  await ended;
  expect(heard).toEqual(["answer", "end"]);
});

test("a thread that ends over an envelope is said, and the others are opened", async () => {
  const { said } = await run(2, { start: () => startThread(ENDING) });
  expect(said.filter((line, i) => line !== alone.said[i])).toEqual([
    expect.stringMatching(
      /119\.age: The program stumbled over it \(the thread that was at it ended\)\. .*keep it apart/,
    ),
  ]);
});

test("where no thread begins, all are opened on this one", async () => {
  const nothing = new URL("data:text/javascript,process.exit(1)");
  expect(await run(2, { start: () => startThread(nothing) })).toEqual(alone);
});

test("where no thread can be had, all are opened on this one, and the person is told nothing of it", async () => {
  using told = vi.spyOn(console, "error");
  const none = () => {
    throw new Error("ERR_WORKER_INIT_FAILED");
  };
  expect(await run(2, { start: none })).toEqual(alone);
  expect(told).not.toHaveBeenCalled();
});

test("a thread that can't read what it is asked ends, and whoever asked hears of it", async () => {
  const port = startThread(UNREADING);
  const caller = new Caller<Calls<{ ask: { asked: null; told: never; answer: null } }>, string>(
    port,
    "worker-broken",
    (code) => new Error(code),
  );
  await expect(caller.call("ask", null)).rejects.toThrow("worker-broken");
});

test("Ctrl-C ends the run: what was told before is whole, and nothing half-opened is left", async () => {
  const stop = new AbortController();
  let told = 0;
  const onTold = (count: number) => {
    told = count;
    if (count === 3) stop.abort();
  };
  await expect(run(2, { stop: stop.signal, onTold })).rejects.toMatchObject({ code: "interrupted" });
  expect(told).toBeGreaterThanOrEqual(3);
  expect(told).toBeLessThan(COUNT);
  const names = readdirSync(out);
  expect(names.filter((name) => name.startsWith("."))).toEqual([]);
  for (const name of names) expect(readdirSync(join(out, name))).toContain("tip.txt");
});

test("a thread overwrites its copies of the secrets, and opens nothing afterwards", async () => {
  const opener = new Opener(Promise.resolve(sodium));
  const secrets = secretsNow();
  await opener.begin({ secrets, whole: false, encoding: undefined });
  opener.end(null);
  for (const { secret } of secrets) expect([...secret].every((byte) => byte === 0)).toBe(true);
  await expect(opener.unpack({ folder: join(folder, "none"), bytes: new Uint8Array(1) })).rejects.toThrow();
});

test("what the system says of a folder comes from another thread as it was said there", async () => {
  const gone = join(folder, "not-there", "envelope-1");
  const said: string[] = [];
  for (const after of [0, 1]) {
    const openers = openersFor(nobodys, secretsNow(), { count: 2, after });
    const unpacked = await openers.unpack({ folder: gone, bytes: new Uint8Array(1) });
    await openers.end();
    expect(unpacked).toMatchObject({ kind: "failed", failure: { code: "ENOENT", syscall: "mkdir" } });
    if (unpacked.kind === "failed") said.push(sentenceOf(unpacked.failure));
  }
  expect(said).toEqual([`${gone} is not there: check the path.`, said[0]]);
});

test("how a text is to be read, and that contents stay one file, holds in a thread too", async () => {
  const bytes = await sealedContents(instance, new Uint8Array([0xa4, 0xa4, 0xa4, 0xe5]));
  const tip = await sealedTip(instance, tipFor(instance));
  for (const how of [{ encoding: "big5" }, { encoding: "gb18030" }, { whole: true }] as const) {
    const made: unknown[] = [];
    for (const after of [0, 1]) {
      const secrets = secretsNow();
      const unpacking = { identities: secrets.map(identityOf), primitives: sodium, whole: false, ...how };
      const openers = openersFor(unpacking, secrets, { count: 2, after });
      const into = join(folder, `how-${Object.values(how)}-${after}`);
      made.push(await openers.unpack({ folder: into, bytes: "whole" in how ? tip : bytes }));
      await openers.end();
    }
    expect(made[0]).toEqual(made[1]);
    const contents =
      "whole" in how
        ? { files: [{ stored: "attachments/01-sealed-by-hand.tar" }] }
        : { found: { text: how.encoding === "big5" ? "中文" : "いゅ" } };
    expect(made[0]).toMatchObject({ kind: "done", result: { contents } });
  }
});

test("once openers have ended, nobody writes into any folder, be it in a thread or on this one", async () => {
  for (const after of [COUNT, 2]) {
    const openers = openersFor(nobodys, secretsNow(), { count: 2, after });
    const names = Array.from({ length: 6 }, (_, i) => join(folder, `ending-${after}-${i}`));
    const bytes = new Uint8Array(readFileSync(inputs[0]?.path ?? ""));
    let unpacked = 0;
    for (const name of names) void openers.unpack({ folder: name, bytes }).then(() => unpacked++);
    await openers.end();
    expect(unpacked).toBe(Math.min(after, names.length));
  }
});
