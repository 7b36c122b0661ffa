import type { SignedAct } from "./chain.ts";
import type { Drafts, EntityDraft, TipDraft } from "./drafts.ts";
import type { Fields } from "./fields.ts";
import { type EntityId, isEntityId, type TipId } from "./names.ts";
import { isSameVersion } from "./versions.ts";
import type { Said } from "./view.ts";
import type { Kind, WhatOf } from "./what.ts";

type Rule<K extends Kind> = (what: WhatOf<K>, act: SignedAct, drafts: Drafts, fields: Fields) => void;

/** What each kind of act does to the view. */
const RULES: { readonly [K in Kind]: Rule<K> } = {
  kept: (what, act, drafts, fields) => fields.offer(drafts.tip(what.tip).kept, what, act, isSameVersion),
  graded: ({ tip, source, information }, act, drafts, fields) =>
    fields.set(drafts.tip(tip).grade, { source, information }, act),
  status: ({ tip, status }, act, drafts, fields) => fields.set(drafts.tip(tip).status, status, act),
  priority: ({ tip, priority }, act, drafts, fields) => fields.set(drafts.tip(tip).priority, priority, act),
  tlp: ({ tip, tlp }, act, drafts, fields) => fields.set(drafts.tip(tip).tlp, tlp, act),
  pap: ({ tip, pap }, act, drafts, fields) => fields.set(drafts.tip(tip).pap, pap, act),
  sensitivity: ({ tip, sensitivity }, act, drafts, fields) =>
    fields.set(drafts.tip(tip).sensitivity, sensitivity, act),
  assigned: ({ tip, to }, act, drafts, fields) => fields.set(drafts.tip(tip).assigned, to, act),
  /** Written no more. */
  designated: () => {},
  setaside: ({ tips, aside }, act, drafts, fields) => {
    for (const tip of tips) fields.set(drafts.tip(tip).aside, aside, act);
  },
  verified: ({ about, verification }, act, drafts, fields) =>
    fields.set(subject(drafts, about).verification, verification, act),
  placed: (what, act, drafts, fields) => fields.set(placeField(drafts, what), what.place, act),
  entity: (what, act, drafts, fields) => fields.set(drafts.entity(what.entity).is, what, act),
  labelled: ({ about, label }, act, drafts, fields) =>
    fields.put(subject(drafts, about).labels, label, label, act),
  unlabelled: ({ about, label }, act, drafts, fields) =>
    fields.remove(subject(drafts, about).labels, label, act),
  noted: ({ about, text }, act, drafts, fields) => fields.add(subject(drafts, about).notes, text, act),
  linked: (what, act, drafts, fields) => {
    for (const tip of [what.from, what.to]) fields.put(drafts.tip(tip).links, nameOf(what), what, act);
  },
  unlinked: (what, act, drafts, fields) => {
    for (const tip of [what.from, what.to]) fields.remove(drafts.tip(tip).links, nameOf(what), act);
  },
  supports: ({ tip, entity }, act, drafts, fields) => {
    fields.put(drafts.tip(tip).entities, entity, entity, act);
    fields.put(drafts.entity(entity).tips, tip, tip, act);
  },
  unsupports: ({ tip, entity }, act, drafts, fields) => {
    fields.remove(drafts.tip(tip).entities, entity, act);
    fields.remove(drafts.entity(entity).tips, tip, act);
  },
  dismissed: (what, act, drafts, fields) => {
    for (const tip of what.tips) fields.add(drafts.tip(tip).dismissed, what, act);
  },
  redacted: (what, act, drafts, fields) => fields.add(drafts.tip(what.tip).redactions, what, act),
  translated: (what, act, drafts, fields) => {
    const { translations } = drafts.tip(what.tip);
    fields.put(translations, what.language, what, act, () => true);
  },
  replied: (what, act, drafts, fields) => fields.add(drafts.tip(what.tip).replies, what, act),
  /** See `lift`. */
  unredacted: () => {},
  overridden: (what, act, drafts, fields) => fields.add(subject(drafts, what.about).overrides, what, act),
  /** See `withoutWithdrawn`. */
  withdrawn: () => {},
  /** See `rulingOf`. */
  ruled: () => {},
  exported: (what, act, drafts, fields) => fields.add(drafts.exports, what, act),
  recipient: (what, act, drafts, fields) => fields.add(drafts.recipients, what, act),
  /** Its heads say it: see `refuseUnseen`. */
  accepted: (what, act, drafts, fields) => fields.add(drafts.accepted, what, act),
  counted: (what, act, drafts, fields) => fields.add(drafts.releases, what, act),
  /** See `disown`. */
  disowned: (what, act, drafts, fields) => fields.add(drafts.disowned, what, act),
  /** Says nothing of tips: see `unverifiedIn`. */
  dropped: () => {},
  settled: ({ chosen, over }, act, _drafts, fields) => fields.settle(chosen, over, act),
};

/** Folds one act into the drafts; all acts of its past must have been folded before. */
export function applyAct(signed: SignedAct, drafts: Drafts, fields: Fields): void {
  const { what } = signed.act;
  const rule = RULES[what.kind] as Rule<Kind>;
  rule(what, signed, drafts, fields);
}

function nameOf({ from, to, link }: WhatOf<"linked" | "unlinked">): string {
  return `${from} ${to} ${link}`;
}

function subject(drafts: Drafts, about: TipId | EntityId): TipDraft | EntityDraft {
  return isEntityId(about) ? drafts.entity(about) : drafts.tip(about);
}

function placeField(drafts: Drafts, { about, which }: WhatOf<"placed">): Said<WhatOf<"placed">["place"]>[] {
  if (isEntityId(about)) return drafts.entity(about).place;
  const draft = drafts.tip(about);
  return which === "pressure" ? draft.pressurePlace : draft.stationPlace;
}
