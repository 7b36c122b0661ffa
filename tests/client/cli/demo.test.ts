import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDemoFolder } from "../../../client/cli/demo/folder.ts";
import { renewDocuments } from "../../../client/cli/demo/renew.ts";
import { CliError } from "../../../client/cli/errors.ts";
import { parseIdentityFile } from "../../../crypto/age/identity-file.ts";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { addSeconds, type Instant, instantOf, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { noble } from "../../../crypto/primitives/noble.ts";
import { nightjar, temporaryFolder } from "./support/cli.ts";
import { startDemo } from "./support/demo.ts";
import { modeOf, namesBelow, snapshot } from "./support/folders.ts";
import { sodium } from "./support/tips.ts";

const folder = temporaryFolder();
const now = instantOf(Date.now());
const freshData = () => join(mkdtempSync(join(folder, "d-")), "demo");
const later = (days: number) => addSeconds(now, days * SECONDS_PER_DAY);
const SECRETS = [
  ...[1, 2, 3].map((n) => `stewards/${n}.seed`),
  ...[1, 2].flatMap((n) => [`reviewers/${n}/identity.txt`, `reviewers/${n}/signing.seed`]),
];

async function start(data: string, at: Instant = now): Promise<VerifiedRoster> {
  return await renewDocuments(data, await openDemoFolder(data, at, sodium), at, sodium);
}

const read = (data: string, name: string) => new Uint8Array(readFileSync(join(data, name)));

test("a demo folder: three stewards with threshold 2, two reviewers, secrets for nobody else to read", async () => {
  const data = freshData();
  await start(data);
  expect(namesBelow(data)).toEqual(
    [
      "public",
      "public/anchor.json",
      "public/rosters",
      "public/rosters/0001.json",
      "reviewers",
      "reviewers/1",
      "reviewers/2",
      "stewards",
      ...SECRETS,
    ].sort(),
  );
  for (const name of [".", "public", "reviewers", "reviewers/1", "reviewers/2", "stewards"]) {
    expect(modeOf(join(data, name))).toBe("700");
  }
  for (const name of SECRETS) expect(modeOf(join(data, name))).toBe("600");
  const anchor = parseAnchor(read(data, "public/anchor.json"));
  expect(anchor).toMatchObject({ threshold: 2, demo: true });
  expect(anchor.stewards).toHaveLength(3);
  const identity = readFileSync(join(data, "reviewers/1/identity.txt"), "utf8");
  expect(identity).toMatch(/^#.*\nAGE-SECRET-KEY-PQ-1\w+\nAGE-SECRET-KEY-1\w+\n$/);
  expect(parseIdentityFile(identity)).toHaveLength(2);
  const file = parseRosterFile(read(data, "public/rosters/0001.json"));
  expect(VerifiedRoster.verify(anchor, file, now, noble).roster.reviewers).toHaveLength(2);
});

test("a later start reuses all keys and the roster, and renews the currency statement", async () => {
  const data = freshData();
  const before = await start(data);
  const secrets = SECRETS.map((name) => read(data, name));
  const again = await start(data, later(1));
  expect(SECRETS.map((name) => read(data, name))).toEqual(secrets);
  expect(again.digest).toEqual(before.digest);
  expect(again.currency.issued).toBe(later(1));
});

test("when the period is nearly over or over, or has not begun, the next roster names the one before", async () => {
  const data = freshData();
  let before = await start(data);
  for (const [at, sequence] of [
    [later(23), 1],
    [later(25), 2],
    [later(500), 3],
    [later(-40), 4],
  ] as const) {
    const renewed = await start(data, at);
    expect(renewed.roster.sequence).toBe(sequence);
    if (sequence > before.roster.sequence) expect(renewed.roster.previous).toEqual(before.digest);
    before = renewed;
  }
});

describe("a folder that is no whole demo is refused in a sentence, and left as it is", () => {
  const cases: Record<string, (data: string) => void> = {
    "somebody's own folder": (data) => {
      rmSync(data, { recursive: true });
      mkdirSync(data);
      writeFileSync(join(data, "thesis.txt"), "mine");
    },
    "secrets without public documents": (data) => rmSync(join(data, "public"), { recursive: true }),
    "public documents without secrets": (data) => rmSync(join(data, "stewards"), { recursive: true }),
    "a spool alone": (data) => {
      rmSync(data, { recursive: true });
      mkdirSync(join(data, "spool"), { recursive: true });
    },
    "no anchor": (data) => rmSync(join(data, "public/anchor.json")),
    "no roster": (data) => rmSync(join(data, "public/rosters/0001.json")),
    "a steward's seed cut short": (data) => writeFileSync(join(data, "stewards/1.seed"), "ab"),
    "a steward's seed missing": (data) => rmSync(join(data, "stewards/1.seed")),
    "another reviewer's identity": (data) =>
      writeFileSync(
        join(data, "reviewers/1/identity.txt"),
        readFileSync(join(data, "reviewers/2/identity.txt")),
      ),
    "a reviewer missing": (data) => rmSync(join(data, "reviewers/2"), { recursive: true }),
    "an anchor in another form": (data) => {
      const path = join(data, "public/anchor.json");
      writeFileSync(path, `${readFileSync(path, "utf8")}\n`);
    },
    "the anchor of another instance": (data) => {
      const path = join(data, "public/anchor.json");
      writeFileSync(path, readFileSync(path, "utf8").replace(/("instance":")../, "$1ff"));
    },
  };

  test.each(Object.entries(cases))("%s", async (_, spoil) => {
    const data = freshData();
    await start(data);
    spoil(data);
    const before = snapshot(data);
    const error = await start(data).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CliError);
    expect(String(error)).toMatch(/^CliError: The data folder [^\n]*\.$/);
    expect(snapshot(data)).toEqual(before);
  });
});

test("what a crash in the making left behind is made anew; an empty folder is taken, and closed to others", async () => {
  const data = freshData();
  mkdirSync(join(data, ".unfinished/stewards"), { recursive: true, mode: 0o755 });
  writeFileSync(join(data, ".unfinished/stewards/1.seed"), "half");
  await start(data);
  expect(modeOf(data)).toBe("700");
  expect(namesBelow(data).filter((name) => name.startsWith("."))).toEqual([]);
});

describe("as a process", () => {
  test("wrong settings are one sentence and exit 1", async () => {
    const data = freshData();
    for (const [name, value] of [
      ["NIGHTJAR_PORT", "eighty"],
      ["NIGHTJAR_HOST", "0.0.0.0"],
      ["NIGHTJAR_ROOM", "-1"],
      ["NIGHTJAR_PROT", "8080"],
    ] as const) {
      const ended = await nightjar(["demo"], {
        env: { NIGHTJAR_DATA: data, NIGHTJAR_PORT: "0", [name]: value },
      });
      expect(ended).toMatchObject({ code: 1, stdout: "" });
      expect(ended.stderr).toMatch(/^[^\n]*NIGHTJAR_[^\n]*\n$/);
    }
    const file = join(folder, "file");
    writeFileSync(file, "");
    const ended = await nightjar(["demo"], { env: { NIGHTJAR_DATA: file } });
    expect(ended.code).toBeGreaterThan(0);
    expect(ended.stderr).toMatch(/^[^\n]*\n$/);
  });

  test("it says where things are, and stops at Ctrl-C; a moved folder starts again with the same keys", async () => {
    const data = freshData();
    const first = await startDemo(data);
    expect(first.said()).toContain(join(data, "reviewers/1/identity.txt"));
    expect(first.said()).toContain(`npm run nightjar -- open --spool ${data} --identity`);
    const page = await (await fetch(first.url)).text();
    expect(page).toMatch(/^<!doctype html>/i);
    expect(await first.stop("SIGINT")).toBe(0);
    const secrets = SECRETS.map((name) => read(data, name));
    const moved = `${data}-moved`;
    renameSync(data, moved);
    const second = await startDemo(moved);
    expect(await second.stop("SIGTERM")).toBe(0);
    expect(SECRETS.map((name) => read(moved, name))).toEqual(secrets);
  });

  test("the server ends with the demo even if the demo is killed", async () => {
    const demo = await startDemo(freshData());
    await demo.stop("SIGKILL");
    await expect
      .poll(
        () =>
          fetch(demo.url).then(
            () => "up",
            () => "down",
          ),
        { timeout: 60_000 },
      )
      .toBe("down");
    expect(execFileSync("ps", ["-eo", "ppid"]).toString()).not.toMatch(new RegExp(`^\\s*${demo.pid}$`, "m"));
  });
});
