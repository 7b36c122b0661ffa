import { button, element } from "../../browser/dom.ts";
import type { Strings } from "../strings/strings.ts";
import { textField } from "./text-field.ts";

export interface Choice<C extends string> {
  readonly code: C;
  readonly label: string;
  /** Whether choosing it narrows down who the source is. */
  readonly narrows: boolean;
}

export interface ChoicesOptions<C extends string> {
  /** Unique in the step. */
  readonly name: string;
  /** The question; without one it is the heading of the section, which then has this name. */
  readonly legend?: string;
  /** What is said below the question in place of how many may be chosen; nothing if it is empty. */
  readonly hint?: string;
  readonly choices: readonly Choice<C>[];
  readonly chosen: readonly C[];
  readonly choose: (chosen: readonly C[]) => void;
  /** The choice that asks for words of one's own. */
  readonly other?: { readonly code: C; readonly text: string; readonly write: (text: string) => void };
}

/** Any number of the choices, each with a box to tick. */
export function checkboxes<C extends string>(strings: Strings, options: ChoicesOptions<C>): HTMLElement {
  const chosen = new Set(options.chosen);
  const other = otherField(strings, options);
  const rows = options.choices.map((choice) => {
    const input = element("input", { type: "checkbox", name: options.name, value: choice.code });
    input.checked = chosen.has(choice.code);
    input.addEventListener("change", () => {
      if (input.checked) chosen.add(choice.code);
      else chosen.delete(choice.code);
      other?.show(chosen);
      options.choose(options.choices.map(({ code }) => code).filter((code) => chosen.has(code)));
    });
    return row(strings, input, choice);
  });
  other?.show(chosen);
  return group(
    options,
    options.hint ?? strings.questions.anyOfThem,
    withOther(options, rows, other?.element),
  );
}

/** One of the choices, or none. */
export function radios<C extends string>(
  strings: Strings,
  options: ChoicesOptions<C> & { readonly required?: boolean },
): HTMLElement {
  const other = otherField(strings, options);
  const inputs = options.choices.map(({ code }) => {
    const input = element("input", { type: "radio", name: options.name, value: code });
    input.checked = options.chosen.includes(code);
    input.addEventListener("change", () => settle([code]));
    return input;
  });
  const clear = button(strings.questions.clear, "plain", () => {
    for (const input of inputs) input.checked = false;
    settle([]);
    inputs[0]?.focus();
  });
  const settle = (chosen: readonly C[]) => {
    other?.show(new Set(chosen));
    clear.hidden = options.required === true || chosen.length === 0;
    options.choose(chosen);
    clear.dispatchEvent(new Event("change", { bubbles: true }));
  };
  other?.show(new Set(options.chosen));
  clear.hidden = options.required === true || options.chosen.length === 0;
  const rows = options.choices.flatMap((choice, i) => {
    const input = inputs[i];
    return input ? [row(strings, input, choice)] : [];
  });
  const hint = options.required === true ? "" : strings.questions.oneOfThem;
  return group(options, options.hint ?? hint, [...withOther(options, rows, other?.element), clear]);
}

function row<C extends string>(strings: Strings, input: HTMLInputElement, choice: Choice<C>): HTMLElement {
  const text = element("span", {}, choice.label);
  if (choice.narrows) text.append(element("small", { class: "narrows" }, strings.questions.narrows));
  return element("label", { class: "choice" }, input, text);
}

/** The field for words of one's own stands below the choice that asks for them. */
function withOther<C extends string>(
  { choices, other }: ChoicesOptions<C>,
  rows: readonly HTMLElement[],
  field: HTMLElement | undefined,
): HTMLElement[] {
  return rows.flatMap((made, i) => (field && choices[i]?.code === other?.code ? [made, field] : [made]));
}

function group(
  { name, legend }: { readonly name: string; readonly legend?: string },
  hint: string,
  contents: readonly Node[],
): HTMLElement {
  const labelled: Record<string, string> =
    legend === undefined ? { "aria-labelledby": `${name}-heading` } : {};
  if (hint !== "") labelled["aria-describedby"] = `${name}-hint`;
  return element(
    "fieldset",
    { class: "field", ...labelled },
    ...(legend === undefined ? [] : [element("legend", {}, legend)]),
    ...(hint === "" ? [] : [element("p", { class: "hint", id: `${name}-hint` }, hint)]),
    element("div", { class: "choices" }, ...contents),
  );
}

function otherField<C extends string>(strings: Strings, { name, other }: ChoicesOptions<C>) {
  if (!other) return undefined;
  const label = strings.questions.other;
  const made = textField({ id: `${name}-other`, label, value: other.text, write: other.write });
  made.classList.add("other");
  return {
    element: made,
    show: (chosen: ReadonlySet<C>) => {
      made.hidden = !chosen.has(other.code);
    },
  };
}
