import { Button, TextInput } from "../../../browser/view/controls.tsx";
import type { EntityId, TipId } from "../../../casebook/names.ts";
import type { Current } from "../../../casebook/view.ts";
import { MOST_NOTE } from "../../../casebook/what.ts";
import { harmless } from "../../../report/harmless.ts";
import { whoIs } from "../../review/who.ts";
import { useFirst } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";

/** As many are drawn at once: each may be as long as that. */
const FIRST = 20;

export interface NotesProps extends AppProps {
  readonly about: TipId | EntityId;
  readonly notes: Current<string>;
}

/** What reviewers tell each other of a tip, a station or an incident. A note that was added stays. */
export function Notes({ app, about, notes }: NotesProps): View {
  const { review: words } = app.strings;
  const [text, set, added] = app.drafts.text("note", about);
  const [first, more] = useFirst(app, notes, FIRST);
  const add = async () => {
    if (await app.casebook.perform({ kind: "noted", about, text })) added();
  };
  return (
    <section class="notes">
      <h3>{words.notes}</h3>
      {first.map(({ act, value, by, on }) => (
        <div key={act} class="note">
          <p class="hint">{`${whoIs(app, by)} · ${on}`}</p>
          <div class="said" dir="auto">
            {harmless(value)}
          </div>
        </div>
      ))}
      {more}
      <TextInput id="note" label={words.newNote} rows={3} most={MOST_NOTE} value={text} take={set} />
      <Button disabled={text.trim() === ""} label={words.addNote} act={add} />
    </section>
  );
}
