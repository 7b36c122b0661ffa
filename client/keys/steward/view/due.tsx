import type { ComponentChildren } from "preact";
import { dayOf, instantOf } from "../../../../crypto/documents/instant.ts";
import { Tick, type View } from "../../../browser/view/controls.tsx";
import { Step, type StepProps } from "../../view/step.tsx";
import type { PartProps } from "./part.ts";

export interface DueProps extends PartProps {
  readonly children?: ComponentChildren;
}

/** What is due: its heading, what everybody in the room does now, and its main button. */
export function Due({
  part,
  act,
  children,
}: {
  readonly part: DueProps;
  readonly act?: StepProps["act"];
  readonly children?: ComponentChildren;
}): View {
  const { host, ceremony } = part;
  const words = host.strings.steward.next[ceremony.standing.next];
  return (
    <Step host={host} heading={words.heading} {...(act && { act })}>
      <p>{words.now}</p>
      {part.children}
      {children}
    </Step>
  );
}

/** Nothing on a machine without a network can tell whether its clock is right: people say so, once a sitting. */
export function DayTick({ host, isDayRight, sayDayIsRight }: PartProps): View {
  const today = dayOf(instantOf(Date.now()));
  return <Tick id="day" label={host.strings.steward.day(today)} ticked={isDayRight} tick={sayDayIsRight} />;
}
