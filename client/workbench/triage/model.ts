import { signal } from "@preact/signals";
import { DEFAULTS } from "../../casebook/handling.ts";
import type { TipId } from "../../casebook/names.ts";
import { agreed, type TipView } from "../../casebook/view.ts";
import type { What, WhatOf } from "../../casebook/what.ts";
import type { QueueModel } from "../queue/model.ts";
import type { Row } from "../queue/row.ts";
import type { CasebookModel } from "../review/casebook.ts";
import type { TogetherModel } from "../together/model.ts";

/** The fields of the review that a key opens and a digit sets. */
export const PICKED = ["status", "priority", "verification", "tlp", "pap", "assigned"] as const;

export type Picked = (typeof PICKED)[number];

/** What triage needs of the rest. */
export interface TriageHost {
  readonly queue: Pick<QueueModel, "after" | "open" | "openTip" | "rowOf" | "selectNone">;
  readonly casebook: Pick<CasebookModel, "keep" | "last" | "pending" | "reviewAll" | "undo"> & {
    readonly views: ReadonlyMap<TipId, TipView>;
  };
  readonly together: Pick<TogetherModel, "setAside" | "takeBack">;
}

/** A tip after the other: what is said of the one that is open, by one step each, and on to the next. */
export class TriageModel {
  readonly #host: TriageHost;
  readonly #picked = signal<{ readonly tip: TipId | undefined; readonly field: Picked } | undefined>(
    undefined,
  );
  /** A half of a grade whose other half nobody can say: reviewers differ about it. */
  readonly #half = signal<{ readonly tip: TipId; readonly grade: Partial<Whole> } | undefined>(undefined);

  constructor(host: TriageHost) {
    this.#host = host;
  }

  /** Keeps the tip, if it isn't yet, and goes on. */
  async keepAndGoOn(row: Row): Promise<void> {
    this.#goOn(row.tip.id);
    if (!row.kept) await this.#host.casebook.keep(row);
  }

  /** Out of the queue, or back into it, and goes on. */
  async setAsideAndGoOn({ tip: { id }, aside }: Row): Promise<void> {
    this.#goOn(id);
    const { together } = this.#host;
    await (aside ? together.takeBack([id]) : together.setAside([id]));
  }

  /** The field whose values have digits now: of the tip that is open, and of no other. */
  get picking(): Picked | undefined {
    const picked = this.#picked.value;
    return picked?.tip === this.#host.queue.open ? picked?.field : undefined;
  }

  pick(field: Picked | undefined): void {
    this.#picked.value = field && field !== this.picking ? { tip: this.#host.queue.open, field } : undefined;
  }

  /** Says one thing of a tip. */
  async say(row: Row, what: What): Promise<void> {
    this.#picked.value = undefined;
    await this.#host.casebook.reviewAll([{ row, what }]);
  }

  /** Whether one half of its grade waits for the other. */
  isHalf(tip: TipId): boolean {
    const { source, information } = this.gradeOf(tip);
    return this.#half.value?.tip === tip && (source === undefined || information === undefined);
  }

  /** Says one thing of each of several tips, and keeps those that aren't kept: one step. @returns whether it is signed */
  async sayOfAll(rows: readonly Row[], what: (row: Row) => What | undefined): Promise<boolean> {
    const said = rows.flatMap((row) => {
      const one = what(row);
      return one ? [{ row, what: one }] : [];
    });
    return await this.#host.casebook.reviewAll(said);
  }

  /** Out of the queue together, but those whose source is in danger now: they are looked at one by one. */
  async setAllAside(rows: readonly Row[]): Promise<void> {
    const tips = rows.flatMap(({ tip }) => (tip.facts.need === "danger_now" ? [] : tip.id));
    this.#host.queue.selectNone();
    if (tips.length > 0) await this.#host.together.setAside(tips);
  }

  /** A tip's grade as far as anybody has said it. */
  gradeOf(tip: TipId): Half {
    const { views, pending } = this.#host.casebook;
    const now = pending("graded", tip) ?? gradeNow(views.get(tip)?.grade ?? []);
    const isWhole = now.source !== undefined && now.information !== undefined;
    return !isWhole && this.#half.value?.tip === tip ? { ...now, ...this.#half.value.grade } : now;
  }

  /** Grades with what is known of the other half; where reviewers differ about that one, waits for it. */
  async grade(row: Row, change: Partial<Whole>): Promise<void> {
    const tip = row.tip.id;
    const { source, information } = { ...this.gradeOf(tip), ...change };
    if (source === undefined || information === undefined) {
      this.#half.value = { tip, grade: change };
      return;
    }
    this.#half.value = undefined;
    await this.say(row, { kind: "graded", tip, source, information });
  }

  /** Takes back what was done last, and opens the tip that it was done to. */
  async undo(): Promise<void> {
    const { casebook, queue } = this.#host;
    const { last } = casebook;
    if (!last) return;
    await casebook.undo();
    if (last.tip !== null && queue.rowOf(last.tip)) queue.openTip(last.tip);
  }

  #goOn(tip: TipId): void {
    this.#host.queue.openTip(this.#host.queue.after(tip));
  }
}

export type Whole = Pick<WhatOf<"graded">, "source" | "information">;

/** A grade whose halves are undefined where reviewers differ. */
export type Half = { readonly [F in keyof Whole]: Whole[F] | undefined };

/** What reviewers agree on, each half for itself. */
export function gradeNow(current: TipView["grade"]): Half {
  const half = <F extends keyof Whole>(name: F): Whole[F] | undefined =>
    agreed<Whole[F]>(
      current.map((said) => ({ ...said, value: said.value[name] })),
      DEFAULTS[name],
    );
  return { source: half("source"), information: half("information") };
}
