import "./quiet.ts";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describeError, StartError } from "./errors.ts";
import { openForReading } from "./store/sqlite/connection.ts";
import { writeInKeyOrder } from "./store/sqlite/day-rewrite.ts";
import { SpoolFolder } from "./store/sqlite/folder.ts";

/** Where the copies lie, below the data folder, until whoever asked has read and removed them. */
const FOLDER = ".backup";

process.umask(0o077);
try {
  console.log(JSON.stringify(await snapshot(dataFrom(process.argv.slice(2)))));
} catch (error) {
  console.error(error instanceof StartError ? error.message : `The copying failed: ${describeError(error)}`);
  process.exit(1);
}

function dataFrom(args: readonly string[]): string {
  const [data, ...others] = args;
  if (data === undefined || others.length > 0) {
    throw new StartError("Give the data folder: node server/snapshot.ts DATA");
  }
  return data;
}

/**
 * Copies the databases of days and receipts, each as it is at one moment, beside a running server or without one;
 * unfinished uploads aren't copied. To be run as the data's owner. The copies are written in the order of keys, so that they show
 * no order of arrival. Returns their paths below the data folder.
 */
async function snapshot(data: string): Promise<{ folder: string; files: string[] }> {
  const spool = new SpoolFolder(join(data, "spool"));
  if (!existsSync(join(data, "spool", "days"))) {
    throw new StartError(`There is no spool in ${data}: name the data folder of a server that has run.`);
  }
  rmSync(join(data, FOLDER), { recursive: true, force: true });
  mkdirSync(join(data, FOLDER, "days"), { recursive: true, mode: 0o700 });
  const files: string[] = [];
  const copy = async (path: string, name: string, how: Copying) => {
    if (existsSync(path) && (await copyIfThere(path, join(data, FOLDER, name), how))) files.push(name);
  };
  // A receipt without its envelope does no harm, so receipts come first; a day that is closed meanwhile is there twice,
  // which the server mends at its start.
  await copy(spool.receipts, "receipts.db", copyDatabase);
  for (const day of spool.openDays()) await copy(spool.open(day), `days/${day}.open.db`, copyDay);
  for (const day of spool.closedDays()) await copy(spool.closed(day), `days/${day}.db`, copyDay);
  return { folder: FOLDER, files };
}

type Copying = (from: string, to: string) => Promise<void>;

async function copyDay(from: string, to: string): Promise<void> {
  await writeInKeyOrder(to, [from]);
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const db = openForReading(from);
  try {
    db.prepare("VACUUM INTO ?").run(to);
  } finally {
    db.close();
  }
}

/** False if the file has gone in this moment. */
async function copyIfThere(from: string, to: string, copying: Copying): Promise<boolean> {
  try {
    await copying(from, to);
    return true;
  } catch (error) {
    if (existsSync(from)) throw error;
    rmSync(to, { force: true });
    return false;
  }
}
