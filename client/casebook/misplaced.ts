import type { Acts } from "./chain.ts";
import type { Drafts } from "./drafts.ts";
import { MOST_ALIKE } from "./fields.ts";
import type { ActDigest, ReviewerKey, TipId } from "./names.ts";
import type { Past } from "./past.ts";
import { isSameVersion, textIn, versionsOf } from "./versions.ts";
import type { WhatOf } from "./what.ts";

/** A version of a tip, as an act kept or chose it. */
interface Write {
  readonly act: ActDigest;
  readonly by: ReviewerKey;
  readonly doubt: boolean;
  readonly value: WhatOf<"kept">;
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
    if (!standing || writes.every(({ value }) => isSameVersion(value, standing))) continue;
    for (const said of redactions) {
      const text = textIn(standing, said.value.field);
      const seen = seenBy(said.act, writes, acts.past);
      if (seen.some(({ value }) => textIn(value, said.value.field) !== text)) misplaced.push(said);
    }
    for (const said of translations)
      if (seenBy(said.act, writes, acts.past).some(({ value }) => !isSameVersion(value, standing)))
        misplaced.push(said);
  }
}

/** The versions that stood for whoever made an act; all, if none did. */
function seenBy(act: ActDigest, writes: readonly Write[], past: Past): readonly Write[] {
  const had = (earlier: ActDigest) => past.includes(act, earlier);
  const stood = writes.filter((write) => had(write.act) && !write.overruled.some(had));
  const sound = stood.filter(({ doubt }) => !doubt);
  if (sound.length > 0) return sound;
  return stood.length > 0 ? stood : writes;
}

/** Of each of these tips that was kept more than once, all that was kept and chosen; of one reviewer no more than counts. */
function writesOf(
  { signed, past, inForce }: Acts,
  tips: ReadonlySet<TipId>,
): ReadonlyMap<TipId, readonly Write[]> {
  const all = new Map<TipId, Write[]>();
  const known = new Map<ActDigest, Write>();
  const note = (tip: TipId, write: Write) => {
    const writes = all.get(tip) ?? [];
    if (writes.filter(({ by }) => by === write.by).length >= MOST_ALIKE) return;
    all.set(tip, [...writes, write]);
    known.set(write.act, write);
  };
  for (const { digest, doubt, act } of signed) {
    const { what, reviewer: by } = act;
    const write = { act: digest, by, doubt: doubt !== null, overruled: [] };
    if (what.kind === "kept" && tips.has(what.tip)) note(what.tip, { ...write, value: what });
    if (what.kind !== "settled" || doubt) continue;
    const chosen = known.get(what.chosen);
    if (!chosen) continue;
    const had = (other: Write) => past.includes(digest, other.act);
    const others = all.get(chosen.value.tip) ?? [];
    // As in a choice: nobody chooses alone what only they said.
    const isShared = others.some(
      (other) =>
        !other.doubt &&
        other.by !== by &&
        inForce.has(other.by) &&
        isSameVersion(other.value, chosen.value) &&
        had(other),
    );
    if (!isShared || !inForce.has(by)) continue;
    for (const named of [what.chosen, ...what.over]) {
      const other = known.get(named);
      if (other && had(other)) other.overruled.push(digest);
    }
    note(chosen.value.tip, { ...write, value: chosen.value });
  }
  return new Map([...all].filter(([, writes]) => writes.length > 1));
}
