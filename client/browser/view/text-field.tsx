import { FORGETFUL } from "./fields.tsx";
import type { View } from "./view.ts";

export interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** What is typed as a password isn't shown. */
  readonly type?: "text" | "password";
  /** In characters. */
  readonly most?: number;
  readonly take: (value: string) => void;
  /** The key Enter, where there is no form that takes it. */
  readonly enter?: () => void;
}

/** One line of text. */
export function TextField({
  id,
  label,
  hint,
  value,
  type = "text",
  most,
  take,
  enter,
}: TextFieldProps): View {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...FORGETFUL}
        id={id}
        // To the types, each type of input has attributes of its own.
        type={type as "text"}
        value={value}
        {...(most !== undefined && { maxLength: most })}
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
