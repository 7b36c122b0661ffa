import { spawn } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { CliError } from "./errors.ts";

const UPKEEP = new URL("../../server/upkeep/", import.meta.url);

/**
 * Runs one of the server's own scripts on a data folder, as the folder's owner if this is root: SQLite, reading beside a
 * log, makes files that the server must be able to use. The result is what it wrote, as JSON has it.
 * @param script its name in server/upkeep/
 * @param settings the only NIGHTJAR_… variables that the script is given
 * @throws CliError server-failed, with the sentence that the script gave, or this one; errors of the system
 */
export async function runAsOwner(
  data: string,
  script: string,
  args: readonly string[],
  otherwise: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const child = await start(data, script, args, settings);
  child.stdin.end();
  const ended = once(child, "close");
  const [answer, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code === 0) return JSON.parse(answer);
  throw failure(complaint, otherwise);
}

/**
 * The same for a script that holds something until its stdin ends: `work` gets the line of JSON that it says. If this
 * process is killed, stdin ends as well.
 * @param stop ends the script at once
 * @throws CliError server-failed, interrupted; what `work` throws
 */
export async function whileAsOwner<T>(
  data: string,
  script: string,
  args: readonly string[],
  otherwise: string,
  stop: AbortSignal,
  work: (answer: unknown) => Promise<T>,
): Promise<T> {
  const child = await start(data, script, args, {});
  const ended = once(child, "close");
  const complaint = text(child.stderr);
  const end = () => void child.kill();
  stop.addEventListener("abort", end);
  // A script that has ended takes no end of its stdin; its exit code says why.
  child.stdin.on("error", () => {});
  try {
    const line = await firstLine(child.stdout);
    if (line !== undefined) return await work(JSON.parse(line));
  } finally {
    child.stdin.end();
    await ended;
    stop.removeEventListener("abort", end);
  }
  if (stop.aborted) throw new CliError("interrupted", "Stopped.");
  throw failure(await complaint, otherwise);
}

async function start(
  data: string,
  script: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
) {
  const { uid, gid } = await stat(data);
  const inherited = Object.entries(process.env).filter(([name]) => !/^(NIGHTJAR_|NODE_)/.test(name));
  return spawn(process.execPath, [fileURLToPath(new URL(`${script}.ts`, UPKEEP)), ...args], {
    env: { ...Object.fromEntries(inherited), ...settings },
    stdio: ["pipe", "pipe", "pipe"],
    ...(process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : {}),
  });
}

/** Up to the line's end; undefined if the stream ends before. */
async function firstLine(stream: Readable): Promise<string | undefined> {
  let line = "";
  for await (const piece of stream.setEncoding("utf8")) {
    line += piece;
    const end = line.indexOf("\n");
    if (end >= 0) return line.slice(0, end);
  }
  return undefined;
}

function failure(complaint: string, otherwise: string): CliError {
  return new CliError("server-failed", complaint.trim().split("\n")[0] || otherwise);
}
