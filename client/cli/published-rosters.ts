import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { greatest } from "../../crypto/lists.ts";
import { isSystemError } from "./files.ts";

/** The name of a published roster file: its sequence, in four digits or more. */
export function rosterName(sequence: number): string {
  return `${String(sequence).padStart(4, "0")}.json`;
}

/** The name of the file with the highest sequence in `rosters/` of a server's public folder, if there is one. */
export async function newestRosterIn(folder: string): Promise<string | undefined> {
  const sequences = (await namesIn(join(folder, "rosters")))
    .map((name) => (/^\d{4,7}\.json$/.test(name) ? Number.parseInt(name, 10) : 0))
    .filter((sequence) => sequence > 0);
  return sequences.length > 0 ? rosterName(greatest(sequences, 0)) : undefined;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return [];
    throw error;
  }
}
