import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { equalBytes } from "../../../crypto/bytes.ts";
import { CliError } from "../errors.ts";
import { exists, readSmallFile, replaceFile } from "../files.ts";

/** A file that is to be somewhere. */
export interface PlannedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
  /** What stood there before has been looked at: a roster that follows on another. */
  readonly mayFollow?: boolean;
}

export type Fate = "made" | "replaced" | "as it was";

export interface DecidedFile extends PlannedFile {
  readonly fate: Fate;
}

const MOST_BYTES = 16 * 1024 * 1024;

/**
 * What would be done with each. Nothing that stands there otherwise is replaced unless asked.
 * @throws CliError output-refused, file-…
 */
export async function decide(files: readonly PlannedFile[], replace: boolean): Promise<DecidedFile[]> {
  const decided: DecidedFile[] = [];
  for (const file of files) decided.push({ ...file, fate: await fateOf(file) });
  const differing = decided.filter(({ fate, mayFollow }) => fate === "replaced" && !mayFollow);
  const [first, ...others] = differing.map(({ path }) => path);
  if (first === undefined || replace) return decided;
  const more = others.length === 0 ? "" : `, like ${others.join(", ")},`;
  throw new CliError(
    "output-refused",
    `${first}${more} is there already with other contents: look at it, then say --force to replace it, or move it away; nothing was written.`,
  );
}

/** Writes what isn't there yet, each file whole or not at all, in folders that are made for them. */
export async function write(files: readonly DecidedFile[], folderMode: number): Promise<void> {
  for (const { path, bytes, mode, fate } of files) {
    if (fate === "as it was") continue;
    await mkdir(dirname(path), { recursive: true, mode: folderMode });
    await replaceFile(path, bytes, mode);
  }
}

async function fateOf({ path, bytes }: PlannedFile): Promise<Fate> {
  if (!(await exists(path))) return "made";
  return equalBytes(await readSmallFile(path, MOST_BYTES), bytes) ? "as it was" : "replaced";
}
