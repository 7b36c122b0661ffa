import { FilePicker } from "../../browser/view/file-picker.tsx";
import { harmlessLine } from "../../report/harmless.ts";
import type { App } from "../app.ts";
import type { BrokenEnvelope, OpenedBundle, Opening } from "../arrivals/model.ts";
import type { Strings } from "../strings/strings.ts";
import type { AppProps, View } from "./view.ts";

export interface ArrivalsProps extends AppProps {
  /** Nothing has been opened yet. */
  readonly first: boolean;
}

/** Where files come in, and what became of them. */
export function Arrivals({ app, first }: ArrivalsProps): View {
  const { open: words } = app.strings;
  const news = [
    <Progress app={app} />,
    <Bundles app={app} />,
    <CasebookNews app={app} />,
    <Broken app={app} />,
  ];
  if (!first) return <div class="arrivals">{news}</div>;
  return (
    <section class="panel">
      <h1>{words.heading}</h1>
      <p>{words.lede}</p>
      <div class="actions">
        <FilePicker id="files" label={words.choose} many take={(files) => void app.arrivals.open(files)} />
      </div>
      {news}
    </section>
  );
}

function Progress({ app }: AppProps): View {
  const { arrivals, strings } = app;
  const { opening } = arrivals;
  return (
    <div role="status">
      {opening ? (
        <>
          <progress
            max={opening.tips?.of ?? 100}
            value={opening.tips?.done ?? opening.percent}
            aria-label={strings.open.heading}
          />
          <p class="hint">{openingWords(opening, strings)}</p>
        </>
      ) : null}
    </div>
  );
}

function openingWords({ name, percent, tips }: Opening, { open: words }: Strings): string {
  const shown = harmlessLine(name);
  return tips ? words.openingTips(shown, tips.done, tips.of) : words.opening(shown, percent);
}

function Bundles({ app }: AppProps): View | null {
  const said = app.arrivals.bundles.flatMap((bundle) => sentencesOf(bundle, app));
  const open = said.length > app.arrivals.bundles.length;
  return <News kind="bundles" open={open} summary={openedWords(app)} said={said} />;
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
function Broken({ app }: AppProps): View | null {
  const { broken } = app.arrivals;
  const alike = [...Map.groupBy(broken, ({ file, code }) => `${code} ${file}`).values()];
  const said = alike.flatMap((some) => brokenAlike(some, app));
  return (
    <News
      kind="broken"
      open={alike.length < 4}
      summary={app.strings.open.broken(broken.length)}
      said={said}
    />
  );
}

function brokenAlike([first, ...more]: readonly BrokenEnvelope[], { strings }: App): View[] {
  if (!first) return [];
  const { file, name, code } = first;
  const isAlone = more.length === 0;
  return [
    <>
      <bdi class="name">{harmlessLine(!isAlone || name === file ? file : `${file} › ${name}`)}</bdi>
      {": "}
      {isAlone ? "" : `${strings.open.alike(1 + more.length)} `}
      {strings.errors[code]}
    </>,
  ];
}

/** What doesn't count in the casebook, and for whom it would be sealed. */
function CasebookNews({ app }: AppProps): View | null {
  const { casebook, strings } = app;
  const { casebook: words } = strings;
  const said = [
    ...(casebook.unknown > 0 ? [words.unknown(casebook.unknown)] : []),
    ...(casebook.refused > 0 ? [words.refused(casebook.refused)] : []),
    ...(casebook.doubted > 0 ? [words.doubted(casebook.doubted)] : []),
    ...(casebook.acts > 0 && casebook.people.every(({ hasLeft }) => hasLeft) ? [words.noReaders] : []),
  ];
  return <News kind="broken" open summary={words.heading} said={said} />;
}

interface NewsProps {
  readonly kind: "bundles" | "broken";
  readonly open: boolean;
  readonly summary: string;
  readonly said: readonly (string | View)[];
}

function News({ kind, open, summary, said }: NewsProps): View | null {
  if (said.length === 0) return null;
  return (
    <details class={kind} open={open}>
      <summary>{summary}</summary>
      <ul>
        {said.map((one, i) => (
          <li key={i}>{one}</li>
        ))}
      </ul>
    </details>
  );
}
