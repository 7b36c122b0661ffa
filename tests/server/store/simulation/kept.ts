import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { digestOfLeaves } from "../../../../crypto/digest.ts";
import { encodeHex } from "../../../../crypto/encoding.ts";
import { type Day, endOf } from "../../../../server/store/day.ts";
import { leafDigest } from "../../../../server/store/leaf.ts";
import type { EnvelopeId } from "../../../../server/store/pickup.ts";
import { openForReading } from "../../../../server/store/sqlite/connection.ts";
import { DayReader } from "../../../../server/store/sqlite/day-reader.ts";
import { BLOCK } from "../../../../server/store/sqlite/day-schema.ts";
import { SpoolFolder } from "../../../../server/store/sqlite/folder.ts";
import type { SqlitePickup } from "../../../../server/store/sqlite/sqlite-pickup.ts";

/** An envelope in the files, read as a courier would have it. */
export interface Kept {
  readonly id: EnvelopeId;
  readonly day: Day;
  readonly digest: string;
  /** Whether the bytes are those of the digest. */
  readonly whole: boolean;
}

/** Every envelope in the files, each key of a day once; what came again and isn't looked at yet is none. */
export function keptIn(spool: string): Kept[] {
  const folder = new SpoolFolder(spool);
  const open = folder.openDays().flatMap((day) => readDay(folder.open(day), day));
  const closed = folder.closedDays().flatMap((day) => readDay(folder.closed(day), day));
  return [...new Map([...open, ...closed].map((kept) => [kept.id, kept])).values()];
}

/** A courier who fetches a day anew is given all that is there, acknowledged or not. */
export function breachesOfAgain(kept: readonly Kept[], pickup: SqlitePickup): string[] {
  const days = Map.groupBy(kept, ({ day }) => day);
  return [...days].flatMap(([day, all]) => {
    const listed: EnvelopeId[] = [];
    for (let more = true; more; ) {
      const page = pickup.again(day, listed.at(-1), 3);
      listed.push(...page.envelopes.map(({ id }) => id));
      more = page.more;
    }
    const there = all.map(({ id }) => id).sort();
    return listed.join() === there.join() ? [] : [`${day} has ${there}, and anew ${listed} are given`];
  });
}

/** What the files of a spool in which nothing is under way say that they mustn't. */
export function breachesOfFiles(spool: string, today: Day): string[] {
  const folder = new SpoolFolder(spool);
  const open = folder.openDays().filter((day) => day < today);
  const odd = readdirSync(join(spool, "days")).filter((name) => /\.new|journal/.test(name));
  return [
    ...open.map((day) => `${day} is open, and today is ${today}`),
    ...odd.map((name) => `${name} is left`),
    ...folder.openDays().flatMap((day) => orphans(folder.open(day), "envelopes, uploads, repeats")),
    ...folder.openDays().flatMap((day) => repeats(folder.open(day))),
    ...folder.closedDays().flatMap((day) => orphans(folder.closed(day), "envelopes")),
    ...folder.closedDays().flatMap((day) => breachesOfOrder(folder.closed(day), day)),
  ];
}

/** Nothing in a closed day's file follows from the order in which its envelopes came. */
function breachesOfOrder(path: string, day: Day): string[] {
  const reader = new DayReader(path);
  try {
    const blocks = [...reader.envelopes()].map(({ block }) => block);
    const found = blocks.some((block, i) => block <= (blocks[i - 1] ?? -1))
      ? [`${day}: places aren't in the order of keys`]
      : [];
    if (statSync(path).mtimeMs !== endOf(day)) found.push(`${day}: the file's time tells something`);
    return found;
  } finally {
    reader.close();
  }
}

/** Not yet, if the process ended, or the disk failed, while the file was being made. */
function hasTables(path: string): boolean {
  const db = openForReading(path);
  try {
    return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'parts'").get() !== undefined;
  } finally {
    db.close();
  }
}

function repeats(path: string): string[] {
  if (!hasTables(path)) return [];
  const db = openForReading(path);
  try {
    const count = db.prepare("SELECT count(*) FROM repeats").pluck().get();
    return count === 0 ? [] : [`${path}: ${count} that came again are left`];
  } finally {
    db.close();
  }
}

function orphans(path: string, owners: string): string[] {
  if (!hasTables(path)) return [];
  const db = openForReading(path);
  try {
    const owned = owners.split(", ").map((table) => `place / ${BLOCK} NOT IN (SELECT block FROM ${table})`);
    const count = db
      .prepare(`SELECT count(*) FROM parts WHERE ${owned.join(" AND ")}`)
      .pluck()
      .get();
    return count === 0 ? [] : [`${path}: ${count} parts belong to nobody`];
  } finally {
    db.close();
  }
}

function readDay(path: string, day: Day): Kept[] {
  if (statSync(path).size === 0 || !hasTables(path)) return [];
  const reader = new DayReader(path);
  try {
    return [...reader.envelopes()].map(({ key, digest, parts }) => {
      const leaves = Array.from({ length: parts }, (_, number) => reader.findPart(key, number));
      const present = leaves.filter((bytes) => bytes !== undefined);
      const actual = present.length === parts ? encodeHex(digestOfLeaves(present.map(leafDigest))) : "";
      return {
        id: encodeHex(key) as EnvelopeId,
        day,
        digest: encodeHex(digest),
        whole: actual === encodeHex(digest),
      };
    });
  } finally {
    reader.close();
  }
}
