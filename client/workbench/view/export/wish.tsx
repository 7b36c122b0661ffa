import { Button, Choice, Tick } from "../../../browser/view/controls.tsx";
import { CASE_KINDS } from "../../../casebook/export/case.ts";
import { AUDIENCES, type Audience, EXPORT_FORMS, type ExportForm } from "../../../casebook/what.ts";
import type { Language } from "../../../report/vocabulary/languages.ts";
import { LANGUAGES } from "../../strings/languages.ts";
import type { AppProps, View } from "../view.ts";
import { RecipientChoice } from "./recipient.tsx";

/** In which form, for whom, how exact, and what. */
export function WishForm({ app }: AppProps): View {
  const { exports, strings } = app;
  const { exports: words } = strings;
  const { wish, working } = exports;
  const audiences = AUDIENCES.filter((audience) => audience !== "statistics" || wish.form === "counts");
  return (
    <section class="wish" aria-label={words.heading}>
      <div class="choices">
        <Choice<ExportForm>
          id="export-form"
          label={words.form}
          value={wish.form}
          options={EXPORT_FORMS.map((value) => ({ value, text: words.forms[value] }))}
          choose={(form) => exports.ask({ form })}
        />
        <Choice<Audience>
          id="export-audience"
          label={words.audience}
          value={wish.audience}
          options={audiences.map((value) => ({ value, text: words.audiences[value] }))}
          choose={(audience) => exports.ask({ audience })}
        />
      </div>
      <p class="hint">{words.needs[wish.audience]}</p>
      {wish.form === "uwazi" ? <p class="hint">{words.uwaziHint}</p> : null}
      {wish.form === "counts" ? <CountsWish app={app} /> : <CasesWish app={app} />}
      <Button
        kind="primary"
        id="look"
        disabled={working}
        label={working ? words.looking : words.look}
        act={() => exports.look()}
      />
    </section>
  );
}

function CasesWish({ app }: AppProps): View {
  const { exports, strings } = app;
  const { exports: words } = strings;
  const { exactPlaces, kinds, only } = exports.wish;
  return (
    <div class="wish-cases">
      <fieldset>
        <legend>{words.kinds}</legend>
        {CASE_KINDS.map((kind) => (
          <Tick
            key={kind}
            id={`export-${kind}`}
            label={words.caseKinds[kind]}
            ticked={kinds.includes(kind)}
            tick={(ticked) =>
              exports.ask({
                kinds: CASE_KINDS.filter((other) => (other === kind ? ticked : kinds.includes(other))),
              })
            }
          />
        ))}
      </fieldset>
      {only === null ? null : (
        <p class="among">
          {words.only(only.said)}
          <Button kind="plain" label={words.everything} act={() => exports.ask({ only: null })} />
        </p>
      )}
      <RecipientChoice app={app} />
      <Choice<Language>
        id="export-language"
        label={words.language}
        value={exports.language}
        options={LANGUAGES.map(({ language, name }) => ({ value: language, text: name }))}
        choose={(language) => exports.ask({ language })}
      />
      <Tick
        id="export-exact"
        label={words.exactPlaces}
        ticked={exactPlaces}
        tick={(ticked) => exports.ask({ exactPlaces: ticked })}
      />
      <p class={exactPlaces ? "warning" : "hint"}>{words.exactWarning}</p>
    </div>
  );
}

function CountsWish({ app }: AppProps): View {
  const { counts, strings } = app;
  const { exports: words, counts: counted } = strings;
  const { base, rows, columns } = counts.counting;
  const by = counted.caption(counted.dimensions[rows], columns === null ? "" : counted.dimensions[columns]);
  return (
    <div class="wish-cases">
      <p>{words.countsAs(counted.bases[base], by)}</p>
      <Button kind="plain" label={words.chooseCounts} act={() => app.goTo("counts")} />
    </div>
  );
}
