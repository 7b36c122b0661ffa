import "../http/quiet.ts";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as immediate } from "node:timers/promises";
import { errorCode, StartError } from "../errors.ts";
import { BagFolder, lettersBelow, nameOf } from "../letters/bag-folder.ts";
import { openForReading } from "../store/sqlite/connection.ts";
import { writeInKeyOrder } from "../store/sqlite/day-rewrite.ts";
import { SpoolFolder } from "../store/sqlite/folder.ts";
import { isLost } from "../store/sqlite/soundness.ts";
import { type BackupCopies, takeCopies } from "./backup-copies.ts";
import { onlyData, run } from "./program.ts";
import { spoolBelow } from "./spool-below.ts";

await run("The copying", (args) => snapshot(onlyData("snapshot", args)));

/**
 * Copies the databases, says in a line of JSON where and which, and removes them when stdin ends: when whoever asked is
 * done with them, or was killed. To be run as the data's owner, beside a running server or without one.
 */
async function snapshot(data: string): Promise<void> {
  const spool = new SpoolFolder(spoolBelow(data));
  const copies = takeCopies(data);
  if (!copies)
    throw new StartError(`Another backup of ${data} is being made: let it end, then run this again.`);
  try {
    let over = false;
    const ended = once(process.stdin.resume(), "end").then(() => {
      over = true;
    });
    // Nobody is there to read: then stdin has ended, too.
    process.stdout.on("error", () => {});
    const files = await copyDatabases(data, spool, copies, () => over);
    console.log(JSON.stringify({ folder: copies.folder, files, foundLeft: copies.foundLeft }));
    await ended;
  } finally {
    copies.leave();
  }
}

/**
 * Copies the databases of days and receipts, each as it is at one moment, and the mailbags; unfinished uploads aren't
 * copied. The databases' copies are written in the order of keys, so that they show no order of arrival. Returns the
 * copies' paths below their folder.
 */
async function copyDatabases(
  data: string,
  spool: SpoolFolder,
  copies: BackupCopies,
  over: () => boolean,
): Promise<string[]> {
  const files: string[] = [];
  const copy = async (path: string, name: string, how: Copying) => {
    // Between two databases whoever asked can be heard to be gone.
    await immediate();
    if (over() || !existsSync(path)) return;
    if (await copyIfThere(path, join(copies.folder, name), how)) files.push(name);
  };
  copies.make();
  for (const folder of ["days", "letters"]) mkdirSync(join(copies.folder, folder), { mode: 0o700 });
  // A receipt without its envelope does no harm, so receipts come first; a day that is closed meanwhile is there twice,
  // which the server mends at its start.
  await copy(spool.receipts, "receipts.db", copyDatabase);
  for (const day of spool.openDays()) await copy(spool.open(day), `days/${day}.open.db`, copyDay);
  for (const day of spool.closedDays()) await copy(spool.closed(day), `days/${day}.db`, copyDay);
  const folder = new BagFolder(lettersBelow(data));
  const copyLetters = async () => {
    const { bags, failing } = await folder.look();
    for (const [name, { error }] of failing) throw cannotCopy(join(lettersBelow(data), name), error);
    for (const name of bags.map(nameOf))
      if (!files.includes(`letters/${name}`))
        await copy(join(lettersBelow(data), name), `letters/${name}`, copyFile);
  };
  await copyLetters();
  // What was published meanwhile had gone under the name by which it waited.
  await copyLetters();
  return files;
}

type Copying = (from: string, to: string) => Promise<void>;

async function copyDay(from: string, to: string): Promise<void> {
  await writeInKeyOrder(to, [from]);
}

async function copyDatabase(from: string, to: string): Promise<void> {
  using db = openForReading(from);
  db.prepare("VACUUM INTO ?").run(to);
}

/** A backup without it would be taken for a whole one. */
function cannotCopy(path: string, error: unknown): StartError {
  return new StartError(
    `${path} can't be read (${errorCode(error)}): look at the disk's health. "nightjar export-spool" writes the envelopes that can be read.`,
  );
}

/** False if the file has gone in this moment. @throws StartError if it can't be read */
async function copyIfThere(from: string, to: string, copying: Copying): Promise<boolean> {
  try {
    await copying(from, to);
    return true;
  } catch (error) {
    if (existsSync(from)) throw isLost(error) ? cannotCopy(from, error) : error;
    rmSync(to, { force: true });
    return false;
  }
}
