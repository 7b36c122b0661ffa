import { randomBytes } from "node:crypto";
import { lstat, mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { exists, isSystemError, requireFolder, undefinedIf } from "../files.ts";

/** `.opening-PID-RANDOM`: where a run writes what isn't authentic to its end yet. */
const WORK_NAME = /^\.opening-([1-9]\d{0,9})-[0-9a-f]{16}$/;

/** The output folder of one run, with a private folder inside it for what is under way. */
export interface Output {
  readonly folder: string;
  /** 0700; removed with all that is in it by `close`. */
  readonly work: string;
  /** A path in `work` where nothing stands. */
  unfinished(): string;
  close(): Promise<void>;
}

/**
 * Makes the folder (0700) if it is missing, and those above it, and takes them away if nothing came of it; removes what
 * a run left behind that was killed. @throws CliError file-…
 */
export async function openOutput(folder: string): Promise<Output> {
  if (await exists(folder)) await requireFolder(folder);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeLeftBehind(folder);
  const work = join(folder, `.opening-${process.pid}-${randomBytes(8).toString("hex")}`);
  await mkdir(work, { mode: 0o700 });
  let count = 0;
  return {
    folder,
    work,
    unfinished: () => join(work, `envelope-${++count}`),
    close: async () => {
      await rm(work, { recursive: true, force: true });
      if (made !== undefined) await removeEmpty(resolve(folder), resolve(made));
    },
  };
}

/** Removes a folder, and those above it up to `top`, as far as nothing is in them. */
async function removeEmpty(folder: string, top: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (isSystemError(error) && ["ENOTEMPTY", "EEXIST", "ENOENT"].includes(error.code ?? "")) return;
    throw error;
  }
  if (folder !== top) await removeEmpty(dirname(folder), top);
}

/** Moves a finished folder of `work` to `name`, unless something stands there: then nothing happens. */
export async function moveIntoPlace(output: Output, finished: string, name: string): Promise<boolean> {
  const target = join(output.folder, name);
  if (await standsThere(target)) return false;
  await rename(finished, target);
  return true;
}

/** Whether anything, a dangling link included, stands at a path. */
export async function standsThere(path: string): Promise<boolean> {
  return (await undefinedIf(["ENOENT"], lstat(path))) !== undefined;
}

async function removeLeftBehind(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = WORK_NAME.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
