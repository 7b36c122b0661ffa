import { FORGETFUL } from "../../browser/view/fields.tsx";
import type { View } from "../../browser/view/view.ts";

export interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly most: number;
  readonly take: (value: string) => void;
}

/** One line of text. */
export function TextField({ id, label, hint, value, most, take }: TextFieldProps): View {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...FORGETFUL}
        id={id}
        type="text"
        value={value}
        maxLength={most}
        aria-describedby={`${id}-hint`}
        onInput={({ currentTarget }) => take(currentTarget.value)}
      />
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

export interface HandleFieldProps {
  readonly words: { readonly handle: string; readonly handleHint: string };
  readonly value: string;
  readonly take: (value: string) => void;
}

/** What somebody is called among those who read. */
export function HandleField({ words, ...field }: HandleFieldProps): View {
  return <TextField id="handle" label={words.handle} hint={words.handleHint} most={64} {...field} />;
}
