import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../../browser/view/controls.tsx";
import type { Picked } from "../../triage/model.ts";
import type { RowProps, View } from "../view.ts";
import { picksOf } from "./picks.ts";

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
        act={() => (app.reviewShown = !app.reviewShown)}
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

/** The values of the field that a key has opened, each with its digit. */
export function Picker({ app, row }: RowProps): View | null {
  const { picking } = app.triage;
  return picking === undefined ? null : <Picks key={picking} app={app} row={row} field={picking} />;
}

function Picks({ app, row, field }: RowProps & { readonly field: Picked }): View {
  const { review: words, triage } = app.strings;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <div
      ref={box}
      class="picker-box"
      id="picker"
      role="group"
      tabIndex={-1}
      aria-label={words[field]}
      aria-describedby="picker-hint"
    >
      <strong>{words[field]}</strong>
      {picksOf(app, field, row.tip.id).map(({ value, text, what }, i) => (
        <Button
          key={value}
          aria-pressed={(row[field] ?? "") === value ? "true" : "false"}
          act={() => app.triage.say(row, what)}
        >
          {i < 9 ? <kbd>{String(i + 1)}</kbd> : null} {text}
        </Button>
      ))}
      <p class="hint" id="picker-hint">
        {triage.pick}
      </p>
    </div>
  );
}
