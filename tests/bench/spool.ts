import { randomBytes } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import type { EnvelopeId } from "../../protocol/addresses.ts";
import type { Day } from "../../protocol/day.ts";
import type { CourierId } from "../../server/store/pickup.ts";
import { BLOCK } from "../../server/store/sqlite/day-schema.ts";
import type { SqlitePickup } from "../../server/store/sqlite/sqlite-pickup.ts";
import { putInForce, TestCourier } from "../support/couriers.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { testInstance } from "../support/instance.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { DAY, TestSpool, testClock } from "../support/spool.ts";
import { compare, type Result } from "./measure.ts";

const ENVELOPES = 100_000;
const NEW = 100;
const REPEATS = 20;
const ROUNDS = 7;

const instance = testInstance();
const couriers = instance.couriers.slice(0, 2) as [SigningSeed, SigningSeed];
const ids = couriers.map((seed) => encodeHex(noble.ed25519PublicKey(seed)) as CourierId) as [
  CourierId,
  CourierId,
];

/**
 * What a courier asks of a spool with 100,000 small envelopes (1.7 KB) of one day that is over, 100 of them new to
 * it: in the process of the spool, and by HTTP from a server; against reads of the same rows by bare SQLite from the
 * same file, in this process. And against a spool that holds nothing but the 100.
 */
export async function benchSpool(): Promise<Result[]> {
  const data = await prepareData({ instance });
  await putInForce(data, instance, couriers);
  const now = Date.now() - 2 * DAY;
  const full = await filledSpool(join(data, "spool"), now, ENVELOPES);
  const small = await filledSpool(undefined, now, NEW);
  const bare = new BareReader(join(data, `spool/days/${full.day}.db`), full.fresh);
  const shared = { rounds: ROUNDS, units: NEW * REPEATS, unit: "envelopes/s" };
  const results = [
    await compare({
      what: `listing a day of ${ENVELOPES}, ${NEW} new / bare SELECT of their rows`,
      ours: () => repeat(() => list(full)),
      theirs: () => repeat(() => bare.rows()),
      ...shared,
    }),
    await compare({
      what: "… and reading the new ones / bare SELECT of rows and bytes",
      ours: () => repeat(() => fetchAll(full)),
      theirs: () => repeat(() => bare.all()),
      ...shared,
    }),
    await compare({
      what: `the same / in a spool that holds only those ${NEW}`,
      ours: () => repeat(() => fetchAll(full)),
      theirs: () => repeat(() => fetchAll(small)),
      ...shared,
    }),
  ];
  await full.place.spool.close();
  results.push(await byHttp(data, full.day, bare));
  bare.close();
  await small.place.remove();
  removeData(data);
  return results;
}

interface Filled {
  readonly place: TestSpool;
  readonly pickup: SqlitePickup;
  readonly day: Day;
  /** What the first courier hasn't acknowledged. */
  readonly fresh: readonly EnvelopeId[];
}

/** A spool with so many envelopes of one closed day, of which the first courier has acknowledged all but NEW. */
async function filledSpool(folder: string | undefined, now: number, count: number): Promise<Filled> {
  let time = now;
  const place = new TestSpool({
    ...(folder !== undefined && { folder }),
    clock: testClock(() => time),
    report: console.error,
  });
  const { spool } = place;
  spool.pickup.serve(ids);
  const pattern = fakeEnvelope(0, 1);
  for (let i = 0; i < count; i += 1_000) {
    await Promise.all(
      Array.from({ length: Math.min(1_000, count - i) }, () => {
        const envelope = pattern.slice();
        envelope.set(randomBytes(32), envelope.length - 32);
        return spool.put(envelope);
      }),
    );
  }
  time += DAY;
  await spool.tick();
  const [{ day } = { day: "" as Day }] = spool.pickup.days(ids[0]);
  const all = spool.pickup.page(ids[0], day, undefined, count).envelopes.map(({ id }) => id);
  // Every so many, so that what is new lies all over the file, as it does in life.
  const step = count / NEW;
  const fresh = all.filter((_, i) => i % step === 0);
  const known = all.filter((_, i) => i % step !== 0);
  for (let i = 0; i < known.length; i += 1_000) spool.pickup.acknowledge(ids[0], known.slice(i, i + 1_000));
  return { place, pickup: spool.pickup, day, fresh };
}

function list({ pickup, day }: Filled): readonly EnvelopeId[] {
  const days = pickup.days(ids[0]);
  const { envelopes } = pickup.page(ids[0], day, undefined, 1_000);
  if (days.length !== 1 || envelopes.length !== NEW) throw new Error("another list than was expected");
  return envelopes.map(({ id }) => id);
}

function fetchAll(filled: Filled): void {
  for (const id of list(filled)) {
    const envelope = filled.pickup.find(id);
    if (!envelope || filled.pickup.part(envelope, 0)?.length !== envelope.size) throw new Error("not there");
  }
}

async function byHttp(data: string, day: Day, bare: BareReader): Promise<Result> {
  const server = await startServer({ data, env: { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0" } });
  const courier = new TestCourier(server.couriers ?? "", instance, couriers[0]);
  await courier.begin();
  const result = await compare({
    what: "the same by HTTP, one request each / bare SELECT",
    ours: async () => {
      const { envelopes } = await courier.page(day);
      if (envelopes.length !== NEW) throw new Error("another list than was expected");
      for (const { id, size } of envelopes)
        if ((await courier.fetch(id)).bytes.length !== size) throw new Error("not whole");
    },
    theirs: () => bare.all(),
    rounds: ROUNDS,
    units: NEW,
    unit: "envelopes/s",
  });
  await server.stop();
  return result;
}

/** Statements that are prepared once, on a connection that stays open. */
class BareReader {
  readonly #db: Database.Database;
  readonly #keys: readonly Buffer[];
  readonly #row;
  readonly #bytes;

  constructor(path: string, keys: readonly EnvelopeId[]) {
    this.#db = new Database(path, { readonly: true });
    this.#keys = keys.map((id) => Buffer.from(id, "hex"));
    this.#row = this.#db.prepare("SELECT size, digest FROM envelopes WHERE key = ?");
    this.#bytes = this.#db.prepare(
      `SELECT bytes FROM envelopes JOIN parts ON place = block * ${BLOCK} WHERE key = ?`,
    );
  }

  rows(): void {
    for (const key of this.#keys) if (!this.#row.get(key)) throw new Error("not there");
  }

  all(): void {
    this.rows();
    for (const key of this.#keys) if (!this.#bytes.get(key)) throw new Error("not there");
  }

  close(): void {
    this.#db.close();
  }
}

function repeat(work: () => void): void {
  for (let i = 0; i < REPEATS; i++) work();
}
