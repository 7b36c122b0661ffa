import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import type { CourierId } from "../../../server/store/pickup.ts";
import { openForWriting } from "../../../server/store/sqlite/connection.ts";
import { SpoolFolder } from "../../../server/store/sqlite/folder.ts";
import { commandLine } from "../../support/command-line.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { ROOT } from "../../support/imports.ts";
import { prepareData, refusedStart, removeData } from "../../support/server.ts";
import { DAY, TestClock, TestSpool, testClock } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";

const folder = mkdtempSync(join(tmpdir(), "nightjar-forms-"));
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * A data folder with the spool that an earlier version wrote: the tree of that commit, its own TestSpool, four tips, two
 * a day; a courier, 111…1, of two acknowledged one of the first day's, and then it was closed.
 */
function earlier(commit: "2026-11-22-ced87e7" | "2026-11-29-8d28603") {
  const data = mkdtempSync(join(folder, "data-"));
  execFileSync("tar", ["-xzf", join(ROOT, `tests/server/store/spools/${commit}.tar.gz`), "-C", data]);
  const digests: string[] = JSON.parse(readFileSync(join(data, "digests.json"), "utf8"));
  return { data, digests: digests.sort() };
}

const digestsIn = (data: string) =>
  storedEnvelopes(data)
    .map(({ digest }) => digest)
    .sort();
const formOf = (path: string) => {
  const db = new Database(path, { readonly: true });
  const form = db.pragma("user_version", { simple: true });
  db.close();
  return form;
};

test("a table that a file lacks is made when it is opened, however its schema is written", () => {
  const path = join(folder, "grows.db");
  const first = "CREATE TABLE IF NOT EXISTS first (id INTEGER PRIMARY KEY) STRICT;";
  openForWriting(path, first).close();
  const db = openForWriting(
    path,
    `${first} create table if not exists "the second" (id INTEGER PRIMARY KEY) strict;`,
  );
  expect(db.prepare('SELECT count(*) FROM "the second"').pluck().get()).toBe(0);
  db.close();
});

/** Every database of the spool says this form. */
function sayForm(data: string, form: number): void {
  for (const path of new SpoolFolder(join(data, "spool")).databases()) {
    const db = new Database(path);
    db.pragma(`user_version = ${form}`);
    db.close();
  }
}

test.each([
  ["before forms were said", 0],
  ["of form 1", 1],
])(
  "a spool %s is read as it is: every envelope, and what a courier has; its day goes on",
  async (_, form) => {
    const { data, digests } = earlier("2026-11-29-8d28603");
    sayForm(data, form);
    expect(digestsIn(data)).toEqual(digests);
    const clock = new TestClock();
    clock.advance(DAY);
    const place = new TestSpool({ folder: join(data, "spool"), clock: testClock(clock.now) });
    try {
      const [one, other] = ["1", "2"].map((digit) => digit.repeat(64) as CourierId) as [CourierId, CourierId];
      place.spool.pickup.serve([one, other]);
      const counts = (courier: CourierId) => place.spool.pickup.days(courier).map(({ count }) => count);
      expect([counts(one), counts(other)]).toEqual([
        [1, 2],
        [2, 2],
      ]);
      const fresh = fakeEnvelope(30_000);
      await place.spool.put(fresh);
      digests.push(digestOf(fresh));
      digests.sort();
      expect(digestsIn(data)).toEqual(digests);
      // From now on it says its form, once it is closed also in what was written anew.
      clock.advance(DAY);
      await place.spool.tick();
      expect(formOf(join(data, "spool/days/2026-11-22.db"))).toBe(2);
      expect(formOf(join(data, "spool/receipts.db"))).toBe(2);
      expect(digestsIn(data)).toEqual(digests);
    } finally {
      await place.remove();
    }
  },
);

/** Every database's bytes, by its path: a log without anything in it may come beside one that is looked at. */
function databases(data: string): Record<string, string> {
  const names = readdirSync(join(data, "spool"), { recursive: true, encoding: "utf8" });
  const ours = names.filter((name) => name.endsWith(".db")).sort();
  return Object.fromEntries(ours.map((name) => [name, readFileSync(join(data, "spool", name), "hex")]));
}

/** The spool of a version to come, as far as this one can tell. */
function newer(): string {
  const { data } = earlier("2026-11-29-8d28603");
  const db = new Database(join(data, "spool/days/2026-11-21.db"));
  db.pragma("user_version = 3");
  db.close();
  return data;
}

test.each([
  [
    "older",
    () => earlier("2026-11-22-ced87e7").data,
    /before 22 November 2026.*with that version say export-spool/,
  ],
  ["newer", newer, /days\/2026-11-21\.db was written by a newer version.*install that one again/],
])(
  "a spool of an %s form is refused with a sentence, by the server and by every command, and nothing in it changes",
  async (_, make, says) => {
    const data = await prepareData();
    cpSync(join(make(), "spool"), join(data, "spool"), { recursive: true });
    const before = databases(data);
    const refused = await refusedStart(data);
    expect(refused).toEqual({ code: 1, output: expect.stringMatching(says) });
    expect(refused.output).toMatch(/^[^\n]+nothing is lost\.\n$/);

    const out = join(data, "left");
    for (const args of [["export-spool", "--out", out], ["examine"], ["purge", "--today", "2026-11-30"]])
      expect(await commandLine([...args, "--data", data]), args[0]).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(says),
      });
    const { stdout } = await commandLine(["doctor", "--json", "--data", data]);
    const { findings } = JSON.parse(stdout);
    expect(findings.filter(({ check }: { check: string }) => check === "server")).toEqual([
      expect.objectContaining({ level: "wrong", sentence: expect.stringMatching(says) }),
    ]);
    expect(databases(data)).toEqual(before);
    removeData(data);
  },
);

test("a data folder that one may not read isn't one without a spool", () => {
  const { data } = earlier("2026-11-29-8d28603");
  chmodSync(data, 0);
  const script = [process.execPath, join(ROOT, "server/upkeep/export.ts"), data, join(folder, "out")];
  // Root that has to ask, as everybody else has; another user may not even enter the folder that this lies in.
  const asking = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];
  const [program = "", ...rest] = process.getuid?.() === 0 ? [...asking, ...script] : script;
  const ended = spawnSync(program, rest, { encoding: "utf8" });
  chmodSync(data, 0o700);
  expect(ended).toMatchObject({
    status: 1,
    stdout: "",
    stderr: expect.stringContaining("isn't yours to read"),
  });
});
