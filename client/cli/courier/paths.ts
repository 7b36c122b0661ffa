import { readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { ListedEnvelope } from "../../bundle/list.ts";

/** What lies beside a bundle while it is made, and until it is acknowledged. */
export interface PickupPaths {
  readonly bundle: string;
  /** `BUNDLE.partial/`, 0700: everything that a run which broke off leaves to the next. */
  readonly partial: string;
  readonly plan: string;
  readonly tar: string;
  /** `BUNDLE.unacknowledged`: is there from before the bundle is in its place until its servers, named in it, have been told. */
  readonly unacknowledged: string;
  /** A whole envelope, its digest compared. */
  whole(id: EnvelopeId): string;
  /** The beginning of one. */
  begun(id: EnvelopeId): string;
}

export function pathsFor(bundle: string): PickupPaths {
  const partial = `${bundle}.partial`;
  return {
    bundle,
    partial,
    plan: join(partial, "plan.json"),
    tar: join(partial, "bundle.tar"),
    unacknowledged: `${bundle}.unacknowledged`,
    whole: (id) => join(partial, `${id}.age`),
    begun: (id) => join(partial, `${id}.part`),
  };
}

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
