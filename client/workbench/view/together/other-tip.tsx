import { Button } from "../../../browser/view/controls.tsx";
import type { TipId } from "../../../casebook/names.ts";
import type { App } from "../../app.ts";
import { designationOf } from "../../queue/designation.ts";
import type { AppProps, View } from "../view.ts";

/** What another tip is called here. */
export function nameOfTip(app: App, tip: TipId): string {
  return app.queue.rowOf(tip)?.designation ?? app.strings.together.elsewhere(designationOf(tip).words);
}

/** Another tip's name, by which it is opened, and how it begins. */
export function OtherTip({ app, tip }: AppProps & { readonly tip: TipId }): View {
  const row = app.queue.rowOf(tip);
  const name = nameOfTip(app, tip);
  if (!row) return <span>{name}</span>;
  return (
    <span class="other">
      <Button kind="plain" label={name} act={() => app.openTip(tip)} />
      {row.tip.facts.excerpt === "" ? null : (
        <span class="hint excerpt" dir="auto">
          {row.tip.facts.excerpt}
        </span>
      )}
    </span>
  );
}
