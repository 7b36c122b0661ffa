import { h } from "preact";
import { Choice, Tick } from "../../../browser/view/fields.ts";
import { CASE_KINDS } from "../../../casebook/export/case.ts";
import { AUDIENCES, type Audience, EXPORT_FORMS, type ExportForm } from "../../../casebook/what.ts";
import type { Language } from "../../../report/vocabulary/languages.ts";
import { LANGUAGES } from "../../strings/languages.ts";
import type { AppProps, View } from "../view.ts";
import { RecipientChoice } from "./recipient.ts";

/** In which form, for whom, how exact, and what. */
export function WishForm({ app }: AppProps): View {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  const { wish, working } = leaving;
  const audiences = AUDIENCES.filter((audience) => audience !== "statistics" || wish.form === "counts");
  return h(
    "section",
    { class: "wish", "aria-label": words.heading },
    h(
      "div",
      { class: "choices" },
      h(Choice<ExportForm>, {
        id: "export-form",
        label: words.form,
        value: wish.form,
        options: EXPORT_FORMS.map((value) => ({ value, text: words.forms[value] })),
        choose: (form) =>
          leaving.ask({ form, audience: form === "counts" ? wish.audience : singly(wish.audience) }),
      }),
      h(Choice<Audience>, {
        id: "export-audience",
        label: words.audience,
        value: wish.audience,
        options: audiences.map((value) => ({ value, text: words.audiences[value] })),
        choose: (audience) => leaving.ask({ audience }),
      }),
    ),
    h("p", { class: "hint" }, words.needs[wish.audience]),
    wish.form === "uwazi" ? h("p", { class: "hint" }, words.uwaziHint) : null,
    wish.form === "counts" ? h(CountsWish, { app }) : h(CasesWish, { app }),
    h(
      "button",
      {
        type: "button",
        class: "primary",
        id: "look",
        disabled: working,
        onClick: () => void leaving.look(),
      },
      working ? words.looking : words.look,
    ),
  );
}

/** Consent to be counted is none to show single cases. */
function singly(audience: Audience): Audience {
  return audience === "statistics" ? "internal" : audience;
}

function CasesWish({ app }: AppProps): View {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  const { exactPlaces, kinds, only } = leaving.wish;
  return h(
    "div",
    { class: "wish-cases" },
    h(
      "fieldset",
      {},
      h("legend", {}, words.kinds),
      CASE_KINDS.map((kind) =>
        h(Tick, {
          key: kind,
          id: `export-${kind}`,
          label: words.caseKinds[kind],
          ticked: kinds.includes(kind),
          tick: (ticked) =>
            leaving.ask({
              kinds: CASE_KINDS.filter((other) => (other === kind ? ticked : kinds.includes(other))),
            }),
        }),
      ),
    ),
    only === null
      ? null
      : h(
          "p",
          { class: "among" },
          words.only(only.said),
          h(
            "button",
            { type: "button", class: "plain", onClick: () => leaving.ask({ only: null }) },
            words.everything,
          ),
        ),
    h(RecipientChoice, { app }),
    h(Choice<Language>, {
      id: "export-language",
      label: words.language,
      value: leaving.language,
      options: LANGUAGES.map(({ language, name }) => ({ value: language, text: name })),
      choose: (language) => leaving.ask({ language }),
    }),
    h(Tick, {
      id: "export-exact",
      label: words.exactPlaces,
      ticked: exactPlaces,
      tick: (ticked) => leaving.ask({ exactPlaces: ticked }),
    }),
    h("p", { class: exactPlaces ? "warning" : "hint" }, words.exactWarning),
  );
}

function CountsWish({ app }: AppProps): View {
  const { counts, strings } = app;
  const { leaving: words, counts: counted } = strings;
  const { base, rows, columns } = counts.counting;
  const by = counted.caption(counted.dimensions[rows], columns === null ? "" : counted.dimensions[columns]);
  return h(
    "div",
    { class: "wish-cases" },
    h("p", {}, words.countsAs(counted.bases[base], by)),
    h("button", { type: "button", class: "plain", onClick: () => app.goTo("counts") }, words.chooseCounts),
  );
}
