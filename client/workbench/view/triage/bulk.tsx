import { Button, FORGETFUL, TextInput } from "../../../browser/view/controls.tsx";
import type { What } from "../../../casebook/what.ts";
import type { Row } from "../../queue/row.ts";
import { isLabel } from "../../review/labels.ts";
import type { AppProps, View } from "../view.ts";
import { picksOf } from "./picks.ts";

const CHANGED = ["status", "priority", "assigned"] as const;

/** What is said of all selected tips at once, in one step. */
export function Bulk({ app }: AppProps): View {
  const { strings, triage, queue } = app;
  const { review: words, triage: bulk, together } = strings;
  const [label, type, added] = app.drafts.text("bulk-label", "bulk-label");
  const rows = [...queue.selected].flatMap((tip) => queue.rowOf(tip) ?? []);
  const inDanger = rows.filter(({ tip }) => tip.facts.need === "danger_now").length;
  const add = async () => {
    const what = ({ tip }: Row): What => ({ kind: "labelled", about: tip.id, label: label.trim() });
    if (isLabel(label.trim()) && (await triage.sayOfAll(rows, what))) added();
  };
  return (
    <div class="line bulk" role="group" aria-label={bulk.selected(rows.length)}>
      <strong class="count" role="status">
        {bulk.selected(rows.length)}
      </strong>
      <Button kind="plain" label={together.setAside} act={() => triage.setAllAside(rows)} />
      <select
        {...FORGETFUL}
        id="bulk-change"
        aria-label={bulk.change}
        value={""}
        onChange={({ currentTarget }) => {
          const [field, value] = currentTarget.value.split(" ");
          currentTarget.value = "";
          const what = (row: Row): What | undefined =>
            CHANGED.flatMap((one) => (one === field ? picksOf(app, one, row.tip.id) : [])).find(
              (pick) => pick.value === value,
            )?.what;
          void triage.sayOfAll(rows, what);
        }}
      >
        <option value={""}>{bulk.change}</option>
        {rows.slice(0, 1).flatMap(({ tip }) =>
          CHANGED.map((field) => (
            <optgroup key={field} label={words[field]}>
              {picksOf(app, field, tip.id).map(({ value, text }) => (
                <option key={value} value={`${field} ${value}`}>
                  {text}
                </option>
              ))}
            </optgroup>
          )),
        )}
      </select>
      <TextInput
        id="bulk-label"
        label={words.addLabel}
        hiddenLabel
        most={64}
        placeholder={words.addLabel}
        value={label}
        take={type}
        enter={add}
      />
      <Button kind="plain" aria-label={bulk.none} label="×" act={() => queue.selectNone()} />
      {inDanger > 0 ? <p class="stay">{bulk.stay(inDanger)}</p> : null}
    </div>
  );
}
