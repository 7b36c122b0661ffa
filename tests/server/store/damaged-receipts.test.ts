import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { randomBytes } from "../../../crypto/random.ts";
import type { CourierId } from "../../../server/store/pickup.ts";
import { PAGE_SIZE } from "../../../server/store/sqlite/day-schema.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { failDiskOf } from "../../support/failing-disk.ts";
import { DAY, TestSpool } from "../../support/spool.ts";

const courier = "1".repeat(64) as CourierId;
let place: TestSpool;
afterEach(() => place.remove());

/** Each day's envelopes have a courier's receipt, and the list of the first is longer than a page. */
async function withReceipts(): Promise<string> {
  place = new TestSpool({ eraseAfterDays: 3 });
  for (let i = 0; i < PAGE_SIZE / 16; i++) await place.spool.put(fakeEnvelope());
  place.clock.advance(DAY);
  await place.spool.put(fakeEnvelope());
  place.clock.advance(DAY);
  await place.spool.tick();
  const { pickup } = place.spool;
  pickup.serve([courier]);
  for (const { day } of pickup.days(courier))
    pickup.acknowledge(
      courier,
      pickup.page(courier, day, undefined, 10_000).envelopes.map(({ id }) => id),
    );
  expect(pickup.days(courier)).toEqual([]);
  await place.spool.close();
  return join(place.folder, "receipts.db");
}

const lastPageBroken = (bytes: Buffer) => bytes.fill(0xff, bytes.length - PAGE_SIZE);

test.each<[string, (path: string) => void]>([
  ["with a zeroed header", (path) => writeFileSync(path, readFileSync(path).fill(0, 0, 100))],
  ["cut in half", (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2))],
  ["with a broken last page", (path) => writeFileSync(path, lastPageBroken(readFileSync(path)))],
  ["with every page broken", (path) => writeFileSync(path, readFileSync(path).fill(0xff))],
  ["as another program's file", (path) => writeFileSync(path, randomBytes(60_000))],
])(
  "receipts %s begin anew: the server starts, and couriers are given what is still here",
  async (_, damage) => {
    const path = await withReceipts();
    damage(path);
    place.reopen();
    expect(place.reports).toEqual([
      expect.stringMatching(/^Damage: the receipts can't be read, and begin anew/),
    ]);
    const { pickup } = place.spool;
    pickup.serve([courier]);
    expect(pickup.days(courier).map(({ count }) => count)).toEqual([PAGE_SIZE / 16, 1]);
    await place.spool.put(fakeEnvelope());
    await place.spool.tick();
    await place.spool.close();
    place.reopen();
    expect(place.reports.length).toBe(1);
  },
);

test("receipts that the disk doesn't give begin anew, too", async () => {
  const path = await withReceipts();
  const mend = await failDiskOf(path, { when: "1" });
  place.reopen();
  await mend();
  expect(place.reports.length).toBe(1);
  place.spool.pickup.serve([courier]);
  expect(place.spool.pickup.days(courier).length).toBe(2);
});
