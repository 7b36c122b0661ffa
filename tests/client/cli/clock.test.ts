import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandLine } from "../../support/command-line.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { prepareData, removeData, startServer } from "../../support/server.ts";
import { DAY, TestSpool, testClock } from "../../support/spool.ts";

const dayName = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10);
const confirm = (data: string, day: string) =>
  commandLine(["clock", "confirm", "--data", data, "--today", day]);

test("a server that was away for a week doubts its clock until it is confirmed; another day than the machine's is refused", async () => {
  const data = await prepareData();
  const place = new TestSpool({ folder: join(data, "spool"), clock: testClock(() => Date.now() - 7 * DAY) });
  await place.spool.put(fakeEnvelope());
  await place.remove();
  const server = await startServer({ data });
  await expect.poll(() => server.output()).toMatch(/Clock: by it, this server was away for days/);
  expect(await confirm(data, dayName(1))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("By this machine's clock it is"),
  });
  expect(await confirm(data, dayName(0))).toMatchObject({ code: 0, stderr: "" });
  await expect.poll(() => server.output()).toMatch(/Clock: all is well again/);
  await expect.poll(() => existsSync(join(data, "spool/days", `${dayName(7)}.db`))).toBe(true);
  await server.stop();
  removeData(data);
});

test("it wants to be told the day", async () => {
  expect(await commandLine(["clock", "confirm", "--data", "/tmp"])).toMatchObject({ code: 2 });
});
