import { Choice, type Option } from "../../../browser/view/controls.tsx";
import { agreed, type Current } from "../../../casebook/view.ts";
import type { App } from "../../app.ts";
import type { View } from "../view.ts";
import { Differing } from "./differing.tsx";

export interface ReviewFieldProps<T extends string> {
  readonly app: App;
  readonly id: string;
  readonly label: string;
  readonly current: Current<T>;
  /** What was just chosen, and isn't signed yet. */
  readonly pending: T | undefined;
  readonly fallback: T;
  readonly options: readonly Option<T>[];
  /** What each value asks of people, in a sentence. */
  readonly means?: Readonly<Record<T, string>>;
  readonly choose: (value: T) => void;
}

/** A field with one value, or with several until somebody decides. */
export function ReviewField<T extends string>(props: ReviewFieldProps<T>): View {
  const { app, id, label, current, pending, fallback, options, means, choose } = props;
  const value = pending ?? agreed(current, fallback) ?? current[0]?.value ?? fallback;
  const names = new Map(options.map((option) => [option.value, option.text]));
  return (
    <div class={`one ${id} ${value}`}>
      <Choice<T> id={id} label={label} value={value} options={options} choose={choose} />
      {means ? <p class="hint">{means[value]}</p> : null}
      <Differing<T> app={app} current={current} text={(said) => names.get(said) ?? said} />
    </div>
  );
}
