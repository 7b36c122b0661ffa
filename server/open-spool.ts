import { accessSync, constants, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { errorCode, notAllowed, StartError } from "./errors.ts";
import { type Spool, SpoolError } from "./store/spool.ts";
import { requireForm } from "./store/sqlite/form.ts";
import { ThreadedSpool } from "./store/thread/threaded-spool.ts";

/** Milliseconds between two heartbeats of the store, and between two looks at the rosters. */
export const HEARTBEAT = 10_000;

/**
 * The spool, once it is asked for: one that is there is opened from now on; one that isn't is made only then, since
 * nothing is to be made in a folder that is no instance's.
 */
export function spoolOf(config: Config): () => Promise<Spool> {
  if (!existsSync(folderOf(config))) return () => openSpool(config);
  const opening = openSpool(config);
  // Whoever asks for it hears of it; until then another failure may come first.
  opening.catch(() => {});
  return () => opening;
}

/** @param heartbeat milliseconds. @throws StartError */
export async function openSpool(config: Config, heartbeat = HEARTBEAT): Promise<Spool> {
  const { data, room, maxEnvelope, retentionDays, eraseAfterDays } = config;
  const folder = folderOf(config);
  requireRights(folder, data);
  try {
    requireForm(folder);
    const options = { folder, room, maxEnvelope, retentionDays, eraseAfterDays, heartbeat };
    return await ThreadedSpool.open(options, console.error);
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (error instanceof SpoolError && error.code === "spool-in-use") throw new StartError(error.message);
    throw new StartError(
      `The server can't open its spool (${errorCode(error)}): look at the disk and at ${folder}, and start again.`,
    );
  }
}

function folderOf({ data }: Config): string {
  return join(data, "spool");
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
