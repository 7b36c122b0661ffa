import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CourierId } from "../../../server/store/pickup.ts";
import { commandLine } from "../../support/command-line.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { filesWith, samplesOf } from "../../support/files.ts";
import { prepareData, removeData, startServer } from "../../support/server.ts";
import { DAY, TestSpool, testClock } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";
import { post } from "../../support/submit.ts";

const dayName = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10);
const purge = (data: string, ...more: readonly string[]) =>
  commandLine(["purge", "--data", data, "--today", dayName(0), ...more]);

test("a spool that stood still: what is past its time goes with all its bytes and receipts, the rest stays", async () => {
  const courier = "1".repeat(64) as CourierId;
  let daysAgo = 40;
  const place = new TestSpool({ clock: testClock(() => Date.now() - daysAgo * DAY) });
  place.spool.pickup.serve([courier]);
  const [old, half, late] = [fakeEnvelope(30_000), fakeEnvelope(2_500_000), fakeEnvelope(30_000)] as const;
  await place.spool.put(old);
  daysAgo = 30;
  await place.stage(half, [0]);
  daysAgo = 5;
  await place.spool.put(late);
  await place.spool.close();
  expect(await commandLine(["purge", "--data", place.data, "--today", dayName(1)])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("By this machine's clock it is"),
  });
  expect(storedEnvelopes(place.data).length).toBe(2);
  const done = await purge(place.data);
  expect(done).toMatchObject({ code: 0, stderr: "" });
  expect(done.stdout).toBe(`Removed: ${dayName(40)}.\nLeft: ${dayName(5)}.\n`);
  expect(storedEnvelopes(place.data).map(({ digest }) => digest)).toEqual([digestOf(late)]);
  expect(filesWith(place.folder, [...samplesOf(old), ...samplesOf(half.subarray(0, 2 ** 20))])).toEqual([]);
  expect(existsSync(join(place.folder, "days", `${dayName(5)}.db`))).toBe(true);
  expect((await purge(place.data)).stdout).toContain("Nothing was past its time.");
  expect((await purge(place.data, "--retention", "4")).stdout).toContain("No day is left.");
  expect(readdirSync(join(place.folder, "days")).some((name) => name.startsWith(dayName(5)))).toBe(false);
  place.reopen();
  await place.remove();
});

test("beside a running server it is refused, and nothing changes", async () => {
  const server = await startServer({ data: prepareData() });
  const envelope = fakeEnvelope();
  await post(server.url, envelope);
  expect(await purge(server.data)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("purges it by itself"),
  });
  await server.stop();
  expect(storedEnvelopes(server.data).map(({ digest }) => digest)).toEqual([digestOf(envelope)]);
  removeData(server.data);
});
