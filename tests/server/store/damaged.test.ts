import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { encodeX25519Identity, type X25519Scalar } from "../../../crypto/age/identities.ts";
import { randomBytes } from "../../../crypto/random.ts";
import type { Day } from "../../../protocol/day.ts";
import type { CourierId } from "../../../server/store/pickup.ts";
import { isReadFailure } from "../../../server/store/sqlite/connection.ts";
import { PAGE_SIZE } from "../../../server/store/sqlite/day-schema.ts";
import { SpoolFolder } from "../../../server/store/sqlite/folder.ts";
import {
  fits,
  isCountable,
  isLost,
  isUnreadable,
  remainsOf,
} from "../../../server/store/sqlite/soundness.ts";
import { commandLine } from "../../support/command-line.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { DAY, TestSpool, threeDays } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";

const courier = "1".repeat(64) as CourierId;
let place: TestSpool;
afterEach(() => place.remove());

/** Then the file of the first is damaged, and the server started again. */
async function afterDamage(damage: (path: string) => void): Promise<Uint8Array[]> {
  place = new TestSpool();
  const envelopes = await threeDays(place);
  await place.spool.close();
  damage(join(place.folder, "days/2026-11-21.db"));
  place.reopen();
  place.spool.pickup.serve([courier]);
  return envelopes;
}

test.each<[string, (path: string) => void]>([
  ["with a zeroed header", (path) => writeFileSync(path, readFileSync(path).fill(0, 0, 100))],
  ["cut in half", (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2))],
  // SQLite takes a page that is cut for a whole one.
  ["cut by a few bytes", (path) => truncateSync(path, readFileSync(path).length - 100)],
  ["empty", (path) => truncateSync(path, 0)],
  ["with a broken first table", (path) => writeFileSync(path, readFileSync(path).fill(0xff, 0, PAGE_SIZE))],
])(
  "a closed day %s is set aside and named; the server starts, takes tips, and couriers get all other days",
  async (_, damage) => {
    const envelopes = await afterDamage(damage);
    expect(place.spool.health.damaged).toEqual(["2026-11-21"]);
    expect(place.reports).toEqual([expect.stringMatching(/^Damage: [^\n]*2026-11-21/)]);
    expect(place.spool.pickup.days(courier).map(({ day }) => day)).toEqual(["2026-11-22", "2026-11-23"]);
    await place.spool.put(envelopes[0] as Uint8Array);
    const left = [...envelopes.slice(3), envelopes[0] as Uint8Array];
    expect(
      storedEnvelopes(place.data)
        .map(({ digest }) => digest)
        .sort(),
    ).toEqual(left.map(digestOf).sort());
    await place.spool.close();
    place.reopen();
    expect(place.spool.health.damaged).toEqual(["2026-11-21"]);
    place.clock.advance(22 * DAY);
    await place.spool.close();
    place.reopen();
    place.clock.advance(2 * DAY);
    await place.spool.tick();
    expect(place.spool.health).toEqual({ doubt: null, damaged: [] });
  },
);

test.each<[string, (path: string) => void]>([
  ["with a zeroed header", (path) => writeFileSync(path, readFileSync(path).fill(0, 0, 100))],
  ["with every page broken", (path) => writeFileSync(path, readFileSync(path).fill(0xff))],
  ["with broken pages", (path) => writeFileSync(path, readFileSync(path).fill(0xff, PAGE_SIZE))],
  ["empty", (path) => truncateSync(path, 0)],
])(
  "a closed day found %s while the server runs is set aside then, and couriers get the others",
  async (_, damage) => {
    place = new TestSpool();
    const envelopes = await threeDays(place);
    damage(join(place.folder, "days/2026-11-21.db"));
    const { pickup } = place.spool;
    pickup.serve([courier]);
    const read = ["2026-11-21", "2026-11-22", "2026-11-23"].flatMap(
      (day) => pickup.page(courier, day as Day, undefined, 20).envelopes,
    );
    for (const envelope of read) pickup.part(envelope, 0);
    expect(new Set(read.map(({ day }) => day))).toContain("2026-11-22");
    await place.spool.tick();
    expect(place.spool.health.damaged).toEqual(["2026-11-21"]);
    expect(place.reports).toEqual([expect.stringMatching(/^Damage: [^\n]*2026-11-21/)]);
    expect(pickup.days(courier).map(({ day, count }) => [day, count])).toEqual([
      ["2026-11-22", 3],
      ["2026-11-23", 3],
    ]);
    await place.spool.put(envelopes[0] as Uint8Array);
    expect(storedEnvelopes(place.data).length).toBe(7);
  },
);

test("what isn't damage is not taken for it: a full disk, a lock, a permission, a wrong statement", () => {
  const error = (code: string, message = "") => new Database.SqliteError(message, code);
  for (const code of ["SQLITE_FULL", "SQLITE_BUSY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_IOERR_READ"])
    expect(isUnreadable(error(code))).toBe(false);
  for (const code of ["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_CANTOPEN"])
    expect(isReadFailure(error(code))).toBe(false);
  expect(isUnreadable(error("SQLITE_ERROR", 'near "SELEC": syntax error'))).toBe(false);
  expect(isUnreadable(error("SQLITE_ERROR", "no such table: envelopes"))).toBe(true);
  for (const code of ["SQLITE_CORRUPT", "SQLITE_CORRUPT_INDEX", "SQLITE_NOTADB"])
    expect(isUnreadable(error(code))).toBe(true);
});

test("who reads what can still be read goes on behind a disk that fails, and not behind a lock or a permission", () => {
  const lost = (code: string) => isLost(new Database.SqliteError("", code));
  for (const code of ["SQLITE_IOERR_READ", "SQLITE_CORRUPT", "SQLITE_NOTADB"]) expect(lost(code)).toBe(true);
  for (const code of ["SQLITE_BUSY", "SQLITE_PERM", "SQLITE_CANTOPEN"]) expect(lost(code)).toBe(false);
});

test("of a file that is cut, what stands before the cut can still be read", async () => {
  await afterDamage((path) => truncateSync(path, readFileSync(path).length - 2 * PAGE_SIZE));
  const [set] = new SpoolFolder(place.folder).damaged();
  expect(remainsOf(set?.path ?? "")).toMatchObject({ listed: 3, whole: [{}, {}] });
});

test("today's file, damaged, is set aside like any other", async () => {
  place = new TestSpool();
  await place.spool.put(fakeEnvelope());
  await place.spool.close();
  writeFileSync(
    join(place.folder, "days/2026-11-21.open.db"),
    "no database, and long enough to be taken for one".repeat(9),
  );
  place.reopen();
  expect(place.spool.health.damaged).toEqual(["2026-11-21"]);
  await place.spool.put(fakeEnvelope());
  expect(storedEnvelopes(place.data).length).toBe(1);
});

/** A day that is closed, and whose open file, since the clock stepped back, is damaged while the server runs. */
async function besideClosed(damage: (path: string) => void): Promise<string> {
  place = new TestSpool();
  place.spool.pickup.serve([courier]);
  const envelope = fakeEnvelope(30_000);
  await place.spool.put(envelope);
  place.clock.advance(DAY);
  await place.spool.tick();
  place.clock.advance(-DAY);
  await place.spool.put(fakeEnvelope(30_000));
  await place.spool.tick();
  damage(join(place.folder, "days/2026-11-21.open.db"));
  return digestOf(envelope);
}

test("of a day with two files the sound one stays, also as long as the damaged one is written to", async () => {
  const digest = await besideClosed((path) => {
    const db = new Database(path);
    db.exec("DROP TABLE envelopes");
    db.close();
  });
  expect(place.spool.pickup.page(courier, "2026-11-21" as Day, undefined, 9).envelopes).toEqual([]);
  await place.spool.tick();
  expect(place.spool.health.damaged).toEqual([]);
  place.clock.advance(DAY);
  for (const _ of ["closing it fails", "then it is set aside"]) await place.spool.tick();
  expect(place.spool.health.damaged).toEqual(["2026-11-21"]);
  expect(storedEnvelopes(place.data).map((stored) => stored.digest)).toEqual([digest]);
});

test("of a day with two files that both can be counted the one is set aside in which something is wrong", async () => {
  const digest = await besideClosed((path) =>
    writeFileSync(path, readFileSync(path).fill(0xff, 2 * PAGE_SIZE, 3 * PAGE_SIZE)),
  );
  expect(isCountable(join(place.folder, "days/2026-11-21.open.db"))).toBe(true);
  place.clock.advance(DAY);
  for (const _ of ["closing it fails", "then it is set aside"]) await place.spool.tick();
  expect(place.spool.health.damaged).toEqual(["2026-11-21"]);
  expect(storedEnvelopes(place.data).map((stored) => stored.digest)).toEqual([digest]);
});

test("a file that SQLite calls whole, of which rows are missing, isn't fit", async () => {
  await afterDamage(() => {});
  const path = join(place.folder, "days/2026-11-22.db");
  expect(fits(path)).toBe(true);
  const db = new Database(path);
  db.exec("DELETE FROM parts WHERE place = (SELECT min(place) FROM parts)");
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  db.close();
  expect(fits(path)).toBe(false);
});

test("nightjar examine says what can still be read, and saves it; what isn't whole is counted and left", async () => {
  const envelopes = await afterDamage((path) =>
    truncateSync(path, readFileSync(path).length - 2 * PAGE_SIZE),
  );
  const out = join(place.data, "rescued");
  const said = await commandLine(["examine", "--data", place.data, "--out", out]);
  expect(said).toMatchObject({ code: 0, stderr: "" });
  expect(said.stdout).toContain("2026-11-21.db: it still names 3 envelopes; 2 can be read to the last byte");
  const saved = readdirSync(out).map((name) => digestOf(readFileSync(join(out, name))));
  expect(saved.length).toBe(2);
  expect(envelopes.slice(0, 3).map(digestOf)).toEqual(expect.arrayContaining(saved));
  expect((await commandLine(["examine", "--data", place.data])).stdout).toContain("say --out DIR");
  place.clock.advance(25 * DAY);
  await place.spool.close();
  place.reopen();
  place.clock.advance(2 * DAY);
  await place.spool.tick();
  expect((await commandLine(["examine", "--data", place.data])).stdout).toBe(
    "No day was set aside as damaged.\n",
  );
});

test("an export goes on behind a damaged day: what is whole is written, and each such day is named", async () => {
  place = new TestSpool();
  const envelopes = await threeDays(place);
  await place.spool.close();
  const day = (name: string) => join(place.folder, `days/2026-11-${name}.db`);
  truncateSync(day("21"), readFileSync(day("21")).length - 2 * PAGE_SIZE);
  writeFileSync(day("22"), readFileSync(day("22")).fill(0, 0, 100));
  // In the middle of an envelope's bytes, where SQLite can't see it.
  const bytes = readFileSync(day("23"));
  const at = bytes.indexOf((envelopes[6] as Uint8Array).subarray(1000, 1032));
  expect(at).toBeGreaterThan(0);
  writeFileSync(day("23"), bytes.fill(bytes.readUInt8(at) ^ 1, at, at + 1));
  const out = join(place.data, "exported");
  const ended = await commandLine(["export-spool", "--data", place.data, "--out", out]);
  const names = readdirSync(out);
  expect(names.filter((name) => !/^[0-9a-f]{32}\.age$/.test(name))).toEqual([]);
  const written = names.map((name) => digestOf(readFileSync(join(out, name))));
  expect(written.length).toBe(4);
  expect(envelopes.map(digestOf)).toEqual(expect.arrayContaining(written));
  expect(ended).toMatchObject({ code: 3, stdout: `4 sealed envelopes were written to ${out}.\n` });
  expect(ended.stderr.match(/days\/2026-11-\d\d\.db is damaged: .+? \d/g)).toEqual([
    "days/2026-11-21.db is damaged: of the envelopes that it still names 1",
    "days/2026-11-22.db is damaged: of the envelopes that it still names 0",
    "days/2026-11-23.db is damaged: of the envelopes that it still names 1",
  ]);
});

test("who opens a spool of which a day is damaged is told so, not that nothing has been sent", async () => {
  place = new TestSpool();
  await threeDays(place);
  await place.spool.close();
  const days = readdirSync(join(place.folder, "days")).filter((name) => name.endsWith(".db"));
  for (const name of days)
    writeFileSync(join(place.folder, "days", name), "no database, and long enough for one".repeat(9));
  const identity = join(place.data, "identity.txt");
  writeFileSync(identity, encodeX25519Identity(randomBytes(32) as X25519Scalar), { mode: 0o600 });
  const args = ["--identity", identity, "--spool", place.data, "--out", join(place.data, "tips")];
  const { code, stdout, stderr } = await commandLine(["open", ...args]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  const told = Array.from(stderr.matchAll(/^days\/(\S+) is damaged: [^\n]+\n/gm), ([, name]) => name);
  expect(told.sort()).toEqual(days.sort());
});
