import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { filesOf } from "../../../opening/opened-tip.ts";
import { harmless } from "../../../report/harmless.ts";
import { type Entry, readableReport, type Said, type Section } from "../../../report/readable.ts";
import type { App } from "../../app.ts";
import type { Row } from "../../queue/row.ts";
import { LANGUAGES } from "../../strings/languages.ts";
import type { View } from "../view.ts";
import type { AppProps } from "../workbench.ts";
import { Files } from "./files.ts";
import { Review } from "./review.ts";

/** The tip that is open: what came, beside what reviewers make of it. */
export function Tip({ app }: AppProps): View {
  const row = app.queue.rowOf(app.queue.open);
  if (!row) return h("p", { class: "nothing" }, app.strings.tip.choose);
  return h(OneTip, { key: row.tip.id, app, row });
}

interface OneTipProps {
  readonly app: App;
  readonly row: Row;
}

function OneTip({ app, row }: OneTipProps): View {
  const { strings } = app;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.scrollIntoView({ block: "nearest" }), []);
  return h(
    "article",
    {},
    h(
      "div",
      { class: "tip-head" },
      h("h1", { ref: heading }, row.designation),
      h(
        "button",
        { type: "button", class: "quiet", onClick: () => app.queue.openTip(undefined) },
        strings.tip.close,
      ),
    ),
    h("p", { class: "hint" }, cameWords(row, app)),
    h(Noticed, { app, row }),
    h(
      "div",
      { class: "halves" },
      h(
        "div",
        { class: "sent" },
        h("h2", {}, strings.tip.asSent),
        h(Contents, { app, row }),
        h(Files, { app, row, files: filesOf(row.tip.contents) }),
      ),
      h(Review, { app, row }),
    ),
  );
}

function cameWords({ tip }: Row, { strings: { tip: words } }: App): string {
  const language = LANGUAGES.find((known) => known.language === tip.facts.language)?.name;
  return [
    tip.day === null ? words.cameLoose : words.came(tip.day),
    ...(language ? [words.writtenIn(language)] : []),
  ].join(" · ");
}

function Noticed({ app, row }: OneTipProps): View | null {
  if (row.marks.length === 0) return null;
  return h(
    "ul",
    { class: row.alarming ? "noticed alarming" : "noticed", "aria-label": app.strings.tip.noticed },
    row.marks.map((mark) => h("li", { key: mark }, app.strings.marks[mark].sentence)),
  );
}

function Contents({ app, row }: OneTipProps): View | readonly View[] {
  const { contents } = row.tip;
  const { tip: words, language } = app.strings;
  if (contents.kind === "report") return readableReport(contents.tip.report, language).map(sectionView);
  if (contents.kind === "unreadable") return h("p", {}, words.unreadable);
  if (contents.text === null) return h("p", {}, words.wholeFile);
  return [
    h("p", {}, words.wholeText),
    h("div", { class: "said quoted", dir: "auto" }, harmless(contents.text)),
  ];
}

function sectionView({ heading, entries }: Section): View {
  return h("section", { class: "part", key: heading }, h("h3", {}, heading), entries.map(entryView));
}

function entryView({ label, said }: Entry): View {
  return h(
    "div",
    { class: "entry", key: label },
    label === "" ? null : h("h4", {}, label),
    said.map((one, i) => h(SaidView, { key: i, one })),
  );
}

/** Words from outside stand apart from words of ours; what could hide or turn them round is written out. */
function SaidView({ one: { text, quoted } }: { readonly one: Said }): View {
  return quoted
    ? h("div", { class: "said quoted", dir: "auto" }, harmless(text))
    : h("p", { class: "said" }, text);
}
