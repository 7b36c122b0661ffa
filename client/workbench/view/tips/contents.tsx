import { useState } from "preact/hooks";
import { Choice } from "../../../browser/view/controls.tsx";
import { ENCODING_NAMES, ENCODINGS, type Encoding } from "../../../opening/encodings.ts";
import type { ByHand } from "../../../opening/opened-tip.ts";
import { harmless } from "../../../report/harmless.ts";
import { type Entry, readableReport, type Said, type Section } from "../../../report/readable.ts";
import { isAsKept, type RedactableText, textsOf } from "../../redaction/texts.ts";
import type { AppProps, RowProps, View } from "../view.ts";
import { Redaction } from "./redaction.tsx";
import { SaidText, type SaidTextProps } from "./said-text.tsx";
import { Versions } from "./versions.tsx";

export interface ContentsProps extends RowProps {
  /** What follows from the facts. */
  readonly behindFacts: View;
}

/** What came, as it was sent, with what is redacted in it marked; or as it would leave. */
export function Contents(props: ContentsProps): View {
  const { app, row } = props;
  const { contents, id } = row.tip;
  const [leaves, showAsItLeaves] = useState(false);
  const known = app.casebook.views.get(id);
  const kept = known && known.kept.length > 0 ? known : undefined;
  const texts = textsOf(contents);
  const asKept = kept !== undefined && isAsKept(contents, kept);
  const view = asKept ? kept : undefined;
  const asItLeaves = leaves && view !== undefined;
  return (
    <div>
      {kept ? <Versions app={app} row={row} kept={kept.kept} /> : null}
      <Words {...props} texts={texts} view={view} asItLeaves={asItLeaves} />
      {texts.length === 0 ? null : view ? (
        <Redaction
          app={app}
          view={view}
          texts={texts}
          asItLeaves={asItLeaves}
          showAsItLeaves={showAsItLeaves}
        />
      ) : (
        <Unredactable app={app} isKept={kept !== undefined} />
      )}
    </div>
  );
}

interface WordsProps extends ContentsProps, Pick<SaidTextProps, "view" | "asItLeaves"> {
  readonly texts: readonly RedactableText[];
}

function Words({ app, row, behindFacts, texts, view, asItLeaves }: WordsProps): View {
  const { contents } = row.tip;
  const { tip: words, triage, language } = app.strings;
  const { facts } = triage;
  const [text] = texts;
  if (contents.kind === "unreadable") return <p>{words.unreadable}</p>;
  if (contents.kind === "report") {
    // The texts stand in the order in which the report is read, so the n-th quotation is the n-th text.
    const quotations = texts.values();
    const said = (one: Said): View => {
      const next = one.quoted ? quotations.next().value : undefined;
      return next?.text === one.text ? (
        <SaidText text={next} view={view} asItLeaves={asItLeaves} />
      ) : (
        <div {...(one.quoted ? { class: "said quoted", dir: "auto" } : { class: "said" })}>
          {harmless(one.text)}
        </div>
      );
    };
    const read = readableReport(contents.tip.report, language);
    const sections = read.map((section) => sectionView(section, said));
    const own = contents.tip.report.narrative === "" ? sections.length : sections.length - 1;
    return (
      <div>
        <div class="own-words">{sections.slice(own)}</div>
        <section class="facts" aria-label={facts}>
          {sections.slice(0, own)}
          {behindFacts}
        </section>
      </div>
    );
  }
  return (
    <div>
      <p>{text ? words.wholeText : words.wholeFile}</p>
      <HowRead app={app} row={row} contents={contents} asKept={view !== undefined} />
      {text ? <SaidText text={text} view={view} asItLeaves={asItLeaves} /> : null}
    </div>
  );
}

interface HowReadProps extends Pick<ContentsProps, "app" | "row"> {
  readonly contents: ByHand;
  readonly asKept: boolean;
}

/** How the bytes of a text were read, another way to choose as long as these aren't the words kept, and what isn't shown. */
function HowRead({ app, row, contents, asKept }: HowReadProps): View {
  const { tip: words } = app.strings;
  const { readAs, tooLong, leftOut } = contents;
  const [first] = readAs;
  const names = readAs.map((encoding) => ENCODING_NAMES[encoding]).join(", ");
  return (
    <div>
      {tooLong ? <p class="warning">{words.tooLong}</p> : null}
      {leftOut > 0 ? <p class="hint">{words.leftOut(leftOut)}</p> : null}
      {first === undefined ? null : (
        <p class="hint" role="status">
          {words.readAs(names)}
        </p>
      )}
      {first === undefined || asKept ? null : (
        <Choice<Encoding>
          id="read-as"
          label={words.readAsElse}
          value={first}
          options={ENCODINGS.map((value) => ({ value, text: ENCODING_NAMES[value] }))}
          choose={(encoding) => void app.arrivals.readAs(row.tip, encoding)}
        />
      )}
    </div>
  );
}

function sectionView({ heading, entries }: Section, said: (one: Said) => View): View {
  return (
    <section key={heading} class="part">
      <h3>{heading}</h3>
      {entries.map((entry) => entryView(entry, said))}
    </section>
  );
}

function entryView({ label, said }: Entry, view: (one: Said) => View): View {
  return (
    <div key={label} class="entry">
      {label === "" ? null : <h4>{label}</h4>}
      {said.map((one, i) => (
        <div key={i}>{view(one)}</div>
      ))}
    </div>
  );
}

function Unredactable({ app, isKept }: AppProps & { readonly isKept: boolean }): View {
  const { redaction: words } = app.strings;
  return (
    <section class="redaction" aria-label={words.heading}>
      <h3>{words.heading}</h3>
      <p class="hint">{isKept ? words.notAsKept : words.notKept}</p>
    </section>
  );
}
