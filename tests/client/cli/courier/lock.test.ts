import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holdLock } from "../../../../client/cli/courier/lock.ts";
import { temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const MODULE = new URL("../../../../client/cli/courier/lock.ts", import.meta.url).href;

/** A process that wants the lock, says "held" or "refused", and stays until its stdin ends. */
const PROGRAM = `
  const { holdLock } = await import(${JSON.stringify(MODULE)});
  await holdLock(process.argv[1]).then(() => console.log("held"), (error) => console.log(error.code));
  process.stdin.resume();
`;

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn("true");
  await once(child, "exit");
  return child.pid ?? 0;
}

test("one who lives keeps it; one who was killed doesn't, nor does a file without a number", async () => {
  const path = join(folder, "lock");
  writeFileSync(path, String(process.ppid));
  await expect(holdLock(path)).rejects.toMatchObject({ code: "output-refused" });
  for (const left of [String(await deadPid()), "", "no number"]) {
    writeFileSync(path, left);
    const release = await holdLock(path);
    await release();
  }
  expect(readdirSync(folder)).toEqual([]);
});

test("of many who find a dead one's at the same moment, one takes it", async () => {
  const path = join(folder, "raced");
  for (let round = 0; round < 3; round++) {
    writeFileSync(path, String(await deadPid()));
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ["--input-type=module", "-e", PROGRAM, path], {
        stdio: ["pipe", "pipe", "inherit"],
      }),
    );
    const said = await Promise.all(
      children.map(async ({ stdout }) => String((await once(stdout, "data"))[0]).trim()),
    );
    expect(said.sort()).toEqual(["held", ...Array(5).fill("output-refused")]);
    await Promise.all(
      children.map((child) => {
        child.stdin.end();
        return once(child, "exit");
      }),
    );
  }
}, 60_000);
