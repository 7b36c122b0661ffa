import { spawn } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { CliError } from "./errors.ts";

/**
 * Runs one of the server's own scripts on a data folder, as the folder's owner if this is root: SQLite, reading beside a
 * log, makes files that the server must be able to use. The result is what it wrote, as JSON has it.
 * @param settings the only NIGHTJAR_… variables that the script is given
 * @throws CliError server-failed, with the sentence that the script gave, or this one; errors of the system
 */
export async function runAsOwner(
  data: string,
  script: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  otherwise: string,
): Promise<unknown> {
  const { uid, gid } = await stat(data);
  const inherited = Object.entries(process.env).filter(([name]) => !/^(NIGHTJAR_|NODE_)/.test(name));
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...Object.fromEntries(inherited), ...settings },
    stdio: ["ignore", "pipe", "pipe"],
    ...(process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : {}),
  });
  const ended = once(child, "close");
  const [answer, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code === 0) return JSON.parse(answer);
  throw new CliError("server-failed", complaint.trim().split("\n")[0] || otherwise);
}
