import type { Acts, SignedAct } from "./chain.ts";
import type { Drafts } from "./drafts.ts";
import { MOST_ALIKE } from "./fields.ts";
import type { ActDigest, ReviewerKey, TipId } from "./names.ts";
import type { Past } from "./past.ts";
import { textIn, versionOf, versionsOf } from "./versions.ts";
import type { Said } from "./view.ts";
import type { WhatOf } from "./what.ts";

/** Redactions of one reviewer in one tip that are looked at, until some of them are taken back. */
const MOST_LOOKED_AT = 1000;

/** A version of a tip, as an act kept or chose it. */
interface Write {
  readonly act: ActDigest;
  readonly by: ReviewerKey;
  readonly doubt: boolean;
  readonly value: WhatOf<"kept">;
  readonly version: string;
  /** The acts that chose instead of it. */
  readonly overruled: ActDigest[];
}

/**
 * Notes the redactions and translations that were made of another text than the one that stands: where a redaction marks
 * words by their place, other words stand there now. Of those that can't be verified nobody knows what their authors had
 * seen: whatever was ever kept.
 */
export function misplace(acts: Acts, drafts: Drafts): void {
  const marked = drafts.subjects.flatMap((one) =>
    "tip" in one && one.redactions.length + one.translations.length > 0 ? one.tip : [],
  );
  for (const [tip, writes] of writesOf(acts, new Set(marked))) {
    const { kept, redactions, translations, misplaced } = drafts.tip(tip);
    const standing = versionsOf(kept)[0]?.[0]?.value;
    if (!standing) continue;
    const version = versionOf(standing);
    const others = writes.filter((write) => write.version !== version);
    if (others.length === 0) continue;
    for (const [field, some] of Map.groupBy(firstOfEach(redactions), ({ value }) => value.field)) {
      const text = textIn(standing, field);
      const differing = new Set(others.filter(({ value }) => textIn(value, field) !== text));
      for (const said of some) if (isOfAny(said.act, writes, differing, acts.past)) misplaced.push(said);
    }
    const differing = new Set(others);
    for (const said of firstOfEach(translations))
      if (isOfAny(said.act, writes, differing, acts.past)) misplaced.push(said);
  }
}

/** Of what each reviewer said. */
function firstOfEach<T>(all: readonly Said<T>[]): readonly Said<T>[] {
  return [...Map.groupBy(all, ({ by }) => by).values()].flatMap((own) => own.slice(0, MOST_LOOKED_AT));
}

/** Whether one of these stood for whoever made an act; as in a tip's view, those of broken chains only beside no others. */
function isOfAny(
  act: ActDigest,
  writes: readonly Write[],
  differing: ReadonlySet<Write>,
  past: Past,
): boolean {
  const had = (earlier: ActDigest) => past.includes(act, earlier);
  const stood = writes.filter((write) => had(write.act) && !write.overruled.some(had));
  const sound = stood.filter(({ doubt }) => !doubt);
  if (sound.length > 0) return sound.some((write) => differing.has(write));
  return stood.length > 0 ? stood.some((write) => differing.has(write)) : differing.size > 0;
}

/** What was kept and chosen of a tip so far. */
interface History {
  readonly writes: Write[];
  /** Those that stand so far, by who wrote them. */
  readonly standing: Map<ReviewerKey, number>;
  /** The sound ones of a version, by who wrote them. */
  readonly shared: Map<string, Map<ReviewerKey, ActDigest[]>>;
}

/** All that was ever kept and chosen of these tips; of what stands of one reviewer no more than counts (`Fields`). */
function writesOf(
  { signed, past, inForce }: Acts,
  tips: ReadonlySet<TipId>,
): ReadonlyMap<TipId, readonly Write[]> {
  const histories = new Map([...tips].map((tip): [TipId, History] => [tip, newHistory()]));
  const known = new Map<ActDigest, Write>();
  const note = (
    history: History,
    { digest: act, act: { reviewer: by }, doubt }: SignedAct,
    value: WhatOf<"kept">,
    version = versionOf(value),
  ) => {
    const write: Write = { act, by, doubt: doubt !== null, value, version, overruled: [] };
    known.set(act, write);
    const count = history.standing.get(by) ?? 0;
    if (count >= MOST_ALIKE) return;
    history.standing.set(by, count + 1);
    history.writes.push(write);
    if (write.doubt) return;
    const sharing = history.shared.get(version) ?? new Map<ReviewerKey, ActDigest[]>();
    const own = sharing.get(by) ?? [];
    if (own.length < MOST_ALIKE) history.shared.set(version, sharing.set(by, [...own, act]));
  };
  for (const one of signed) {
    const { what, reviewer } = one.act;
    if (what.kind === "kept") {
      const history = histories.get(what.tip);
      if (history) note(history, one, what);
    }
    if (what.kind !== "settled" || one.doubt || !inForce.has(reviewer)) continue;
    const chosen = known.get(what.chosen);
    const history = chosen && histories.get(chosen.value.tip);
    if (!history) continue;
    const had = (other: ActDigest) => past.includes(one.digest, other);
    // As in a choice: nobody chooses alone what only they said.
    const others = [...(history.shared.get(chosen.version) ?? [])].filter(
      ([by]) => by !== reviewer && inForce.has(by),
    );
    const stands = (act: ActDigest) => had(act) && known.get(act)?.overruled.length === 0;
    if (!others.some(([, acts]) => acts.some(stands))) continue;
    for (const named of [what.chosen, ...what.over]) {
      const other = known.get(named);
      if (!other || !had(named) || other.overruled.some(had)) continue;
      if (other.overruled.length === 0)
        history.standing.set(other.by, Math.max(0, (history.standing.get(other.by) ?? 0) - 1));
      other.overruled.push(one.digest);
    }
    note(history, one, chosen.value, chosen.version);
  }
  return new Map([...histories].map(([tip, { writes }]) => [tip, writes]));
}

function newHistory(): History {
  return { writes: [], standing: new Map(), shared: new Map() };
}
