import { useState } from "preact/hooks";
import { Button } from "../../../browser/view/controls.tsx";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import { entityOf, supportersOf, titleOf } from "../../stations/entity.ts";
import { statusCounts } from "../../stations/lines.ts";
import { byName } from "../../together/find.ts";
import { Beyond } from "../beyond.tsx";
import { EntityPlace } from "../places/entity-place.tsx";
import { Labels } from "../tips/labels.tsx";
import { Notes } from "../tips/notes.tsx";
import { ReviewField } from "../tips/review-field.tsx";
import { nameOfTip, OtherTip } from "../together/other-tip.tsx";
import type { EntityProps, View } from "../view.ts";
import { EntityForm } from "./entity-form.tsx";
import { EntitySummary } from "./entity-summary.tsx";

/** One station or incident: what it is, how sure that is, and the tips behind it. */
export function EntityPage({ app, view }: EntityProps): View {
  const { stations: words, review } = app.strings;
  const { entity } = view;
  const sort = entityOf(view)?.sort;
  const labels = [...new Set(view.labels.map(({ value }) => value))].sort();
  return (
    <article class="entity">
      <Button label={words.back} act={() => app.openEntity(undefined)} />
      <div>
        <p class="hint">{sort ? words.sorts[sort] : ""}</p>
        <h1 dir="auto">{titleOf(view) || entity.slice(0, 8)}</h1>
      </div>
      <div class="halves">
        <div class="main">
          <What app={app} view={view} />
          <Supporters app={app} view={view} />
        </div>
        <aside class="review" aria-label={review.heading}>
          <h2>{review.heading}</h2>
          <Beyond app={app} beyond={view.beyond} />
          <div class="form">
            <ReviewField
              app={app}
              field="verification"
              about={entity}
              current={view.verification}
              say={app.casebook.act}
            />
            <Labels app={app} about={entity} labels={labels} />
            <Notes app={app} about={entity} notes={view.notes} />
          </div>
        </aside>
      </div>
    </article>
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
  return (
    <section class="what">
      {differ && !isEdited ? <p class="warning">{words.differing}</p> : null}
      <EntitySummary app={app} view={view} />
      <Button
        id="entity-edit"
        disabled={isBegun}
        aria-expanded={isEdited ? "true" : "false"}
        label={isEdited ? words.stopEditing : words.startEditing}
        act={() => open(!isOpen)}
      />
      {isEdited ? <EntityForm app={app} view={view} /> : null}
      {isEdited ? <EntityPlace app={app} view={view} /> : null}
    </section>
  );
}

/** The tips behind it, how far they are, and the way to see them in the queue. */
function Supporters({ app, view }: EntityProps): View {
  const { stations: words, language } = app.strings;
  const { status } = reviewingLabels(language);
  const tips = byName(supportersOf(view), (tip) => nameOfTip(app, tip), language);
  if (tips.length === 0)
    return (
      <section>
        <h2>{words.supporting}</h2>
        <p class="hint">{words.noTips}</p>
      </section>
    );
  const show = () => app.showAmong({ tips: new Set(tips), said: words.among(titleOf(view)) });
  return (
    <section id="supporters" class="supporters">
      <h2>{words.supporting}</h2>
      <table class="counts">
        <caption>{words.byStatus}</caption>
        <tbody>
          {statusCounts(tips, app.casebook.views).map(([code, count]) => (
            <tr key={code ?? ""}>
              <th scope="row">{code ? status[code] : words.differ}</th>
              <td class="number">{String(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button label={words.showTips(tips.length)} act={show} />
      <ul>
        {tips.map((tip) => (
          <li key={tip}>
            <OtherTip app={app} tip={tip} />
            <Button
              aria-label={words.removeWhat(nameOfTip(app, tip))}
              label={words.remove}
              act={() => app.together.unsupport(tip, view.entity)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
