import { dayOf, type Instant } from "../../../crypto/documents/instant.ts";
import { Choice, type View } from "../../browser/view/controls.tsx";
import { MONTHS, type Start } from "../dates.ts";
import type { Strings } from "../strings/strings.ts";
import { Count } from "./count.tsx";

export interface Span {
  readonly start: Start;
  readonly months: number;
}

export interface WhenProps {
  readonly strings: Strings;
  readonly starts: readonly (readonly [Start, Instant])[];
  readonly value: Span;
  readonly take: (value: Span) => void;
}

/** From when on, and for how long: picked, never typed. */
export function When({ strings, starts, value, take }: WhenProps): View {
  const { when: words } = strings;
  return (
    <div class="fields">
      <Choice<Start>
        id="from"
        label={words.from}
        value={value.start}
        options={starts.map(([start, instant]) => ({
          value: start,
          text: words.start(words.starts[start], dayOf(instant)),
        }))}
        choose={(start) => take({ ...value, start })}
      />
      <Count
        id="months"
        label={words.howLong}
        value={value.months}
        counts={MONTHS}
        text={words.months}
        choose={(months) => take({ ...value, months })}
      />
    </div>
  );
}

/** The moment that was chosen; the first of all if what was chosen isn't there any more. */
export function startOf(starts: WhenProps["starts"], { start }: Span): Instant | undefined {
  return (starts.find(([name]) => name === start) ?? starts[0])?.[1];
}
