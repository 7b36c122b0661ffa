import { Button, TextInput } from "../../../browser/view/controls.tsx";
import { isLookName } from "../../saved/saved-looks.ts";
import type { AppProps, View } from "../view.ts";

/** The filters that a person named: one click each. */
export function SavedLooks({ app }: AppProps): View {
  const { looking: words } = app.strings;
  const [name, setName] = app.drafts.text("filter-name", "look-name");
  const keep = () => {
    if (app.saved.keep(name)) setName("");
  };
  return (
    <fieldset class="saved-looks">
      <legend>{words.saved}</legend>
      <p class="hint">{words.savedWhy}</p>
      {app.saved.looks.length === 0 ? <p class="hint">{words.noneSaved}</p> : <Looks app={app} />}
      <TextInput id="look-name" label={words.name} most={60} value={name} take={setName} enter={keep} />
      <Button disabled={!isLookName(name.trim())} label={words.keep} act={keep} />
      {app.saved.unsaved ? <Button kind="plain" label={words.save} act={() => app.saved.save()} /> : null}
    </fieldset>
  );
}

function Looks({ app }: AppProps): View {
  const { looking: words } = app.strings;
  return (
    <ul>
      {app.saved.looks.map((look) => (
        <li key={look.name}>
          <Button kind="plain" dir="auto" label={look.name} act={() => app.saved.use(look)} />
          <Button
            kind="plain"
            aria-label={words.remove(look.name)}
            label="×"
            act={() => app.saved.remove(look)}
          />
        </li>
      ))}
    </ul>
  );
}
