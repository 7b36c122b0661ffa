import { Button, TextInput } from "../../../browser/view/controls.tsx";
import type { EntityId, TipId } from "../../../casebook/names.ts";
import { isLabel } from "../../review/labels.ts";
import { useFirst } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";

export interface LabelsProps extends AppProps {
  readonly about: TipId | EntityId;
  readonly labels: readonly string[];
}

/** Free words by which reviewers find tips again. */
export function Labels({ app, about, labels }: LabelsProps): View {
  const { review: words } = app.strings;
  const [typed, setTyped, added] = app.drafts.text("label", about);
  const [first, more] = useFirst(app, labels);
  const label = typed.trim();
  const usable = isLabel(label) && !labels.includes(label);
  const add = async () => {
    if (usable && (await app.casebook.perform({ kind: "labelled", about, label }))) added();
  };
  return (
    <section class="labels">
      <h3>{words.labels}</h3>
      <ul>
        {first.map((known) => (
          <li key={known} class="tag label">
            {known}
            <Button
              kind="plain"
              aria-label={words.removeLabel(known)}
              label="×"
              act={() => app.casebook.act({ kind: "unlabelled", about, label: known })}
            />
          </li>
        ))}
      </ul>
      {more}
      <TextInput id="new-label" label={words.addLabel} most={64} value={typed} take={setTyped} enter={add} />
      <Button disabled={!usable} label={words.addLabel} act={add} />
    </section>
  );
}
