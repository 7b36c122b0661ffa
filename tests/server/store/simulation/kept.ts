import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { digestOfLeaves } from "../../../../crypto/digest.ts";
import { encodeHex } from "../../../../crypto/encoding.ts";
import type { EnvelopeId } from "../../../../protocol/addresses.ts";
import type { Day } from "../../../../protocol/day.ts";
import { endOf } from "../../../../server/store/day.ts";
import { leafDigest } from "../../../../server/store/leaf.ts";
import { type Connection, openForReading } from "../../../../server/store/sqlite/connection.ts";
import { BLOCK, type EnvelopeRow, placeOf } from "../../../../server/store/sqlite/day-schema.ts";
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

/** A day's file, read once, through one connection: opening is most of what looking costs. */
interface Content {
  readonly path: string;
  readonly day: Day;
  readonly rows: readonly EnvelopeRow[];
  readonly kept: readonly Kept[];
  readonly parts: ReadonlyMap<number, Uint8Array>;
  /** The blocks of uploads, and of what came again. */
  readonly uploads: readonly number[];
  readonly repeats: readonly number[];
}

interface Contents {
  readonly open: readonly Content[];
  readonly closed: readonly Content[];
}

/** Looks into the files of a spool, and again only into those that have changed: opening them costs the most. */
export class Looking {
  readonly #looked = new Map<string, { readonly changes: number; readonly content: Content }>();
  readonly #changesOf: (path: string) => number;

  /** @param changesOf how often a file has been written, replaced or removed */
  constructor(changesOf: (path: string) => number) {
    this.#changesOf = changesOf;
  }

  /** What lies in the files. */
  at(spool: string): Contents {
    const folder = new SpoolFolder(spool);
    return {
      open: folder.openDays().map((day) => this.#look(folder.open(day), day, true)),
      closed: folder.closedDays().map((day) => this.#look(folder.closed(day), day, false)),
    };
  }

  #look(path: string, day: Day, isOpen: boolean): Content {
    const changes = this.#changesOf(path);
    const before = this.#looked.get(path);
    if (before?.changes === changes) return before.content;
    const content = contentOf(path, day, isOpen);
    this.#looked.set(path, { changes, content });
    return content;
  }
}

/** Every envelope in the files, each key of a day once; what came again and isn't looked at yet is none. */
export function keptIn({ open, closed }: Contents): Kept[] {
  return [
    ...new Map([...open, ...closed].flatMap(({ kept }) => kept).map((kept) => [kept.id, kept])).values(),
  ];
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
export function breachesOfFiles(spool: string, { open, closed }: Contents, today: Day): string[] {
  const odd = readdirSync(join(spool, "days")).filter((name) => /\.new|journal/.test(name));
  return [
    ...open.filter(({ day }) => day < today).map(({ day }) => `${day} is open, and today is ${today}`),
    ...odd.map((name) => `${name} is left`),
    ...[...open, ...closed].flatMap(breachesOfOwners),
    ...closed.flatMap(breachesOfOrder),
  ];
}

/** Nothing in a closed day's file follows from the order in which its envelopes came. */
function breachesOfOrder({ path, day, rows }: Content): string[] {
  const blocks = rows.map(({ block }) => block);
  const found = blocks.some((block, i) => block <= (blocks[i - 1] ?? -1))
    ? [`${day}: places aren't in the order of keys`]
    : [];
  if (statSync(path).mtimeMs !== endOf(day)) found.push(`${day}: the file's time tells something`);
  return found;
}

function breachesOfOwners({ path, rows, parts, uploads, repeats }: Content): string[] {
  const owned = new Set([...rows.map(({ block }) => block), ...uploads, ...repeats]);
  const orphans = [...parts.keys()].filter((place) => !owned.has(Math.floor(place / BLOCK))).length;
  return [
    ...(orphans > 0 ? [`${path}: ${orphans} parts belong to nobody`] : []),
    ...(repeats.length > 0 ? [`${path}: ${repeats.length} that came again are left`] : []),
  ];
}

function envelopesOf({ day, rows, parts }: Pick<Content, "day" | "rows" | "parts">): Kept[] {
  return rows.map(({ key, digest, parts: count, block }) => {
    const leaves = Array.from({ length: count }, (_, number) => parts.get(placeOf(block, number)));
    const present = leaves.filter((bytes) => bytes !== undefined);
    const actual = present.length === count ? encodeHex(digestOfLeaves(present.map(leafDigest))) : "";
    return {
      id: encodeHex(key) as EnvelopeId,
      day,
      digest: encodeHex(digest),
      whole: actual === encodeHex(digest),
    };
  });
}

function contentOf(path: string, day: Day, isOpen: boolean): Content {
  const nothing = { path, day, rows: [], kept: [], parts: new Map(), uploads: [], repeats: [] };
  if (statSync(path).size === 0) return nothing;
  const db = openForReading(path);
  try {
    return hasTables(db) ? { path, day, ...tablesOf(db, day, isOpen) } : nothing;
  } finally {
    db.close();
  }
}

/** Not yet, if the process ended, or the disk failed, while the file was being made. */
function hasTables(db: Connection): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'parts'").get() !== undefined;
}

function tablesOf(db: Connection, day: Day, isOpen: boolean): Omit<Content, "path" | "day"> {
  const blocks = (table: string) =>
    isOpen ? db.prepare<[], number>(`SELECT block FROM ${table}`).pluck().all() : [];
  const rows = db.prepare<[], EnvelopeRow>("SELECT * FROM envelopes ORDER BY key").all();
  const parts = new Map(db.prepare<[], [number, Uint8Array]>("SELECT place, bytes FROM parts").raw().all());
  return {
    rows,
    parts,
    kept: envelopesOf({ day, rows, parts }),
    uploads: blocks("uploads"),
    repeats: blocks("repeats"),
  };
}
