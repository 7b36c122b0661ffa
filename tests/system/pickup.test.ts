import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cleanEnvironment, DOOR, temporaryFolder } from "../client/cli/support/cli.ts";
import { type CourierOnDisk, contentsOf, courierOnDisk } from "../client/cli/support/courier.ts";
import { commandLine } from "../support/command-line.ts";
import { type CourierServer, startCourierServer } from "../support/courier-server.ts";
import { placeOf } from "../support/proxy.ts";
import { timesOfRun } from "../support/seeded.ts";

const folder = temporaryFolder();

/** Runs a pickup, measured; the result is its exit code and the most memory it took, in bytes. */
async function measured(args: readonly string[]): Promise<{ code: number | null; peak: number }> {
  const child = start(args);
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid ?? 0));
  }, 50);
  const [code] = await once(child, "exit");
  clearInterval(timer);
  return { code, peak };
}

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [DOOR, ...args], { env: cleanEnvironment(), stdio: "ignore" });
}

/** The high-water mark of a process's resident set; 0 once it is gone. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH"))
      return 0;
    throw error;
  }
}

/** What may never be: something acknowledged that isn't, whole, in the bundle. */
async function nothingLost(courier: CourierOnDisk, server: CourierServer): Promise<void> {
  if (server.acknowledged().length === 0) return;
  const { ids } = await contentsOf(courier.bundle);
  expect(server.acknowledged().filter((id) => !ids.includes(id))).toEqual([]);
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  if (child.signalCode === null && child.exitCode === null) await once(child, "exit");
  expect(child.signalCode).toBe("SIGKILL");
}

const COUNT = timesOfRun("PICKED", 110, 10_000);
/** In `npm test` few, each the larger: all of them together take what memory would show. */
const LENGTH = 75_000_000 / Math.min(COUNT, 300);

test(`${COUNT} envelopes with the connection cut 20 times: complete, nothing twice but what was cut, memory flat`, async () => {
  const size = (i: number) => Math.floor(LENGTH) + (i % 1000);
  const few = courierOnDisk(join(folder, "few"));
  await using small = await startCourierServer(few, [COUNT / 5, size]);
  const base = await measured(few.pickup(small));
  expect(base.code).toBe(0);

  const courier = courierOnDisk(join(folder, "many"));
  await using server = await startCourierServer(courier, [COUNT, size]);
  const cuts: string[] = [];
  let first = 0;
  server.network.decide = ({ path, from }) => {
    if (!path.startsWith(placeOf("")) || from > 0 || cuts.length >= 20) return "pass";
    // More often than needed: what was cut is asked for again, and may have its turn again.
    if (++first % Math.floor(COUNT / 30) !== 0 || cuts.includes(path)) return "pass";
    cuts.push(path);
    return cuts.length % 2 === 0 ? "cut" : { cutAfter: 1500 };
  };
  const run = await measured(courier.pickup(server));
  expect([run.code, cuts.length]).toEqual([0, 20]);
  expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids);
  expect(server.acknowledged()).toEqual(server.ids);

  const times = Map.groupBy(server.fetched(), ({ path }) => path);
  const twice = [...times].filter(([, asked]) => asked.length > 1).map(([path]) => path);
  expect(twice.sort()).toEqual(cuts.toSorted());
  expect(server.fetched().length).toBe(COUNT + cuts.length);
  // The four fifths more are 60 MB, and their entries in lists some megabytes.
  expect(run.peak - base.peak).toBeLessThan(45_000_000);
}, 400_000);

test("large envelopes stream: memory doesn't grow with them", async () => {
  const courier = courierOnDisk(join(folder, "large"));
  await using server = await startCourierServer(courier, [2, (i) => (i === 0 ? 1_000 : 90_000_000)]);
  const { code, peak } = await measured(courier.pickup(server));
  expect(code).toBe(0);
  expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids);
  expect(peak).toBeLessThan(180_000_000);
}, 400_000);

describe("kill -9, and the same command again", () => {
  test("while it fetches: what is whole is not fetched again", async () => {
    const courier = courierOnDisk(join(folder, "fetch"));
    await using server = await startCourierServer(courier, [90, () => 20_000]);
    for (const at of [15, 40, 65]) {
      const reached = Promise.withResolvers<void>();
      server.network.decide = () => {
        if (server.fetched().length >= at) reached.resolve();
        return "pass";
      };
      const child = start(courier.pickup(server));
      await reached.promise;
      await killed(child);
      expect([existsSync(courier.bundle), server.acknowledged().length]).toEqual([false, 0]);
    }
    expect(await commandLine(courier.pickup(server))).toMatchObject({ code: 0, stderr: "" });
    expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids);
    // Of each killed run no more than the four that were on the way.
    expect(server.fetched().length).toBeLessThanOrEqual(90 + 3 * 4);
    expect(server.acknowledged().length).toBe(90);
  });

  test("while it writes the bundle: nothing was acknowledged, and nothing is fetched again", async () => {
    const courier = courierOnDisk(join(folder, "tar"));
    await using server = await startCourierServer(courier, [30, () => 2_000_000]);
    const child = start(courier.pickup(server));
    const tar = join(`${courier.bundle}.partial`, "bundle.tar");
    await expect.poll(() => existsSync(tar) && statSync(tar).size > 0, { interval: 5 }).toBe(true);
    await killed(child);
    expect([existsSync(courier.bundle), server.acknowledged().length]).toEqual([false, 0]);
    const before = server.fetched().length;
    expect(await commandLine(courier.pickup(server))).toMatchObject({ code: 0, stderr: "" });
    expect(server.fetched().length).toBe(before);
    expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids);
  });

  // With more than one request of receipts, so 1,010 fetches, and as many connections: minutes on a busy machine.
  test("while it acknowledges: the bundle that is there is acknowledged to its end, and nothing is fetched", async () => {
    const courier = courierOnDisk(join(folder, "receipts"));
    await using server = await startCourierServer(courier, [1010, () => 200]);
    const reached = Promise.withResolvers<void>();
    server.network.decide = ({ path }) => {
      if (!path.includes("receipts") || server.acknowledged().length === 0) return "pass";
      reached.resolve();
      return "cut";
    };
    const child = start(courier.pickup(server));
    await reached.promise;
    await killed(child);
    expect(server.acknowledged().length).toBe(1000);
    await nothingLost(courier, server);
    const before = server.fetched().length;
    server.network.decide = () => "pass";
    const again = await commandLine(courier.pickup(server));
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain("1010 envelopes are now acknowledged");
    expect(server.fetched().length).toBe(before);
    expect(server.acknowledged().length).toBe(1010);
    expect(readdirSync(join(courier.bundle, "..")).filter((name) => name.startsWith("b."))).toEqual([
      "b.bundle",
    ]);
  }, 600_000);
});

// Too little room for the envelopes, and then enough for them but not for the bundle too.
test.each([18, 13])(
  "a disk with too little room (%i MB taken): one sentence, nothing fetched or acknowledged, and the same command ends when there is room",
  async (megabytes) => {
    const courier = courierOnDisk(join(folder, `disk-${megabytes}`));
    await using server = await startCourierServer(courier, [20, () => 200_000]);
    const small = join(folder, `small-${megabytes}`);
    mkdirSync(small);
    const pickup = courier
      .pickup(server)
      .map((arg) => (arg === courier.bundle ? join(small, "b.bundle") : arg));
    const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
    const script = `
    mount -t tmpfs -o size=20m small "$0" && dd if=/dev/zero of="$0/ballast" bs=1M count=$1 status=none; shift
    "$@"; echo "code $?"; rm "$0/ballast"; "$@"; echo "code $?"; ls "$0"`;
    const run = ["sh", "-c", script, small, String(megabytes), process.execPath, DOOR, ...pickup];
    const child = spawn("unshare", ["--mount", ...asRoot, ...run], { env: cleanEnvironment() });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    }
    await once(child, "close");
    const [first, second, ...rest] = said.trim().split("\n");
    expect(first).toMatch(/^While the bundle is made it takes .* MB there, .*: make room, or fetch a part/);
    expect(second).toBe("code 1");
    expect(rest).toEqual([
      expect.stringContaining("20 envelopes, 4.0 MB; acknowledged."),
      "code 0",
      "b.bundle",
    ]);
    expect(server.acknowledged()).toEqual(server.ids);
  },
);
