import { Button, Choice, TextField, Tick } from "../../../browser/view/controls.tsx";
import { MOST_SUMMARY, type WhatOf } from "../../../casebook/what.ts";
import { type Country, countryChoices, countryName } from "../../../report/countries.ts";
import { codesOf } from "../../../report/vocabulary/codes.ts";
import { wordsOf } from "../../../report/vocabulary/languages.ts";
import type { App } from "../../app.ts";
import {
  entityOf,
  harmlessLabel,
  MOST_TITLE,
  type NewEntity,
  SORTS,
  type Sort,
} from "../../stations/entity.ts";
import { Differing } from "../tips/differing.tsx";
import type { AppProps, EntityProps, View } from "../view.ts";

/** What a station or an incident is. All of it is one value: saved at once, and where reviewers differ, decided at once. */
export function EntityForm({ app, view }: EntityProps): View | null {
  const { stations: words } = app.strings;
  const is = entityOf(view);
  if (!is) return null;
  return (
    <section id="entity-form" class="entity-form">
      <h2>{words.edit}</h2>
      <Differing<WhatOf<"entity">> app={app} current={view.is} text={(value) => inOneLine(value, app)} />
      <Fields key={is.entity} app={app} is={is} />
    </section>
  );
}

function Fields({ app, is }: AppProps & { readonly is: WhatOf<"entity"> }): View {
  const { stations: words, language } = app.strings;
  const { labels } = wordsOf(language);
  const { entity } = is;
  const changes = app.drafts.get<Partial<NewEntity>>("entity", entity, {});
  const now = { ...is, ...changes };
  const isChanged = JSON.stringify(now) !== JSON.stringify(is);
  const change = (more: Partial<NewEntity>) => {
    const isAsBefore = JSON.stringify({ ...now, ...more }) === JSON.stringify(is);
    app.drafts.put("entity", entity, isAsBefore ? undefined : { ...changes, ...more });
  };
  const save = async () => {
    const isSigned = await app.casebook.perform({ ...now, title: harmlessLabel(now.title) });
    if (isSigned) app.drafts.added("entity", entity, changes);
  };
  return (
    <div class="form">
      <TextField
        id="entity-title"
        label={words.title}
        dir="auto"
        most={MOST_TITLE}
        value={now.title}
        take={(typed) => change({ title: typed })}
      />
      <Choice<Sort>
        id="entity-sort"
        label={words.sort}
        value={now.sort}
        options={SORTS.map((value) => ({ value, text: words.sorts[value] }))}
        choose={(sort) => change({ sort })}
      />
      <Choice<string>
        id="entity-country"
        label={words.country}
        value={now.country ?? ""}
        options={[
          { value: "", text: words.noCountry },
          ...countryChoices(language).map(({ country, name }) => ({ value: country, text: name })),
        ]}
        choose={(country) => change({ country: country === "" ? null : (country as Country) })}
      />
      <details>
        <summary>{`${words.premises}: ${now.premises.map((code) => labels.premises[code]).join(" · ") || "–"}`}</summary>
        <fieldset>
          <legend class="unseen">{words.premises}</legend>
          {codesOf("premises").map((code) => (
            <Tick
              key={code}
              id={`premises-${code}`}
              label={labels.premises[code]}
              ticked={now.premises.includes(code)}
              tick={(ticked) => {
                const others = now.premises.filter((other) => other !== code);
                change({ premises: (ticked ? [...others, code] : others).sort() });
              }}
            />
          ))}
        </fieldset>
      </details>
      <TextField
        id="entity-summary"
        label={words.summary}
        rows={4}
        dir="auto"
        most={MOST_SUMMARY}
        value={now.summary}
        take={(typed) => change({ summary: typed })}
      />
      <p class="hint" role="status">
        {isChanged ? words.changed : ""}
      </p>
      <Button
        kind="primary"
        disabled={!isChanged || harmlessLabel(now.title) === ""}
        label={words.save}
        act={save}
      />
    </div>
  );
}

/** One of several values, short enough to choose by. */
function inOneLine({ title, sort, country, premises, summary }: WhatOf<"entity">, app: App): string {
  const { stations: words, language } = app.strings;
  const { labels } = wordsOf(language);
  return [
    title,
    words.sorts[sort],
    country ? countryName(country, language) : words.noCountry,
    ...premises.map((code) => labels.premises[code]),
    harmlessLabel(summary),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
