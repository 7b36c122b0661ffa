import { h, type TargetedEvent } from "preact";
import { caseFields, fieldLabel } from "../../leaving/case-fields.ts";
import type { AppProps, View } from "../view.ts";

interface WholeCaseProps extends AppProps {
  readonly number: string;
}

/** One case as it would leave, brought from the worker when somebody opens it. */
export function WholeCase({ app, number }: WholeCaseProps): View {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  const one = leaving.cases.get(number);
  return h(
    "details",
    {
      onToggle: ({ currentTarget }: TargetedEvent<HTMLDetailsElement>) => {
        if (currentTarget.open && !leaving.cases.has(number)) void leaving.see(number);
      },
    },
    h("summary", {}, words.seeWhole(number)),
    one
      ? h(
          "dl",
          { class: "whole" },
          caseFields(one, leaving.wish.form, leaving.language).map(([field, text]) => [
            h("dt", { key: `${field} name` }, fieldLabel(field, words)),
            h("dd", { key: field, class: "quoted", dir: "auto" }, text),
          ]),
        )
      : h("p", { class: "hint" }, words.looking),
  );
}
