import { h } from "preact";
import { useState } from "preact/hooks";
import { Choice } from "../../../browser/view/fields.ts";
import { ENCODING_NAMES, ENCODINGS, type Encoding } from "../../../opening/encodings.ts";
import type { ByHand } from "../../../opening/opened-tip.ts";
import { harmless } from "../../../report/harmless.ts";
import { type Entry, readableReport, type Said, type Section } from "../../../report/readable.ts";
import type { App } from "../../app.ts";
import type { Row } from "../../queue/row.ts";
import { isAsKept, type RedactableText, textsOf } from "../../redaction/texts.ts";
import type { View } from "../view.ts";
import { Redaction } from "./redaction.ts";
import { SaidText, type SaidTextProps } from "./said-text.ts";
import { Versions } from "./versions.ts";

export interface ContentsProps {
  readonly app: App;
  readonly row: Row;
  /** What follows from the facts. */
  readonly behindFacts: View;
}

/** What came, as it was sent, with what is redacted in it marked; or as it would leave. */
export function Contents({ app, row, behindFacts }: ContentsProps): View {
  const { contents, id } = row.tip;
  const [leaves, showAsItLeaves] = useState(false);
  const known = app.casebook.views.get(id);
  const kept = known && known.kept.length > 0 ? known : undefined;
  const texts = textsOf(contents);
  const asKept = kept !== undefined && isAsKept(contents, kept);
  const view = asKept ? kept : undefined;
  const asItLeaves = leaves && view !== undefined;
  return h(
    "div",
    {},
    kept ? h(Versions, { app, row, kept: kept.kept }) : null,
    h(Words, { app, row, behindFacts, texts, view, asItLeaves }),
    texts.length === 0
      ? null
      : view
        ? h(Redaction, { app, view, texts, asItLeaves, showAsItLeaves })
        : h(Unredactable, { app, isKept: kept !== undefined }),
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
  if (contents.kind === "unreadable") return h("p", {}, words.unreadable);
  if (contents.kind === "report") {
    // The texts stand in the order in which the report is read, so the n-th quotation is the n-th text.
    const quotations = texts.values();
    const said = (one: Said): View => {
      const next = one.quoted ? quotations.next().value : undefined;
      return next?.text === one.text
        ? h(SaidText, { text: next, view, asItLeaves })
        : h(
            "div",
            one.quoted ? { class: "said quoted", dir: "auto" } : { class: "said" },
            harmless(one.text),
          );
    };
    const read = readableReport(contents.tip.report, language);
    const sections = read.map((section) => sectionView(section, said));
    const own = contents.tip.report.narrative === "" ? sections.length : sections.length - 1;
    return h(
      "div",
      {},
      h("div", { class: "own-words" }, sections.slice(own)),
      h("section", { class: "facts", "aria-label": facts }, sections.slice(0, own), behindFacts),
    );
  }
  return h(
    "div",
    {},
    h("p", {}, text ? words.wholeText : words.wholeFile),
    h(HowRead, { app, row, contents, asKept: view !== undefined }),
    text ? h(SaidText, { text, view, asItLeaves }) : null,
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
  return h(
    "div",
    {},
    tooLong ? h("p", { class: "warning" }, words.tooLong) : null,
    leftOut > 0 ? h("p", { class: "hint" }, words.leftOut(leftOut)) : null,
    first === undefined ? null : h("p", { class: "hint", role: "status" }, words.readAs(names)),
    first === undefined || asKept
      ? null
      : h(Choice<Encoding>, {
          id: "read-as",
          label: words.readAsElse,
          value: first,
          options: ENCODINGS.map((value) => ({ value, text: ENCODING_NAMES[value] })),
          choose: (encoding) => void app.readAs(row.tip, encoding),
        }),
  );
}

function sectionView({ heading, entries }: Section, said: (one: Said) => View): View {
  return h(
    "section",
    { class: "part", key: heading },
    h("h3", {}, heading),
    entries.map((entry) => entryView(entry, said)),
  );
}

function entryView({ label, said }: Entry, view: (one: Said) => View): View {
  return h(
    "div",
    { class: "entry", key: label },
    label === "" ? null : h("h4", {}, label),
    said.map((one, i) => h("div", { key: i }, view(one))),
  );
}

interface UnredactableProps {
  readonly app: App;
  readonly isKept: boolean;
}

function Unredactable({ app, isKept }: UnredactableProps): View {
  const { redaction: words } = app.strings;
  return h(
    "section",
    { class: "redaction", "aria-label": words.heading },
    h("h3", {}, words.heading),
    h("p", { class: "hint" }, isKept ? words.notAsKept : words.notKept),
  );
}
