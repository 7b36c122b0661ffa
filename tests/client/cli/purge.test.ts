import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { settingsFor } from "../../../client/cli/commands/purge.ts";
import { isUnitOf, parseUnit } from "../../../client/cli/doctor/unit.ts";
import { encodeVerifyingKey } from "../../../crypto/ed25519.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { CourierId } from "../../../server/store/pickup.ts";
import { commandLine } from "../../support/command-line.ts";
import { putInForce } from "../../support/couriers.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { filesWith, samplesOf } from "../../support/files.ts";
import { keyOf, newSeed, testInstance } from "../../support/instance.ts";
import { fakeMailbag } from "../../support/mailbags.ts";
import { prepareData, removeData, startServer } from "../../support/server.ts";
import { DAY, TestSpool, testClock } from "../../support/spool.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";
import { post } from "../../support/submit.ts";

const dayName = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10);
const purge = (data: string, ...more: readonly string[]) =>
  commandLine(["purge", "--data", data, "--today", dayName(0), ...more]);
const usualDays = "Kept for 21 days, and 3 days after all couriers had it.\n";

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
  expect(done.stdout).toBe(`${usualDays}Removed: ${dayName(40)}.\nLeft: ${dayName(5)}.\n`);
  expect(storedEnvelopes(place.data).map(({ digest }) => digest)).toEqual([digestOf(late)]);
  expect(filesWith(place.folder, [...samplesOf(old), ...samplesOf(half.subarray(0, 2 ** 20))])).toEqual([]);
  expect(existsSync(join(place.folder, "days", `${dayName(5)}.db`))).toBe(true);
  expect((await purge(place.data)).stdout).toContain("Nothing was past its time.");
  expect((await purge(place.data, "--retention", "4")).stdout).toContain("No day is left.");
  expect(readdirSync(join(place.folder, "days")).some((name) => name.startsWith(dayName(5)))).toBe(false);
  place.reopen();
  await place.remove();
});

test("the days are those of the server's unit, unless others are said", async () => {
  let daysAgo = 40;
  const place = new TestSpool({ clock: testClock(() => Date.now() - daysAgo * DAY) });
  await place.spool.put(fakeEnvelope());
  daysAgo = 16;
  await place.spool.put(fakeEnvelope());
  await place.spool.close();
  const unit = join(place.data, "nightjar.service");
  const say = (days: number) =>
    writeFileSync(unit, `[Service]\nEnvironment=NIGHTJAR_RETENTION_DAYS=${days}\n`);
  say(60);
  expect((await purge(place.data, "--unit", unit)).stdout).toContain(`Left: ${dayName(40)}, ${dayName(16)}`);
  expect((await purge(place.data, "--unit", unit, "--retention", "21")).stdout).toContain(
    `Removed: ${dayName(40)}.\nLeft: ${dayName(16)}.`,
  );
  say(14);
  expect((await purge(place.data, "--unit", unit)).stdout).toContain(`Removed: ${dayName(16)}.`);
  place.reopen();
  await place.remove();
});

test("a unit is the server's own if it names the data, by whichever path", async () => {
  const root = mkdtempSync(join(tmpdir(), "nightjar-unit-"));
  const [data, link, other] = [join(root, "data"), join(root, "link"), join(root, "other")];
  mkdirSync(data);
  symlinkSync(data, link);
  const unit = (path: string) => parseUnit(`[Service]\nEnvironment=NIGHTJAR_DATA=${path}\n`);
  expect(await isUnitOf(unit(data), `${data}/`)).toBe(true);
  expect(await isUnitOf(unit(data), link)).toBe(true);
  expect(await isUnitOf(unit(link), data)).toBe(true);
  expect(await isUnitOf(unit(other), data)).toBe(false);
  const usual = join(root, "nightjar.service");
  const of = (path: string) =>
    writeFileSync(
      usual,
      `[Service]\nEnvironment=NIGHTJAR_DATA=${path}\nEnvironment=NIGHTJAR_RETENTION_DAYS=60\n`,
    );
  expect(await settingsFor({ data }, usual)).toBe(undefined);
  of(data);
  expect((await settingsFor({ data: link }, usual))?.get("NIGHTJAR_RETENTION_DAYS")).toBe("60");
  of(other);
  const refused = { code: "data-refused", message: expect.stringContaining("--unit") };
  await expect(settingsFor({ data }, usual)).rejects.toMatchObject(refused);
  await expect(settingsFor({ data, retention: "60" }, usual)).rejects.toMatchObject(refused);
  expect(await settingsFor({ data, retention: "60", "erase-after": "3" }, usual)).toBe(undefined);
  rmSync(root, { recursive: true });
});

test("what all couriers in force have goes when it has waited for long enough", async () => {
  const [instance, seed] = [testInstance(), newSeed()];
  const data = await prepareData({ instance });
  await putInForce(data, instance, [seed]);
  const clock = testClock(() => Date.now() - 5 * DAY);
  const place = new TestSpool({ folder: join(data, "spool"), clock, eraseAfterDays: 3 });
  const courier = encodeVerifyingKey(keyOf(seed)) as CourierId;
  place.spool.pickup.serve([courier]);
  const envelopes = [fakeEnvelope(), fakeEnvelope()];
  for (const envelope of envelopes) await place.spool.put(envelope);
  place.spool.pickup.acknowledge(courier, [storedEnvelopes(data)[0]?.key as EnvelopeId]);
  await place.spool.tick();
  await place.spool.close();
  expect((await purge(data, "--erase-after", "5")).stdout).toBe(
    `Kept for 21 days, and 5 days after all couriers had it.\nNothing was past its time.\nLeft: ${dayName(5)}.\n`,
  );
  expect(storedEnvelopes(data).length).toBe(2);
  expect(await purge(data)).toMatchObject({ code: 0, stderr: "" });
  expect(storedEnvelopes(data).length).toBe(1);
  removeData(data);
});

test("mailbags whose time is over go, and those of couriers who aren't in force any more", async () => {
  const [instance, seed] = [testInstance(), newSeed()];
  const data = await prepareData({ instance });
  await putInForce(data, instance, [seed], [7]);
  const place = new TestSpool({ folder: join(data, "spool"), clock: testClock(Date.now) });
  await place.spool.close();
  mkdirSync(join(data, "letters"));
  const names = [
    `${dayName(43)}-7.slots`,
    `${dayName(42)}-7.slots`,
    `${dayName(1)}-7.open.slots`,
    `${dayName(8)}-6.slots`,
  ];
  for (const name of names) writeFileSync(join(data, "letters", name), fakeMailbag());
  const done = await purge(data);
  expect(done).toMatchObject({ code: 0, stderr: "" });
  expect(done.stdout).toContain("Removed: 2 mailbags with letters.");
  expect(readdirSync(join(data, "letters")).sort()).toEqual(
    [`${dayName(42)}-7.slots`, `${dayName(1)}-7.slots`].sort(),
  );
  expect((await purge(data)).stdout).not.toContain("mailbag");
  removeData(data);
});

test("beside a running server it is refused, and nothing changes", async () => {
  const server = await startServer({ data: await prepareData() });
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
