import { readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ListedEnvelope } from "../../bundle/list.ts";
import type { PickupPaths } from "./paths.ts";

/**
 * Removes what runs before this one left in `BUNDLE.partial/` and a plan doesn't want: other envelopes, and a tar that
 * was never finished. Returns how many bytes of the plan's envelopes are there.
 */
export async function leaveOnly(paths: PickupPaths, envelopes: readonly ListedEnvelope[]): Promise<number> {
  const wanted = new Set(
    envelopes.flatMap(({ id }) => [basename(paths.whole(id)), basename(paths.begun(id))]),
  );
  let there = 0;
  for (const name of await readdir(paths.partial)) {
    const path = join(paths.partial, name);
    if (wanted.has(name)) there += (await stat(path)).size;
    else if (path !== paths.plan) await rm(path, { force: true });
  }
  return there;
}
