import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeTip } from "../../../client/report/tip.ts";
import { sealEnvelope } from "../../../crypto/envelope.ts";
import { cleanEnvironment, DOOR, nightjar, temporaryFolder } from "./support/cli.ts";
import { namesBelow } from "./support/folders.ts";
import { instanceOnDisk, sealedTip, sodium, tipFor } from "./support/tips.ts";

const MIB = 1024 * 1024;
const folder = temporaryFolder();
const instance = instanceOnDisk(folder);
const [identity = ""] = instance.identityPaths;
const small = join(folder, "small.age");
const large = join(folder, "large.age");
const name = "attachments/01-video.mp4";

writeFileSync(small, await sealedTip(instance, tipFor(instance)));
await writeLarge(96 * MIB);

async function writeLarge(size: number): Promise<void> {
  const tip = encodeTip(
    tipFor(instance, { attachments: [{ name, type: "video/mp4", size, cleaned: null, original: null }] }),
  );
  const video = Array.from({ length: size / MIB }, () => new Uint8Array(MIB));
  const files = [
    { name: "tip.json", size: tip.length, content: [tip] },
    { name, size, content: video.values() },
  ];
  const out = createWriteStream(large);
  for await (const chunk of sealEnvelope(files, instance.roster, sodium)) {
    if (!out.write(chunk)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
}

/** Most memory, in MiB, that opening an envelope took. */
async function peakOf(envelope: string, out: string): Promise<number> {
  const report = 'process.on("exit", () => console.error("peak", process.resourceUsage().maxRSS))';
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(report)}` };
  const ended = await nightjar(["open", "--identity", identity, "--out", out, envelope], { env });
  expect(ended.code, ended.stderr).toBe(0);
  return Number(/^peak (\d+)$/m.exec(ended.stderr)?.[1]) / 1024;
}

test("a large attachment goes through in pieces: opening it takes little more memory than a small tip", async () => {
  const smallPeak = await peakOf(small, join(folder, "small"));
  const largePeak = await peakOf(large, join(folder, "large"));
  expect(statSync(join(folder, "large", "large", name)).size).toBe(96 * MIB);
  expect(smallPeak).toBeGreaterThan(20);
  expect(largePeak - smallPeak).toBeLessThan(80);
});

test("a run that is stopped in the middle leaves nothing half-opened; one that was killed is tidied up after", async () => {
  const unfinished = /^\.opening-\d+-[0-9a-f]{16}$/;
  const stopped = await openingInto(join(folder, "stopped"));
  stopped.kill("SIGINT");
  expect(await once(stopped, "exit")).toEqual([130, null]);
  expect(existsSync(join(folder, "stopped"))).toBe(false);

  const out = join(folder, "killed");
  const killed = await openingInto(out);
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect(readdirSync(out).filter((entry) => unfinished.test(entry))).toHaveLength(1);
  mkdirSync(join(out, ".opening-mine"));
  expect((await nightjar(["open", "--identity", identity, "--out", out, small])).code).toBe(0);
  expect(
    readdirSync(out)
      .filter((entry) => entry !== "large")
      .sort(),
  ).toEqual([".opening-mine", "small"]);
});

/** A run over large envelopes that has begun to write. The same file many times keeps it from ending too soon. */
async function openingInto(out: string): Promise<ChildProcess> {
  const args = ["open", "--identity", identity, "--out", out, ...Array.from({ length: 8 }, () => large)];
  const child = spawn(process.execPath, [DOOR, ...args], { env: cleanEnvironment(), stdio: "ignore" });
  await expect.poll(() => sizesBelow(out), { interval: 5, timeout: 60_000 }).toBeGreaterThan(MIB);
  return child;
}

/** Bytes below a folder that is being written to; 0 while it isn't there. */
function sizesBelow(path: string): number {
  const size = (entry: string) => statSync(join(path, entry), { throwIfNoEntry: false })?.size ?? 0;
  return existsSync(path) ? namesBelow(path).reduce((sum, entry) => sum + size(entry), 0) : 0;
}
