import { h } from "preact";
import { useState } from "preact/hooks";
import { Choice } from "../../../browser/view/fields.ts";
import type { View } from "../../../browser/view/view.ts";
import { DayTick, Due, type DueProps } from "./due.ts";
import type { SeatProps } from "./seat.ts";

/** Before anything is signed, or when the next rosters are due. */
export function Draft(seat: DueProps): View {
  const { host, desk } = seat;
  const { draft: words } = host.strings.steward;
  const { reviewers, couriers } = desk.standing;
  const [asked, ask] = useState(firstAsked(desk.standing.rosters));
  const act = {
    label: words.act,
    ready: isReady(seat),
    run: () => runDraft(seat, asked),
  };
  return h(
    Due,
    { seat, act },
    h("p", {}, words.people(reviewers.length, couriers.length)),
    h(DraftFields, { seat, asked, ask }),
    h(DayTick, seat),
  );
}

export interface AskedDraft {
  /** `on` goes on where the signed rosters end. */
  readonly from: string;
  readonly months: string;
}

export const firstAsked = (rosters: number): AskedDraft => ({ from: rosters > 0 ? "on" : "0", months: "3" });

const WEEKS = ["0", "1", "2", "3", "4", "6", "8"];
const MONTHS = ["1", "2", "3"];

export function isReady({ desk, isDayRight }: SeatProps): boolean {
  return isDayRight && desk.standing.reviewers.length > 0 && !desk.standing.draft;
}

export function runDraft({ host, work }: SeatProps, { from, months }: AskedDraft): void {
  const weeks = from === "on" ? undefined : Number(from);
  work((file) => host.ask("stewardDraft", { file, weeks, months: Number(months) }));
}

export interface DraftFieldsProps {
  readonly seat: SeatProps;
  readonly asked: AskedDraft;
  readonly ask: (asked: AskedDraft) => void;
}

/** When it begins and how long it lasts: picked, never typed. */
export function DraftFields({ seat: { host, desk }, asked, ask }: DraftFieldsProps): View {
  const { draft: words } = host.strings.steward;
  const on = desk.standing.rosters > 0 ? [{ value: "on", text: words.goOn }] : [];
  const weeks = WEEKS.map((value) => ({
    value,
    text: value === "0" ? words.today : words.inWeeks(Number(value)),
  }));
  return h(
    "div",
    { class: "fields" },
    h(Choice, {
      ...{ id: "from", label: words.from, value: asked.from, options: [...on, ...weeks] },
      choose: (from) => ask({ ...asked, from }),
    }),
    h(Choice, {
      ...{ id: "months", label: words.months, value: asked.months },
      options: MONTHS.map((value) => ({ value, text: words.count(Number(value)) })),
      choose: (months) => ask({ ...asked, months }),
    }),
  );
}
