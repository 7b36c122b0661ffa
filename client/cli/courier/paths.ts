import { join } from "node:path";
import type { EnvelopeId } from "../../../protocol/addresses.ts";

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
