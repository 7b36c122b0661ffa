import type { TargetedEvent } from "preact";
import type { View } from "./view.ts";

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
