import type { ButtonHTMLAttributes, JSX, TargetedEvent } from "preact";

/** What every field has: the browser is to remember nothing of it, and to send nothing to a speller. */
export const FORGETFUL = {
  autocomplete: "off",
  autocorrect: "off",
  autocapitalize: "off",
  spellcheck: false,
} as const;

export interface Option<T extends string> {
  readonly value: T;
  readonly text: string;
}

export interface ChoiceProps<T extends string> {
  readonly id: string;
  readonly label: string;
  /** Read out, and not shown. */
  readonly hiddenLabel?: boolean;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly choose: (value: T) => void;
}

/** One of several. */
export function Choice<T extends string>({
  id,
  label,
  hiddenLabel,
  value,
  options,
  choose,
}: ChoiceProps<T>): View {
  return (
    <div class="field">
      <label for={id} class={hiddenLabel ? "unseen" : ""}>
        {label}
      </label>
      <select
        {...FORGETFUL}
        id={id}
        value={value}
        onChange={({ currentTarget }: TargetedEvent<HTMLSelectElement>) => {
          const chosen = options.find((option) => option.value === currentTarget.value);
          if (chosen) choose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

export interface TickProps {
  readonly id: string;
  readonly label: string;
  readonly ticked: boolean;
  readonly tick: (ticked: boolean) => void;
}

export function Tick({ id, label, ticked, tick }: TickProps): View {
  return (
    <label class="tick" for={id}>
      <input
        {...FORGETFUL}
        id={id}
        type="checkbox"
        checked={ticked}
        onChange={({ currentTarget }) => tick(currentTarget.checked)}
      />
      {label}
    </label>
  );
}

export interface TextInputProps {
  readonly id: string;
  readonly label: string;
  /** Read out, and not shown. */
  readonly hiddenLabel?: boolean;
  readonly value: string;
  /** What is typed as a password isn't shown. */
  readonly type?: "text" | "password";
  /** How many lines are in sight, where there may be several. */
  readonly rows?: number;
  /** In UTF-16 code units. */
  readonly most?: number;
  readonly dir?: "auto";
  readonly placeholder?: string;
  readonly "aria-describedby"?: string;
  readonly take: (value: string) => void;
  /** The key Enter, where there is no form that takes it. */
  readonly enter?: () => unknown;
}

/** A text, and what it is. */
export function TextInput(props: TextInputProps): View {
  const { id, label, hiddenLabel, type = "text", rows, most, take, enter, ...rest } = props;
  const input = {
    ...FORGETFUL,
    ...rest,
    id,
    ...(most !== undefined && { maxLength: most }),
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      take(currentTarget.value),
    ...(enter && {
      onKeyDown: ({ key, isComposing }: KeyboardEvent) => {
        if (key === "Enter" && !isComposing) enter();
      },
    }),
  };
  return (
    <>
      <label for={id} class={hiddenLabel ? "unseen" : ""}>
        {label}
      </label>
      {/* To the types, each type of input has attributes of its own. */}
      {rows === undefined ? <input {...input} type={type as "text"} /> : <textarea {...input} rows={rows} />}
    </>
  );
}

export interface TextFieldProps extends TextInputProps {
  readonly hint?: string;
}

/** The same, with what there is to say of it. */
export function TextField({ hint, ...input }: TextFieldProps): View {
  const hintId = `${input.id}-hint`;
  return (
    <div class="field">
      <TextInput {...input} {...(hint !== undefined && { "aria-describedby": hintId })} />
      {hint === undefined ? null : (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

export interface ButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type" | "onClick" | "label"> {
  /** Its class: `quiet` if it isn't said. */
  readonly kind?: string;
  /** What stands on it, where that is words alone. */
  readonly label?: string | number;
  readonly act: () => unknown;
}

/** What does something when it is pressed; it sends no form. */
export function Button({ kind = "quiet", label, act, children, ...rest }: ButtonProps): View {
  return (
    <button {...rest} type="button" class={kind} onClick={() => void act()}>
      {label ?? children}
    </button>
  );
}

/** What a component gives to be shown. Text in it is always text, never markup. */
export type View = JSX.Element;
