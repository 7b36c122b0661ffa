import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { filesOf } from "../../../opening/opened-tip.ts";
import type { App } from "../../app.ts";
import type { Row } from "../../queue/row.ts";
import { LANGUAGES } from "../../strings/languages.ts";
import type { View } from "../view.ts";
import type { AppProps } from "../workbench.ts";
import { Contents } from "./contents.ts";
import { Files } from "./files.ts";
import { Review } from "./review.ts";

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
  useEffect(() => heading.current?.scrollIntoView({ block: "nearest" }), []);
  return h(
    "article",
    {},
    h(
      "div",
      { class: "tip-head" },
      h("h1", { ref: heading }, row.designation),
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
    h("p", { class: "hint" }, cameWords(row, app)),
    h(Noticed, { app, row }),
    h(
      "div",
      { class: "halves" },
      h(
        "div",
        { class: "sent" },
        h("h2", {}, strings.tip.asSent),
        h(Contents, { app, row }),
        h(Files, { app, row, files: filesOf(row.tip.contents) }),
      ),
      h(Review, { app, row }),
    ),
  );
}

function cameWords({ tip }: Row, { strings: { tip: words } }: App): string {
  const language = LANGUAGES.find((known) => known.language === tip.facts.language)?.name;
  return [
    tip.day === null ? words.cameLoose : words.came(tip.day),
    ...(language ? [words.writtenIn(language)] : []),
  ].join(" · ");
}

function Noticed({ app, row }: OneTipProps): View | null {
  if (row.marks.length === 0) return null;
  return h(
    "ul",
    { class: row.alarming ? "noticed alarming" : "noticed", "aria-label": app.strings.tip.noticed },
    row.marks.map((mark) => h("li", { key: mark }, app.strings.marks[mark].sentence)),
  );
}
