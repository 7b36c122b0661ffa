import { h } from "preact";
import type { View } from "../../../browser/view/view.ts";
import { DayTick, Due, type DueProps } from "./due.ts";

/** The weekly word that the roster in force is the right one. */
export function Freshen(seat: DueProps): View {
  const { host, work, isDayRight } = seat;
  const run = () => work((file) => host.ask("stewardFreshen", { file }));
  return h(
    Due,
    { seat, act: { label: host.strings.steward.freshen, ready: isDayRight, run } },
    h(DayTick, seat),
  );
}
