import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDigest } from "../../crypto/digest.ts";
import { randomBytes } from "../../crypto/random.ts";
import type { UploadId } from "../../server/store/spool.ts";
import { SqliteSpool, type SqliteSpoolOptions } from "../../server/store/sqlite/sqlite-spool.ts";
import { SteadyClock } from "../../server/store/steady-clock.ts";
import { digestOf, fakeEnvelope, headerLengthOf, partsOf } from "./envelopes.ts";

export const DAY = 86_400_000;
export const HOUR = 3_600_000;

/** A clock that a test sets. */
export class TestClock {
  time = Date.parse("2026-11-21T12:00:00Z");

  readonly now = (): number => this.time;

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}

/** A spool's clock of which the time that passes is what the clock on the wall says. */
export function testClock(now: () => number): SteadyClock {
  return new SteadyClock(now, now);
}

/** A spool without HTTP, in a new data folder, that ticks only when told. */
export class TestSpool {
  readonly data = mkdtempSync(join(tmpdir(), "nightjar-spool-"));
  readonly folder = join(this.data, "spool");
  readonly clock = new TestClock();
  readonly reports: string[] = [];
  readonly #options: Partial<SqliteSpoolOptions>;
  spool: SqliteSpool;

  /** @param time by its clock when it is first opened */
  constructor(options: Partial<SqliteSpoolOptions> = {}, time?: number) {
    this.#options = options;
    if (time !== undefined) this.clock.time = time;
    this.spool = this.#open();
  }

  /** Opens it again on its files, after `spool.close()`. */
  reopen(): void {
    this.spool = this.#open();
  }

  async remove(): Promise<void> {
    await this.spool.close();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** An upload under way: the id, with the parts of these numbers (by default all) sent. */
  async stage(envelope: Uint8Array, numbers?: readonly number[], headerLength?: number): Promise<UploadId> {
    const id = randomBytes(16) as Uint8Array as UploadId;
    for (const [number, part] of partsOf(envelope).entries()) {
      if (numbers && !numbers.includes(number)) continue;
      const beginning = { headerLength: headerLength ?? headerLengthOf(envelope), circuit: undefined };
      await this.spool.putPart(id, number, part, number === 0 ? beginning : undefined);
    }
    return id;
  }

  async commit(id: UploadId, envelope: Uint8Array): Promise<void> {
    const digest = parseDigest(digestOf(envelope), "size-invalid");
    await this.spool.commit(id, partsOf(envelope).length, digest);
  }

  #open(): SqliteSpool {
    return new SqliteSpool({
      folder: this.folder,
      room: 2 ** 30,
      maxEnvelope: 100 * 2 ** 20,
      retentionDays: 21,
      eraseAfterDays: 0,
      clock: testClock(this.clock.now),
      heartbeat: 0,
      report: (sentence) => this.reports.push(sentence),
      ...this.#options,
    });
  }
}

/** Three days' envelopes, of which two days are closed. */
export async function threeDays(place: TestSpool): Promise<Uint8Array[]> {
  const envelopes = Array.from({ length: 9 }, () => fakeEnvelope(30_000));
  for (const [i, envelope] of envelopes.entries()) {
    await place.spool.put(envelope);
    if (i % 3 === 2) place.clock.advance(DAY);
    await place.spool.tick();
  }
  return envelopes;
}
