import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { prometheusText } from "../../../client/cli/status/prometheus.ts";
import { parseStatus, readStatus } from "../../../client/cli/status/read-status.ts";
import { statusLines } from "../../../client/cli/status/status-text.ts";
import { addSeconds, instantOf, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { RosterStore } from "../../../server/rosters/roster-store.ts";
import { StatusReport } from "../../../server/status/status.ts";
import { listenForStatus } from "../../../server/status/status-socket.ts";
import { Tally } from "../../../server/status/tally.ts";
import { checkpoint, openForWriting } from "../../../server/store/sqlite/connection.ts";
import { commandLine } from "../../support/command-line.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { testInstance } from "../../support/instance.ts";
import { publishRoster, rosterFileAt } from "../../support/roster-files.ts";
import { prepareData, removeData, startServer } from "../../support/server.ts";
import { DAY, HOUR, TestSpool } from "../../support/spool.ts";
import { post, send } from "../../support/submit.ts";

const root = mkdtempSync(join(tmpdir(), "nightjar-status-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function reportOn(spool: TestSpool, room = 2 ** 30) {
  const instance = testInstance({ now: instantOf(spool.clock.time) });
  publishRoster(spool.data, 1, instance.file);
  const rosters = new RosterStore(join(spool.data, "public"), [instance.anchor], spool.clock.now, () => {});
  const tally = new Tally(spool.clock.now);
  return {
    tally,
    report: new StatusReport({
      data: spool.data,
      room,
      retentionDays: 21,
      eraseAfterDays: 3,
      rosters,
      tally,
      bags: () => 6,
      health: () => spool.spool.health,
      now: spool.clock.now,
    }),
  };
}

test("nothing in it moves with a tip, or with a courier's visit, while the day runs", async () => {
  const spool = new TestSpool();
  const { report, tally } = await reportOn(spool);
  await spool.spool.put(fakeEnvelope());
  spool.clock.advance(DAY);
  await spool.spool.tick();
  const before = report.look();
  expect(before).toMatchObject({
    today: "2026-11-22",
    stored: [{ day: "2026-11-21", count: 1 }],
    room: { bytes: 2 ** 30, tenths: 1 },
    roster: { sequence: 1, begins: null, days: 30, currencyDays: 13, missing: null },
  });
  const digits = JSON.stringify(before);
  for (let i = 0; i < 5; i++) {
    await spool.spool.put(fakeEnvelope());
    tally.taken();
    tally.refused("not-age");
  }
  const courier = "a".repeat(64) as Parameters<typeof spool.spool.pickup.serve>[0][number];
  spool.spool.pickup.serve([courier]);
  const [day] = spool.spool.pickup.days(courier);
  const waiting = spool.spool.pickup.page(courier, day?.day ?? before.today, undefined, 10).envelopes;
  expect(waiting).toHaveLength(1);
  spool.spool.pickup.acknowledge(
    courier,
    waiting.map(({ id }) => id),
  );
  await spool.spool.tick();
  expect(JSON.stringify(report.look())).toBe(digits);
  spool.clock.advance(DAY);
  await spool.spool.tick();
  expect(report.look()).toMatchObject({
    days: [{ day: "2026-11-22", taken: 5, refused: { "not-age": 5 } }],
    stored: [{ day: "2026-11-22", count: 5 }],
  });
  await spool.remove();
});

test("nor do the tenths of its room move with a large tip, until it is nearly full: that is told, until the day is over", async () => {
  const spool = new TestSpool();
  const { report } = await reportOn(spool, 4 * 2 ** 20);
  const { room } = report.look();
  expect(room.tenths).toBe(1);
  const put = (size: number) => spool.spool.put(fakeEnvelope(size));
  await put(2 ** 20);
  await spool.spool.tick();
  expect(report.look().room).toEqual(room);
  spool.clock.advance(DAY);
  await spool.spool.tick();
  expect(report.look().room.tenths).toBeGreaterThan(2);
  expect(report.look().room.tenths).toBeLessThan(9);
  await put(3 * 2 ** 20);
  const full = report.look().room.tenths;
  expect(full).toBeGreaterThanOrEqual(9);
  await spool.spool.close();
  rmSync(spool.folder, { recursive: true });
  expect(report.look().room.tenths).toBe(full);
  spool.clock.advance(DAY);
  expect(report.look().room.tenths).toBe(0);
  rmSync(spool.data, { recursive: true });
});

test("yesterday is counted though an upload keeps its file open, and a day that can't be read is named beside the others", async () => {
  const spool = new TestSpool();
  const { report } = await reportOn(spool);
  const days = async () => {
    spool.clock.advance(DAY);
    await spool.spool.tick();
    return report.look().stored.map(({ day, count }) => [day, count]);
  };
  await spool.spool.put(fakeEnvelope());
  spool.clock.advance(11.5 * HOUR);
  await spool.stage(fakeEnvelope(3 * 2 ** 20), [0]);
  spool.clock.advance(HOUR);
  await spool.spool.tick();
  expect(report.look()).toMatchObject({ today: "2026-11-22", stored: [{ day: "2026-11-21", count: 1 }] });
  await spool.spool.put(fakeEnvelope());
  expect(await days()).toEqual([
    ["2026-11-21", 1],
    ["2026-11-22", 1],
  ]);
  await spool.spool.put(fakeEnvelope());
  const file = join(spool.folder, "days/2026-11-21.db");
  writeFileSync(file, "no database any more".repeat(500));
  expect(await days()).toEqual([
    ["2026-11-22", 1],
    ["2026-11-23", 1],
  ]);
  expect(report.late()).toEqual([expect.stringContaining("can't be read: 2026-11-21.")]);
  expect(parseStatus(JSON.stringify(report.look())).late).toEqual(report.late());
  await spool.remove();
});

test("a server whose receipts are damaged starts, says so, and takes tips", async () => {
  const data = await prepareData();
  const first = await startServer({ data });
  expect(await first.stop()).toBe(0);
  const path = join(data, "spool/receipts.db");
  const receipts = openForWriting(path, "");
  receipts.exec("INSERT INTO complete VALUES ('2026-11-21', '2026-11-22', zeroblob(100000 * 16))");
  checkpoint(receipts);
  receipts.close();
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xff, bytes.length / 2));
  const server = await startServer({ data });
  expect((await post(server.url, fakeEnvelope())).status).toBe(201);
  expect(await server.stop()).toBe(0);
  expect(server.output()).toMatch(/^Damage: the receipts can't be read, and begin anew: [^\n]+\n$/);
  removeData(data);
});

test("while the receipts can't be read, that is said instead of what waits", async () => {
  const spool = new TestSpool();
  const { report } = await reportOn(spool);
  await spool.spool.put(fakeEnvelope());
  await spool.spool.close();
  const path = join(spool.folder, "receipts.db");
  writeFileSync(path, readFileSync(path).fill(0xff));
  expect(report.late()).toEqual([
    "What waits can't be counted, since something can't be read: the receipts. Ask the doctor.",
  ]);
  spool.reopen();
  await spool.remove();
});

test("what no courier fetches is told for a week before it goes and after, and stays counted", async () => {
  const spool = new TestSpool();
  const { report } = await reportOn(spool);
  const { pickup } = spool.spool;
  const courier = "a".repeat(64) as Parameters<typeof pickup.serve>[0][number];
  pickup.serve([courier, "b".repeat(64) as typeof courier]);
  for (let i = 0; i < 3; i++) await spool.spool.put(fakeEnvelope());
  spool.clock.advance(DAY);
  await spool.spool.tick();
  const [first] = pickup.page(
    courier,
    report.look().stored[0]?.day ?? report.look().today,
    undefined,
    1,
  ).envelopes;
  if (first) pickup.acknowledge(courier, [first.id]);
  const told: string[] = [];
  const watch = async (day: number) => {
    spool.clock.advance(DAY);
    await spool.spool.tick();
    told.push(...report.late().map((line) => `${day}: ${line}`));
  };
  for (let day = 2; day <= 22; day++) await watch(day);
  expect(told.map((line) => Number.parseInt(line, 10))).toEqual([15, 16, 17, 18, 19, 20, 21, 22]);
  expect(told[0]).toContain("since it is kept for 21 days: 2 of 2026-11-21 (on 2026-12-13)");
  expect(told.at(-1)).toContain("Gone before any courier came, for good: 2 of 2026-11-21.");
  expect(pickup.expired()).toEqual([{ day: "2026-11-21", count: 2 }]);
  const status = parseStatus(JSON.stringify(report.look()));
  expect(statusLines(status).join("\n")).toMatch(/for good:\s+2 of\s+2026-11-21/);
  expect(statusLines(status).join("\n")).toMatch(/^2026-11-21 +0 +0 +0 +2 EXPIRED UNFETCHED$/m);
  expect(prometheusText(status)).toContain('nightjar_expired_envelopes{day="2026-11-21"} 2\n');
  for (let day = 23; day <= 30; day++) await watch(day);
  expect(told.slice(8).map((line) => Number.parseInt(line, 10))).toEqual([23, 24, 25, 26, 27, 28]);
  expect(statusLines(parseStatus(JSON.stringify(report.look()))).join("\n")).toContain("2 EXPIRED UNFETCHED");
  await spool.remove();
});

test("a running server says it on its socket, to its owner only, and to the command", async () => {
  const path = join(root, "status.sock");
  const server = await startServer({ env: { NIGHTJAR_STATUS: path } });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect((await post(server.url, fakeEnvelope())).status).toBe(201);
  expect((await send("POST", `${server.url}/v1/envelopes`, fakeEnvelope(), "text/plain")).status).toBe(415);
  const told = await readStatus(path);
  expect(told).toMatchObject({ days: [], floods: {}, stored: [], roster: { sequence: 1, days: 30 } });
  const read = await commandLine(["status", "--socket", path]);
  expect(read).toMatchObject({ code: 0, stderr: "" });
  expect(read.stdout).toMatch(/Roster 1 is in force; signed\s+rosters last 30 days/);
  const metrics = await commandLine(["status", "--socket", path, "--prometheus"]);
  expect(metrics.stdout).toMatch(/^nightjar_roster_days 30$/m);
  expect(await server.stop()).toBe(0);
  expect(server.output()).toBe("");
  const gone = await commandLine(["status", "--socket", path]);
  expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining(path) });
  removeData(server.data);
});

test("a place where no socket can be: the system's own error, which the server makes a sentence of", async () => {
  const spool = new TestSpool();
  const { report } = await reportOn(spool);
  await expect(listenForStatus(join(root, "nowhere/status.sock"), report)).rejects.toThrow(/EACCES|ENOENT/);
  await spool.remove();
});

const SAMPLE = {
  type: "nightjar-status/v1",
  today: "2026-11-22",
  since: "2026-11-20",
  days: [{ day: "2026-11-21", taken: 2, refused: { "not-age": 3 } }],
  floods: { "too-many-requests": 1000 },
  stored: [{ day: "2026-11-21", count: 2, bytes: 132_000, unfetched: 1, complete: 1 }],
  retentionDays: 21,
  eraseAfterDays: 3,
  expired: [],
  late: [],
  room: { bytes: 10, tenths: 1, diskTenths: 4 },
  letters: { bags: 12 },
  health: { doubt: null, damaged: [] },
  roster: { sequence: 3, begins: null, days: 24, currencyDays: 9, missing: null },
};

test("Prometheus' text: every line of its grammar, no time, each family with its type", () => {
  const text = prometheusText(parseStatus(JSON.stringify(SAMPLE)));
  const lines = text.trimEnd().split("\n");
  const GRAMMAR = /^(# (HELP [a-z_]+ .+|TYPE [a-z_]+ gauge)|[a-z_]+(\{([a-z]+="[a-z0-9-]+",?)+\})? \d+)$/;
  expect(lines.filter((line) => !GRAMMAR.test(line))).toEqual([]);
  expect(text).toContain('nightjar_refused{day="2026-11-21",code="not-age"} 3\n');
  expect(text).toContain("nightjar_mailbags 12\n");
  expect(text).toContain('nightjar_flood{code="too-many-requests"} 1000\n');
});

test("a clock in doubt is told to people and to monitors", async () => {
  const spool = new TestSpool();
  const { report } = await reportOn(spool);
  await spool.spool.close();
  spool.clock.advance(5 * DAY);
  spool.reopen();
  const status = parseStatus(JSON.stringify(report.look()));
  expect(status.health).toEqual({ doubt: "absence", damaged: [] });
  expect(statusLines(status).join("\n")).toMatch(/away for days[\s\S]*nightjar clock\s+confirm/);
  expect(prometheusText(status)).toContain("nightjar_clock_doubted 1\n");
  await spool.remove();
});

test("an answer that is no status is refused, whatever it says", async () => {
  for (const change of [
    { type: "nightjar-status/v2" },
    { days: [{ day: "2026-11-21T10", taken: 1, refused: {} }] },
    { floods: { 'x"} 1\nevil': 1 } },
    { room: { bytes: -1, tenths: 0, diskTenths: 0 } },
    { roster: null },
    { health: { doubt: "no", damaged: [] } },
    { today: "2026-02-30" },
    { days: [{ day: "2026-11-21", taken: 1, refused: {}, address: "::1" }] },
    { stored: [{ day: "2026-11-21", count: 2 ** 53, bytes: 0 }] },
    { stored: {} },
    { room: { bytes: 1.5, tenths: 0, diskTenths: 0 } },
    { more: 1 },
    { letters: { bags: -1 } },
    { letters: {} },
  ]) {
    expect(() => parseStatus(JSON.stringify({ ...SAMPLE, ...change }))).toThrow(/no status of this version/);
  }
  const sample = JSON.stringify(SAMPLE);
  expect(parseStatus(`${sample}\n`)).toEqual(parseStatus(sample));
  for (const text of ["", "{", "[]", "null", ` ${sample}`, `${sample}\n\n`, sample.replace("3", "3e0")])
    expect(() => parseStatus(text)).toThrow(/no status/);
  writeFileSync(join(root, "file"), "");
  expect(await commandLine(["status", "--socket", join(root, "file")])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("no socket"),
  });
  expect(await commandLine(["status", "--socket", join(root, "missing")])).toMatchObject({ code: 1 });
});

test("before the first period it says on which day that begins, to people and to monitors", async () => {
  const spool = new TestSpool();
  const now = instantOf(spool.clock.time);
  const instance = testInstance({ now });
  const file = rosterFileAt(instance, addSeconds(now, 3 * SECONDS_PER_DAY), now);
  publishRoster(spool.data, 1, file);
  const rosters = new RosterStore(join(spool.data, "public"), [instance.anchor], spool.clock.now, () => {});
  const tally = new Tally(spool.clock.now);
  const report = new StatusReport({
    data: spool.data,
    room: 2 ** 30,
    retentionDays: 21,
    eraseAfterDays: 3,
    rosters,
    tally,
    bags: () => 0,
    health: () => spool.spool.health,
    now: spool.clock.now,
  });
  const status = parseStatus(JSON.stringify(report.look()));
  expect(status.roster).toEqual({
    sequence: 1,
    begins: "2026-11-24",
    days: 34,
    currencyDays: 14,
    missing: null,
  });
  expect(statusLines(status)[0]).toMatch(
    /^warning {2}Roster 1 begins on 2026-11-24, and until then nobody can hand in/,
  );
  expect(prometheusText(status)).toMatch(/^nightjar_roster_awaited 1$/m);
  spool.clock.advance(3 * DAY);
  expect(report.look().roster).toEqual({
    sequence: 1,
    begins: null,
    days: 31,
    currencyDays: 11,
    missing: null,
  });
  await spool.remove();
});
