import { languageName } from "../../../browser/language-name.ts";
import { Button } from "../../../browser/view/controls.tsx";
import { harmlessLine } from "../../../report/harmless.ts";
import { calledHere } from "../../export/called.ts";
import { caseFields, fieldLabel, fieldsOf } from "../../export/case-fields.ts";
import type { CaseHead } from "../../worker/export-messages.ts";
import { Listed } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";
import { Exceptions } from "./exceptions.tsx";

/** The cases that would leave, each with the fields it would have. */
export function ExportCases({ app, cases }: AppProps & { readonly cases: readonly CaseHead[] }): View {
  const { exports: words } = app.strings;
  return (
    <Listed<CaseHead>
      app={app}
      columns={[words.number, words.called, words.kind, words.holds]}
      all={cases}
      none={words.nothingLeaves}
      line={(one) => <Line key={one.number} app={app} one={one} />}
    />
  );
}

function Line({ app, one }: AppProps & { readonly one: CaseHead }): View {
  const { exports, strings } = app;
  const { exports: words } = strings;
  const called = calledHere(app, one.about);
  return (
    <tr>
      <th scope="row" class="case-number">
        {one.number}
      </th>
      <td dir="auto">
        {harmlessLine(called)}
        <Exceptions app={app} exceptions={one.exceptions} open />
        {[...new Set(one.held)].map((tag) => (
          <p key={tag} class="warning">
            {strings.translation.heldOf(languageName(tag, strings.language))}
          </p>
        ))}
      </td>
      <td>{words.caseKinds[one.kind]}</td>
      <td>
        <p class="hint">
          {fieldsOf(exports.wish.form)
            .filter((field) => one.fields.includes(field))
            .map((field) => fieldLabel(field, words))
            .join(", ")}
        </p>
        {exports.wish.form === "dossier" ? (
          <Button
            disabled={exports.working}
            aria-label={`${words.dossier} ${called}`}
            label={words.dossier}
            act={() => exports.openDossier(one.about)}
          />
        ) : (
          <WholeCase app={app} number={one.number} />
        )}
      </td>
    </tr>
  );
}

/** One case as it would leave, brought from the worker when somebody opens it. */
export function WholeCase({ app, number }: AppProps & { readonly number: string }): View {
  const { exports, strings } = app;
  const { exports: words } = strings;
  const one = exports.cases.get(number);
  return (
    <details
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && !exports.cases.has(number)) void exports.see(number);
      }}
    >
      <summary>{words.seeWhole(number)}</summary>
      {one ? (
        <dl class="whole">
          {caseFields(one, exports.wish.form, exports.language).map(([field, text]) => [
            <dt key={`${field} name`}>{fieldLabel(field, words)}</dt>,
            <dd key={field} class="quoted" dir="auto">
              {text}
            </dd>,
          ])}
        </dl>
      ) : (
        <p class="hint">{words.looking}</p>
      )}
    </details>
  );
}
