import { existsSync, mkdirSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { encodeHex } from "../../crypto/encoding.ts";
import { errorCode, StartError } from "../errors.ts";
import { DayReader } from "../store/sqlite/day-reader.ts";
import { SpoolFolder } from "../store/sqlite/folder.ts";
import { rowsAsFarAsTheyGo } from "../store/sqlite/soundness.ts";
import { run } from "./program.ts";
import { spoolBelow } from "./spool-below.ts";
import { writeEnvelope } from "./write-envelope.ts";

interface Tally {
  exported: number;
  present: number;
  /** Days of which not all could be read, by their paths below the spool, and how many of the envelopes named there. */
  readonly damaged: { readonly name: string; readonly unread: number }[];
}

await run("The export", async ([data, out, ...others]) => {
  if (data === undefined || out === undefined || others.length > 0)
    throw new StartError(
      "Give the data folder and a folder to write to: node server/upkeep/export.ts DATA OUT",
    );
  try {
    return await exportSpool(data, out);
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).syscall) throw error;
    throw new StartError(
      `The export failed (${errorCode(error)}): look at the disk and at the folder to write to, and run it again.`,
    );
  }
});

/**
 * Writes every envelope of the spool as a file of its own, beside a running server or without one. One that can't be
 * read, or a day, keeps none of the others from being written.
 */
async function exportSpool(data: string, out: string): Promise<Tally> {
  const folder = new SpoolFolder(spoolBelow(data));
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const there = new Set(await readdir(out));
  const tally: Tally = { exported: 0, present: 0, damaged: [] };
  const done = new Set<string>();
  // A day may be rewritten meanwhile: it is read under its new name then, and nothing is written twice.
  for (const path of [...folder.openDays().map((day) => folder.open(day)), ...closedPaths(folder)]) {
    if (existsSync(path)) await exportDay(path, out, there, done, tally);
  }
  for (const path of closedPaths(folder)) await exportDay(path, out, there, done, tally);
  return tally;
}

function closedPaths(folder: SpoolFolder): string[] {
  return folder.closedDays().map((day) => folder.closed(day));
}

async function exportDay(
  path: string,
  out: string,
  there: ReadonlySet<string>,
  done: Set<string>,
  tally: Tally,
): Promise<void> {
  using reader = new DayReader(path, true);
  let unread = 0;
  const { rows, all } = rowsAsFarAsTheyGo(reader);
  for (const row of rows) {
    const name = `${encodeHex(row.key)}.age`;
    if (done.has(name)) continue;
    const written = there.has(name) ? "present" : await writeEnvelope(reader, row, join(out, name));
    if (written === "present") tally.present++;
    else if (written === "whole") tally.exported++;
    // A day's other file may have it whole.
    if (written === "lost") unread++;
    else done.add(name);
  }
  const name = `days/${basename(path)}`;
  const isNew = !tally.damaged.some((one) => one.name === name);
  if (isNew && (unread > 0 || !all)) tally.damaged.push({ name, unread });
}
