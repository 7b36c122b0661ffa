import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { encodeHybridIdentity, type HybridSeed } from "../../crypto/age/identities.ts";
import { DOOR, temporaryFolder } from "../client/cli/support/cli.ts";
import { contentsOf, courierOnDisk } from "../client/cli/support/courier.ts";
import { commandLine } from "../support/command-line.ts";
import { startCourierServer } from "../support/courier-server.ts";
import { inLong } from "../support/seeded.ts";
import { makeStick, type Stick, type StickKind } from "../support/sticks.ts";

const MiB = 1024 * 1024;
const folder = temporaryFolder();
const sticks: Stick[] = [];
afterAll(() => {
  for (const stick of sticks) stick.release();
});
const stickOf = (kind: StickKind, bytes: number) => {
  const stick = makeStick(kind, bytes);
  sticks.push(stick);
  return stick;
};

let number = 0;
/** A courier whose bundle goes onto the stick. */
function courierFor(stick: Stick) {
  const courier = courierOnDisk(join(folder, String(number++)));
  const bundle = join(stick.folder, "b.bundle");
  return {
    ...courier,
    bundle,
    pickup: (...args: Parameters<typeof courier.pickup>) => courier.pickup(...args).with(-1, bundle),
  };
}

// The road carries on exFAT; a stick that is too small, and one that is pulled out, it has too.
describe.each(inLong<StickKind[]>(["fat"], ["exfat", "fat"]))("a bundle on %s", (kind) => {
  test("is written, acknowledged, and read back; nothing else is left there", async () => {
    const stick = stickOf(kind, 64 * MiB);
    const courier = courierFor(stick);
    await using server = await startCourierServer(courier, [5, (i) => 70_000 + i * 900_000]);
    expect(await commandLine(courier.pickup(server))).toMatchObject({ code: 0, stderr: "" });
    expect((await contentsOf(courier.bundle)).ids).toEqual(server.ids);
    expect(readdirSync(stick.folder)).toEqual(["b.bundle"]);
    expect(server.acknowledged()).toEqual(server.ids);
  });

  test("too large for it is said before anything is fetched, with a budget that fits; which then does", async () => {
    const stick = stickOf(kind, 24 * MiB);
    const courier = courierFor(stick);
    await using server = await startCourierServer(courier, [30, () => MiB]);
    const refused = await commandLine(courier.pickup(server));
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    const budget = /--budget (\d+MB)/.exec(refused.stderr)?.[1];
    expect(budget).toBeDefined();
    expect(server.fetched()).toEqual([]);
    const part = await commandLine([...courier.pickup(server), "--budget", budget ?? ""]);
    expect(part).toMatchObject({ code: 0, stderr: "" });
    const { ids } = await contentsOf(courier.bundle);
    expect(ids.length).toBeGreaterThan(5);
    expect(server.acknowledged()).toEqual(ids);
  });
});

test("a key on exFAT is warned of by what can be done, which isn't chmod", async () => {
  const path = join(stickOf("exfat", 16 * MiB).folder, "identity.txt");
  writeFileSync(path, encodeHybridIdentity(new Uint8Array(32).fill(7) as HybridSeed));
  writeFileSync(join(folder, "any.age"), "age-encryption.org/v1\n");
  const out = join(folder, "opened");
  const { stderr } = await commandLine(["open", "--identity", path, "--out", out, join(folder, "any.age")]);
  expect(stderr).toContain("keeps no access rights");
  expect(stderr).not.toContain("chmod");
});

test("a stick that an earlier run, and somebody else, filled to the last byte takes what a lesser budget asks for", async () => {
  const stick = stickOf("exfat", 32 * MiB);
  const courier = courierFor(stick);
  await using server = await startCourierServer(courier, [12, () => MiB]);
  const partial = join(stick.folder, "b.bundle.partial");
  const whole = () =>
    existsSync(partial) ? readdirSync(partial).filter((name) => name.endsWith(".age")).length : 0;
  const killed = spawn(process.execPath, [DOOR, ...courier.pickup(server)], { stdio: "ignore" });
  server.network.decide = () => {
    if (whole() >= 6) killed.kill("SIGKILL");
    return "pass";
  };
  await once(killed, "exit");
  expect(killed.signalCode).toBe("SIGKILL");
  expect(whole()).toBeGreaterThanOrEqual(6);
  expect(() => writeFileSync(join(stick.folder, "ballast"), Buffer.alloc(40 * MiB))).toThrow("ENOSPC");

  const refused = await commandLine(courier.pickup(server));
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("make room") });
  expect(await commandLine([...courier.pickup(server), "--budget", "2200KB"])).toMatchObject({
    code: 0,
    stderr: "",
  });
  expect((await contentsOf(courier.bundle)).ids).toHaveLength(2);
  expect(server.acknowledged().length).toBe(2);
});
