import type { Acts } from "./chain.ts";
import type { ActDigest, ReviewerKey } from "./names.ts";
import type { Vouched } from "./view.ts";

/**
 * Who of today stands for acts of those who have left, without an `accepted` act: of each pair one entry, by day.
 * Whether they had them before that reviewer left, nobody can tell; by whom they count, everybody can see.
 */
export function vouchedIn({ signed, inForce }: Acts): readonly Vouched[] {
  const ofLeft = new Map(signed.flatMap((one) => (inForce.has(one.act.reviewer) ? [] : [[one.digest, one]])));
  const seenBy = new Map<ReviewerKey, Set<ActDigest>>();
  const vouched = new Map<string, Vouched>();
  for (const { act } of signed) {
    const { reviewer: by, on, what } = act;
    if (!inForce.has(by)) continue;
    const seen = seenBy.get(by) ?? new Set();
    seenBy.set(by, seen);
    const accepted = new Set<ActDigest>(what.kind === "accepted" ? what.acts : []);
    const open: (ActDigest | null)[] = [act.previous, ...act.heads];
    for (const digest of open) {
      const found = digest === null ? undefined : ofLeft.get(digest);
      if (!found || seen.has(found.digest)) continue;
      seen.add(found.digest);
      const parents = [found.act.previous, ...found.act.heads];
      for (const parent of parents) open.push(parent);
      if (accepted.has(found.digest)) {
        for (const parent of parents) if (parent !== null) accepted.add(parent);
        continue;
      }
      const left = found.act.reviewer;
      const known = vouched.get(`${left} ${by}`);
      const last = known && known.last > on ? known.last : on;
      vouched.set(`${left} ${by}`, { left, by, acts: (known?.acts ?? 0) + 1, last });
    }
  }
  return [...vouched.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function orderOf({ last, acts, left, by }: Vouched): string {
  return [last, String(acts).padStart(9, "0"), left, by].join(" ");
}
