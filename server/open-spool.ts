import { join } from "node:path";
import type { Config } from "./config.ts";
import { errorCode, StartError } from "./errors.ts";
import { type Spool, SpoolError } from "./store/spool.ts";
import { ThreadedSpool } from "./store/thread/threaded-spool.ts";

/** Milliseconds between two heartbeats of the store, and between two looks at the rosters. */
export const HEARTBEAT = 10_000;

/** @param heartbeat milliseconds. @throws StartError */
export async function openSpool(
  { data, room, retentionDays, eraseAfterDays }: Config,
  heartbeat = HEARTBEAT,
): Promise<Spool> {
  const folder = join(data, "spool");
  try {
    const options = { folder, room, retentionDays, eraseAfterDays, heartbeat };
    return await ThreadedSpool.open(options, console.error);
  } catch (error) {
    if (error instanceof SpoolError && error.code === "spool-in-use") throw new StartError(error.message);
    throw new StartError(
      `The server can't open its spool (${errorCode(error)}): look at the disk and at ${folder}, and start again.`,
    );
  }
}
