import type { Day } from "../../protocol/day.ts";
import type { Acts } from "./chain.ts";
import type { Dimension, PublishedBase } from "./counts.ts";
import type { Drafts } from "./drafts.ts";
import { type ActDigest, isEntityId, type ReviewerKey } from "./names.ts";
import type { CasebookView, Said } from "./view.ts";
import type { Audience, WhatOf } from "./what.ts";

/** Most acts that one act disowns. */
const MOST_DISOWNED = 1000;

/** What one reviewer published at once, in one act or several. */
export interface Publication {
  readonly by: ReviewerKey;
  readonly on: Day;
  readonly audience: Audience;
  readonly base: PublishedBase;
  readonly dimensions: readonly Dimension[];
  /** How many tips or stations it counted. */
  readonly count: number;
  readonly acts: readonly ActDigest[];
  /** Who says that it is none, once each, as long as that waits for a second reviewer. */
  readonly disowned: readonly Said<WhatOf<"disowned">>[];
}

/** What was published by somebody who has left counts, whoever has seen it or dropped it: numbers can't be called back. */
export function countUnseen({ findings }: Acts, drafts: Drafts): void {
  const done = new Set<ActDigest>();
  for (const { code, digest, act } of findings) {
    if (code !== "reviewer-left" || !digest || act?.what.kind !== "counted" || done.has(digest)) continue;
    done.add(digest);
    drafts.releases.push({ value: act.what, by: act.reviewer, on: act.on, act: digest, doubt: code });
  }
}

/** Takes away the publications that two reviewers of today have disowned, in acts that are in no doubt. */
export function disown({ releases, disowned }: Drafts, inForce: ReadonlySet<ReviewerKey>): void {
  const first = new Map<ActDigest, ReviewerKey>();
  const gone = new Set<ActDigest>();
  for (const { value, by, doubt } of disowned) {
    if (doubt || !inForce.has(by)) continue;
    for (const act of value.acts) {
      const other = first.get(act);
      if (other === undefined) first.set(act, by);
      else if (other !== by) gone.add(act);
    }
  }
  const stands = releases.splice(0).filter(({ act }) => !gone.has(act));
  for (const one of stands) releases.push(one);
}

/** The publications that count, by day. */
export function publicationsOf({
  releases,
  disowned,
}: Pick<CasebookView, "releases" | "disowned">): readonly Publication[] {
  const words = new Map<ActDigest, Said<WhatOf<"disowned">>[]>();
  for (const said of disowned) {
    if (said.doubt) continue;
    for (const act of said.value.acts) {
      const others = words.get(act);
      if (!others) words.set(act, [said]);
      else if (!others.some(({ by }) => by === said.by)) others.push(said);
    }
  }
  const whole = Map.groupBy(releases, ({ by, value }) => `${by} ${value.manifest}`);
  return [...whole.values()].flatMap((parts) =>
    parts.slice(0, 1).map(({ by, on, act, value: { audience, base, dimensions } }) => ({
      ...{ by, on, audience, base, dimensions },
      count: parts.reduce((sum, { value }) => sum + countedIn(value), 0),
      acts: parts.map((part) => part.act).sort(),
      disowned: words.get(act) ?? [],
    })),
  );
}

function countedIn({ base, cells }: WhatOf<"counted">): number {
  const isStations = base === "likely_stations";
  return cells.reduce(
    (sum, { abouts }) => sum + abouts.filter((one) => isEntityId(one) === isStations).length,
    0,
  );
}

/** What a reviewer does to say that a publication is none, an act for every thousand of its own. */
export function disowning({ acts }: Publication, why: string): readonly WhatOf<"disowned">[] {
  return Array.from({ length: Math.ceil(acts.length / MOST_DISOWNED) }, (_, i) => ({
    kind: "disowned",
    acts: acts.slice(i * MOST_DISOWNED, (i + 1) * MOST_DISOWNED),
    why,
  }));
}
