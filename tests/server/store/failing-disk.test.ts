import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, expect, onTestFinished, test } from "vitest";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { Day } from "../../../protocol/day.ts";
import type { CourierId } from "../../../server/store/pickup.ts";
import { openForReading } from "../../../server/store/sqlite/connection.ts";
import { PAGE_SIZE } from "../../../server/store/sqlite/day-schema.ts";
import { SpoolFolder } from "../../../server/store/sqlite/folder.ts";
import { requireForm } from "../../../server/store/sqlite/form.ts";
import { isDamaged } from "../../../server/store/sqlite/soundness.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { failDiskOf } from "../../support/failing-disk.ts";
import { DAY, TestSpool, threeDays } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";

const courier = "1".repeat(64) as CourierId;
let place: TestSpool;
afterEach(() => place.remove());

const fileOf = (day: string) => join(place.folder, `days/${day}.db`);

test("a closed day that the disk doesn't give is named and stays; couriers get all other days, and it once it is there again", async () => {
  place = new TestSpool();
  const envelopes = await threeDays(place);
  place.spool.pickup.serve([courier]);
  const { pickup } = place.spool;
  const listed = (day: string) => pickup.page(courier, day as Day, undefined, 10).envelopes;
  const [first] = listed("2026-11-21");
  if (first) pickup.acknowledge(courier, [first.id]);
  const [second] = listed("2026-11-22");
  await place.spool.close();

  const mend = await failDiskOf(fileOf("2026-11-22"));
  expect(() => requireForm(place.folder)).not.toThrow();
  place.reopen();
  place.spool.pickup.serve([courier]);
  expect(place.reports).toEqual([expect.stringMatching(/^Disk: what lies of 2026-11-22 can't be read/)]);
  expect(place.spool.health.damaged).toEqual([]);
  const days = () => place.spool.pickup.days(courier).map(({ day, count }) => [day, count]);
  expect(days()).toEqual([
    ["2026-11-21", 2],
    ["2026-11-23", 3],
  ]);
  for (const day of ["2026-11-21", "2026-11-23"]) {
    const { envelopes: waiting } = place.spool.pickup.page(courier, day as Day, undefined, 10);
    for (const { id } of waiting) expect(place.spool.pickup.find(id)).toBeDefined();
    place.spool.pickup.acknowledge(
      courier,
      waiting.map(({ id }) => id),
    );
  }
  expect(days()).toEqual([]);
  await place.spool.put(envelopes[0] as Uint8Array);
  await place.spool.tick();
  await place.spool.close();

  await mend();
  place.reopen();
  place.spool.pickup.serve([courier]);
  expect(days()).toEqual([
    ["2026-11-22", 3],
    ["2026-11-24", 1],
  ]);
  expect(place.spool.pickup.find(second?.id as EnvelopeId)).toBeDefined();
});

test("while the server runs, a day that the disk doesn't give keeps no courier from the others", async () => {
  place = new TestSpool();
  await threeDays(place);
  const { pickup } = place.spool;
  pickup.serve([courier]);
  const listed = (day: string) => pickup.page(courier, day as Day, undefined, 10).envelopes;
  const [old] = listed("2026-11-21");
  const [lost] = pickup.again("2026-11-22" as Day, undefined, 1).envelopes;
  const mend = await failDiskOf(fileOf("2026-11-22"));
  expect(listed("2026-11-22")).toEqual([]);
  expect(pickup.find(lost?.id as EnvelopeId)).toBeUndefined();
  expect(pickup.find(old?.id as EnvelopeId)).toEqual(old);
  pickup.acknowledge(courier, [lost?.id, old?.id] as EnvelopeId[]);
  expect(pickup.days(courier).map(({ day, count }) => [day, count])).toEqual([
    ["2026-11-21", 2],
    ["2026-11-22", 3],
    ["2026-11-23", 3],
  ]);
  for (const _ of ["noted", "not looked at again"]) await place.spool.tick();
  expect(place.reports).toEqual([expect.stringMatching(/^Disk: what lies of 2026-11-22 can't be read/)]);
  expect(place.spool.health.damaged).toEqual([]);
  await mend();
  expect(listed("2026-11-22")).toContainEqual(lost);
});

test("a disk that gives a day again before anybody looks what it was has damaged nothing", async () => {
  place = new TestSpool();
  await threeDays(place);
  const { pickup } = place.spool;
  pickup.serve([courier]);
  const listed = () => pickup.page(courier, "2026-11-22" as Day, undefined, 10).envelopes;
  const mend = await failDiskOf(fileOf("2026-11-22"));
  expect(listed()).toEqual([]);
  await mend();
  await place.spool.tick();
  expect(place.spool.health.damaged).toEqual([]);
  expect(listed()).toHaveLength(3);
});

test("of a day that the disk gave once more, what removals left is put in order, too", async () => {
  place = new TestSpool();
  await threeDays(place);
  const { pickup } = place.spool;
  pickup.serve([courier]);
  const day = "2026-11-21" as Day;
  const mend = await failDiskOf(fileOf(day));
  expect(pickup.page(courier, day, undefined, 10).envelopes).toEqual([]);
  await mend();
  const path = join(place.folder, `days/${day}.db`);
  const [, ...others] = pickup.page(courier, day, undefined, 10).envelopes;
  pickup.acknowledge(
    courier,
    others.map(({ id }) => id),
  );
  const tick = place.spool.tick();
  // Somebody begins to read while the removal is under way.
  while (!existsSync(`${path}-wal`)) await setImmediate();
  const reader = openForReading(path);
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM envelopes").get();
  await tick;
  await place.spool.tick();
  expect(existsSync(`${path}-wal`)).toBe(true);
  reader.close();
  await place.spool.tick();
  expect([existsSync(`${path}-wal`), statSync(path).mtime]).toEqual([false, new Date("2026-11-22")]);
});

test("an old day that has gone is forgotten, though its going couldn't be made durable", async () => {
  place = new TestSpool();
  await threeDays(place);
  const { pickup } = place.spool;
  pickup.serve([courier]);
  const { sync } = SpoolFolder.prototype;
  onTestFinished(() => {
    SpoolFolder.prototype.sync = sync;
  });
  SpoolFolder.prototype.sync = () => {
    throw Object.assign(new Error("EIO"), { code: "EIO", syscall: "fsync" });
  };
  place.clock.advance(20 * DAY);
  for (let i = 0; i < 3; i++) await place.spool.tick();
  SpoolFolder.prototype.sync = sync;
  await place.spool.tick();
  expect(existsSync(join(place.folder, "days/2026-11-21.db"))).toBe(false);
  expect(pickup.days(courier).map((one) => one.day)).not.toContain("2026-11-21");
});

test("what the disk gives only in part isn't damaged, whatever the other part looks like", async () => {
  place = new TestSpool();
  await threeDays(place);
  const path = join(place.folder, "days/2026-11-22.db");
  writeFileSync(path, readFileSync(path).fill(0xff, PAGE_SIZE));
  const mend = await failDiskOf(fileOf("2026-11-22"), { calls: "read" });
  expect(isDamaged(path)).toBe(false);
  await mend();
  expect(isDamaged(path)).toBe(true);
});

test("of a server that begins, today's file that the disk doesn't give makes room for another", async () => {
  place = new TestSpool();
  await place.spool.put(fakeEnvelope());
  await place.spool.close();
  const mend = await failDiskOf(fileOf("2026-11-21.open"), { when: "1" });
  place.reopen();
  await mend();
  expect(place.spool.health.damaged).toEqual(["2026-11-21"]);
  await place.spool.put(fakeEnvelope());
  expect(storedEnvelopes(place.data).length).toBe(1);
});

test("an old day that the disk doesn't let go of keeps no other from going, and goes once it does", async () => {
  place = new TestSpool();
  await threeDays(place);
  const mend = await failDiskOf(fileOf("2026-11-21"), { calls: "read,unlink,unlinkat" });
  for (let day = 0; day < 25; day++) {
    place.clock.advance(DAY);
    await place.spool.tick();
  }
  const days = () =>
    readdirSync(join(place.folder, "days")).filter((name) => /^2026-11-2[123]\.db$/.test(name));
  expect(days()).toEqual(["2026-11-21.db"]);
  expect(place.reports).toContainEqual(expect.stringMatching(/^Removing old days: this failed \(Error\)/));
  await mend();
  await place.spool.tick();
  expect(days()).toEqual([]);
});
