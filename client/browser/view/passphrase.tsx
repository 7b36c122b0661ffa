import { FORGETFUL } from "./fields.tsx";
import type { View } from "./view.ts";

export interface PassphraseProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly take: (value: string) => void;
  /** The key Enter, where there is no form that takes it. */
  readonly enter?: () => void;
}

/** Asks for a passphrase, which isn't shown. */
export function Passphrase({ id, label, hint, value, take, enter }: PassphraseProps): View {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...FORGETFUL}
        id={id}
        type="password"
        value={value}
        {...(hint !== undefined && { "aria-describedby": `${id}-hint` })}
        onInput={({ currentTarget }) => take(currentTarget.value)}
        {...(enter && {
          onKeyDown: ({ key }: KeyboardEvent) => {
            if (key === "Enter") enter();
          },
        })}
      />
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
