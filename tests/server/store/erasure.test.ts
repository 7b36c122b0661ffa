import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Day } from "../../../protocol/day.ts";
import { ClosedDay } from "../../../server/store/sqlite/closed-day.ts";
import { DayFile } from "../../../server/store/sqlite/day-file.ts";
import { writeInKeyOrder } from "../../../server/store/sqlite/day-rewrite.ts";
import { PAGE_SIZE } from "../../../server/store/sqlite/day-schema.ts";
import { offsetsIn } from "../../support/files.ts";
import { numbersFrom } from "../../support/seeded.ts";

const DAY = "2026-11-21" as Day;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nightjar-erasure-"));
  path = join(folder, "a.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** How many of these the database holds: its log went into it when it was closed. */
const left = (pieces: readonly Buffer[]) =>
  offsetsIn(readFileSync(path), pieces).filter((at) => at >= 0).length;

/** So many bytes that follow from a name. */
const bytesOf = (name: string, length: number) =>
  createHash("shake256", { outputLength: length }).update(name).digest();

/** The pages of trees alone: an overflow page begins with the number of the next, which is below 2^24. */
function pagesOfTrees(file: string): Buffer {
  const bytes = readFileSync(file);
  const pages = Array.from({ length: bytes.length / PAGE_SIZE }, (_, i) =>
    bytes.subarray(i * PAGE_SIZE, (i + 1) * PAGE_SIZE),
  );
  return Buffer.concat(pages.filter((page, i) => i === 0 || page[0] !== 0));
}

test("of a part, of whatever length, nothing lies in a tree's own pages, while its day is open and when it is closed", async () => {
  const file = new DayFile(path, DAY);
  const lengths = [26, 100, 1_003, 4_096, 7_153, 7_154, 7_155, 8_157, 8_158, 8_188, 2 ** 20 - 8_188];
  const parts = lengths.flatMap((length) =>
    [0, 8_188].flatMap((more) =>
      [-2, -1, 0, 1, 2].map((by) => bytesOf(`${length} ${more} ${by}`, length + more + by)),
    ),
  );
  file.atomically(() => {
    for (const [block, part] of parts.entries()) {
      const row = { key: bytesOf(`key ${block}`, 16), digest: bytesOf(`digest ${block}`, 32) };
      file.addEnvelope({ ...row, size: part.length, parts: 1, block });
      file.addPart(block, 0, part);
    }
  });
  file.close();
  const closed = join(folder, "closed.db");
  await writeInKeyOrder(closed, [path]);
  const pieces = parts.map((part) => part.subarray(0, 24));
  for (const day of [path, closed]) {
    expect(offsetsIn(readFileSync(day), pieces).filter((at) => at >= 0).length).toBe(parts.length);
    expect(offsetsIn(pagesOfTrees(day), pieces).filter((at) => at >= 0)).toEqual([]);
  }
});

interface Row {
  readonly key: Buffer;
  readonly digest: Buffer;
  readonly block: number;
}

/** How rows come into a table of a day's file, and are removed again. */
interface Table {
  readonly add: (file: DayFile, row: Row) => void;
  readonly remove: (file: DayFile, rows: readonly Row[]) => void;
  /** Those that can be looked for. */
  readonly traits: (row: Row) => Buffer[];
}

const envelopeOf = (row: Row) => ({ ...row, size: 30_000, parts: 1 });

const TABLES: Record<string, Table> = {
  envelopes: {
    add: (file, row) => file.addEnvelope(envelopeOf(row)),
    remove: (file, rows) => file.remover.removeRows(rows.map(({ key }) => key)),
    traits: ({ key, digest }) => [key, digest],
  },
  repeats: {
    add: (file, row) => file.addEnvelope(envelopeOf(row), true),
    remove: (file, rows) => file.repeats.remove(rows.map(envelopeOf)),
    traits: ({ key, digest }) => [key, digest],
  },
  uploads: {
    add: (file, { key, block }) => file.uploads.begin({ id: key, headerLength: 3_000, block }),
    remove: (file, rows) =>
      file.atomically(() => {
        for (const { key } of rows) file.uploads.forget(key);
      }),
    traits: ({ key }) => [key],
  },
  staged: {
    add: (file, { key, digest }) => file.uploads.add({ upload: key, number: 0, leaf: digest, size: 30_000 }),
    remove: (file, rows) =>
      file.atomically(() => {
        for (const { key } of rows) file.uploads.forget(key);
      }),
    traits: ({ key, digest }) => [key, digest],
  },
};

/** A life in which SQLite by itself leaves some of each table. */
const SEED = 64;

describe.each(Object.entries(TABLES))(
  "of rows that go from %s nothing stays",
  (name, { add, remove, traits }) => {
    const next = numbersFrom(SEED);
    const rows = Array.from({ length: 3_000 }, (_, i) => ({
      key: bytesOf(`${SEED} key ${i}`, 16),
      digest: bytesOf(`${SEED} digest ${i}`, 32),
      block: Math.floor(next() * 2 ** 40),
    }));
    const gone = rows.filter(() => next() < 0.5);
    const kept = rows.filter((row) => !gone.includes(row));

    const removeGone = (file: DayFile) => {
      for (let i = 0; i < gone.length; i += 20) remove(file, gone.slice(i, i + 20));
    };

    const fill = (file: DayFile) =>
      file.atomically(() => {
        for (const row of rows) add(file, row);
      });

    const fillAndClose = () => {
      const file = new DayFile(path, DAY);
      fill(file);
      file.close();
    };

    afterEach(() => {
      expect(left(gone.flatMap(traits))).toBe(0);
      expect(left(kept.flatMap(traits))).toBe(kept.flatMap(traits).length);
    });

    test("once it ticks", () => {
      const file = new DayFile(path, DAY);
      file.tick();
      fill(file);
      removeGone(file);
      expect(file.tick()).toBe(true);
      file.close();
    });

    test("if it ends before it ticks: with the next one", () => {
      fillAndClose();
      const cut = new DayFile(path, DAY);
      removeGone(cut);
      cut.close();
      expect(left(gone.flatMap(traits))).toBeGreaterThan(0);
      const file = new DayFile(path, DAY);
      expect(file.tick()).toBe(true);
      file.close();
    });

    if (name === "envelopes")
      test("once a closed day's log is emptied", () => {
        fillAndClose();
        const day = new ClosedDay(path, DAY);
        for (let i = 0; i < gone.length; i += 20)
          day.remover.removeRows(gone.slice(i, i + 20).map(({ key }) => key));
        expect(day.checkpoint()).toBe(true);
      });
  },
);
