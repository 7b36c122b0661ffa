import { useMemo } from "preact/hooks";
import { greatest } from "../../../../crypto/lists.ts";
import { Button, Choice } from "../../../browser/view/controls.tsx";
import type { App } from "../../app.ts";
import type { LookingAt, Seen, When } from "../../places/model.ts";
import { type Bin, binsOf, tipsWithin, type Unit, unitsFor, type Years, yearsOf } from "../../times/bins.ts";
import type { Span } from "../../times/spans.ts";
import { Unfolding } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";
import { TimeRows, type TimeRowsProps, type TimeShown } from "./time-rows.tsx";
import { TimeTable } from "./time-table.tsx";
import { binWords, yearWords } from "./time-words.ts";

/** The finest unit is taken that makes no more bars than this, if nobody chose one. */
const MANY = 150;

/** Up to this many dates are shown one by one. */
const FEW = 60;

/** When: bars by year, month or day, single dates where there are few, and a table that says the same. */
export function Timeline({ app, seen }: AppProps & { readonly seen: Seen }): View {
  const { time: words } = app.strings.places;
  const { spans, rows } = seen;
  const all = useMemo(() => yearsOf(spans), [spans]);
  const undated = useMemo(() => rows.length - new Set(spans.map(({ tip }) => tip)).size, [rows, spans]);
  return (
    <section class="when" aria-labelledby="when">
      <h1 id="when">{words.heading}</h1>
      {all ? (
        <Dated app={app} spans={spans} all={all} />
      ) : (
        [<Controls app={app} all={undefined} />, <p>{words.none}</p>]
      )}
      {undated > 0 ? <p class="hint">{words.undated(undated)}</p> : null}
    </section>
  );
}

interface DatedProps extends AppProps {
  readonly spans: readonly Span[];
  readonly all: Years;
}

function Dated({ app, spans, all }: DatedProps): View {
  const { time: words } = app.strings.places;
  const { looking } = app.places;
  const shown = useMemo(() => shownOf(looking, spans, all), [looking, spans, all]);
  return (
    <div class="times">
      <Controls app={app} all={all} shown={shown} />
      <Bars app={app} shown={shown} />
      {shown.spans.length <= FEW ? <TimeRows app={app} shown={shown} /> : null}
      <Unfolding summary={words.table} show={() => <TimeTable app={app} shown={shown} />} />
    </div>
  );
}

function shownOf(looking: LookingAt, spans: readonly Span[], all: Years): TimeShown {
  const first = Math.max(all.first, Math.min(all.last, looking.years?.first ?? all.first));
  const last = Math.max(first, Math.min(all.last, looking.years?.last ?? all.last));
  const years = { first, last };
  const units = unitsFor(years);
  const fine = units.findLast((unit) => unit !== "day" && unitsFor(years, MANY).includes(unit)) ?? "year";
  const unit = looking.unit && units.includes(looking.unit) ? looking.unit : fine;
  const bins = binsOf(spans, unit, years);
  const [from, to] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 0];
  return { unit, years, bins, spans: spans.filter((span) => span.from <= to && span.to >= from) };
}

interface ControlsProps extends AppProps {
  readonly all: Years | undefined;
  readonly shown?: TimeShown;
}

function Controls({ app, all, shown }: ControlsProps): View {
  const { time: words } = app.strings.places;
  const { looking } = app.places;
  return (
    <div class="line">
      <Choice<When>
        id="time-when"
        label={words.when}
        value={looking.when}
        options={(["told", "came"] as const).map((value) => ({ value, text: words.whens[value] }))}
        choose={(when) => app.places.look({ when, years: null, unit: null })}
      />
      {all && shown ? [year(app, "from", all, shown), year(app, "to", all, shown), units(app, shown)] : null}
      {shown ? <ShowAll app={app} shown={shown} /> : null}
    </div>
  );
}

function year(app: App, end: "from" | "to", all: Years, { years }: TimeShown): View {
  const { time: words } = app.strings.places;
  const value = end === "from" ? years.first : years.last;
  const choices = Array.from({ length: all.last - all.first + 1 }, (_, i) => all.first + i);
  return (
    <Choice<string>
      key={end}
      id={`time-${end}`}
      label={words[end]}
      value={String(value)}
      options={choices.map((one) => ({ value: String(one), text: yearWords(one, app) }))}
      choose={(chosen) => {
        const one = Number(chosen);
        const [first, last] =
          end === "from" ? [one, Math.max(one, years.last)] : [Math.min(one, years.first), one];
        app.places.look({ years: { first, last } });
      }}
    />
  );
}

function units(app: App, { unit, years }: TimeShown): View {
  const { time: words } = app.strings.places;
  return (
    <Choice<Unit>
      key="unit"
      id="time-unit"
      label={words.unit}
      value={unit}
      options={unitsFor(years).map((value) => ({ value, text: words.units[value] }))}
      choose={(chosen) => app.places.look({ unit: chosen })}
    />
  );
}

/** The whole of the years that were chosen, for the queue. */
function ShowAll({ app, shown: { years, bins, spans } }: TimeRowsProps): View {
  const { time: words } = app.strings.places;
  const tips = useMemo(() => tipsWithin(spans, bins[0]?.from ?? 0, bins.at(-1)?.to ?? 0), [spans, bins]);
  const name = words.between(yearWords(years.first, app), yearWords(years.last, app));
  return (
    <Button
      id="time-show"
      label={words.showAll(tips.size)}
      act={() => app.places.show(tips, words.said[app.places.looking.when](name))}
    />
  );
}

function Bars({ app, shown: { bins, unit, spans } }: TimeRowsProps): View {
  const { time: words } = app.strings.places;
  const mostOf = (count: (bin: Bin) => number) => greatest(bins.map(count), 1);
  const most = mostOf(({ surely, perhaps }) => surely + perhaps);
  const mostGoing = mostOf(({ going }) => going);
  const tall = (count: number) => `${(100 * count) / most}%`;
  return (
    <div>
      <ul class="legend hint">
        {(["surely", "perhaps", "going"] as const).map((layer) => (
          <li key={layer} class={layer}>
            {words[layer]}
          </li>
        ))}
      </ul>
      <div class="time-bars" id="timeline" role="group" aria-label={words.bars}>
        {bins.map((bin) => {
          const { from, to, surely, perhaps, going } = bin;
          const label = words.bar(binWords(from, unit, app), surely, perhaps, going);
          const tips = surely + perhaps;
          return (
            <Button
              key={from}
              kind="time-bar"
              disabled={tips === 0}
              aria-label={label}
              title={label}
              act={() => {
                const said = words.said[app.places.looking.when](binWords(from, unit, app));
                app.places.show(tipsWithin(spans, from, to), said);
              }}
            >
              <span class="going" style={{ opacity: going / mostGoing }} />
              <span class="perhaps" style={{ height: tall(tips) }} />
              <span class="surely" style={{ height: tall(surely) }} />
            </Button>
          );
        })}
      </div>
      <Axis app={app} bins={bins} unit={unit} />
    </div>
  );
}

/** The first, the middle and the last; each bar tells its own time. */
function Axis({ app, bins, unit }: AppProps & { readonly bins: readonly Bin[]; readonly unit: Unit }): View {
  const marks = [bins[0], bins[bins.length >> 1], bins.at(-1)].flatMap((bin) => bin ?? []);
  const different = marks.filter((bin, i) => marks.indexOf(bin) === i);
  return (
    <p class="axis hint" aria-hidden="true">
      {different.map(({ from }) => (
        <span key={from}>{binWords(from, unit, app)}</span>
      ))}
    </p>
  );
}
