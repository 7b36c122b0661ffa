import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { RUN_FOLDER } from "./run-folder.ts";

/** What belongs to the process that had a profile open, and what it had in its windows. */
const OF_THE_PROCESS = /^(lock|\.parentlock|user\.js|session.*)$/;

/**
 * Makes a profile that no page has been opened in. In a run of the tests it is a copy of one in which Firefox has
 * begun and ended once, and set up what it sets up in every new profile: half of what a start costs. Elsewhere it is
 * an empty folder.
 * @param begin starts Firefox with a profile, opens nothing, and ends it
 */
export async function newProfile(path: string, begin: (profile: string) => Promise<void>): Promise<void> {
  const shared = process.env[RUN_FOLDER];
  if (shared === undefined) return void (await mkdir(path));
  const begun = join(shared, "firefox-profile");
  if (await isFirst(`${begun}.lock`)) await beginOnce(begun, begin);
  for (let waited = 0; !existsSync(begun); waited++) {
    if (waited === 1200) throw new Error("no test file has made the profile for Firefox within a minute");
    await pause(50);
  }
  await cp(begun, path, { recursive: true });
}

async function beginOnce(begun: string, begin: (profile: string) => Promise<void>): Promise<void> {
  const profile = await mkdtemp(`${begun}-`);
  await begin(profile);
  for (const name of await readdir(profile))
    if (OF_THE_PROCESS.test(name)) await rm(join(profile, name), { recursive: true });
  await rename(profile, begun);
}

/** Whether nobody else was here before: a folder can be made but once. */
async function isFirst(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
