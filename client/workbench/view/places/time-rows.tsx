import { Button } from "../../../browser/view/controls.tsx";
import type { Bin, Unit, Years } from "../../times/bins.ts";
import type { Span } from "../../times/spans.ts";
import type { AppProps, View } from "../view.ts";
import { spanWords } from "./time-words.ts";

/** What the timeline and its table show. */
export interface TimeShown {
  readonly unit: Unit;
  readonly years: Years;
  readonly bins: readonly Bin[];
  /** Those that reach into these years. */
  readonly spans: readonly Span[];
}

export interface TimeRowsProps extends AppProps {
  readonly shown: TimeShown;
}

/** Single dates, each as long as it is uncertain; what goes on fades out to the right. */
export function TimeRows({ app, shown: { bins, spans } }: TimeRowsProps): View {
  const { time: words } = app.strings.places;
  const [first, end] = [bins[0]?.from ?? 0, (bins.at(-1)?.to ?? 0) + 1];
  const part = (day: number) => (100 * Math.max(0, Math.min(end, day) - first)) / (end - first);
  const inOrder = spans.toSorted((a, b) => a.from - b.from || a.to - b.to);
  return (
    <ul class="spans" aria-label={words.rows}>
      {inOrder.map(({ tip, from, to, open }) => {
        const name = app.queue.rowOf(tip)?.designation ?? "";
        const said = `${spanWords(from, to, app)}${open ? ` ${words.goesOn}` : ""}`;
        const [left, right] = [part(from), part(to + 1)];
        return (
          <li key={`${tip} ${from} ${to}`}>
            <Button kind="plain named" label={name} act={() => app.openTip(tip)} />
            <span class="hint">{said}</span>
            <span class="track" aria-hidden="true">
              {open ? <span class="going" style={{ left: `${right}%`, width: `${100 - right}%` }} /> : null}
              <span class="span" style={{ left: `${left}%`, width: `${right - left}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
