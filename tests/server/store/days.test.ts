import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SpoolError } from "../../../server/store/spool.ts";
import { BLOCK } from "../../../server/store/sqlite/day-schema.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { filesWith, samplesOf } from "../../support/files.ts";
import { DAY, HOUR, TestSpool } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";

let place: TestSpool;
beforeEach(() => {
  place = new TestSpool();
});
afterEach(() => place.remove());

const inDays = (name = "") => join(place.folder, "days", name);
const names = () => readdirSync(inDays()).sort();
const digests = () => {
  return storedEnvelopes(place.data)
    .map((envelope) => envelope.digest)
    .sort();
};

/** Stores some envelopes, one of them in parts; returns their digests in order. */
async function putSome(count: number): Promise<string[]> {
  const envelopes = Array.from({ length: count }, (_, i) => fakeEnvelope(i * 1000));
  for (const envelope of envelopes) await place.spool.put(envelope);
  const large = fakeEnvelope(2_500_000);
  await place.commit(await place.stage(large), large);
  return [...envelopes, large].map(digestOf).sort();
}

test("each UTC day is a file; when it is over it is rewritten, whole, and the first file is gone", async () => {
  const first = await putSome(5);
  const open = ["2026-11-21.open.db", "2026-11-21.open.db-shm", "2026-11-21.open.db-wal"];
  expect(names()).toEqual(open);
  place.clock.advance(DAY);
  const second = await putSome(3);
  await place.spool.tick();
  expect(names()).toEqual(["2026-11-21.db", ...open.map((name) => name.replace("21", "22"))]);
  expect(digests()).toEqual([...first, ...second].sort());
});

describe("a closed day's file", () => {
  const closed = "2026-11-21.db";

  test("is in key order, without free pages, with the day's end as its time", async () => {
    await putSome(40);
    place.clock.advance(DAY);
    await place.spool.tick();
    expect(statSync(inDays(closed)).mtime).toEqual(new Date("2026-11-22T00:00:00Z"));
    const db = new Database(inDays(closed), { readonly: true });
    const keys = db.prepare<[], Buffer>("SELECT key FROM envelopes").pluck().all();
    expect(keys).toEqual([...keys].sort(Buffer.compare));
    expect(db.pragma("freelist_count", { simple: true })).toBe(0);
    expect(db.pragma("journal_mode", { simple: true })).toBe("delete");
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    db.close();
  });

  test("is the same, to the byte, whatever the order of arrival was", async () => {
    await putSome(40);
    place.clock.advance(DAY);
    await place.spool.tick();
    const other = new TestSpool();
    await other.spool.close();
    const shuffled = new Database(join(other.folder, "days/2026-11-21.open.db"));
    shuffled.exec(`ATTACH '${inDays(closed)}' AS closed`);
    const block = "(block * 7919 + 11) % 1000003";
    shuffled.exec(
      `INSERT INTO envelopes SELECT key, size, digest, parts, ${block} FROM closed.envelopes ORDER BY digest`,
    );
    shuffled.exec(`
      INSERT INTO parts SELECT ${block} * ${BLOCK} + place % ${BLOCK}, padding, bytes
      FROM closed.parts JOIN closed.envelopes ON block = place / ${BLOCK} ORDER BY random()`);
    shuffled.close();
    other.clock.advance(DAY);
    other.reopen();
    await other.spool.tick();
    const again = readFileSync(join(other.folder, "days", closed));
    expect(again.equals(readFileSync(inDays(closed)))).toBe(true);
    await other.remove();
  });
});

describe("nothing is lost or doubled", () => {
  test("when a rewrite was cut short before its end", async () => {
    const before = await putSome(5);
    await place.spool.close();
    writeFileSync(inDays("2026-11-21.db.new"), "half a database");
    place.clock.advance(DAY);
    place.reopen();
    await place.spool.tick();
    expect(names()).not.toContain("2026-11-21.db.new");
    expect(digests()).toEqual(before);
  });

  test("when it was cut short after the new file had taken its place", async () => {
    const before = await putSome(5);
    await place.spool.close();
    copyFileSync(inDays("2026-11-21.open.db"), join(place.data, "saved"));
    place.clock.advance(DAY);
    place.reopen();
    await place.spool.tick();
    await place.spool.close();
    const rewritten = readFileSync(inDays("2026-11-21.db"));
    copyFileSync(join(place.data, "saved"), inDays("2026-11-21.open.db"));
    place.reopen();
    await place.spool.tick();
    expect(names()).not.toContain("2026-11-21.open.db");
    expect(readFileSync(inDays("2026-11-21.db")).equals(rewritten)).toBe(true);
    expect(digests()).toEqual(before);
  });

  test("when the clock is set back over midnight, and forward again", async () => {
    const before = await putSome(5);
    place.clock.advance(DAY);
    await place.spool.tick();
    place.clock.advance(-DAY);
    const meanwhile = await putSome(4);
    await place.spool.tick();
    expect(names()).toContain("2026-11-21.open.db");
    place.clock.advance(DAY);
    await place.spool.tick();
    expect(names().filter((name) => name.startsWith("2026-11-21"))).toEqual(["2026-11-21.db"]);
    expect(digests()).toEqual([...before, ...meanwhile].sort());
  });

  test("when the day ends in the middle of an upload: its day waits for it, for two hours", async () => {
    const [finished, late] = [fakeEnvelope(3_000_000), fakeEnvelope(3_000_000)];
    place.clock.advance(11.75 * HOUR);
    const first = await place.stage(finished, [0, 1]);
    const second = await place.stage(late, [0, 1]);
    const before = await putSome(2);
    place.clock.advance(HOUR / 4);
    await place.spool.tick();
    expect(names()).toContain("2026-11-21.open.db");
    await place.spool.putPart(first, 2, finished.subarray(2 * 2 ** 20), undefined);
    await place.commit(first, finished);
    for (let i = 0; i < 3; i++) {
      place.clock.advance(HOUR / 2);
      await place.spool.putPart(second, 0, late.subarray(0, 2 ** 20), undefined);
    }
    place.clock.advance(HOUR / 2 - 1);
    await place.spool.putPart(second, 0, late.subarray(0, 2 ** 20), undefined);
    await place.spool.tick();
    expect(names()).toContain("2026-11-21.open.db");
    place.clock.advance(1);
    await place.spool.tick();
    expect(names().filter((name) => name.startsWith("2026-11-21"))).toEqual(["2026-11-21.db"]);
    expect(filesWith(place.folder, samplesOf(late))).toEqual([]);
    await expect(place.commit(second, late)).rejects.toEqual(new SpoolError("upload-unknown"));
    expect(digests()).toEqual([...before, digestOf(finished)].sort());
    expect(storedEnvelopes(place.data).every(({ bytes, digest }) => digestOf(bytes) === digest)).toBe(true);
  });

  test("when the day's last upload ends a while after it: the file of that day doesn't tell when", async () => {
    const envelope = fakeEnvelope(3_000_000);
    place.clock.advance(11.75 * HOUR);
    const id = await place.stage(envelope, [0, 1]);
    place.clock.advance(HOUR / 4);
    await place.spool.tick();
    await place.spool.putPart(id, 2, envelope.subarray(2 * 2 ** 20), undefined);
    await place.commit(id, envelope);
    await place.spool.tick();
    place.clock.advance(2 * HOUR - 1);
    await place.spool.tick();
    expect(names()).toContain("2026-11-21.open.db");
    place.clock.advance(1);
    await place.spool.tick();
    expect(names().filter((name) => name.startsWith("2026-11-21"))).toEqual(["2026-11-21.db"]);
    expect(digests()).toEqual([digestOf(envelope)]);
  });

  test("when parts without their envelope were left by a crash: they are swept", async () => {
    const before = await putSome(5);
    await place.spool.close();
    const orphan = fakeEnvelope(300_000);
    const db = new Database(inDays("2026-11-21.open.db"));
    db.prepare("INSERT INTO parts (place, bytes) VALUES (123456789, ?)").run(orphan);
    db.close();
    place.reopen();
    await place.spool.tick();
    expect(filesWith(place.folder, samplesOf(orphan))).toEqual([]);
    expect(digests()).toEqual(before);
  });
});

test("the same envelope again on the next day, and after a restart: stored once", async () => {
  const envelope = fakeEnvelope();
  await place.spool.put(envelope);
  place.clock.advance(DAY);
  await place.spool.put(envelope);
  await place.spool.tick();
  await place.spool.close();
  place.reopen();
  await place.spool.put(envelope);
  await place.commit(await place.stage(envelope), envelope);
  expect(digests()).toEqual([digestOf(envelope)]);
  await place.spool.tick();
  expect(place.spool.stagedBytes()).toBe(0);
  expect(filesWith(place.folder, samplesOf(envelope)).length).toBe(1);
});

test("some days later it is stored again, as what it is: another envelope with the same digest", async () => {
  const envelope = fakeEnvelope();
  await place.spool.put(envelope);
  place.clock.advance(3 * DAY);
  await place.spool.put(envelope);
  await place.spool.tick();
  expect(digests()).toEqual([digestOf(envelope), digestOf(envelope)]);
});

test("a day goes when its retention is over, and no file holds its envelopes any more", async () => {
  const envelope = fakeEnvelope();
  await place.spool.put(envelope);
  place.clock.advance(21 * DAY);
  await place.spool.tick();
  expect(digests()).toEqual([digestOf(envelope)]);
  place.clock.advance(DAY);
  await place.spool.tick();
  expect(filesWith(place.folder, samplesOf(envelope))).toEqual([]);
  expect(names().filter((name) => name.startsWith("2026-11-21"))).toEqual([]);
  await place.spool.put(envelope);
  expect(digests()).toEqual([digestOf(envelope)]);
});

test("the heartbeat writes to today's file whether anything came or not, and empties its log", async () => {
  const open = inDays("2026-11-21.open.db");
  for (const arrivals of [0, 3, 0]) {
    for (let i = 0; i < arrivals; i++) await place.spool.put(fakeEnvelope());
    const before = statSync(open, { bigint: true }).mtimeNs;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await place.spool.tick();
    expect(statSync(open, { bigint: true }).mtimeNs).toBeGreaterThan(before);
    expect(statSync(`${open}-wal`).size).toBe(0);
  }
});

test("a log that a reader keeps from being emptied is emptied with a later tick", async () => {
  await place.spool.put(fakeEnvelope());
  const reader = new Database(inDays("2026-11-21.open.db"), { readonly: true });
  const rows = reader.prepare("SELECT * FROM envelopes").iterate();
  rows.next();
  await place.spool.put(fakeEnvelope());
  await place.spool.tick();
  expect(statSync(inDays("2026-11-21.open.db-wal")).size).toBeGreaterThan(0);
  rows.return?.();
  reader.close();
  await place.spool.tick();
  expect(statSync(inDays("2026-11-21.open.db-wal")).size).toBe(0);
  expect(place.reports).toEqual([]);
});
