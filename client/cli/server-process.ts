import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { CliError, EXIT } from "./errors.ts";

const SERVER = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const EXPORT = fileURLToPath(new URL("../../server/upkeep/export.ts", import.meta.url));

/** Where a server listens: for sources, and for couriers if it does so at all. */
export interface Places {
  readonly url: string;
  readonly couriers: string | undefined;
}

/**
 * Runs the server for a data folder, in a process of its own, until it ends: at a signal, which is passed on, or
 * with this process, since the channel between them closes. The result is the exit code. The rest of the
 * configuration is in NIGHTJAR_… variables, which the server itself validates.
 * @param onReady is told once it listens, and where
 */
export async function runServer(
  data: string,
  onReady: (places: Places) => void,
  settings: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const child = spawn(process.execPath, [SERVER], {
    env: { ...settings, NIGHTJAR_DATA: data },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.on("message", (message) => {
    const places = readyPlaces(message);
    if (places) onReady(places);
  });
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", passOn).on("SIGTERM", passOn);
  try {
    return await ended(child);
  } finally {
    process.off("SIGINT", passOn).off("SIGTERM", passOn);
  }
}

/** What an export did. */
export interface Exported {
  readonly exported: number;
  readonly present: number;
  /** A sentence for each day of which not all could be read. */
  readonly damaged: readonly string[];
}

/**
 * Writes the sealed envelopes in the spool of a data folder as files OUT/….age, also while a server runs on it.
 * @throws CliError server-failed, with the sentence that the export gave
 */
export async function runExport(data: string, out: string): Promise<Exported> {
  const child = spawn(process.execPath, [EXPORT, data, out], {
    env: withoutConfiguration(process.env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [answer, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended(child)]);
  if (code !== EXIT.ok) {
    throw new CliError("server-failed", complaint.trim() || `The spool in ${data} could not be exported.`);
  }
  return exportedCounts(answer);
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) =>
      resolve(code ?? (signal === "SIGINT" ? EXIT.interrupted : EXIT.failed)),
    );
  });
}

/** An export takes its folders as arguments, and a setting that only a server knows is no reason to fail. */
function withoutConfiguration(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("NIGHTJAR_")));
}

function readyPlaces(message: unknown): Places | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const { ready, url, couriers } = message as Record<string, unknown>;
  if (ready !== true || typeof url !== "string") return undefined;
  return { url, couriers: typeof couriers === "string" ? couriers : undefined };
}

function exportedCounts(answer: string): Exported {
  const { exported, present, damaged } = JSON.parse(answer) as Record<string, unknown>;
  if (typeof exported === "number" && typeof present === "number" && Array.isArray(damaged))
    return { exported, present, damaged: damaged.map(sentenceOn) };
  throw new CliError("server-failed", "The export ended without saying what it did: run it again.");
}

function sentenceOn({ name, unread }: { name: string; unread: number }): string {
  return `${name} is damaged: of the envelopes that it still names ${unread} can't be read to the last byte. Look at the disk's health, and restore a backup.`;
}
