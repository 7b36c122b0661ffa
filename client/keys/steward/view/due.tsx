import type { ComponentChildren } from "preact";
import { dayOf, instantOf } from "../../../../crypto/documents/instant.ts";
import { Tick, type View } from "../../../browser/view/controls.tsx";
import { Step, type StepProps } from "../../view/step.tsx";
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
  return (
    <Step host={host} heading={words.heading} {...(act && { act })}>
      <p>{words.now}</p>
      {seat.children}
      {children}
    </Step>
  );
}

/** Nothing on a machine without a network can tell whether its clock is right: people say so, once a sitting. */
export function DayTick({ host, isDayRight, sayDayIsRight }: SeatProps): View {
  const today = dayOf(instantOf(Date.now()));
  return <Tick id="day" label={host.strings.steward.day(today)} ticked={isDayRight} tick={sayDayIsRight} />;
}
