import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { CliError } from "../errors.ts";
import { isSystemError } from "../files.ts";

/**
 * Keeps a second run away from what this one writes; one that was killed doesn't. The lock appears with the process's
 * number already in it: a file that is made first and written to afterwards would look like that of a killed one.
 * @throws CliError output-refused
 */
export async function holdLock(path: string): Promise<() => Promise<void>> {
  const own = `${path}.${process.pid}`;
  await writeFile(own, String(process.pid), { mode: 0o600 });
  try {
    while (!(await succeeds(link(own, path), "EEXIST"))) {
      const holder = await holderOf(path);
      if (holder !== undefined && isAlive(holder)) {
        throw new CliError(
          "output-refused",
          `Another pickup (process ${holder}) works on this bundle: let it end.`,
        );
      }
      await removeOf(path, holder, own);
    }
  } finally {
    await rm(own, { force: true });
  }
  return () => rm(path, { force: true });
}

/** Takes a dead process's lock away, unless somebody has done so meanwhile and holds one there of their own. */
async function removeOf(path: string, dead: number | undefined, own: string): Promise<void> {
  const aside = `${own}.old`;
  if (!(await succeeds(rename(path, aside), "ENOENT"))) return;
  if ((await holderOf(aside)) !== dead) await succeeds(link(aside, path), "EEXIST");
  await rm(aside);
}

/** False if it fails with this code. */
async function succeeds(step: Promise<void>, code: string): Promise<boolean> {
  try {
    await step;
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === code) return false;
    throw error;
  }
}

/** Undefined if there is no lock, or no number of another process in it. */
async function holderOf(path: string): Promise<number | undefined> {
  try {
    const holder = Number(await readFile(path, "utf8"));
    return holder > 0 && holder !== process.pid ? holder : undefined;
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(isSystemError(error) && error.code === "ESRCH");
  }
}
