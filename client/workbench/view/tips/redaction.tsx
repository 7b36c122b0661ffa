import type { TargetedEvent } from "preact";
import { useState } from "preact/hooks";
import { Button, TextInput, Tick } from "../../../browser/view/controls.tsx";
import { isRefusal } from "../../../casebook/finding-codes.ts";
import type { TipView } from "../../../casebook/view.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import { MOST_AT_ONCE, type Occurrence, occurrencesOf } from "../../redaction/occurrences.ts";
import { isUnredacted } from "../../redaction/pieces.ts";
import { selectedPieces, selectedSpans } from "../../redaction/selected.ts";
import type { RedactableText } from "../../redaction/texts.ts";
import { whoIs } from "../../review/who.ts";
import { useFirst } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";
import { NOTHING, RedactForm, type Redacting } from "./redact-form.tsx";

export interface RedactionProps extends AppProps {
  readonly view: TipView;
  readonly texts: readonly RedactableText[];
  readonly asItLeaves: boolean;
  readonly showAsItLeaves: (leaves: boolean) => void;
}

/** Marking what is to leave in no export: by selecting it, or by typing it. */
export function Redaction(props: RedactionProps): View {
  const { app, view, texts, asItLeaves, showAsItLeaves } = props;
  const { redaction: words } = app.strings;
  const draft = app.drafts.get("redaction", view.tip, NOTHING);
  const [hint, setHint] = useState(false);
  const spans = draft.spans?.filter((span) => isUnredacted(span, view.redactions));
  const put = (next: Redacting) =>
    app.drafts.put("redaction", view.tip, next.spans || next.words !== "" ? next : undefined);
  const takeSelection = ({ currentTarget }: TargetedEvent<HTMLButtonElement>) => {
    const within = currentTarget.closest(".sent");
    const selected = within ? selectedSpans(texts, selectedPieces(within)) : [];
    setHint(selected.length === 0);
    if (selected.length > 0) put({ ...NOTHING, why: draft.why, spans: withOthers(texts, selected) });
  };
  const find = (value: string) => {
    setHint(false);
    const found = value.trim() === "" ? undefined : occurrencesOf(texts, value);
    put({ ...NOTHING, why: draft.why, words: value, spans: found });
  };
  const listed = spans?.slice(0, MOST_AT_ONCE) ?? [];
  return (
    <section class="redaction" aria-label={words.heading}>
      <h3>{words.heading}</h3>
      <p class="hint">{words.lede}</p>
      <button
        type="button"
        class="quiet"
        id="redact-selection"
        disabled={asItLeaves}
        // Pressing a button must not end the selection that it is about.
        onMouseDown={(event: MouseEvent) => event.preventDefault()}
        onClick={takeSelection}
      >
        {words.selection}
      </button>
      <p class="hint" role="status">
        {hint ? words.nothingSelected : ""}
      </p>
      <TextInput
        id="redact-words"
        label={words.words}
        value={draft.words}
        aria-describedby="redact-words-hint"
        take={find}
      />
      <p class="hint" id="redact-words-hint">
        {words.wordsHint}
      </p>
      <p role="status">{spans ? words.found(spans.length) : ""}</p>
      {spans && spans.length > MOST_AT_ONCE ? <p class="warning">{words.firstOnly(MOST_AT_ONCE)}</p> : null}
      {listed.length > 0 ? (
        <RedactForm app={app} tip={view.tip} spans={listed} draft={draft} put={put} />
      ) : null}
      <Tick id="as-it-leaves" label={words.asItLeaves} ticked={asItLeaves} tick={showAsItLeaves} />
      {asItLeaves ? <p class="hint">{words.asItLeavesHint}</p> : null}
      <Redactions app={app} view={view} texts={texts} />
    </section>
  );
}

/** A short selection probably stands for a name: wherever else it stands is offered too. */
const MOST_OF_A_NAME = 40;

function withOthers(
  texts: readonly RedactableText[],
  selected: readonly Occurrence[],
): readonly Occurrence[] {
  const [only, ...more] = selected;
  if (!only || more.length > 0 || only.words.length > MOST_OF_A_NAME) return selected;
  const others = occurrencesOf(texts, only.words);
  const isThere = others.some(
    ({ field, from, to }) => field === only.field && from === only.from && to === only.to,
  );
  return isThere ? others : [only, ...others];
}

export interface RedactionsProps extends AppProps {
  readonly view: TipView;
  readonly texts: readonly RedactableText[];
}

/** What is redacted in a tip, by whom and why, in the order of the texts; each can be taken back. */
export function Redactions({ app, view, texts }: RedactionsProps): View | null {
  const { redaction: words } = app.strings;
  const places = texts.map(({ field }) => field);
  const redactions = view.redactions.toSorted(
    (a, b) => places.indexOf(a.value.field) - places.indexOf(b.value.field) || a.value.from - b.value.from,
  );
  const [first, more] = useFirst(app, redactions);
  if (redactions.length === 0) return null;
  return (
    <section class="redactions" aria-label={words.marks(redactions.length)}>
      <h4>{words.marks(redactions.length)}</h4>
      <ul>
        {first.map(({ act, value, by, on, doubt }) => {
          const text = texts.find(({ field }) => field === value.field)?.text ?? "";
          const marked = harmlessLine(text.slice(value.from, value.to).replace(/\s+/g, " "));
          return (
            <li key={act}>
              <mark class="redacted" dir="auto">
                {marked}
              </mark>
              <p class="said" dir="auto">
                {harmlessLine(value.why)}
              </p>
              <p class="hint">{`${whoIs(app, by)} · ${on}`}</p>
              {doubt && isRefusal(doubt) ? (
                <p class="warning">{app.strings.unverified.redactionNote}</p>
              ) : null}
              {view.awaiting.map(({ value: other, act: lift, by: whom, on: when }) =>
                other.kind === "unredacted" && other.redaction === act ? (
                  <p
                    key={lift}
                    class="hint"
                  >{`${app.strings.unverified.awaits} ${app.strings.exports.exceptions.unredacted(whoIs(app, whom), when)}`}</p>
                ) : null,
              )}
              <Button
                kind="plain"
                aria-label={words.takeBackOf(marked)}
                label={words.takeBack}
                act={() => app.casebook.act({ kind: "unredacted", tip: view.tip, redaction: act })}
              />
            </li>
          );
        })}
      </ul>
      {more}
    </section>
  );
}
