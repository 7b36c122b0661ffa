import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { parseConfig } from "../../../server/config.ts";
import { openSpool } from "../../../server/open-spool.ts";
import type { CourierId } from "../../../server/store/pickup.ts";
import { SpoolError } from "../../../server/store/spool.ts";
import { DayFile } from "../../../server/store/sqlite/day-file.ts";
import { spoolBelow } from "../../../server/upkeep/spool-below.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { filesWith, samplesOf } from "../../support/files.ts";
import { DAY, HOUR, TestSpool } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";

// What a review of the store found by thinking of the worst moment for everything.

const MIB = 2 ** 20;
const courier = "1".repeat(64) as CourierId;
let place: TestSpool;
beforeEach(() => {
  place = new TestSpool();
  place.spool.pickup.serve([courier]);
});
afterEach(() => place.remove());

const inDays = (name: string) => join(place.folder, "days", name);
const names = () => readdirSync(inDays("")).sort();
const digests = () =>
  storedEnvelopes(place.data)
    .map(({ digest }) => digest)
    .sort();

async function put(count: number): Promise<string[]> {
  const envelopes = Array.from({ length: count }, () => fakeEnvelope(30_000));
  await Promise.all(envelopes.map((envelope) => place.spool.put(envelope)));
  return envelopes.map(digestOf);
}

test("two parts at the same moment, of which the first is short: one is refused, and no envelope has a gap", async () => {
  const envelope = fakeEnvelope(3 * MIB);
  const id = await place.stage(envelope, [0]);
  const outcomes = await Promise.allSettled([
    place.spool.putPart(id, 1, envelope.slice(MIB, MIB + 1_000), undefined),
    place.spool.putPart(id, 2, envelope.slice(2 * MIB, 3 * MIB), undefined),
  ]);
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused.map(({ reason }) => reason)).toEqual([new SpoolError("part-conflict")]);
});

test("a clock that steps back over midnight while the day is being closed: what comes then is kept", async () => {
  const before = await put(40);
  place.clock.time = Date.parse("2026-11-22T00:00:05Z");
  const tick = place.spool.tick();
  await expect.poll(names, { interval: 0 }).toContain("2026-11-21.db.new");
  place.clock.time = Date.parse("2026-11-21T23:59:59Z");
  const meanwhile = await put(1);
  expect(names()).toContain("2026-11-21.db.new");
  await tick;
  const after = await put(1);
  place.clock.advance(DAY);
  await place.spool.tick();
  expect(digests()).toEqual([...before, ...meanwhile, ...after].sort());
});

test("a clock that steps back into the second of two days that are being closed: nothing that is acknowledged is lost", async () => {
  const first = await put(40);
  place.clock.advance(DAY);
  const second = await put(40);
  place.clock.time = Date.parse("2026-11-23T00:00:05Z");
  const today = await put(1);
  const tick = place.spool.tick();
  await expect.poll(names, { interval: 0 }).toContain("2026-11-21.db.new");
  place.clock.time = Date.parse("2026-11-22T23:59:53Z");
  const again = Array.from({ length: 5 }, () => fakeEnvelope(30_000));
  await Promise.all(again.map((envelope) => place.spool.put(envelope)));
  expect(names()).toContain("2026-11-21.db.new");
  await tick;
  for (const envelope of again) await place.spool.put(envelope);
  // Into a file that is there, not into one that was removed meanwhile.
  const after = await put(2);
  place.clock.advance(DAY);
  await place.spool.tick();
  expect(digests()).toEqual([...first, ...second, ...today, ...again.map(digestOf), ...after].sort());
});

test("what stayed with the day that had begun, and comes again on the day before: stored once", async () => {
  const before = await put(40);
  place.clock.time = Date.parse("2026-11-22T00:00:05Z");
  const tick = place.spool.tick();
  await expect.poll(names, { interval: 0 }).toContain("2026-11-21.db.new");
  place.clock.time = Date.parse("2026-11-21T23:59:59Z");
  const envelope = fakeEnvelope(30_000);
  await place.spool.put(envelope);
  expect(names()).toContain("2026-11-21.db.new");
  await tick;
  place.clock.advance(-DAY);
  await place.spool.put(envelope);
  await place.spool.tick();
  expect(digests()).toEqual([...before, digestOf(envelope)].sort());
});

test("a clock that steps back into a closed day that is just being written anew: what comes then is kept", async () => {
  const gone = Array.from({ length: 30 }, () => fakeEnvelope(30_000));
  const kept = Array.from({ length: 10 }, () => fakeEnvelope(30_000));
  for (const envelope of [...gone, ...kept]) await place.spool.put(envelope);
  place.clock.advance(DAY);
  await place.spool.tick();
  const ids = storedEnvelopes(place.data).filter(({ bytes }) =>
    gone.some((one) => one.length === bytes.length && digestOf(one) === digestOf(bytes)),
  );
  place.spool.pickup.acknowledge(
    courier,
    ids.map(({ key }) => key as EnvelopeId),
  );
  const tick = place.spool.tick();
  await expect.poll(names, { interval: 0 }).toContain("2026-11-21.db.new");
  place.clock.advance(-DAY);
  const meanwhile = await put(3);
  await tick;
  place.clock.advance(DAY);
  await place.spool.tick();
  expect(digests()).toEqual([...kept.map(digestOf), ...meanwhile].sort());
});

test("what was lost from the disk isn't refused as a duplicate, and what is damaged isn't either", async () => {
  const [lost, damaged, whole] = [1, 2, 3].map(() => fakeEnvelope(30_000)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  for (const envelope of [lost, damaged, whole]) await place.spool.put(envelope);
  const db = new Database(inDays("2026-11-21.open.db"));
  const digest = (envelope: Uint8Array) => Buffer.from(digestOf(envelope), "hex");
  db.prepare("DELETE FROM envelopes WHERE digest = ?").run(digest(lost));
  db.prepare("UPDATE parts SET bytes = zeroblob(length(bytes)) WHERE bytes = ?").run(damaged);
  db.close();
  for (const envelope of [lost, damaged, whole]) await place.spool.put(envelope);
  await place.spool.tick();
  const readable = storedEnvelopes(place.data).filter(({ bytes, digest: said }) => digestOf(bytes) === said);
  expect(readable.map(({ digest: said }) => said).sort()).toEqual(
    [lost, damaged, whole].map(digestOf).sort(),
  );
});

test("a clock that steps back by an hour over midnight: what is sent again is stored once", async () => {
  place.clock.time = Date.parse("2026-11-22T00:10:00Z");
  const envelope = fakeEnvelope(30_000);
  await place.spool.put(envelope);
  place.clock.advance(-HOUR);
  await place.spool.put(envelope);
  expect(digests()).toEqual([digestOf(envelope)]);
});

test.each([
  ["the next start", async (data: string) => (await openSpool(parseConfig({ NIGHTJAR_DATA: data }))).close()],
  ["a command that works on the spool", spoolBelow],
])("a crash while a closed day's file changes its kind of journal: %s rolls it back", async (_, open) => {
  const before = await put(20);
  place.clock.advance(DAY);
  await place.spool.tick();
  await place.spool.close();
  const program = `
    const db = new (require("better-sqlite3"))(process.argv[1]);
    db.pragma("cache_size = 1");
    db.exec("BEGIN; DELETE FROM parts;");
    process.kill(process.pid, "SIGKILL");`;
  const { signal } = spawnSync(process.execPath, ["-e", program, inDays("2026-11-21.db")]);
  expect([signal, names().includes("2026-11-21.db-journal")]).toEqual(["SIGKILL", true]);
  await open(place.data);
  expect(digests()).toEqual(before.sort());
  expect(names()).not.toContain("2026-11-21.db-journal");
});

test("a day that can't be rewritten holds up no other day, leaks no file, is told of, and goes with its time", async () => {
  await put(3);
  await place.spool.close();
  const db = new Database(inDays("2026-11-21.open.db"));
  db.exec("DELETE FROM parts WHERE place = (SELECT max(place) FROM parts)");
  db.close();
  place.reopen();
  for (let day = 0; day < 3; day++) {
    place.clock.advance(DAY);
    await put(1);
    await place.spool.tick();
  }
  expect(names()).toEqual(
    expect.arrayContaining(["2026-11-21.open.db", "2026-11-22.db", "2026-11-23.db", "2026-11-24.open.db"]),
  );
  expect(place.reports.join("\n")).toContain("Closing the days that are over: this failed");
  const open = () => readdirSync("/proc/self/fd").length;
  await place.spool.tick();
  const files = open();
  for (let i = 0; i < 10; i++) await place.spool.tick();
  expect(open()).toBeLessThanOrEqual(files);
  place.clock.advance(19 * DAY);
  await place.spool.tick();
  expect(names().filter((name) => name.startsWith("2026-11-21"))).toEqual([]);
});

test("a disk too full for the new day's file: what is over is closed, what is old goes, and what is removed is gone", async () => {
  const [first] = await put(1);
  place.clock.advance(DAY);
  const [second] = await put(1);
  const unfinished = fakeEnvelope(2 * MIB);
  const id = await place.stage(unfinished);
  place.clock.advance(DAY);
  const making = vi.spyOn(DayFile, "make").mockImplementation(() => {
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC", syscall: "write" });
  });
  try {
    await expect(put(1)).rejects.toEqual(new SpoolError("spool-full"));
    await place.spool.abandon(id);
    expect(filesWith(place.folder, samplesOf(unfinished))).toEqual([]);
    await place.spool.tick();
    expect(names()).toEqual(expect.arrayContaining(["2026-11-21.db", "2026-11-22.open.db"]));
    expect(digests()).toEqual([first, second].sort());
    place.clock.advance(20 * DAY);
    await place.spool.tick();
    expect(digests()).toEqual([second]);
  } finally {
    making.mockRestore();
  }
  const [third] = await put(1);
  await place.spool.tick();
  expect(names()).toEqual(expect.arrayContaining(["2026-11-22.db", "2026-12-13.open.db"]));
  expect(digests()).toEqual([second, third].sort());
});

test("a day with two files, of which the closed one waits for a reader, is joined after that", async () => {
  const before = await put(24);
  place.clock.advance(DAY);
  await place.spool.tick();
  place.clock.advance(-DAY);
  const meanwhile = await put(24);
  // As an export finds it, that came while something was being removed.
  const reader = new Database(inDays("2026-11-21.db"));
  reader.pragma("journal_mode = WAL");
  const rows = reader.prepare("SELECT * FROM envelopes").iterate();
  rows.next();
  const { envelopes } = place.spool.pickup.page(courier, "2026-11-21" as never, undefined, 6);
  place.spool.pickup.acknowledge(
    courier,
    envelopes.map(({ id }) => id),
  );
  const gone = new Set(envelopes.map(({ digest }) => digest));
  await place.spool.tick();
  expect(names()).toContain("2026-11-21.db-wal");
  place.clock.advance(DAY);
  await place.spool.tick();
  expect(names()).toContain("2026-11-21.open.db");
  rows.return?.();
  reader.close();
  await place.spool.tick();
  expect(names().filter((name) => name.startsWith("2026-11-21"))).toEqual(["2026-11-21.db"]);
  expect(digests()).toEqual([...before, ...meanwhile].filter((digest) => !gone.has(digest)).sort());
});

test("an upload that is abandoned after midnight leaves no byte in the file of the day on which it began", async () => {
  place.clock.time = Date.parse("2026-11-21T23:59:00Z");
  const envelope = fakeEnvelope(2 * MIB);
  const id = await place.stage(envelope, [0, 1]);
  const other = await place.stage(fakeEnvelope(2 * MIB), [0]);
  place.clock.advance(HOUR / 2);
  await place.spool.tick();
  await place.spool.abandon(id);
  expect(filesWith(place.folder, samplesOf(envelope))).toEqual([]);
  expect(names()).toContain("2026-11-21.open.db");
  await place.spool.abandon(other);
});

test("a courier who comes into force before something is removed keeps it; when all have it, no list is left", async () => {
  await put(30);
  const [{ day } = { day: "" as never }] = place.spool.pickup.days(courier);
  const idsFor = (who: CourierId) =>
    place.spool.pickup.page(who, day, undefined, 100).envelopes.map(({ id }) => id);
  place.spool.pickup.acknowledge(courier, idsFor(courier).slice(0, 29));
  const late = "2".repeat(64) as CourierId;
  place.spool.pickup.serve([courier, late]);
  await place.spool.tick();
  expect([idsFor(courier).length, idsFor(late).length, digests().length]).toEqual([1, 30, 30]);
  for (const who of [late, courier]) place.spool.pickup.acknowledge(who, idsFor(who));
  await place.spool.tick();
  expect([idsFor(courier), idsFor(late), digests()]).toEqual([[], [], []]);
  expect([place.spool.pickup.days(courier), place.spool.pickup.days(late)]).toEqual([[], []]);
});
