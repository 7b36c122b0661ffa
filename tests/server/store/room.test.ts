import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CircuitId } from "../../../server/circuits/circuit-line.ts";
import { SMALL_SHARE, SMALL_TIP } from "../../../server/config.ts";
import { SpoolError, type UploadId } from "../../../server/store/spool.ts";
import { MOST_UPLOADS_A_CIRCUIT } from "../../../server/store/sqlite/upload-bounds.ts";
import { fakeEnvelope, headerLengthOf, partsOf } from "../../support/envelopes.ts";
import { DAY, TestSpool } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";

const MIB = 2 ** 20;
const ROOM = 40 * MIB;
let place: TestSpool;
beforeEach(() => {
  place = new TestSpool({ room: ROOM });
});
afterEach(() => place.remove());

const full = new SpoolError("spool-full");
const size = () => storedEnvelopes(place.data).reduce((sum, { bytes }) => sum + bytes.length, 0);
const outcome = (length: number) =>
  place.spool.put(fakeEnvelope(length)).then(
    () => "stored",
    (error: unknown) => {
      expect(error).toEqual(full);
      return "full";
    },
  );

describe("the end of the room", () => {
  test("is kept for small tips, whether large ones come whole or in parts; then it is full for all", async () => {
    while ((await outcome(900_000)) === "stored");
    expect(size()).toBeLessThanOrEqual(ROOM * (1 - SMALL_SHARE));
    expect(size()).toBeGreaterThan(ROOM * (1 - SMALL_SHARE) - MIB);
    await expect(place.stage(fakeEnvelope(3 * MIB))).rejects.toEqual(full);
    expect(await outcome(SMALL_TIP)).toBe("full");
    expect(await outcome(65_536)).toBe("stored");
    while ((await outcome(65_536)) === "stored");
    expect(size()).toBeLessThanOrEqual(ROOM);
    expect(size()).toBeGreaterThan(ROOM - 2 * 65_536 - 10_000);
  });

  test("refuses the large ones alone of those that come at one time", async () => {
    while ((await outcome(900_000)) === "stored");
    const outcomes = await Promise.all([900_000, 65_536, 900_000, 65_536].map(outcome));
    expect(outcomes).toEqual(["full", "stored", "full", "stored"]);
  });
});

test("that the room is nearly full is told at once, and that it is well again with the next day: no single upload shows", async () => {
  const large = fakeEnvelope(900_000);
  for (let bytes = 0; bytes + large.length < 0.8 * ROOM; bytes += large.length) await outcome(900_000);
  await place.spool.tick();
  expect(place.reports).toEqual([]);
  for (let i = 0; i < 2; i++) {
    const id = await place.stage(fakeEnvelope(2 * MIB));
    await place.spool.tick();
    await place.spool.abandon(id);
    await place.spool.tick();
    expect(place.reports).toEqual([expect.stringContaining("Room: the spool is nearly full")]);
  }
  place.clock.advance(DAY / 2);
  await place.spool.tick();
  expect(place.reports.slice(1)).toEqual(["Room: all is well again."]);
});

test("tiny uploads are bounded by their number: then the server is busy, until some have been idle", async () => {
  await place.remove();
  place = new TestSpool();
  const tiny = fakeEnvelope(0, 1);
  for (let i = 0; i < 4_096; i += 256)
    await Promise.all(Array.from({ length: 256 }, () => place.stage(tiny)));
  await expect(place.stage(tiny)).rejects.toEqual(new SpoolError("spool-busy"));
  expect(await outcome(65_536)).toBe("stored");
  place.clock.advance(600_001);
  await place.stage(tiny);
});

test("one circuit's unfinished uploads are a share, also at one time; its idle ones make place for its own alone", async () => {
  const begin = (circuit: number) => {
    const id = randomBytes(16) as Uint8Array as UploadId;
    const tiny = fakeEnvelope(0, 1);
    return place.spool.putPart(id, 0, tiny, {
      headerLength: headerLengthOf(tiny),
      circuit: circuit as CircuitId,
    });
  };
  const others = begin(1);
  const begun = await Promise.allSettled(Array.from({ length: 3 * MOST_UPLOADS_A_CIRCUIT }, () => begin(7)));
  expect(begun.filter(({ status }) => status === "fulfilled").length).toBe(MOST_UPLOADS_A_CIRCUIT);
  await expect(begin(7)).rejects.toEqual(new SpoolError("too-many-requests"));
  await others;
  await begin(1);
  place.clock.advance(600_001);
  await begin(7);
  expect(place.spool.stagedBytes()).toBe((2 + MOST_UPLOADS_A_CIRCUIT) * fakeEnvelope(0, 1).length);
});

describe("what one circuit's unfinished uploads hold", () => {
  const MOST = 2 * MIB;
  const begin = async (circuit: number, length: number) => {
    const id = randomBytes(16) as Uint8Array as UploadId;
    const envelope = fakeEnvelope(length);
    const put = (number: number) =>
      place.spool.putPart(id, number, partsOf(envelope)[number] ?? envelope, {
        headerLength: headerLengthOf(envelope),
        circuit: circuit as CircuitId,
      });
    await put(0);
    return put;
  };
  beforeEach(async () => {
    await place.remove();
    place = new TestSpool({ room: ROOM, maxEnvelope: MOST });
  });
  const tooMany = new SpoolError("too-many-requests");

  test("is bounded, also at one time: another begins and goes on; its own idle ones make room", async () => {
    const first = await begin(7, 3 * MIB);
    const begun = await Promise.allSettled([begin(7, 3 * MIB), first(1), begin(7, 3 * MIB)]);
    expect(begun.filter(({ status }) => status === "fulfilled").length).toBe(1);
    expect(place.spool.stagedBytes()).toBe(MOST);
    await expect(begin(7, 3 * MIB)).rejects.toEqual(tooMany);
    const other = await begin(8, 3 * MIB);
    await other(1);
    place.clock.advance(600_001);
    const own = await begin(7, 3 * MIB);
    expect(place.spool.stagedBytes()).toBeLessThanOrEqual(2 * MOST);
    await own(1);
    await expect(own(2)).rejects.toEqual(tooMany);
    await other(1);
  });

  test("goes where it has been idle for the longest, but not from the one whose part comes", async () => {
    const slow = await begin(7, 3 * MIB);
    place.clock.advance(1_000);
    await begin(7, 3 * MIB);
    place.clock.advance(600_001);
    await slow(1);
    expect(place.spool.stagedBytes()).toBe(MOST);
  });

  test("isn't held for longer by sending the same part again and again", async () => {
    await place.remove();
    place = new TestSpool({ room: ROOM });
    const parts = await begin(7, 3 * MIB);
    await Promise.all([1, 2].map(parts));
    for (let i = 0; i < 3; i++) {
      place.clock.advance(300_000);
      await parts(1);
    }
    await (await begin(8, 3 * MIB))(1);
    await place.stage(fakeEnvelope(3 * MIB), [0, 1]);
  });
});

test("parts that come at once, the same ones among them, are each kept once and answered alike", async () => {
  const envelope = fakeEnvelope(3 * MIB);
  const id = await place.stage(envelope, [0]);
  const part = (number: number) =>
    place.spool.putPart(id, number, envelope.slice(number * MIB, (number + 1) * MIB), undefined);
  await Promise.all([1, 2, 3, 1, 2, 3].map(part));
  const other = place.spool.putPart(id, 4, envelope.slice(0, 5), undefined);
  await expect(other).rejects.toEqual(new SpoolError("part-conflict"));
  expect(place.spool.stagedBytes()).toBe(envelope.length);
  await place.commit(id, envelope);
  expect(storedEnvelopes(place.data).length).toBe(1);
});
