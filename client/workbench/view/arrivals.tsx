import { FilePicker } from "../../browser/view/file-picker.tsx";
import { harmlessLine } from "../../report/harmless.ts";
import type { App } from "../app.ts";
import type { BrokenEnvelope, OpenedBundle, Opening } from "../arrivals/desk.ts";
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

function Progress({ app }: { readonly app: App }): View {
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

function Bundles({ app }: { readonly app: App }): View | null {
  const said = app.arrivals.bundles.flatMap((bundle) => sentencesOf(bundle, app));
  return said.length === 0 ? null : (
    <details class="bundles" open={said.length > app.arrivals.bundles.length}>
      <summary>{openedWords(app)}</summary>
      <ul>
        {said.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    </details>
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
  const { arrivals, strings } = app;
  const { broken } = arrivals;
  if (broken.length === 0) return null;
  const alike = [...Map.groupBy(broken, ({ file, trouble }) => `${trouble} ${file}`).values()];
  return (
    <details class="broken" open={alike.length < 4}>
      <summary>{strings.open.broken(broken.length)}</summary>
      <ul>
        {alike.map((some, i) => (
          <BrokenAlike key={i} app={app} some={some} />
        ))}
      </ul>
    </details>
  );
}

function BrokenAlike({ app, some }: AppProps & { readonly some: readonly BrokenEnvelope[] }): View | null {
  const { open: words, troubles } = app.strings;
  const [first] = some;
  if (!first) return null;
  const { file, name, trouble } = first;
  const isAlone = some.length === 1;
  return (
    <li>
      <bdi class="name">{harmlessLine(!isAlone || name === file ? file : `${file} › ${name}`)}</bdi>
      {": "}
      {isAlone ? "" : `${words.alike(some.length)} `}
      {troubles[trouble]}
    </li>
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
  return (
    <details class="broken" open>
      <summary>{words.heading}</summary>
      <ul>
        {said.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}
