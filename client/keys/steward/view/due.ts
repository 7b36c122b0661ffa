import { type ComponentChildren, h } from "preact";
import { dayOf, instantOf } from "../../../../crypto/documents/instant.ts";
import { Tick } from "../../../browser/view/fields.ts";
import type { View } from "../../../browser/view/view.ts";
import { Step, type StepProps } from "../../view/step.ts";
import type { SeatProps } from "./seat.ts";

export interface DueProps extends SeatProps {
  readonly children?: ComponentChildren;
}

/** What is due: its heading, what everybody in the room does now, and its main button. */
export function Due({
  seat,
  act,
  children,
}: {
  readonly seat: DueProps;
  readonly act?: StepProps["act"];
  readonly children?: ComponentChildren;
}): View {
  const { host, desk } = seat;
  const words = host.strings.steward.next[desk.standing.next];
  return h(
    Step,
    { host, heading: words.heading, ...(act && { act }) },
    h("p", {}, words.now),
    seat.children,
    children,
  );
}

/** Nothing on a machine without a network can tell whether its clock is right: people say so, once a sitting. */
export function DayTick({ host, isDayRight, sayDayIsRight }: SeatProps): View {
  const today = dayOf(instantOf(Date.now()));
  return h(Tick, {
    id: "day",
    label: host.strings.steward.day(today),
    ticked: isDayRight,
    tick: sayDayIsRight,
  });
}
