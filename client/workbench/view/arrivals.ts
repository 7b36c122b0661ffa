import { h } from "preact";
import { FilePicker } from "../../browser/view/file-picker.ts";
import { harmlessLine } from "../../report/harmless.ts";
import type { App, BrokenEnvelope, OpenedBundle } from "../app.ts";
import type { Strings } from "../strings/strings.ts";
import type { View } from "./view.ts";

export interface ArrivalsProps {
  readonly app: App;
  /** Nothing has been opened yet. */
  readonly first: boolean;
}

/** Where files come in, and what became of them. */
export function Arrivals({ app, first }: ArrivalsProps): View {
  const { open: words } = app.strings;
  const news = [h(Progress, { app }), h(Bundles, { app }), h(CasebookNews, { app }), h(Broken, { app })];
  if (!first) return h("div", { class: "arrivals" }, news);
  return h(
    "section",
    { class: "panel" },
    h("h1", {}, words.heading),
    h("p", {}, words.lede),
    h(
      "div",
      { class: "actions" },
      h(FilePicker, {
        id: "files",
        label: words.choose,
        many: true,
        take: (files) => void app.openFiles(files),
      }),
    ),
    news,
  );
}

function Progress({ app }: { readonly app: App }): View {
  const { opening, strings } = app;
  return h(
    "div",
    { role: "status" },
    opening
      ? [
          h("progress", {
            max: opening.tips?.of ?? 100,
            value: opening.tips?.done ?? opening.percent,
            "aria-label": strings.open.heading,
          }),
          h("p", { class: "hint" }, openingWords(opening, strings)),
        ]
      : null,
  );
}

function openingWords(
  { name, percent, tips }: NonNullable<App["opening"]>,
  { open: words }: Strings,
): string {
  const shown = harmlessLine(name);
  return tips ? words.openingTips(shown, tips.done, tips.of) : words.opening(shown, percent);
}

function Bundles({ app }: { readonly app: App }): View | null {
  const said = app.bundles.flatMap((bundle) => sentencesOf(bundle, app));
  return said.length === 0
    ? null
    : h(
        "details",
        { class: "bundles", open: said.length > app.bundles.length },
        h("summary", {}, openedWords(app)),
        h(
          "ul",
          {},
          said.map((text) => h("li", {}, text)),
        ),
      );
}

function openedWords({ queue, strings }: App): string {
  const opened = [...queue.tips.values()].filter(({ source }) => source !== null).length;
  return strings.open.opened(opened, queue.tips.size - opened);
}

function sentencesOf({ file, head }: OpenedBundle, { strings: { open: words } }: App): string[] {
  const count = head.left.reduce((sum, day) => sum + day.count, 0);
  return [
    words.bundle(harmlessLine(file), head.made, head.count),
    ...(head.movedTo === null ? [] : [words.anchorMoved(head.movedTo)]),
    ...(head.courierKnown ? [] : [words.courierUnknown]),
    ...(count > 0 ? [words.left(count, head.left.length)] : []),
    ...(head.refusedDocuments > 0 ? [words.documentsRefused(head.refusedDocuments)] : []),
  ];
}

/** What is wrong with many envelopes of one file is said once. */
function Broken({ app }: { readonly app: App }): View | null {
  const { broken, strings } = app;
  if (broken.length === 0) return null;
  const alike = [...Map.groupBy(broken, ({ file, trouble }) => `${trouble} ${file}`).values()];
  return h(
    "details",
    { class: "broken", open: alike.length < 4 },
    h("summary", {}, strings.open.broken(broken.length)),
    h(
      "ul",
      {},
      alike.map((some, i) => h(BrokenAlike, { key: i, app, some })),
    ),
  );
}

interface BrokenAlikeProps {
  readonly app: App;
  readonly some: readonly BrokenEnvelope[];
}

function BrokenAlike({ app, some }: BrokenAlikeProps): View | null {
  const { open: words, troubles } = app.strings;
  const [first] = some;
  if (!first) return null;
  const { file, name, trouble } = first;
  const isAlone = some.length === 1;
  return h(
    "li",
    {},
    h("bdi", { class: "name" }, harmlessLine(!isAlone || name === file ? file : `${file} › ${name}`)),
    ": ",
    isAlone ? "" : `${words.alike(some.length)} `,
    troubles[trouble],
  );
}

/** What doesn't count in the casebook, and for whom it would be sealed. */
function CasebookNews({ app }: { readonly app: App }): View | null {
  const { casebook, strings } = app;
  const { casebook: words } = strings;
  const said = [
    ...(casebook.unknown > 0 ? [words.unknown(casebook.unknown)] : []),
    ...(casebook.refused > 0 ? [words.refused(casebook.refused)] : []),
    ...(casebook.doubted > 0 ? [words.doubted(casebook.doubted)] : []),
    ...(casebook.acts > 0 && casebook.people.every(({ hasLeft }) => hasLeft) ? [words.noReaders] : []),
  ];
  if (said.length === 0) return null;
  return h(
    "details",
    { class: "broken", open: true },
    h("summary", {}, words.heading),
    h(
      "ul",
      {},
      said.map((text) => h("li", { key: text }, text)),
    ),
  );
}
