import { byLanguage } from "../../casebook/export/translations.ts";
import { DEFAULTS } from "../../casebook/handling.ts";
import type { ReviewerKey } from "../../casebook/names.ts";
import { agreed, type Current, type TipView } from "../../casebook/view.ts";
import type { WhatOf } from "../../casebook/what.ts";
import type { ErrorCode } from "../../opening/error-codes.ts";
import { isAlarm, type Mark } from "../../opening/marks.ts";
import type { TipContents } from "../../opening/opened-tip.ts";
import { LANGUAGES, type Language } from "../../report/vocabulary/languages.ts";
import { designationOf } from "./designation.ts";
import type { QueuedTip } from "./queued-tip.ts";
import { ownWordsOf } from "./search.ts";

/** One line of the queue: a tip, and what reviewers have said of it. */
export interface Row {
  readonly tip: QueuedTip;
  /** Two words, with digits behind them where another tip here has the same ones. */
  readonly designation: string;
  readonly marks: readonly Mark["kind"][];
  readonly alarming: boolean;
  readonly kept: boolean;
  /** Why this vault could not open its envelope, where another reviewer's casebook has it; null if it did, or hasn't tried. */
  readonly shut: ErrorCode | null;
  /** Out of the queue. Where reviewers differ, it stays in. */
  readonly aside: boolean;
  /** Undefined where reviewers differ. */
  readonly status: WhatOf<"status">["status"] | undefined;
  readonly priority: WhatOf<"priority">["priority"] | undefined;
  readonly grade:
    | { readonly source: Grade["source"]; readonly information: Grade["information"] }
    | undefined;
  readonly verification: WhatOf<"verified">["verification"] | undefined;
  readonly tlp: WhatOf<"tlp">["tlp"] | undefined;
  readonly pap: WhatOf<"pap">["pap"] | undefined;
  readonly assigned: ReviewerKey | null | undefined;
  /** Whether a place in the gazetteer was chosen for it. */
  readonly placed: boolean;
  readonly labels: readonly string[];
  /** Into which languages nobody has translated what isn't written in them. */
  readonly untranslated: readonly Language[];
  /** Whether any field has several values at once. */
  readonly differing: boolean;
}

type Grade = WhatOf<"graded">;

export function rowOf(
  tip: QueuedTip,
  marks: readonly Mark["kind"][],
  view: TipView | undefined,
  shut: ErrorCode | null = null,
): Row {
  return {
    tip,
    designation: designationOf(tip.id).words,
    marks,
    alarming: shut !== null || marks.some(isAlarm),
    kept: (view?.kept.length ?? 0) > 0,
    shut,
    aside: agreed(view?.aside ?? [], false) === true,
    status: agreed(view?.status ?? [], DEFAULTS.status),
    priority: agreed(view?.priority ?? [], DEFAULTS.priority),
    grade: agreed<NonNullable<Row["grade"]>>(view?.grade ?? [], DEFAULTS),
    verification: agreed(view?.verification ?? [], DEFAULTS.verification),
    tlp: agreed(view?.tlp ?? [], DEFAULTS.tlp),
    pap: agreed(view?.pap ?? [], DEFAULTS.pap),
    assigned: agreed<ReviewerKey | null>(view?.assigned ?? [], null),
    placed: [...(view?.stationPlace ?? []), ...(view?.pressurePlace ?? [])].some(
      ({ value }) => value !== null,
    ),
    labels: [...new Set(view?.labels.map(({ value }) => value))].sort(),
    untranslated: untranslatedInto(tip.contents, view),
    differing: view !== undefined && singleValued(view).some(differs),
  };
}

function singleValued(view: TipView): readonly Current<unknown>[] {
  const { kept, grade, status, priority, tlp, pap, sensitivity, assigned, verification, aside } = view;
  const texts = kept.map((said) => ({ ...said, value: said.value.text }));
  return [texts, grade, status, priority, tlp, pap, sensitivity, assigned, verification, aside];
}

/** Whether reviewers who hadn't seen each other's said different things. */
export function differs(current: Current<unknown>): boolean {
  return agreed<unknown>(current, null) === undefined;
}

/** Of a long text the script shows in its beginning. */
const BEGINNING = 2000;

/**
 * Into which of the workbench's languages nobody has translated a tip that isn't written in it, as far as its script
 * and the page's language tell. Who reads one form of Chinese reads the other.
 */
export function untranslatedInto(contents: TipContents, view: TipView | undefined): readonly Language[] {
  const text = ownWordsOf(contents).slice(0, BEGINNING);
  if (!/\p{L}/u.test(text)) return [];
  const claimed = contents.kind === "report" ? contents.tip.language : "";
  const written = /\p{Script=Han}/u.test(text) ? "zh" : claimed === "en" ? "en" : "";
  const readable = new Set([written, ...byLanguage(view?.translations ?? []).map(([tag]) => mainOf(tag))]);
  return LANGUAGES.filter((language) => !readable.has(mainOf(language)));
}

function mainOf(tag: string): string {
  return tag.split("-", 1)[0] ?? tag;
}
