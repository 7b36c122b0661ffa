import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { DOOR } from "../client/cli/support/cli.ts";
import { contentsOf } from "../client/cli/support/courier.ts";
import { CourierPage } from "../support/courier-page.ts";
import { makeStick, type Stick } from "../support/sticks.ts";
import { COURIERS } from "./serving.ts";
import { at, newFirefox, passphraseOf, ROAD, typed } from "./stage.ts";

const MiB = 1024 * 1024;

const pickup = (bundle: string) =>
  `courier pickup --unix ${COURIERS} --key swift.key --anchor anchor.json --bundle ${bundle}`;

/**
 * The courier's week: a stick that is too small takes what a lesser budget asks for; another, whose driver is killed
 * in the middle, takes the rest. Both bundles are carried on as they came off the sticks.
 */
export async function carry(): Promise<void> {
  const small = makeStick("exfat", 12 * MiB);
  try {
    fillUpTo(small, 4 * MiB);
    const bundle = join(small.folder, "small.bundle");
    const refused = await typed(pickup(bundle));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("--budget");
    const part = await typed(`${pickup(bundle)} --budget 300KB`);
    expect(part).toMatchObject({ code: 0, stdout: expect.stringContaining("Left on the server:") });
    copyFileSync(bundle, at("small.bundle"));
  } finally {
    small.release();
  }
  const stick = makeStick("exfat", 64 * MiB);
  try {
    const bundle = join(stick.folder, "rest.bundle");
    const words = pickup(bundle).split(" ");
    const child = spawn(process.execPath, [DOOR, ...words], {
      cwd: ROAD,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
    });
    while (!existsSync(`${bundle}.partial`)) await new Promise((resolve) => setTimeout(resolve, 1));
    stick.pull();
    expect(await once(child, "close")).toEqual([1, null]);
    expect(said).toContain("put it back in");
    stick.putBack();
    expect(await typed(pickup(bundle))).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(stick.folder)).toEqual(["rest.bundle"]);
    copyFileSync(bundle, at("rest.bundle"));
  } finally {
    stick.release();
  }
}

/** Another courier brings the same by courier.html, which asks for the saved file before it acknowledges it. */
export async function carryByPage(): Promise<void> {
  await using firefox = await newFirefox();
  const courier = await CourierPage.of(firefox, ROAD);
  await courier.unlock(at("martin.pack"), passphraseOf("martin"));
  await courier.press("fetch");
  const saved = await courier.save();
  await courier.choose("saved", saved);
  await courier.sees("The server knows that you have");
  const brought = await Promise.all(["small.bundle", "rest.bundle"].map((name) => contentsOf(at(name))));
  expect((await contentsOf(saved)).ids).toEqual(brought.flatMap(({ ids }) => ids).sort());
}

/** One bundle, onto this machine's own disk. */
export async function carryOn(bundle: string): Promise<void> {
  expect(await typed(pickup(bundle))).toMatchObject({ code: 0, stderr: "" });
}

/** Leaves so many bytes free, or a little less. */
function fillUpTo(stick: Stick, free: number): void {
  const ballast = Buffer.alloc(MiB);
  for (let i = 0; i < 12 - free / MiB - 1; i++) writeFileSync(join(stick.folder, `ballast-${i}`), ballast);
}
