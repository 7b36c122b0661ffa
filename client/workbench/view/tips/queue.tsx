import { useEffect, useRef, useState } from "preact/hooks";
import { countryName } from "../../../report/countries.ts";
import { wordsOf } from "../../../report/vocabulary/languages.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../../app.ts";
import type { Row } from "../../queue/row.ts";
import { ownWordsOf } from "../../queue/search.ts";
import { snippetOf } from "../../queue/snippet.ts";
import type { AppProps, RowProps, View } from "../view.ts";

/** Height of a line in CSS pixels, as queue.css has it: all lines are alike, so that any of ten thousand is found at once. */
const LINE = 52;

/** Lines that are drawn above and below what is seen. */
const SPARE = 6;

/** The queue. Only the lines in sight are in the document, however many there are. */
export function Queue({ app }: AppProps): View {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  const rows = app.queue.visible;
  const place = rows.findIndex(({ tip }) => tip.id === app.queue.at);
  useEffect(() => measure(box.current, setSeen), []);
  useEffect(() => scrollTo(box.current, place), [place]);
  const first = Math.max(0, Math.floor(seen.top / LINE) - SPARE);
  const last = Math.min(rows.length, Math.ceil((seen.top + seen.height) / LINE) + SPARE);
  return (
    <div
      ref={box}
      id="queue"
      class="queue"
      role="listbox"
      aria-multiselectable="true"
      tabIndex={0}
      aria-label={app.strings.queue.heading}
      aria-keyshortcuts="j k o Space / ?"
      {...(place >= first && place < last ? { "aria-activedescendant": idOf(place) } : {})}
      onScroll={({ currentTarget }) =>
        setSeen({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      {rows.length === 0 ? (
        <p class="nothing" role="option" aria-selected="false">
          {app.strings.queue.nothing}
        </p>
      ) : null}
      <div class="lines" role="presentation" style={{ height: `${rows.length * LINE}px` }}>
        {rows.slice(first, last).map((row, i) => (
          <Line key={row.tip.id} app={app} row={row} place={first + i} of={rows.length} />
        ))}
      </div>
    </div>
  );
}

function Line({ app, row, place, of }: RowProps & { readonly place: number; readonly of: number }): View {
  const { tip, designation } = row;
  const isSelected = app.queue.selected.has(tip.id);
  const unread = !app.queue.isRead(tip.id);
  const danger = tip.facts.need === "danger_now";
  return (
    <div
      id={idOf(place)}
      class={`row${unread ? " unread" : ""}${danger ? " danger" : ""}${app.queue.at === tip.id ? " at" : ""}${app.queue.open === tip.id ? " open" : ""}`}
      role="option"
      aria-selected={isSelected ? "true" : "false"}
      aria-current={app.queue.open === tip.id ? "true" : "false"}
      aria-posinset={place + 1}
      aria-setsize={of}
      style={{ transform: `translateY(${place * LINE}px)` }}
      onClick={() => app.queue.openTip(tip.id)}
    >
      <div
        class="select"
        aria-hidden="true"
        onClick={(event: MouseEvent) => {
          event.stopPropagation();
          app.queue.select(tip.id);
        }}
      >
        <span>{isSelected ? "✓" : ""}</span>
      </div>
      <div class="head">
        {unread ? <span class="dot" role="img" aria-label={app.strings.queue.unread} /> : null}
        <span class="designation">{designation}</span>
        <span class="tags">{tagsOf(row, app)}</span>
        <span class="day">
          {tip.day === null ? (
            app.strings.queue.noDay
          ) : (
            <>
              <span class="year">{tip.day.slice(0, 5)}</span>
              {tip.day.slice(5)}
            </>
          )}
        </span>
      </div>
      <p class="excerpt" dir="auto">
        {excerptOf(row, app)}
      </p>
    </div>
  );
}

/** What the source wrote, from just before what somebody looks for. */
function excerptOf(row: Row, app: App): (string | View)[] | string {
  const { excerpt } = row.tip.facts;
  const snippet = snippetOf(ownWordsOf(row.tip.contents), app.queue.looking.query);
  if (!snippet) return excerpt === "" ? kindsIn(row, app) : excerpt;
  return snippet.map(({ text, isMatch }, i) => (isMatch ? <mark key={i}>{text}</mark> : text));
}

function kindsIn({ tip }: Row, app: App): string {
  const { labels } = wordsOf(app.strings.language);
  return tip.facts.kinds.map((kind) => labels.kind[kind]).join(" · ");
}

function tagsOf(row: Row, app: App): View[] {
  const { strings } = app;
  const { tip, marks, alarming, kept, shut, status, priority, labels, differing } = row;
  const fold = app.queue.foldOf(tip.id);
  const { need, countries, cities, files } = tip.facts;
  const reviewing = reviewingLabels(strings.language);
  const words = wordsOf(strings.language);
  const named = countries.map((country) => countryName(country, strings.language));
  const [alarm] = marks;
  return [
    fold?.leader === tip.id ? tag("alike", strings.together.alike(fold.tips.length)) : null,
    need === "danger_now" || need === "danger_soon" ? tag(`need ${need}`, words.labels.need[need]) : null,
    priority === "urgent" || priority === "high" ? tag("grave", reviewing.priority[priority]) : null,
    alarming && alarm ? tag("alarm", strings.marks[alarm].short) : null,
    marks.includes("by-hand") ? tag("quiet", strings.queue.byHand) : null,
    differing ? tag("alarm", strings.queue.differing) : null,
    countries.length > 0 ? tag("place", [...named, ...cities.slice(0, 1)].join(" · ")) : null,
    status !== undefined && status !== "todo" ? tag("quiet", reviewing.status[status]) : null,
    shut === null ? null : tag("alarm", strings.together.shut),
    kept ? tag("kept", strings.queue.kept) : null,
    files > 0 ? tag("quiet", strings.queue.attachments(files)) : null,
    ...labels.slice(0, 2).map((label) => tag("label", label)),
  ].flatMap((made) => made ?? []);
}

function tag(kind: string, text: string): View {
  return (
    <span key={`${kind} ${text}`} class={`tag ${kind}`}>
      {text}
    </span>
  );
}

function idOf(place: number): string {
  return `row-${place}`;
}

function measure(box: HTMLElement | null, set: (seen: { top: number; height: number }) => void) {
  if (!box) return undefined;
  const observer = new ResizeObserver(() => set({ top: box.scrollTop, height: box.clientHeight }));
  observer.observe(box);
  return () => observer.disconnect();
}

/** Brings a line into sight, by as little as is needed. */
function scrollTo(box: HTMLElement | null, place: number): void {
  if (!box || place < 0) return;
  const [top, bottom] = [place * LINE, (place + 1) * LINE];
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}
