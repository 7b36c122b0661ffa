import type { TargetedEvent } from "preact";
import { caseFields, fieldLabel } from "../../leaving/case-fields.ts";
import type { AppProps, View } from "../view.ts";

/** One case as it would leave, brought from the worker when somebody opens it. */
export function WholeCase({ app, number }: AppProps & { readonly number: string }): View {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  const one = leaving.cases.get(number);
  return (
    <details
      onToggle={({ currentTarget }: TargetedEvent<HTMLDetailsElement>) => {
        if (currentTarget.open && !leaving.cases.has(number)) void leaving.see(number);
      }}
    >
      <summary>{words.seeWhole(number)}</summary>
      {one ? (
        <dl class="whole">
          {caseFields(one, leaving.wish.form, leaving.language).map(([field, text]) => [
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
