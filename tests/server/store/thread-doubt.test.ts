import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ServerClock } from "../../support/server-clock.ts";

/** A spool that doesn't tick is told who is in force, after the clock has leapt by so many milliseconds. */
const SCRIPT = `void (async () => {
  const [folder, file, offset] = process.argv.slice(1);
  const { ThreadedSpool } = await import("./server/store/thread/threaded-spool.ts");
  const options = { folder, room: 1e9, maxEnvelope: 1e8, retentionDays: 21, eraseAfterDays: 3, heartbeat: 0 };
  const spool = await ThreadedSpool.open(options, console.error);
  require("node:fs").writeFileSync(file, offset);
  await spool.pickup.serve([]);
  console.log(String(spool.health.doubt));
  await spool.close();
})()`;

test.each([
  [0, "null"],
  [40 * 86_400_000, "leap"],
])(
  "whoever says who is in force hears with the answer whether the clock is in doubt: %i",
  (offset, doubt) => {
    const [folder, clock] = [mkdtempSync(join(tmpdir(), "nightjar-doubt-")), new ServerClock()];
    const env = { ...process.env, ...clock.environment };
    const args = ["-e", SCRIPT, join(folder, "spool"), env.CLOCK_FILE ?? "", String(offset)];
    expect(execFileSync(process.execPath, args, { env, encoding: "utf8" })).toBe(`${doubt}\n`);
    clock.remove();
    rmSync(folder, { recursive: true });
  },
);
