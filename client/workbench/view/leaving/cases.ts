import { h } from "preact";
import { languageName } from "../../../browser/language-name.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import { calledHere } from "../../leaving/called.ts";
import { fieldLabel, fieldsOf } from "../../leaving/case-fields.ts";
import type { CaseHead } from "../../worker/leaving-messages.ts";
import type { AppProps, View } from "../view.ts";
import { Exceptions } from "./exceptions.ts";
import { Listed } from "./listed.ts";
import { WholeCase } from "./whole-case.ts";

interface LeavingCasesProps extends AppProps {
  readonly cases: readonly CaseHead[];
}

/** The cases that would leave, each with the fields it would have. */
export function LeavingCases({ app, cases }: LeavingCasesProps): View {
  const { leaving: words } = app.strings;
  return h(Listed<CaseHead>, {
    app,
    columns: [words.number, words.called, words.kind, words.holds],
    all: cases,
    line: (one) => h(Line, { key: one.number, app, one }),
  });
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
    h(
      "td",
      { dir: "auto" },
      harmlessLine(called),
      h(Exceptions, { app, exceptions: one.exceptions, open: true }),
      [...new Set(one.held)].map((tag) =>
        h(
          "p",
          { key: tag, class: "warning" },
          strings.translation.heldOf(languageName(tag, strings.language)),
        ),
      ),
    ),
    h("td", {}, words.caseKinds[one.kind]),
    h(
      "td",
      {},
      h(
        "p",
        { class: "hint" },
        fieldsOf(leaving.wish.form)
          .filter((field) => one.fields.includes(field))
          .map((field) => fieldLabel(field, words))
          .join(", "),
      ),
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
