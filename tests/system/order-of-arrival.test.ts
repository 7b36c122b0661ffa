import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import { shuffled } from "../../crypto/random.ts";
import type { CourierId } from "../../server/store/pickup.ts";
import { BLOCK } from "../../server/store/sqlite/day-schema.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { offsetsIn } from "../support/files.ts";
import { keyOf, testInstance } from "../support/instance.ts";
import { startWithStoreInProcess } from "../support/local-server.ts";
import { DAY, TestClock } from "../support/spool.ts";
import { storedReceipts } from "../support/spool-files.ts";
import { post, upload } from "../support/submit.ts";

// Whoever seizes the disk after a day has closed must not learn in which order its envelopes came: with what else is
// known of that day (who was where, and when) it would point to people. The attack here reads everything that the
// files themselves show. What the file system's journal and flash storage keep, nobody claims.

const COUNT = 300;
/** A correlation that chance exceeds once in 10⁸ runs: ten traits, each with a standard deviation of 1 / √299. */
const CHANCE = 0.35;
const clock = new TestClock();
/** In the order of arrival. */
const envelopes = Array.from({ length: COUNT }, (_, i) => fakeEnvelope(i % 150 === 0 ? 1_100_000 : 20_000));
/** Of those in force one comes several times that day; what the others lack stays. */
const instance = testInstance();
const [diligent] = instance.couriers.map((seed) => encodeVerifyingKey(keyOf(seed))) as [CourierId];
let server: Awaited<ReturnType<typeof startWithStoreInProcess>>;

beforeAll(async () => {
  server = await startWithStoreInProcess({ instance, now: clock.now });
  for (const [i, envelope] of envelopes.entries()) {
    clock.advance(DAY / 2 / COUNT - 10);
    const answer =
      envelope.length > 1_000_000 ? await upload(server.url, envelope) : await post(server.url, envelope);
    expect(answer.status).toBe(201);
    if (i % 40 === 39) await server.spool.tick();
    if (i % 25 === 24) acknowledgeAll();
  }
});
afterAll(() => server.close());

function acknowledgeAll(): void {
  for (const { day } of server.spool.pickup.days(diligent)) {
    const { envelopes } = server.spool.pickup.page(diligent, day, undefined, COUNT);
    server.spool.pickup.acknowledge(
      diligent,
      envelopes.map(({ id }) => id),
    );
  }
}

/** Every sequence of the envelopes that some trait of a database file suggests, as a rank for each envelope. */
function suspects(path: string): Record<string, number[]> {
  const raw = readFileSync(path);
  const db = new Database(path, { readonly: true });
  const inScan = (sql: string) => {
    const found = db.prepare<[], Buffer>(sql).pluck().all();
    return envelopes.map((envelope) => found.findIndex((start) => start.equals(startOf(envelope))));
  };
  const rows = rowsInOrder(db);
  const pieces = (start: number, end?: number) =>
    envelopes.map((envelope) => Buffer.from(envelope.subarray(start, end)));
  const traits = {
    "offset of its first bytes": offsetsIn(raw, pieces(0, 64)),
    "offset of bytes behind the first page": offsetsIn(raw, pieces(18_500, 18_564)),
    "offset of its last bytes": offsetsIn(raw, pieces(-64)),
    "offset of its digest": offsetsIn(
      raw,
      rows.map(({ digest }) => digest),
    ),
    "offset of its key": offsetsIn(
      raw,
      rows.map(({ key }) => key),
    ),
    "its key": rows.map(({ key }) => key.readUIntBE(0, 6)),
    "its block": rows.map(({ block }) => block),
    "a scan of the parts": inScan(`SELECT substr(bytes, 1, 64) FROM parts WHERE place % ${BLOCK} = 0`),
    "a scan backwards": inScan(
      `SELECT substr(bytes, 1, 64) FROM parts WHERE place % ${BLOCK} = 0 ORDER BY place DESC`,
    ),
  };
  db.close();
  return traits;
}

interface Row {
  readonly key: Buffer;
  readonly digest: Buffer;
  readonly start: Buffer;
  readonly block: number;
}

/** Of each envelope, in the order of arrival. */
function rowsInOrder(db: Database.Database): Row[] {
  const sql = `SELECT key, digest, block, substr(bytes, 1, 64) AS start FROM envelopes JOIN parts ON place = block * ${BLOCK}`;
  const rows = new Map(
    db
      .prepare<[], Row>(sql)
      .all()
      .map((row) => [row.start.toString("hex"), row]),
  );
  return envelopes.map((envelope) => {
    const row = rows.get(startOf(envelope).toString("hex"));
    if (!row) throw new RangeError("an envelope is missing");
    return row;
  });
}

/** 64 bytes near the beginning that differ from envelope to envelope. */
function startOf(envelope: Uint8Array): Buffer {
  return Buffer.from(envelope.subarray(0, 64));
}

/** Spearman's rank correlation of a trait with the order of arrival. */
function correlation(trait: readonly number[]): number {
  const ranks = ranksOf(trait);
  const mean = (COUNT - 1) / 2;
  let covariance = 0;
  let variance = 0;
  for (const [arrival, rank] of ranks.entries()) {
    covariance += (rank - mean) * (arrival - mean);
    variance += (arrival - mean) ** 2;
  }
  return covariance / variance;
}

function ranksOf(values: readonly number[]): number[] {
  expect(new Set(values).size).toBe(COUNT);
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => sorted.indexOf(value));
}

/** The trait that tells most, and how much. */
function strongest(path: string): { trait: string; rho: number } {
  const all = Object.entries(suspects(path)).map(([trait, values]) => ({
    trait,
    rho: Math.abs(correlation(values)),
  }));
  return all.reduce((most, next) => (next.rho > most.rho ? next : most));
}

describe("the order of arrival", () => {
  test("the attack works: it reads the order from a plain table, and from the day's file while it is open", async () => {
    const plain = new Database(join(server.data, "plain.db"));
    plain.exec(
      "CREATE TABLE envelopes (key BLOB, digest BLOB, block); CREATE TABLE parts (place, bytes BLOB)",
    );
    const insert = plain.prepare("INSERT INTO parts VALUES (?, ?)");
    const insertRow = plain.prepare("INSERT INTO envelopes VALUES (?, ?, ?)");
    plain.exec("BEGIN");
    for (const [i, key] of shuffled(envelopes.map((_, n) => n)).entries()) {
      const name = Buffer.alloc(16, 1);
      name.writeUInt32BE(key);
      insertRow.run(name, Buffer.from(`${i} is the digest, made up for this table`), key);
      insert.run(key * BLOCK, envelopes[i]);
    }
    plain.exec("COMMIT");
    plain.close();
    expect(strongest(join(server.data, "plain.db")).rho).toBeGreaterThan(0.9);

    await server.spool.tick();
    const open = join(server.data, "spool/days/2026-11-21.open.db");
    expect(strongest(open).rho).toBeGreaterThan(0.9);
  });

  test("after the day has closed, no trait of its file tells it", async () => {
    clock.advance(DAY);
    await server.spool.tick();
    await server.spool.tick();
    const closed = join(server.data, "spool/days/2026-11-21.db");
    for (const [trait, values] of Object.entries(suspects(closed))) {
      expect(Math.abs(correlation(values)), trait).toBeLessThan(CHANCE);
    }
    const db = new Database(closed, { readonly: true });
    expect(db.pragma("freelist_count", { simple: true })).toBe(0);
    db.close();
  });

  test("nor does the file of receipts, though a courier came a dozen times that day", () => {
    const closed = new Database(join(server.data, "spool/days/2026-11-21.db"), { readonly: true });
    const keys = rowsInOrder(closed).map(({ key }) => key);
    closed.close();
    const stored = storedReceipts(server.data);
    expect(stored.map(({ envelopes: acknowledged }) => acknowledged.length)).toEqual([COUNT]);
    const raw = readFileSync(join(server.data, "spool/receipts.db"));
    const offsets = offsetsIn(raw, keys);
    // One that lies over the end of a page isn't found whole.
    expect(offsets.filter((offset) => offset < 0).length).toBeLessThanOrEqual(2);
    const ranked = offsets.map((offset, i) => (offset < 0 ? -1 - i : offset));
    expect(Math.abs(correlation(ranked))).toBeLessThan(CHANCE);
  });

  test("and no other file holds anything of them, nor a time of that day", () => {
    const folder = join(server.data, "spool");
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      const path = join(folder, name);
      if (!statSync(path).isFile() || name === "days/2026-11-21.db") continue;
      const found = offsetsIn(readFileSync(path), envelopes.map(startOf)).filter((offset) => offset >= 0);
      expect(found.length, name).toBe(0);
    }
    const { mtime } = statSync(join(folder, "days/2026-11-21.db"));
    expect(mtime).toEqual(new Date("2026-11-22T00:00:00Z"));
  });
});
