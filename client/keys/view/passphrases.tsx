import { TextField, type View } from "../../browser/view/controls.tsx";
import { isLongEnough } from "../../vault/passphrase.ts";
import type { Strings } from "../strings/strings.ts";

/** A passphrase that is chosen, typed twice. */
export interface NewPassphrase {
  readonly typed: string;
  readonly again: string;
}

export const NO_PASSPHRASE: NewPassphrase = { typed: "", again: "" };

/** Both are the same, however the keyboard composed them, and long enough. */
export function isAgreed({ typed, again }: NewPassphrase): boolean {
  return isLongEnough(typed) && typed.normalize("NFC") === again.normalize("NFC");
}

export interface ChoosePassphraseProps {
  readonly strings: Strings;
  readonly value: NewPassphrase;
  readonly take: (value: NewPassphrase) => void;
}

/** Asks for a new passphrase twice, and says while it is typed what is still wrong with it. */
export function ChoosePassphrase({ strings, value, take }: ChoosePassphraseProps): View {
  const { passphrase: words } = strings;
  const { typed, again } = value;
  const said =
    typed !== "" && !isLongEnough(typed) && again !== ""
      ? words.short
      : again !== "" && !isAgreed(value) && again.length >= typed.length
        ? words.unlike
        : "";
  return (
    <fieldset class="fields">
      <TextField
        type="password"
        id="new-passphrase"
        label={words.chosen}
        hint={words.advice}
        value={typed}
        take={(typed) => take({ ...value, typed })}
      />
      <TextField
        type="password"
        id="passphrase-again"
        label={words.again}
        value={again}
        take={(again) => take({ ...value, again })}
      />
      <div role="status">{said ? <p class="error">{said}</p> : null}</div>
    </fieldset>
  );
}
