import { h } from "preact";
import { useState } from "preact/hooks";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import { entityOf, supportersOf, titleOf } from "../../stations/entity.ts";
import { statusCounts } from "../../stations/lines.ts";
import { byName } from "../../together/find.ts";
import { Beyond } from "../beyond.ts";
import { EntityPlace } from "../places/entity-place.ts";
import { CodedField } from "../tips/coded-field.ts";
import { Labels } from "../tips/labels.ts";
import { Notes } from "../tips/notes.ts";
import { nameOfTip, OtherTip } from "../together/other-tip.ts";
import type { EntityProps, View } from "../view.ts";
import { EntityForm } from "./entity-form.ts";
import { EntitySummary } from "./entity-summary.ts";

/** One station or incident: what it is, how sure that is, and the tips behind it. */
export function EntityPage({ app, view }: EntityProps): View {
  const { stations: words, review } = app.strings;
  const { entity } = view;
  const sort = entityOf(view)?.sort;
  return h(
    "article",
    { class: "entity" },
    h("button", { type: "button", class: "quiet", onClick: () => app.openEntity(undefined) }, words.back),
    h(
      "div",
      {},
      h("p", { class: "hint" }, sort ? words.sorts[sort] : ""),
      h("h1", { dir: "auto" }, titleOf(view) || entity.slice(0, 8)),
    ),
    h(
      "div",
      { class: "halves" },
      h("div", { class: "main" }, h(What, { app, view }), h(Supporters, { app, view })),
      h(
        "aside",
        { class: "review", "aria-label": review.heading },
        h("h2", {}, review.heading),
        h(Beyond, { app, beyond: view.beyond }),
        h(
          "div",
          { class: "form" },
          h(CodedField<"verification">, {
            app,
            field: "verification",
            current: view.verification,
            pending: app.casebook.pending("verified", entity)?.verification,
            choose: (verification) => app.casebook.act({ kind: "verified", about: entity, verification }),
          }),
          h(Labels, {
            app,
            about: entity,
            labels: [...new Set(view.labels.map(({ value }) => value))].sort(),
          }),
          h(Notes, { app, about: entity, notes: view.notes }),
        ),
      ),
    ),
  );
}

/** Read first; changed when somebody wants to, or began to. */
function What({ app, view }: EntityProps): View {
  const { stations: words } = app.strings;
  const isBegun = app.drafts.get("entity", view.entity, undefined) !== undefined;
  const [isOpen, open] = useState(false);
  const isEdited = isOpen || isBegun;
  const places = new Set(view.place.map(({ value }) => JSON.stringify(value)));
  const differ = new Set(view.is.map(({ value }) => JSON.stringify(value))).size > 1 || places.size > 1;
  return h(
    "section",
    { class: "what" },
    differ && !isEdited ? h("p", { class: "warning" }, words.differing) : null,
    h(EntitySummary, { app, view }),
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        id: "entity-edit",
        disabled: isBegun,
        "aria-expanded": isEdited ? "true" : "false",
        onClick: () => open(!isOpen),
      },
      isEdited ? words.stopEditing : words.startEditing,
    ),
    isEdited
      ? [h(EntityForm, { key: "form", app, view }), h(EntityPlace, { key: "place", app, view })]
      : null,
  );
}

/** The tips behind it, how far they are, and the way to see them in the queue. */
function Supporters({ app, view }: EntityProps): View {
  const { stations: words, language } = app.strings;
  const { status } = reviewingLabels(language);
  const tips = byName(supportersOf(view), (tip) => nameOfTip(app, tip), language);
  if (tips.length === 0)
    return h("section", {}, h("h2", {}, words.supporting), h("p", { class: "hint" }, words.noTips));
  const show = () => app.showAmong({ tips: new Set(tips), said: words.among(titleOf(view)) });
  return h(
    "section",
    { id: "supporters", class: "supporters" },
    h("h2", {}, words.supporting),
    h(
      "table",
      { class: "counts" },
      h("caption", {}, words.byStatus),
      h(
        "tbody",
        {},
        statusCounts(tips, app.casebook.views).map(([code, count]) =>
          h(
            "tr",
            { key: code ?? "" },
            h("th", { scope: "row" }, code ? status[code] : words.differ),
            h("td", { class: "number" }, String(count)),
          ),
        ),
      ),
    ),
    h("button", { type: "button", class: "quiet", onClick: show }, words.showTips(tips.length)),
    h(
      "ul",
      {},
      tips.map((tip) =>
        h(
          "li",
          { key: tip },
          h(OtherTip, { app, tip }),
          h(
            "button",
            {
              type: "button",
              class: "quiet",
              "aria-label": words.removeWhat(nameOfTip(app, tip)),
              onClick: () => void app.together.unsupport(tip, view.entity),
            },
            words.remove,
          ),
        ),
      ),
    ),
  );
}
