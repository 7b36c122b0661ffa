import { Button } from "../../../browser/view/controls.tsx";
import type { RowProps, View } from "../view.ts";
import { Picker } from "./picker.tsx";

/** What is done to most tips: kept or set aside, and on to the next one. In view however far somebody has read. */
export function Do({ app, row }: RowProps): View {
  const { review: words, together, triage } = app.strings;
  const { source, information } = app.triage.gradeOf(row.tip.id);
  const isKept = row.kept || app.casebook.pending("kept", row.tip.id) !== undefined;
  return (
    <div class="do">
      {isKept
        ? key("e", triage.next, "primary", () => void app.triage.keepAndGoOn(row))
        : key("e", words.keep, "primary", () => void app.casebook.keep(row))}
      {key(
        "x",
        row.aside ? together.toQueue : together.setAside,
        "quiet",
        () => void app.triage.setAsideAndGoOn(row),
      )}
      <Button
        kind="quiet show-review"
        aria-expanded={app.reviewShown ? "true" : "false"}
        aria-controls="review-form"
        label={triage.review(`${source ?? "?"}${information ?? "?"}`)}
        act={() => app.showReview(!app.reviewShown)}
      />

      {/* Where the list makes room for the tip, what is docked below it is here. */}
      {app.casebook.last ? (
        <Button kind="plain undo-here" label={together.undo} act={() => app.triage.undo()} />
      ) : null}
      <Picker app={app} row={row} />
    </div>
  );
}

function key(shortcut: string, text: string, kind: string, onClick: () => void): View {
  return <Button key={shortcut} kind={kind} aria-keyshortcuts={shortcut} label={text} act={onClick} />;
}
