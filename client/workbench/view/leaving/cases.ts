import { h } from "preact";
import { harmlessLine } from "../../../report/harmless.ts";
import { calledHere } from "../../leaving/called.ts";
import type { CaseHead } from "../../worker/leaving-messages.ts";
import type { View } from "../view.ts";
import type { AppProps } from "../workbench.ts";
import { usePart } from "./part.ts";
import { WholeCase } from "./whole-case.ts";

interface LeavingCasesProps extends AppProps {
  readonly cases: readonly CaseHead[];
}

/** The cases that would leave, each with the fields it would have. */
export function LeavingCases({ app, cases }: LeavingCasesProps): View {
  const { leaving: words } = app.strings;
  const { part, more } = usePart(cases, words.more);
  return h(
    "div",
    { class: "scrolled" },
    h(
      "table",
      { class: "listed" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          [words.number, words.called, words.kind, words.holds].map((name) =>
            h("th", { scope: "col", key: name }, name),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        part.map((one) => h(Line, { key: one.number, app, one })),
      ),
    ),
    more,
  );
}

interface LineProps extends AppProps {
  readonly one: CaseHead;
}

function Line({ app, one }: LineProps): View {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  const called = calledHere(app, one.about);
  return h(
    "tr",
    {},
    h("th", { scope: "row", class: "case-number" }, one.number),
    h("td", { dir: "auto" }, harmlessLine(called)),
    h("td", {}, words.caseKinds[one.kind]),
    h(
      "td",
      {},
      h("p", { class: "hint" }, one.fields.map((field) => words.fields[field]).join(", ")),
      leaving.wish.form === "dossier"
        ? h(
            "button",
            {
              type: "button",
              class: "quiet",
              disabled: leaving.working,
              "aria-label": `${words.dossier} ${called}`,
              onClick: () => void leaving.openDossier(one.about),
            },
            words.dossier,
          )
        : h(WholeCase, { app, number: one.number }),
    ),
  );
}
