import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { madeOnce } from "./made-once.ts";

/** What belongs to the process that had a profile open, and what it had in its windows. */
const OF_THE_PROCESS = /^(lock|\.parentlock|user\.js|session.*)$/;

/**
 * Makes a profile that no page has been opened in. In a run of the tests it is a copy of one in which Firefox has
 * begun and ended once, and set up what it sets up in every new profile: half of what a start costs. Elsewhere it is
 * an empty folder.
 * @param begin starts Firefox with a profile, opens nothing, and ends it
 */
export async function newProfile(path: string, begin: (profile: string) => Promise<void>): Promise<void> {
  const begun = await madeOnce("firefox-profile", async (profile) => {
    await mkdir(profile);
    await begin(profile);
    for (const name of await readdir(profile))
      if (OF_THE_PROCESS.test(name)) await rm(join(profile, name), { recursive: true });
  });
  if (begun === undefined) await mkdir(path);
  else await cp(begun, path, { recursive: true });
}
