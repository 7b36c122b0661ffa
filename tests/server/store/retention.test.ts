import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { Day } from "../../../protocol/day.ts";
import type { CourierId } from "../../../server/store/pickup.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { filesWith, samplesOf } from "../../support/files.ts";
import { DAY, TestSpool } from "../../support/spool.ts";
import { storedEnvelopes, storedReceipts } from "../../support/spool-files.ts";

const [one, two, three] = ["1", "2", "3"].map((digit) => digit.repeat(64)) as [
  CourierId,
  CourierId,
  CourierId,
];

let place: TestSpool;
beforeEach(() => {
  place = new TestSpool();
  place.spool.pickup.serve([one, two]);
});
afterEach(() => place.remove());

const pickup = () => place.spool.pickup;
const closedFile = () => join(place.folder, "days/2026-11-21.db");
const digests = () =>
  storedEnvelopes(place.data)
    .map(({ digest }) => digest)
    .sort();
const idsOf = (envelopes: readonly Uint8Array[]) => {
  const keys = new Map(storedEnvelopes(place.data).map(({ digest, key }) => [digest, key]));
  return envelopes.map((envelope) => keys.get(digestOf(envelope)) as EnvelopeId);
};
const idOf = (envelope: Uint8Array) => idsOf([envelope])[0] as EnvelopeId;

async function put(count: number, length = 30_000): Promise<Uint8Array[]> {
  const envelopes = Array.from({ length: count }, () => fakeEnvelope(length));
  for (const envelope of envelopes) await place.spool.put(envelope);
  return envelopes;
}

async function putLarge(length = 3_500_000): Promise<Uint8Array> {
  const envelope = fakeEnvelope(length);
  await place.commit(await place.stage(envelope), envelope);
  return envelope;
}

function acknowledgeBy(envelopes: readonly Uint8Array[], ...couriers: readonly CourierId[]): void {
  const ids = idsOf(envelopes);
  for (const courier of couriers) pickup().acknowledge(courier, ids);
}

async function closeDay(): Promise<void> {
  place.clock.advance(DAY);
  await place.spool.tick();
  expect(existsSync(closedFile())).toBe(true);
}

/** That no file of the spool holds anything of these envelopes: bytes, digest, or id. */
function expectNoTrace(envelopes: readonly Uint8Array[], ids: readonly EnvelopeId[]): void {
  const needles = [
    ...envelopes.flatMap(samplesOf),
    ...envelopes.map((envelope) => Buffer.from(digestOf(envelope), "hex")),
    ...ids.map((id) => Buffer.from(id, "hex")),
  ];
  expect(filesWith(place.folder, needles)).toEqual([]);
}

describe.each(["open", "closed"])("of a day that is %s", (state) => {
  test("what all couriers have acknowledged goes, with all its bytes; the rest stays whole", async () => {
    const gone = [...(await put(12)), await putLarge()];
    const kept = [...(await put(9)), await putLarge()];
    if (state === "closed") await closeDay();
    const ids = idsOf(gone);
    expect(filesWith(place.folder, gone.flatMap(samplesOf)).length).toBeGreaterThan(0);
    acknowledgeBy(gone, one, two);
    acknowledgeBy(kept, one);
    await place.spool.tick();
    expectNoTrace(gone, ids);
    expect(digests()).toEqual(kept.map(digestOf).sort());
    for (const { bytes, digest } of storedEnvelopes(place.data)) expect(digestOf(bytes)).toBe(digest);
    expect(place.reports).toEqual([]);
  });

  test("the same envelope handed in again after it has gone is stored anew", async () => {
    const [envelope] = (await put(1)) as [Uint8Array];
    if (state === "closed") await closeDay();
    const before = idOf(envelope);
    acknowledgeBy([envelope], one, two);
    await place.spool.tick();
    await place.spool.put(envelope);
    await place.spool.tick();
    expect(digests()).toEqual([digestOf(envelope)]);
    expect(idOf(envelope)).not.toBe(before);
    expect(pickup().days(one)).toEqual([{ day: expect.any(String), count: 1, bytes: envelope.length }]);
  });

  test("without a tick it goes soon, too", async () => {
    const gone = await put(3);
    if (state === "closed") await closeDay();
    const ids = idsOf(gone);
    acknowledgeBy(gone, one, two);
    await expect.poll(digests).toEqual([]);
    await place.spool.tick();
    expectNoTrace(gone, ids);
  });

  test("what one courier hasn't acknowledged stays; a courier who is revoked holds nothing back", async () => {
    const envelopes = await put(4);
    if (state === "closed") await closeDay();
    const ids = idsOf(envelopes);
    acknowledgeBy(envelopes, one);
    await place.spool.tick();
    expect(digests().length).toBe(4);
    pickup().serve([one]);
    await place.spool.tick();
    expectNoTrace(envelopes, ids);
  });
});

describe("who is in force", () => {
  test("nobody: nothing goes, whatever was acknowledged", async () => {
    const envelopes = await put(2);
    acknowledgeBy(envelopes, one);
    pickup().serve([]);
    await place.spool.tick();
    expect(digests().length).toBe(2);
    expect(pickup().days(one)).toEqual([]);
    pickup().acknowledge(one, idsOf(envelopes));
    pickup().serve([one]);
    await place.spool.tick();
    expect(digests()).toEqual([]);
  });

  test("a new courier has acknowledged nothing, and gets what is there", async () => {
    const gone = await put(2);
    acknowledgeBy(gone, one, two);
    await place.spool.tick();
    const envelopes = await put(3);
    acknowledgeBy(envelopes, one);
    pickup().serve([one, three]);
    acknowledgeBy(envelopes.slice(0, 1), three);
    await place.spool.tick();
    expect(digests()).toEqual(envelopes.slice(1).map(digestOf).sort());
    expect(
      pickup()
        .days(three)
        .map(({ count }) => count),
    ).toEqual([2]);
    expect(pickup().days(two)).toEqual([]);
  });

  test("a courier who comes back has the receipts of before", async () => {
    const envelopes = await put(3);
    acknowledgeBy(envelopes.slice(1), one);
    pickup().serve([two]);
    pickup().serve([one, two]);
    expect(
      pickup()
        .days(one)
        .map(({ count }) => count),
    ).toEqual([1]);
  });
});

describe("receipts", () => {
  test("are durable, and known after a restart; those for what has gone are dropped", async () => {
    const envelopes = await put(6);
    acknowledgeBy(envelopes.slice(0, 4), one);
    acknowledgeBy(envelopes.slice(0, 2), two);
    await place.spool.tick();
    const left = idsOf(envelopes.slice(2, 4)).sort();
    expect(storedReceipts(place.data)).toEqual([{ courier: one, day: "2026-11-21", envelopes: left }]);
    await place.spool.close();
    place.reopen();
    pickup().serve([one, two]);
    expect(
      pickup()
        .days(one)
        .map(({ count }) => count),
    ).toEqual([2]);
    expect(
      pickup()
        .days(two)
        .map(({ count }) => count),
    ).toEqual([4]);
  });

  test("go with their day", async () => {
    const envelopes = await put(3);
    const ids = idsOf(envelopes);
    acknowledgeBy(envelopes, one);
    place.clock.advance(22 * DAY);
    await place.spool.tick();
    await place.spool.tick();
    expect(storedReceipts(place.data)).toEqual([]);
    expectNoTrace(envelopes, ids);
    expect([pickup().days(one), pickup().days(two)]).toEqual([[], []]);
  });

  test("show nothing of the order in which they came", async () => {
    const ids = idsOf(await put(40));
    for (const id of ids) pickup().acknowledge(one, [id]);
    pickup().serve([one, two, three]);
    for (const id of ids.toReversed()) pickup().acknowledge(two, [id]);
    const sorted = [...ids].sort();
    expect(sorted).not.toEqual(ids);
    expect(storedReceipts(place.data).map(({ envelopes }) => envelopes)).toEqual([sorted, sorted]);
  });
});

describe("a closed day's file, after something was taken out of it,", () => {
  test("is one file again, with the day's end as its time", async () => {
    const envelopes = await put(10);
    await closeDay();
    acknowledgeBy(envelopes.slice(0, 3), one, two);
    await place.spool.tick();
    expect(statSync(closedFile()).mtime).toEqual(new Date("2026-11-22T00:00:00Z"));
    expect(readdirSync(join(place.folder, "days")).filter((name) => name.startsWith("2026-11-21"))).toEqual([
      "2026-11-21.db",
    ]);
    const db = new Database(closedFile(), { readonly: true });
    expect(db.pragma("journal_mode", { simple: true })).toBe("delete");
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    db.close();
  });

  test("gives its room back when more than half of it is free, and goes when nothing is left", async () => {
    const envelopes = await put(20);
    await closeDay();
    const full = statSync(closedFile()).size;
    acknowledgeBy(envelopes.slice(0, 15), one, two);
    await place.spool.tick();
    expect(statSync(closedFile()).size).toBeLessThan(full / 2);
    expect(statSync(closedFile()).mtime).toEqual(new Date("2026-11-22T00:00:00Z"));
    expect(digests()).toEqual(envelopes.slice(15).map(digestOf).sort());
    acknowledgeBy(envelopes.slice(15), one, two);
    await place.spool.tick();
    expect(existsSync(closedFile())).toBe(false);
  });

  test("is put in order with a later tick if a reader was in the way", async () => {
    const envelopes = await put(10);
    await closeDay();
    const ids = idsOf(envelopes.slice(0, 5));
    const reader = new Database(closedFile(), { readonly: true });
    const rows = reader.prepare("SELECT * FROM envelopes").iterate();
    rows.next();
    acknowledgeBy(envelopes.slice(0, 5), one, two);
    await place.spool.tick();
    rows.return?.();
    reader.close();
    await place.spool.tick();
    expectNoTrace(envelopes.slice(0, 5), ids);
    expect(digests().length).toBe(5);
    expect(existsSync(`${closedFile()}-wal`)).toBe(false);
    expect(place.reports).toEqual([]);
  });

  test("is mended at the next start if a crash cut the removal short", async () => {
    const large = await putLarge();
    const envelopes = await put(5);
    await closeDay();
    const id = idOf(large);
    await place.spool.close();
    // As a kill leaves it: the row is gone, in the log; the parts are still there.
    const db = new Database(closedFile());
    for (const pragma of ["journal_mode = WAL", "secure_delete = ON"]) db.pragma(pragma);
    db.prepare("DELETE FROM envelopes WHERE key = ?").run(Buffer.from(id, "hex"));
    const wal = readFileSync(`${closedFile()}-wal`);
    const file = readFileSync(closedFile());
    db.close();
    writeFileSync(closedFile(), file);
    writeFileSync(`${closedFile()}-wal`, wal);
    place.reopen();
    await place.spool.tick();
    expectNoTrace([large], [id]);
    expect(digests()).toEqual(envelopes.map(digestOf).sort());
    expect(existsSync(`${closedFile()}-wal`)).toBe(false);
    expect(statSync(closedFile()).mtime).toEqual(new Date("2026-11-22T00:00:00Z"));
  });
});

describe("what all couriers have waits for three days", () => {
  const day = "2026-11-21" as Day;
  const again = () =>
    pickup()
      .again(day, undefined, 100)
      .envelopes.map(({ id }) => id);
  const pass = async (days: number) => {
    place.clock.advance(days * DAY);
    await place.spool.tick();
  };
  beforeEach(async () => {
    await place.remove();
    place = new TestSpool({ eraseAfterDays: 3 });
    pickup().serve([one, two]);
  });

  test("and can be fetched anew until then, by pages, over a restart; then nothing is left of it", async () => {
    const [large, ...others] = [await putLarge(), ...(await put(4))] as [Uint8Array, ...Uint8Array[]];
    const ids = idsOf([large, ...others]).sort();
    acknowledgeBy([large, ...others], one, two);
    await place.spool.tick();
    expect(pickup().days(one)).toEqual([]);
    expect(again()).toEqual(ids);
    const page = pickup().again(day, ids[0], 2);
    expect([page.envelopes.map(({ id }) => id), page.more]).toEqual([ids.slice(1, 3), true]);
    expect(pickup().again(day, ids[2], 2).more).toBe(false);
    await pass(1);
    await place.spool.close();
    place.reopen();
    await pass(1);
    expect(again()).toEqual(ids);
    pickup().serve([one, two]);
    await pass(1);
    expect(again()).toEqual(ids);
    await pass(1);
    expectNoTrace([large, ...others], ids);
    expect(place.reports).toEqual([]);
  });

  test("from when the last courier has it; a courier who is new has it when it is acknowledged", async () => {
    const envelopes = await put(2);
    acknowledgeBy(envelopes, one);
    await pass(2);
    acknowledgeBy(envelopes, two);
    await pass(2);
    pickup().serve([one, two, three]);
    await pass(5);
    expect(again().length).toBe(2);
    acknowledgeBy(envelopes.slice(0, 1), three);
    await place.spool.tick();
    await pass(3);
    expect(again().length).toBe(2);
    await pass(1);
    expect(again()).toEqual([idOf(envelopes[1] as Uint8Array)]);
  });

  test("never beyond its retention, and not by a clock that is in doubt", async () => {
    const envelopes = await put(2);
    await closeDay();
    acknowledgeBy(envelopes, one, two);
    await place.spool.close();
    place.clock.advance(8 * DAY);
    place.reopen();
    pickup().serve([one, two]);
    await place.spool.tick();
    await pass(1);
    expect(place.spool.health.doubt).toBe("absence");
    expect(again().length).toBe(2);
    await place.remove();
    place = new TestSpool({ eraseAfterDays: 30 });
    pickup().serve([one, two]);
    const ids = idsOf(await put(2));
    for (const courier of [one, two]) pickup().acknowledge(courier, ids);
    await pass(22);
    await place.spool.tick();
    expect(again()).toEqual([]);
    expectNoTrace([], ids);
  });
});

test("an envelope of a day that has both files, since a clock was set back, goes from wherever it is", async () => {
  const before = await put(3);
  await closeDay();
  place.clock.advance(-DAY);
  const after = await put(3);
  const all = [...before, ...after];
  const ids = idsOf(all);
  expect(pickup().days(one)).toEqual([{ day: "2026-11-21", count: 6, bytes: expect.any(Number) }]);
  for (const envelope of all) {
    const stored = pickup().find(idOf(envelope));
    expect(stored && Buffer.from(pickup().part(stored, 0) ?? []).equals(envelope)).toBe(true);
  }
  acknowledgeBy(all, one, two);
  await place.spool.tick();
  expectNoTrace(all, ids);
  expect(place.reports).toEqual([]);
});

test("what goes past retention is counted, and its receipts go, also if that can't be written just then", async () => {
  const envelopes = await put(3);
  await closeDay();
  acknowledgeBy(envelopes.slice(0, 1), one);
  // A writer that holds the file is in the way, as a full disk would be.
  const other = new Database(join(place.folder, "receipts.db"));
  other.exec("BEGIN IMMEDIATE");
  place.clock.advance(21 * DAY);
  await place.spool.tick();
  expect([digests(), pickup().expired(), pickup().days(two)]).toEqual([[], [], []]);
  other.exec("ROLLBACK");
  other.close();
  await place.spool.tick();
  expect(pickup().expired()).toEqual([{ day: "2026-11-21", count: 2 }]);
  expect(storedReceipts(place.data)).toEqual([]);
});

test("what a full disk keeps from going, goes later; nothing is half there", async () => {
  const envelopes = await put(4);
  const ids = idsOf(envelopes);
  // A writer that holds the file is in the way, as a full disk would be.
  const other = new Database(join(place.folder, "days/2026-11-21.open.db"));
  other.exec("BEGIN IMMEDIATE");
  acknowledgeBy(envelopes, one, two);
  await new Promise((resolve) => setTimeout(resolve, 200));
  other.exec("ROLLBACK");
  other.close();
  expect(pickup().find(ids[0] as EnvelopeId)).toBeDefined();
  await place.spool.tick();
  expectNoTrace(envelopes, ids);
});
