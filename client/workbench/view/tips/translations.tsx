import { useState } from "preact/hooks";
import { languageName } from "../../../browser/language-name.ts";
import { Button, Choice, TextInput } from "../../../browser/view/controls.tsx";
import { contentOf } from "../../../casebook/export/content.ts";
import { byLanguage, type HeldWhy } from "../../../casebook/export/translations.ts";
import type { ActDigest } from "../../../casebook/names.ts";
import type { Said, TipView } from "../../../casebook/view.ts";
import { MOST_TRANSLATION, type WhatOf } from "../../../casebook/what.ts";
import { harmless } from "../../../report/harmless.ts";
import { ownWordsOf } from "../../queue/search.ts";
import { whoIs } from "../../review/who.ts";
import type { AppProps, RowProps, View } from "../view.ts";

/** Languages that sources and reviewers are likely to have; a casebook may hold others. */
const INTO = "en zh-Hans zh-Hant bo ug mn de es fr it ja ko nl ru tr".split(" ");

type Translated = Said<WhatOf<"translated">>;

/** What reviewers made of a kept tip's words in other languages, beside the words themselves, and the way to more. */
export function Translations({ app, row }: RowProps): View | null {
  const { translation: words } = app.strings;
  const view = app.casebook.views.get(row.tip.id);
  const original = ownWordsOf(row.tip.contents);
  if (!view || view.kept.length === 0 || original === "") return null;
  const held = heldIn(view, app.reviewer?.instance);
  const all = byLanguage(view.translations).flatMap(([, translations]) => translations);
  return (
    <section class="translations" aria-label={words.heading}>
      <h3>{words.heading}</h3>
      {all.map((one) => (
        <div key={one.act}>
          <Beside app={app} one={one} original={original} why={held.get(one.act)} />
          <Form app={app} row={row} view={view} one={one} waits={one.value.language} original={original} />
          <Button
            kind="plain"
            label={words.takeBack(languageName(one.value.language, app.strings.language))}
            act={() => app.casebook.act({ ...one.value, kind: "translated", text: "", without: [] })}
          />
        </div>
      ))}
      <Form app={app} row={row} view={view} original={original} />
    </section>
  );
}

function heldIn(
  view: TipView,
  instance: Parameters<typeof contentOf>[1] | undefined,
): Map<ActDigest, HeldWhy> {
  const held = instance ? (contentOf(view, instance)?.held ?? []) : [];
  return new Map(held.map(({ translation, why }) => [translation.act, why]));
}

interface BesideProps extends AppProps {
  readonly one: Translated;
  readonly original: string;
  readonly why: HeldWhy | undefined;
}

/** One translation, and what it is of. */
function Beside({ app, one: { value, by, on }, original, why }: BesideProps): View {
  const { translation: words, language } = app.strings;
  return (
    <div>
      <div class="beside">
        <div>
          <h4>{words.original}</h4>
          <div class="said quoted" dir="auto">
            {harmless(original)}
          </div>
        </div>
        <div>
          <h4>{words.by(languageName(value.language, language), whoIs(app, by), on)}</h4>
          <div class="said quoted" dir="auto" lang={value.language}>
            {harmless(value.text)}
          </div>
        </div>
      </div>
      {why ? (
        <p class="warning" role="status">
          {words.held[why]}
        </p>
      ) : null}
    </div>
  );
}

interface FormProps extends RowProps {
  readonly view: TipView;
  readonly original: string;
  /** The one that is to be changed; undefined for another. */
  readonly one?: Translated;
  /** As what of the tip's drafts: by its language, since whoever changes a translation makes another act of it. */
  readonly waits?: string;
}

interface Typed {
  readonly into: string;
  readonly text: string;
}

/** By saving, somebody says that what is redacted now isn't in it. */
function Form({ app, row, view, one, waits, original }: FormProps): View {
  const { translation: words, language } = app.strings;
  const { id: tip } = row.tip;
  const typed = app.drafts.get<Typed | undefined>("translation", tip, undefined, waits);
  // What was typed waits with its language; a language alone is nothing yet.
  const before = { into: one?.value.language ?? language, text: one?.value.text ?? "" };
  const [chosen, setChosen] = useState(before.into);
  const { into, text } = typed ?? { into: chosen, text: before.text };
  const type = (next: Typed) =>
    app.drafts.put("translation", tip, next.text === before.text ? undefined : next, waits);
  const id = one ? `translation-${one.act.slice(0, 16)}` : "translation";
  const without = view.redactions.map(({ act }) => act).sort();
  const save = async () => {
    if (await app.casebook.perform({ kind: "translated", tip, language: into, text, without }))
      app.drafts.added("translation", tip, typed, waits);
  };
  return (
    <details>
      <summary>{one ? words.edit(languageName(into, language)) : words.add}</summary>
      {one ? null : (
        <Choice<string>
          id={`${id}-into`}
          label={words.language}
          value={into}
          options={INTO.map((value) => ({ value, text: languageName(value, language) }))}
          choose={(next) => {
            setChosen(next);
            type({ into: next, text });
          }}
        />
      )}
      <p class="hint">{words.hint}</p>
      {without.length > 0 ? <p class="warning">{words.redacted(without.length)}</p> : null}
      <div class="beside">
        <div class="said quoted" dir="auto">
          {harmless(original)}
        </div>
        <div>
          <TextInput
            id={id}
            label={words.text}
            hiddenLabel
            rows={8}
            dir="auto"
            most={MOST_TRANSLATION}
            value={text}
            take={(typed) => type({ into, text: typed })}
          />
        </div>
      </div>
      <Button id={`${id}-save`} disabled={text.trim() === ""} label={words.save} act={save} />
    </details>
  );
}
