import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
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
  const { uid, gid } = await stat(data);
  const inherited = Object.entries(process.env).filter(([name]) => !/^(NIGHTJAR_|NODE_)/.test(name));
  const child = spawn(process.execPath, [SNAPSHOT, data], {
    env: Object.fromEntries(inherited),
    stdio: ["ignore", "pipe", "pipe"],
    ...(process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : {}),
  });
  const [answer, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  const { files } = (code === 0 ? JSON.parse(answer) : {}) as { files?: unknown };
  if (Array.isArray(files) && files.every((file) => typeof file === "string")) return files;
  throw new CliError(
    "server-failed",
    complaint.trim().split("\n")[0] || `The spool in ${data} could not be copied.`,
  );
}
