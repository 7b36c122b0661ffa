import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Day } from "../../../protocol/day.ts";
import { SpoolFolder } from "../../../server/store/sqlite/folder.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { DAY, HOUR, TestSpool } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";

let place: TestSpool;
afterEach(() => place.remove());

/** How many envelopes are there after a restart so many days later, and after a further heartbeat some hours on. */
async function afterAbsence(days: number, hours: readonly number[]): Promise<number[]> {
  place = new TestSpool();
  await place.spool.put(fakeEnvelope(1_000));
  await place.spool.close();
  place.clock.advance(days * DAY);
  place.reopen();
  await place.spool.tick();
  const counts = [storedEnvelopes(place.data).length];
  for (const some of hours) {
    place.clock.advance(some * HOUR);
    await place.spool.tick();
    await place.spool.tick();
    counts.push(storedEnvelopes(place.data).length);
  }
  return counts;
}

test("after a start by a clock a year ahead nothing is removed or closed until it has gone on for two days", async () => {
  expect(await afterAbsence(365, [11, 36, 1])).toEqual([1, 1, 1, 0]);
  expect(place.reports.filter((sentence) => sentence.startsWith("Clock"))).toEqual([
    expect.stringContaining("nightjar clock confirm"),
    "Clock: all is well again.",
  ]);
});

test("nor after one by a clock a year behind; put right at the next start, all is there", async () => {
  expect(await afterAbsence(-365, [24])).toEqual([1, 1]);
  await place.spool.put(fakeEnvelope(1_000));
  await place.spool.close();
  place.clock.advance(364 * DAY);
  place.reopen();
  await place.spool.tick();
  expect(storedEnvelopes(place.data).length).toBe(2);
});

test("a server that was away for a day is in no doubt", async () => {
  await afterAbsence(1, []);
  expect(place.reports).toEqual([]);
});

test("while the clock is in doubt no day is closed; confirmed, it is closed and the old ones go", async () => {
  expect(await afterAbsence(30, [1])).toEqual([1, 1]);
  const names = () => readdirSync(join(place.folder, "days")).filter((name) => name.endsWith(".db"));
  expect(names()).toEqual(["2026-11-21.open.db", "2026-12-21.open.db"]);
  expect(place.spool.health.doubt).toBe("absence");
  new SpoolFolder(place.folder).confirmClock("2026-12-20" as Day);
  await place.spool.tick();
  expect(names().length).toBe(2);
  expect(place.reports.at(-1)).toContain("2026-12-20");
  new SpoolFolder(place.folder).confirmClock("2026-12-21" as Day);
  await place.spool.tick();
  expect([names(), place.spool.health.doubt]).toEqual([["2026-12-21.open.db"], null]);
});
