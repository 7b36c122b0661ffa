import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { courierKeyText } from "../../client/cli/courier/key-file.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { cleanEnvironment, DOOR, nightjar, temporaryFolder } from "../client/cli/support/cli.ts";
import { contentsOf } from "../client/cli/support/courier.ts";
import { sealedTip, tipFor } from "../client/cli/support/tips.ts";
import { putInForce } from "../support/couriers.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { newSeed, testInstance } from "../support/instance.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { post, upload } from "../support/submit.ts";

const folder = temporaryFolder();
const instance = testInstance();
const [one, two] = instance.couriers as [SigningSeed, SigningSeed];
const socket = join(folder, "couriers.sock");
const anchor = join(folder, "anchor.json");
writeFileSync(anchor, encodeAnchor(instance.anchor));
writeFileSync(join(folder, "identity.txt"), instance.identityFiles[0] ?? "", { mode: 0o600 });

function pickup(seed: SigningSeed, bundle: string): string[] {
  const key = join(folder, `${bundle}.key`);
  writeFileSync(key, courierKeyText(seed), { mode: 0o600 });
  const files = ["--key", key, "--anchor", anchor, "--bundle", join(folder, bundle)];
  return ["courier", "pickup", "--unix", socket, ...files];
}

test("from a source's hand to a reviewer's folder, over the real server, killed and started again on the way", async () => {
  const data = prepareData({ instance });
  await putInForce(data, instance, [one, two]);
  const env = { NIGHTJAR_COURIER_LISTEN: `unix:${socket}` };
  let server = await startServer({ data, env });
  const tips = await Promise.all(Array.from({ length: 3 }, () => sealedTip(instance, tipFor(instance))));
  for (const tip of tips) expect((await post(server.url, tip)).status).toBe(201);
  for (let i = 0; i < 4; i++) expect((await upload(server.url, fakeEnvelope(20_000_000))).status).toBe(201);

  // Killed while the first courier fetches; the session is lost with it, and another is begun.
  const args = pickup(one, "one.bundle");
  const child = spawn(process.execPath, [DOOR, ...args], { env: cleanEnvironment(), stdio: "ignore" });
  const partial = join(folder, "one.bundle.partial");
  await expect
    .poll(() => readable(partial).some((name) => name.endsWith(".part")), { interval: 5 })
    .toBe(true);
  await server.kill();
  server = await startServer({ data, env });
  expect(await once(child, "exit")).toEqual([0, null]);
  const first = await contentsOf(join(folder, "one.bundle"));
  expect([first.ids.length, first.left]).toEqual([7, []]);

  // Nobody who isn't in the annex; the second courier is not disturbed by what the first acknowledged.
  const stranger = await nightjar(pickup(newSeed(), "stranger.bundle"));
  expect(stranger).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("does not accept this courier"),
  });
  expect(await nightjar(pickup(two, "two.bundle"))).toMatchObject({ code: 0, stderr: "" });
  expect((await contentsOf(join(folder, "two.bundle"))).ids).toEqual(first.ids);
  expect((await nightjar(pickup(one, "none.bundle"))).stdout).toContain("Nothing was fetched");
  const left = join(folder, "left");
  mkdirSync(left);
  execFileSync(process.execPath, ["server/export.ts", data, left]);
  expect(readdirSync(left)).toEqual([]);
  expect(await server.stop()).toBe(0);
  removeData(data);

  const identity = [
    "--identity",
    join(folder, "identity.txt"),
    "--anchor",
    anchor,
    "--out",
    join(folder, "tips"),
  ];
  const opened = await nightjar(["open", ...identity, join(folder, "one.bundle")]);
  expect(opened.code).toBe(3);
  expect(opened.stderr).toMatch(/^4 envelopes could not be opened:/);
  const folders = readdirSync(join(folder, "tips"));
  expect(folders.length).toBe(3);
  for (const name of folders) {
    const text = readFileSync(join(folder, "tips", name, "tip.txt"), "utf8");
    expect(text).toContain("A door behind the restaurant.");
    expect(text).not.toContain("Noticed");
  }
});

function readable(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
