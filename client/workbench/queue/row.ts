import { DEFAULTS } from "../../casebook/handling.ts";
import type { ReviewerKey } from "../../casebook/names.ts";
import { agreed, type Current, type TipView } from "../../casebook/view.ts";
import type { WhatOf } from "../../casebook/what.ts";
import { ALARMS, type Mark } from "../../opening/marks.ts";
import type { QueuedTip } from "./queued-tip.ts";

/** One line of the queue: a tip, and what reviewers have said of it. */
export interface Row {
  readonly tip: QueuedTip;
  readonly designation: string;
  readonly marks: readonly Mark[];
  readonly alarming: boolean;
  readonly kept: boolean;
  /** Undefined where reviewers differ. */
  readonly status: WhatOf<"status">["status"] | undefined;
  readonly priority: WhatOf<"priority">["priority"] | undefined;
  readonly assigned: ReviewerKey | null | undefined;
  readonly labels: readonly string[];
  /** Whether any field has several values at once. */
  readonly differing: boolean;
}

export function rowOf(tip: QueuedTip, marks: readonly Mark[], view: TipView | undefined): Row {
  const [designated] = view?.designation ?? [];
  return {
    tip,
    designation: designated?.value ?? tip.designation,
    marks,
    alarming: marks.some((mark) => ALARMS.has(mark)),
    kept: (view?.kept.length ?? 0) > 0,
    status: agreed(view?.status ?? [], DEFAULTS.status),
    priority: agreed(view?.priority ?? [], DEFAULTS.priority),
    assigned: agreed<ReviewerKey | null>(view?.assigned ?? [], null),
    labels: [...new Set(view?.labels.map(({ value }) => value))].sort(),
    differing: view !== undefined && singleValued(view).some((current) => current.length > 1),
  };
}

function singleValued(view: TipView): readonly Current<unknown>[] {
  const { kept, grade, status, priority, tlp, pap, sensitivity, assigned, verification } = view;
  return [kept, grade, status, priority, tlp, pap, sensitivity, assigned, verification];
}
