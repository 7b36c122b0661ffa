import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runAsOwner } from "../as-owner.ts";
import { CliError } from "../errors.ts";

const SNAPSHOT = fileURLToPath(new URL("../../../server/snapshot.ts", import.meta.url));

/** Where the server's code leaves its copies, below the data folder. */
export const SNAPSHOT_FOLDER = ".backup";

/**
 * Gives `work` the copies of the spool's databases, made as the data's owner, and removes them afterwards.
 * @throws CliError server-failed; what `work` throws
 */
export async function withSnapshot<T>(
  data: string,
  work: (folder: string, files: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = join(data, SNAPSHOT_FOLDER);
  try {
    return await work(folder, await copied(data));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copied(data: string): Promise<readonly string[]> {
  const otherwise = `The spool in ${data} could not be copied.`;
  const { files } = (await runAsOwner(data, SNAPSHOT, [data], {}, otherwise)) as { files?: unknown };
  if (Array.isArray(files) && files.every((file) => typeof file === "string")) return files;
  throw new CliError("server-failed", otherwise);
}
