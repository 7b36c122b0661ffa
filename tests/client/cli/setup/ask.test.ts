import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { parseUnit } from "../../../../client/cli/doctor/unit.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { commandLine } from "../../../support/command-line.ts";
import { testInstance } from "../../../support/instance.ts";
import { cleanEnvironment, DOOR, temporaryFolder } from "../support/cli.ts";
import { namesBelow, snapshot } from "../support/folders.ts";
import { writeSetupFiles } from "../support/setup-files.ts";

const root = temporaryFolder();
const path = (name: string) => join(root, name);
const instance = testInstance({ demo: false });
const UNIT = "etc/systemd/system/nightjar.service";

beforeAll(async () => {
  await writeSetupFiles(root, instance);
});

/** Runs it on a terminal of its own, in the folder with the files; an answer a question, once it is asked. */
async function asked(args: readonly string[], answers: readonly string[]) {
  const command = [process.execPath, DOOR, "setup", "--ask", ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    env: cleanEnvironment(),
    cwd: root,
    timeout: 100_000,
  });
  const left = [...answers];
  let [shown, unanswered] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    unanswered += text;
    if (!/(\]|go on): $/.test(unanswered)) return;
    unanswered = "";
    const next = left.shift();
    if (next !== undefined) child.stdin.write(`${next}\n`);
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  return { code, shown, left };
}

const places = (name: string) => ["--data", path(name), "--out", path(`${name}-out`)];
const unitOf = (name: string) => parseUnit(readFileSync(path(`${name}-out/${UNIT}`), "utf8")).environment;

test("it asks for what it must know, says what it will change, and changes it on a yes; the doctor finds nothing missing", async () => {
  const first = await asked(places("a"), ["", "yes", "k/public", "", "20 gigabytes", "20GB", "14", "yes"]);
  expect(first.code).toBe(0);
  expect(first.left).toEqual([]);
  expect(first.shown).toContain(anchorFingerprint(instance.anchor));
  // A wrong answer is said what is wrong with it, and asked for again.
  expect(first.shown).toContain("takes an amount like 200MB");
  const told = first.shown.indexOf("will be made: ");
  expect(told).toBeGreaterThan(0);
  expect(first.shown.indexOf("Do this?")).toBeGreaterThan(told);
  expect(unitOf("a").get("NIGHTJAR_ROOM")).toBe("20000000000");
  expect(unitOf("a").get("NIGHTJAR_RETENTION_DAYS")).toBe("14");
  expect(namesBelow(path("a"))).toEqual(
    expect.arrayContaining(["public/anchor.json", "public/source.html", "public/rosters/0001.json"]),
  );
  const { stdout } = await commandLine(["doctor", "--data", path("a"), "--json"]);
  const { findings } = JSON.parse(stdout);
  const levels = Object.fromEntries(findings.map(({ check, level }: never) => [check, level]));
  expect(levels).toMatchObject({ server: "fine", "roster-days": "fine", "data-permissions": "fine" });

  // Again: what it was told is offered, and what is there isn't asked for.
  const before = [snapshot(path("a")), snapshot(path("a-out"))];
  const again = await asked(places("a"), ["", "", "yes"]);
  expect(again).toMatchObject({ code: 0, left: [] });
  expect(again.shown).toContain("[20000000000]: ");
  expect(again.shown).toContain("[14]: ");
  expect(again.shown).not.toContain("will be ");
  expect([snapshot(path("a")), snapshot(path("a-out"))]).toEqual(before);
});

test("without a terminal nobody is asked: options are due, as ever", async () => {
  expect(await commandLine(["setup"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--data") });
});

test("what is to be confirmed where there is no terminal is refused, with what to say instead", async () => {
  const given = ["--anchor", "anchor.json", "--known", "k/public", "--pages", "pages"];
  const rest = ["--room", "1GB", "--retention-days", "14"];
  // In a session of its own it has no terminal, wherever the tests run.
  const child = spawn(process.execPath, [DOOR, "setup", "--ask", ...places("c"), ...given, ...rest], {
    env: cleanEnvironment(),
    cwd: root,
    detached: true,
  });
  const [complaint, code] = await Promise.all([
    text(child.stderr),
    new Promise((resolve) => child.on("close", resolve)),
  ]);
  expect(code).toBe(1);
  expect(complaint).toBe(
    "There is no terminal to ask on, and nothing was changed: say it all by options, without --ask.\n",
  );
  const { stdout } = await commandLine(["setup", "--help"]);
  for (const [option] of complaint.matchAll(/--[a-z-]+/g)) expect(stdout).toContain(option);
  expect(existsSync(path("c"))).toBe(false);
});

test("without a yes nothing is changed: neither of the anchor, nor in the end", async () => {
  const foreign = await asked(places("b"), ["anchor.json", "no"]);
  expect(foreign.code).toBe(1);
  expect(foreign.shown).toContain("Nothing was changed, since the answer was not yes.");
  const late = await asked(places("b"), ["", "y", "-", "-", "", "", "no"]);
  expect(late).toMatchObject({ code: 1, left: [] });
  expect([existsSync(path("b")), existsSync(path("b-out"))]).toEqual([false, false]);
});
