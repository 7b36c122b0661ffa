import { FORGETFUL } from "../../../browser/view/fields.tsx";
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
      <label for="look-name">{words.name}</label>
      <input
        {...FORGETFUL}
        id="look-name"
        type="text"
        maxLength={60}
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
        onKeyDown={({ key }) => {
          if (key === "Enter") keep();
        }}
      />
      <button type="button" class="quiet" disabled={!isLookName(name.trim())} onClick={keep}>
        {words.keep}
      </button>
      {app.saved.unsaved ? (
        <button type="button" class="plain" onClick={() => void app.saved.save()}>
          {words.save}
        </button>
      ) : null}
    </fieldset>
  );
}

function Looks({ app }: AppProps): View {
  const { looking: words } = app.strings;
  return (
    <ul>
      {app.saved.looks.map((look) => (
        <li key={look.name}>
          <button type="button" class="plain" dir="auto" onClick={() => app.saved.use(look)}>
            {look.name}
          </button>
          <button
            type="button"
            class="plain"
            aria-label={words.remove(look.name)}
            onClick={() => app.saved.remove(look)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
