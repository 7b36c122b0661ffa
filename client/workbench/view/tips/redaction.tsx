import type { TargetedEvent } from "preact";
import { useState } from "preact/hooks";
import { TextInput, Tick } from "../../../browser/view/controls.tsx";
import type { TipView } from "../../../casebook/view.ts";
import { MOST_AT_ONCE, type Occurrence, occurrencesOf } from "../../redaction/occurrences.ts";
import { isUnredacted } from "../../redaction/pieces.ts";
import { selectedPieces, selectedSpans } from "../../redaction/selected.ts";
import type { RedactableText } from "../../redaction/texts.ts";
import type { AppProps, View } from "../view.ts";
import { NOTHING, RedactForm, type Redacting } from "./redact-form.tsx";
import { Redactions } from "./redactions.tsx";

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
