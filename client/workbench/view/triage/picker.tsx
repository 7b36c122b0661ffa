import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../../browser/view/controls.tsx";
import type { Picked } from "../../triage/desk.ts";
import type { RowProps, View } from "../view.ts";
import { picksOf } from "./picks.ts";

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
