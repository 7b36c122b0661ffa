import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holdLock } from "../../../../client/cli/courier/lock.ts";
import { temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const bundle = join(folder, "b.bundle");
const MODULE = new URL("../../../../client/cli/courier/lock.ts", import.meta.url).href;

/** A process that wants the lock each time it is told to, says "held" or "refused", and keeps what it holds. */
const PROGRAM = `
  const { holdLock } = await import(${JSON.stringify(MODULE)});
  const { createInterface } = await import("node:readline");
  console.log("ready");
  for await (const path of createInterface({ input: process.stdin }))
    await holdLock(path).then(() => console.log("held"), (error) => console.log(error.code));
`;

function contender() {
  const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const said = async () => String((await once(child.stdout, "data"))[0]).trim();
  return { child, said };
}

test("one holds it, under whatever name the bundle is reached; then the next; nothing lies on the disk", async () => {
  symlinkSync(folder, join(folder, "other"));
  const release = await holdLock(bundle);
  for (const same of [bundle, join(folder, "B.bundle"), join(folder, "other", "b.bundle")])
    await expect(holdLock(same)).rejects.toMatchObject({ code: "output-refused" });
  const another = await holdLock(join(folder, "c.bundle"));
  another();
  release();
  (await holdLock(bundle))();
  expect(readdirSync(folder)).toEqual(["other"]);
});

test("of many who want it at the same moment one gets it, time after time; a killed one's is free at once", async () => {
  const contenders = Array.from({ length: 6 }, contender);
  await Promise.all(contenders.map(({ said }) => said()));
  for (let round = 0; contenders.length > 1; round++) {
    const path = join(folder, `raced-${round}.bundle`);
    const answers = contenders.map(({ said }) => said());
    for (const { child } of contenders) child.stdin.write(`${path}\n`);
    const said = await Promise.all(answers);
    expect(said.toSorted()).toEqual(["held", ...Array(contenders.length - 1).fill("output-refused")]);
    const [holder] = contenders.splice(said.indexOf("held"), 1);
    if (!holder) throw new Error("a holder");
    holder.child.kill("SIGKILL");
    await once(holder.child, "exit");
    (await holdLock(path))();
  }
  for (const { child } of contenders) child.kill("SIGKILL");
}, 60_000);
