import { languageName } from "../../../browser/language-name.ts";
import { Button, TextInput } from "../../../browser/view/controls.tsx";
import { MOST_REASON } from "../../../casebook/what.ts";
import { harmless, harmlessLine } from "../../../report/harmless.ts";
import { whoIs } from "../../review/who.ts";
import type { ReadDraft } from "../../worker/casebook-messages.ts";
import type { AppProps, View } from "../view.ts";
import { letterWords } from "./words.ts";

/** Letters that a colleague asks this reviewer to sign, and own ones that came back. */
export function DraftsIn({ app }: AppProps): View | null {
  const { letters, strings } = app;
  if (letters.drafts.length === 0) return null;
  return (
    <section class="drafts-in" aria-labelledby="drafts-in">
      <h2 id="drafts-in">{strings.letters.drafts}</h2>
      {letters.drafts.map((draft) => (
        <OneDraft key={draft.name} app={app} draft={draft} />
      ))}
    </section>
  );
}

interface DraftProps extends AppProps {
  readonly draft: ReadDraft;
}

function OneDraft({ app, draft }: DraftProps): View {
  const { letters: words, language } = app.strings;
  const row = app.queue.rowOf(draft.tip);
  const answering = app.letters.answering(draft);
  const { number, on, language: written } = draft.letter;
  const names = draft.signers.map((key) => whoIs(app, key));
  return (
    <article class="draft">
      <h3>{answering === "yes" && row ? words.draftTo(row.designation) : words.draftToNobody}</h3>
      <p class="hint">{words.draftIs(number, on, languageName(written, language))}</p>
      {row ? <Button kind="plain" label={words.openTip} act={() => app.openTip(draft.tip)} /> : null}
      {answering === "yes" ? null : (
        <p class="warning">{answering === "another" ? words.draftElsewhere : words.draftFor}</p>
      )}
      <div class="said quoted" dir="auto" lang={draft.letter.language}>
        {harmless(letterWords(app, draft.letter))}
      </div>
      <p class="hint">{words.signedBy(new Intl.ListFormat(language).format(names))}</p>
      <WhatToDo app={app} draft={draft} />
      <Button kind="plain" label={words.putAway} act={() => app.letters.putAway(draft)} />
    </article>
  );
}

function WhatToDo({ app, draft }: DraftProps): View | null {
  const { letters: words } = app.strings;
  const isKnown = app.casebook.letters.some(({ name, isSound }) => name === draft.name && isSound);
  if (draft.refusal !== null) return <p class="warning">{words.refused(harmlessLine(draft.refusal))}</p>;
  if (isKnown) return <p class="hint">{words.taken}</p>;
  if (draft.isSound)
    return app.letters.answering(draft) === "yes" ? (
      <Button
        kind="primary"
        id="take-draft"
        disabled={app.letters.isBusy}
        label={words.take}
        act={() => app.letters.accept(draft)}
      />
    ) : null;
  if (draft.signers.includes(app.reviewerKey)) return <p class="hint">{words.waiting}</p>;
  return <Answer app={app} draft={draft} />;
}

function Answer({ app, draft }: DraftProps): View {
  const { letters: words } = app.strings;
  const [why, setWhy, added] = app.drafts.text("refusal", draft.name);
  const refuse = async () => {
    if (await app.letters.answer(draft, why.trim())) added();
  };
  return (
    <div class="answering">
      <p class="hint">{words.luring}</p>
      {app.letters.answering(draft) === "yes" ? (
        <Button
          kind="primary"
          id="sign-draft"
          disabled={app.letters.isBusy}
          label={words.mySignature}
          act={() => app.letters.answer(draft, null)}
        />
      ) : null}
      <TextInput id="refuse-why" label={words.refuseWhy} most={MOST_REASON} value={why} take={setWhy} />
      <Button
        id="refuse-draft"
        disabled={app.letters.isBusy || why.trim() === ""}
        label={words.refuse}
        act={refuse}
      />
    </div>
  );
}
