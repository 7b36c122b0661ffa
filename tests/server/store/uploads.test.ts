import { statSync } from "node:fs";
import { basename, join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { dayOf } from "../../../protocol/day.ts";
import type { CircuitId } from "../../../server/circuits/circuit-line.ts";
import { SpoolError, type UploadId } from "../../../server/store/spool.ts";
import { DayFile } from "../../../server/store/sqlite/day-file.ts";
import { SpoolFolder } from "../../../server/store/sqlite/folder.ts";
import { MOST_REMEMBERED, Uploads } from "../../../server/store/sqlite/uploads.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { filesWith, samplesOf } from "../../support/files.ts";
import { DAY, HOUR, TestSpool } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";

const MIB = 2 ** 20;
const ROOM = 100 * MIB;
let place: TestSpool;
beforeEach(() => {
  place = new TestSpool({ room: ROOM });
});
afterEach(() => place.remove());

const kept = (bytes: Uint8Array) => filesWith(place.folder, samplesOf(bytes));
const isThere = (id: UploadId) => {
  try {
    place.spool.expectPart(id, 1);
    return true;
  } catch (error) {
    expect(error).toEqual(new SpoolError("part-first"));
    return false;
  }
};

test("an unfinished upload goes an hour after its last part, and its bytes are in no file", async () => {
  const envelope = fakeEnvelope(3 * MIB);
  const id = await place.stage(envelope, [0]);
  place.clock.advance(0.8 * HOUR);
  await place.spool.putPart(id, 1, envelope.subarray(MIB, 2 * MIB), undefined);
  place.clock.advance(0.8 * HOUR);
  await place.spool.tick();
  expect(isThere(id)).toBe(true);
  expect(kept(envelope).length).toBe(1);
  place.clock.advance(0.2 * HOUR);
  await place.spool.tick();
  expect(isThere(id)).toBe(false);
  expect(place.spool.stagedBytes()).toBe(0);
  await place.spool.tick();
  expect(kept(envelope)).toEqual([]);
});

test("an upload's parts are written once: the day's file holds them, and nothing else", async () => {
  const envelope = fakeEnvelope(8 * MIB);
  const id = await place.stage(envelope);
  await place.spool.tick();
  const before = statSync(join(place.folder, "days/2026-11-21.open.db")).size;
  await place.commit(id, envelope);
  await place.spool.tick();
  expect(statSync(join(place.folder, "days/2026-11-21.open.db")).size).toBe(before);
  expect(before).toBeLessThan(1.05 * envelope.length);
  expect(kept(envelope).map((path) => basename(path))).toEqual(["2026-11-21.open.db"]);
});

test("an upload that can't be removed holds up no other", async () => {
  place.clock.time = Date.parse("2026-11-21T23:59:00Z");
  const stuck = await place.stage(fakeEnvelope(2 * MIB), [0]);
  const db = new Database(join(place.folder, "days/2026-11-21.open.db"));
  db.exec("DROP TABLE staged");
  db.close();
  place.clock.advance(HOUR / 2);
  const envelope = fakeEnvelope(2 * MIB);
  const other = await place.stage(envelope, [0]);
  for (const id of [stuck, other]) await place.spool.abandon(id);
  expect(kept(envelope)).toEqual([]);
  expect(place.reports.join("\n")).toContain("Removing uploads: this failed");
});

test("what was dropped leaves its room to what comes next", async () => {
  for (let i = 0; i < 4; i++) {
    await place.stage(fakeEnvelope(8 * MIB));
    place.clock.advance(HOUR);
    await place.spool.tick();
  }
  expect(statSync(join(place.folder, "days/2026-11-21.open.db")).size).toBeLessThan(10 * MIB);
});

test("after a restart uploads go on; they count as touched at the restart", async () => {
  const envelope = fakeEnvelope(3 * MIB);
  const id = await place.stage(envelope, [0, 2]);
  await place.spool.close();
  place.clock.advance(5 * HOUR);
  place.reopen();
  await place.spool.tick();
  await place.spool.putPart(id, 1, envelope.subarray(MIB, 2 * MIB), undefined);
  await place.spool.putPart(id, 0, envelope.subarray(0, MIB), undefined);
  await expect(place.commit(id, envelope)).rejects.toEqual(new SpoolError("parts-missing"));
  await place.spool.putPart(id, 3, envelope.subarray(3 * MIB), undefined);
  await place.commit(id, envelope);
  expect(storedEnvelopes(place.data).map(({ digest }) => digest)).toEqual([digestOf(envelope)]);
});

test("uploads hold a tenth of the room; under pressure the longest idle goes, if idle for ten minutes", async () => {
  const envelopes = Array.from({ length: 6 }, () => fakeEnvelope(3 * MIB));
  const ids: UploadId[] = [];
  for (const envelope of envelopes.slice(0, 3)) {
    ids.push(await place.stage(envelope, [0, 1, 2]));
    place.clock.advance(HOUR / 24);
  }
  const next = envelopes[3] ?? new Uint8Array(0);
  await expect(place.stage(next, [0, 1])).rejects.toEqual(new SpoolError("spool-busy"));
  expect(ids.map(isThere)).toEqual([true, true, true]);
  place.clock.advance(HOUR / 24 + 1);
  const fourth = await place.stage(next, [0, 1, 2]);
  expect(ids.map(isThere)).toEqual([false, true, true]);
  expect(isThere(fourth)).toBe(true);
  expect(place.spool.stagedBytes()).toBeLessThanOrEqual(ROOM / 10);
});

test("a full spool refuses what is new, and goes on when there is room again", async () => {
  await place.remove();
  place = new TestSpool({ room: 4 * MIB, retentionDays: 1 });
  const accepted: Uint8Array[] = [];
  const refused: Uint8Array[] = [];
  for (let i = 0; i < 6; i++) {
    const envelope = fakeEnvelope(900_000);
    await place.spool.put(envelope).then(
      () => accepted.push(envelope),
      (error) => {
        expect(error).toEqual(new SpoolError("spool-full"));
        refused.push(envelope);
      },
    );
  }
  expect([accepted.length, refused.length]).toEqual([4, 2]);
  await expect(place.stage(refused[0] ?? new Uint8Array(0))).rejects.toEqual(new SpoolError("spool-full"));
  // What is kept already has no other answer: whoever fills the spool could else check a seized file against it.
  await expect(place.spool.put(accepted[0] ?? new Uint8Array(0))).rejects.toEqual(
    new SpoolError("spool-full"),
  );
  await place.spool.tick();
  for (const envelope of refused) expect(kept(envelope)).toEqual([]);
  expect(place.reports.join("\n")).toContain("NIGHTJAR_ROOM");
  place.clock.advance(3 * DAY);
  await place.spool.tick();
  for (const envelope of refused) await place.spool.put(envelope);
  expect(storedEnvelopes(place.data).length).toBe(2);
});

function uploadsIn(file: DayFile): Uploads {
  const room = { bytes: MIB, ofCircuit: MIB, refusal: "spool-busy" } as const;
  return new Uploads([file], {
    today: () => file,
    now: place.clock.now,
    room: () => room,
    clear: async () => false,
  });
}

test("a finished upload's circuit is forgotten: memory ties no digest to one", async () => {
  const folder = new SpoolFolder(join(place.data, "uploads"));
  folder.create();
  const file = DayFile.make(folder, dayOf(place.clock.now()));
  const uploads = uploadsIn(file);
  const id = new Uint8Array(16) as UploadId;
  await uploads.put(id, 0, new Uint8Array(3), { headerLength: 1, circuit: 7 as CircuitId });
  const upload = uploads.find(id);
  expect(upload?.circuit).toBe(7);
  if (upload) uploads.store(upload, { count: 1, digest: new Uint8Array(32) as EnvelopeDigest }, () => {});
  expect(uploads.find(id)).toMatchObject({ state: "stored", circuit: undefined });
  file.close();
});

test("stored uploads are remembered by when they were stored, whenever they began", async () => {
  const nothing = () => {};
  const file = {
    atomically: (work: () => void) => work(),
    newBlocks: () => 0,
    addPart: nothing,
    uploads: { uploads: () => [], staged: () => [], begin: nothing, add: nothing, forget: nothing },
  } as unknown as DayFile;
  const uploads = uploadsIn(file);
  const ids = Array.from({ length: MOST_REMEMBERED + 1 }, () => randomBytes(16) as Uint8Array as UploadId);
  const beginning = { headerLength: 1, circuit: undefined };
  for (const id of ids) await uploads.put(id, 0, new Uint8Array(1), beginning);
  const [early, ...others] = ids.map((id) => uploads.find(id));
  const commit = { count: 1, digest: new Uint8Array(32) as EnvelopeDigest };
  for (const upload of [...others, early]) if (upload) uploads.store(upload, commit, nothing);
  const remembered = ids.map((id) => uploads.find(id) !== undefined);
  expect(remembered).toEqual([true, false, ...others.slice(1).map(() => true)]);
});
