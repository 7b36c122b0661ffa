import { accessSync, constants, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { cannotRead, errorCode, notAllowed, StartError } from "./errors.ts";
import { type Spool, SpoolError } from "./store/spool.ts";
import { requireForm } from "./store/sqlite/form.ts";
import { ThreadedSpool } from "./store/thread/threaded-spool.ts";

/** Milliseconds between two heartbeats of the store, and between two looks at the rosters. */
export const HEARTBEAT = 10_000;

/** Nothing is made in a folder that is no instance's. @param heartbeat milliseconds. @throws StartError */
export async function openSpool(
  { data, room, retentionDays, eraseAfterDays }: Config,
  heartbeat = HEARTBEAT,
): Promise<Spool> {
  const folder = join(data, "spool");
  requireRights(folder, data);
  requireAnchor(join(data, "public", "anchor.json"));
  try {
    requireForm(folder);
    const options = { folder, room, retentionDays, eraseAfterDays, heartbeat };
    return await ThreadedSpool.open(options, console.error);
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (error instanceof SpoolError && error.code === "spool-in-use") throw new StartError(error.message);
    throw new StartError(
      `The server can't open its spool (${errorCode(error)}): look at the disk and at ${folder}, and start again.`,
    );
  }
}

/** The spool, or where it is to be made, must be the server's to write. @throws StartError */
function requireRights(folder: string, data: string): void {
  const path = existsSync(folder) ? folder : data;
  try {
    // Another kind of file is refused by whoever opens it as a folder.
    if (statSync(path).isDirectory()) accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (errorCode(error) !== "EACCES") return;
    const what = path === folder ? "its spool" : "its data folder";
    throw new StartError(notAllowed(what, path, "read and write"));
  }
}

/** Whether it may be read, and is one, whoever reads it says. @throws StartError */
function requireAnchor(path: string): void {
  try {
    statSync(path);
  } catch (error) {
    throw cannotRead("the anchor", path, error);
  }
}
