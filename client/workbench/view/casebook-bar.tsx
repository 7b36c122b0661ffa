import { Button } from "../../browser/view/controls.tsx";
import { FilePicker } from "../../browser/view/file-picker.tsx";
import { harmlessLine } from "../../report/harmless.ts";
import { calledHere } from "../export/called.ts";
import type { AppProps, View } from "./view.ts";

/** Whether all is saved, and the way to save it. */
export function CasebookBar({ app }: AppProps): View {
  const { casebook, strings } = app;
  const { casebook: words } = strings;
  const state =
    casebook.toSave > 0 ? words.unsaved(casebook.toSave) : casebook.acts > 0 ? words.saved : words.none;
  return (
    <div class="casebook">
      <span class={casebook.toSave > 0 ? "state unsaved" : "state"} role="status">
        {state}
      </span>
      {app.drafts.count > 0 ? (
        <Button
          kind="plain state unsaved"
          id="drafts"
          label={words.drafts(app.drafts.count)}
          act={() => app.openDraft()}
        />
      ) : null}
      <Button
        kind="primary"
        disabled={!casebook.canSave}
        label={casebook.saving ? words.saving : words.save}
        act={() => casebook.save()}
      />
    </div>
  );
}

/** As many as are named of the tips whose files are missing. */
const MOST_NAMED = 100;

/** Of which tips files are missing in the casebook that was sealed last. */
export function SavedWithout({ app }: AppProps): View | null {
  const { casebook, strings } = app;
  const { without } = casebook;
  if (without.length === 0) return null;
  const names = without.slice(0, MOST_NAMED).map((tip) => calledHere(app, tip));
  const listed = new Intl.ListFormat(strings.language).format(names);
  return (
    <p class="warning bar" role="alert">
      {strings.casebook.without(without.length, listed)}
    </p>
  );
}

/** A browser can't say whether what it was given is on a disk: the person can. */
export function SavedCheck({ app }: AppProps): View | null {
  const { casebook, strings } = app;
  const { casebook: words } = strings;
  if (!casebook.isHanded) return null;
  return (
    <div class="check bar">
      <p>
        {casebook.readers.length > 1
          ? words.sealedFor(new Intl.ListFormat(strings.language).format(casebook.readers.map(harmlessLine)))
          : words.noReaders}
      </p>
      <p role="status">{words.handed(casebook.handedAs)}</p>
      <FilePicker
        id="check-saved"
        label={words.check}
        take={([file]) => void (file && casebook.confirm(file))}
      />
      <Button kind="plain" label={words.sure} act={() => casebook.confirm(null)} />
    </div>
  );
}
