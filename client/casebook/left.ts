import type { ReadLine } from "./line.ts";
import type { ActDigest, ReviewerKey } from "./names.ts";
import type { Unverified } from "./view.ts";
import type { WhatOf } from "./what.ts";

/** Most acts that one act accepts: it names them among its heads too. */
const MOST_ACCEPTED = 1000;

/**
 * The lines, with the acts refused that are by nobody of today and that nobody of today has seen (SPEC.md, "Casebook"):
 * who holds the key of a reviewer who has left can date an act as they like, but can't have had it seen.
 * @param inForce the reviewers of today
 */
export function refuseUnseen(
  lines: readonly ReadLine[],
  inForce: ReadonlySet<ReviewerKey>,
): readonly ReadLine[] {
  const acts = new Map(lines.flatMap((read) => (read.kind === "signed" ? [[read.digest, read.act]] : [])));
  const standing = new Set([...acts].flatMap(([digest, act]) => (inForce.has(act.reviewer) ? digest : [])));
  // A set that grows is gone through to its end.
  for (const digest of standing) {
    const act = acts.get(digest);
    for (const seen of act ? [act.previous, ...act.heads] : [])
      if (seen !== null && acts.has(seen)) standing.add(seen);
  }
  return lines.map((read) =>
    read.kind === "refused" || standing.has(read.digest)
      ? read
      : { ...read, kind: "refused", code: "reviewer-left" },
  );
}

/** What a reviewer of today does to accept what somebody did who has left, an act for every thousand. */
export function accepting(
  unverified: readonly Unverified[],
  left: ReviewerKey,
  why: string,
): readonly WhatOf<"accepted">[] {
  const acts = new Set<ActDigest>(
    unverified.flatMap(({ code, said }) => (code === "reviewer-left" && said?.by === left ? said.act : [])),
  );
  const sorted = [...acts].sort();
  return Array.from({ length: Math.ceil(sorted.length / MOST_ACCEPTED) }, (_, i) => ({
    kind: "accepted",
    acts: sorted.slice(i * MOST_ACCEPTED, (i + 1) * MOST_ACCEPTED),
    why,
  }));
}
