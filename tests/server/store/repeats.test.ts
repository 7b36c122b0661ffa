import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { HOUR, TestSpool } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";

const MIB = 2 ** 20;
let place: TestSpool;
beforeEach(() => {
  place = new TestSpool();
});
afterEach(() => place.remove());

const file = () => join(place.folder, "days/2026-11-21.open.db");
const log = () => (existsSync(`${file()}-wal`) ? statSync(`${file()}-wal`).size : 0);
const digests = () =>
  storedEnvelopes(place.data)
    .map(({ digest }) => digest)
    .sort();

function inFile<T>(work: (db: Database.Database) => T): T {
  const db = new Database(file());
  const result = work(db);
  db.close();
  return result;
}

const rowsOf = (table: string) =>
  inFile((db) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get());

describe("what came before is written like the first, to the page, before it is answered", () => {
  test.each([
    ["in one shot", (envelope: Uint8Array) => () => place.spool.put(envelope)],
    [
      "by an upload",
      async (envelope: Uint8Array) => {
        const id = await place.stage(envelope);
        await place.spool.tick();
        return () => place.commit(id, envelope);
      },
    ],
  ])("%s", async (_, prepared) => {
    const envelope = fakeEnvelope(69_000);
    const written: number[] = [];
    for (let time = 0; time < 3; time++) {
      const handIn = await prepared(envelope);
      await place.spool.tick();
      expect(log()).toBe(0);
      await handIn();
      written.push(log());
    }
    expect(written[0]).toBeGreaterThan(0);
    expect(new Set(written).size).toBe(1);
    await place.spool.tick();
    expect([digests(), rowsOf("repeats"), rowsOf("parts")]).toEqual([[digestOf(envelope)], 0, 1]);
  });
});

test("the same ones at the same moment, in whatever ways: stored once", async () => {
  const envelope = fakeEnvelope(2 * MIB);
  const [one, other] = [await place.stage(envelope), await place.stage(envelope)];
  await Promise.all([place.commit(one, envelope), place.commit(other, envelope)]);
  const small = fakeEnvelope(30_000);
  await Promise.all([1, 2, 3].map(() => place.spool.put(small)));
  await place.spool.tick();
  expect(digests()).toEqual([envelope, small].map(digestOf).sort());
});

test("an answer that is handed over to another thread leaves what is kept whole", async () => {
  const envelope = fakeEnvelope(30_000);
  for (let time = 0; time < 2; time++) {
    const digest = await place.spool.put(envelope);
    structuredClone(digest, { transfer: [digest.buffer as ArrayBuffer] });
  }
  await place.spool.tick();
  expect([digests(), rowsOf("repeats"), place.reports]).toEqual([[digestOf(envelope)], 0, []]);
});

describe("after a restart before it was looked at", () => {
  const envelope = fakeEnvelope(30_000);
  beforeEach(async () => {
    await place.spool.put(envelope);
    await place.spool.put(envelope);
    await place.spool.close();
  });
  const goOn = async () => {
    place.reopen();
    await place.spool.tick();
  };

  test("it goes, and the first stays", async () => {
    await goOn();
    expect([digests(), rowsOf("repeats"), rowsOf("parts")]).toEqual([[digestOf(envelope)], 0, 1]);
  });

  test("it takes the place of a first that can't be read", async () => {
    inFile((db) => db.exec("DELETE FROM envelopes"));
    await goOn();
    expect([digests(), rowsOf("repeats"), rowsOf("parts")]).toEqual([[digestOf(envelope)], 0, 1]);
  });

  test("it goes if it was going already", async () => {
    inFile((db) =>
      db.exec("DELETE FROM parts WHERE place / 4096 IN (SELECT block FROM repeats); DELETE FROM envelopes"),
    );
    await goOn();
    expect([digests(), rowsOf("repeats"), rowsOf("parts")]).toEqual([[], 0, 0]);
  });
});

test("however many came again, an answer never waits until they are looked at", async () => {
  const envelope = fakeEnvelope(MIB);
  const first = await place.stage(envelope);
  await place.commit(first, envelope);
  for (let i = 0; i < 66; i++) await place.commit(await place.stage(envelope), envelope);
  expect(rowsOf("repeats")).toBe(66);
  await place.spool.tick();
  expect([digests(), rowsOf("repeats")]).toEqual([[digestOf(envelope)], 0]);
});

test("a flood of the same fills nothing: what is new still has room, and the file stays small", async () => {
  await place.remove();
  place = new TestSpool({ room: 4 * MIB });
  const envelope = fakeEnvelope(200_000);
  // Somebody's upload, however long it has been idle, doesn't go for what came again.
  await place.stage(fakeEnvelope(200_000));
  place.clock.advance(HOUR / 4);
  for (let i = 0; i < 18; i++) await place.spool.put(envelope);
  expect(rowsOf("repeats")).toBe(17);
  const upload = await place.stage(fakeEnvelope(200_000));
  expect([rowsOf("repeats"), rowsOf("uploads")]).toEqual([0, 2]);
  await place.spool.abandon(upload);
  for (let i = 0; i < 60; i++) await place.spool.put(envelope);
  const others = Array.from({ length: 10 }, () => fakeEnvelope(200_000));
  for (const other of others) await place.spool.put(other);
  await place.spool.tick();
  expect(digests()).toEqual([envelope, ...others].map(digestOf).sort());
  expect(statSync(file()).size).toBeLessThan(5 * MIB);
});
