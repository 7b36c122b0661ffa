import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { filesOf } from "../../../opening/opened-tip.ts";
import { wordsOf } from "../../../report/vocabulary/languages.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../../app.ts";
import type { Row } from "../../queue/row.ts";
import { LANGUAGES } from "../../strings/languages.ts";
import { Together } from "../together/together.ts";
import type { AppProps, View } from "../view.ts";
import { Contents } from "./contents.ts";
import { Differing } from "./differing.ts";
import { Files } from "./files.ts";
import { FoldActions } from "./fold-bar.ts";
import { Letters } from "./letters.ts";
import { Review } from "./review.ts";
import { Translations } from "./translations.ts";

/** The tip that is open: what came, beside what reviewers make of it. */
export function Tip({ app }: AppProps): View {
  const row = app.queue.rowOf(app.queue.open);
  if (!row) return h("p", { class: "nothing" }, app.strings.tip.choose);
  return h(OneTip, { key: row.tip.id, app, row });
}

interface OneTipProps {
  readonly app: App;
  readonly row: Row;
}

function OneTip({ app, row }: OneTipProps): View {
  const { strings } = app;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.scrollIntoView({ block: "nearest" });
    // Another tip is read before it is judged.
    if (app.reviewShown) app.showReview(false);
  }, []);
  return h(
    "article",
    { class: app.reviewShown ? "one-tip reviewing" : "one-tip" },
    h(
      "div",
      { class: "tip-head" },
      h("h1", { ref: heading }, row.designation),
      h("p", { class: "hint" }, cameWords(row, app)),
      h(
        "div",
        { class: "actions" },
        row.kept
          ? h(
              "button",
              {
                type: "button",
                class: "quiet",
                onClick: () =>
                  void app.leaving.lookAtDossier({ abouts: [row.tip.id], said: row.designation }),
              },
              strings.leaving.dossier,
            )
          : null,
        h(
          "button",
          { type: "button", class: "quiet", onClick: () => app.queue.openTip(undefined) },
          strings.tip.close,
        ),
      ),
    ),
    h(
      "div",
      { class: "sent", tabIndex: 0, role: "group", "aria-label": strings.tip.asSent },
      row.tip.facts.need === "danger_now" ? h(Danger, { app, row }) : null,
      h(Noticed, { app, row }),
      h(OutOfQueue, { app, row }),
      h(Contents, { app, row, behindFacts: h(Methods, { app, row }) }),
      h(Translations, { app, row }),
      h(Files, { app, row, files: filesOf(row.tip.contents) }),
      h(Letters, { app, row }),
      h(Together, { app, row }),
    ),
    h(Review, { app, row }),
  );
}

function cameWords({ tip }: Row, { strings: { tip: words } }: App): string {
  const language = LANGUAGES.find((known) => known.language === tip.facts.language)?.name;
  return [
    tip.day === null ? words.cameLoose : words.came(tip.day),
    ...(language ? [words.writtenIn(language)] : []),
  ].join(" · ");
}

/** The only thing on the page that is as loud. */
function Danger({ app, row }: OneTipProps): View {
  const { need } = wordsOf(app.strings.language).labels;
  return h(
    "div",
    { class: "in-danger", role: "note" },
    h("span", { "aria-hidden": "true" }, "⚠"),
    h("strong", {}, need[row.tip.facts.need ?? "danger_now"]),
    h("span", {}, app.strings.triage.dangerWhat),
  );
}

function Noticed({ app, row }: OneTipProps): View | null {
  const { marks, together, troubles } = app.strings;
  const said = [
    ...(row.shut ? [together.shutWhy(troubles[row.shut])] : []),
    ...row.marks.map((mark) => marks[mark].sentence),
  ];
  if (said.length === 0) return null;
  return h(
    "ul",
    { class: row.alarming ? "noticed alarming" : "noticed", "aria-label": app.strings.tip.noticed },
    said.map((sentence) => h("li", { key: sentence }, sentence)),
  );
}

/** What keeps a tip out of the queue, or takes it out. */
function OutOfQueue({ app, row }: OneTipProps): View {
  const { together: words } = app.strings;
  const fold = app.queue.foldOf(row.tip.id);
  const aside = app.casebook.views.get(row.tip.id)?.aside ?? [];
  return h(
    "div",
    { class: "out" },
    fold ? h(FoldActions, { app, fold }) : null,
    row.aside ? h("p", { role: "status" }, words.isAside) : null,
    h(Differing<boolean>, { app, current: aside, text: (is) => (is ? words.setAside : words.toQueue) }),
  );
}

/** Which of Freedom House's methods the report's own choices are cases of. */
function Methods({ app, row }: OneTipProps): View | null {
  const { methods } = row.tip.facts;
  if (methods.length === 0) return null;
  const { fhClass } = reviewingLabels(app.strings.language);
  return h(
    "p",
    { class: "methods hint" },
    app.strings.looking.methodsHere,
    ": ",
    methods.map((method) => fhClass[method]).join(" · "),
  );
}
