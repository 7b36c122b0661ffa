import type { View } from "../../../browser/view/controls.tsx";
import { DayTick, Due, type DueProps } from "./due.tsx";

/** The weekly word that the roster in force is the right one. */
export function Freshen(part: DueProps): View {
  const { host, work, isDayRight } = part;
  const run = () => work((file) => host.ask("stewardFreshen", { file }));
  return (
    <Due part={part} act={{ label: host.strings.steward.freshen, ready: isDayRight, run }}>
      <DayTick {...part} />
    </Due>
  );
}
