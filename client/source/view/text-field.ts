import { element } from "../../browser/dom.ts";
import { KEPT_HERE } from "../../browser/kept-here.ts";

export interface TextFieldOptions {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly write: (text: string) => void;
}

/** One line of text. */
export function textField({ id, label, value, write }: TextFieldOptions): HTMLElement {
  const input = element("input", { type: "text", id, ...KEPT_HERE });
  input.value = value;
  input.addEventListener("input", () => write(input.value));
  return element("div", { class: "line" }, element("label", { for: id }, label), input);
}

export interface SelectOptions {
  readonly id: string;
  readonly label: string;
  /** What stands first, and chooses nothing. */
  readonly none: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Empty for nothing. */
  readonly value: string;
  readonly write: (value: string) => void;
}

/** One of a long list. */
export function selectField({ id, label, none, options, value, write }: SelectOptions): HTMLElement {
  const all = [{ value: "", label: none }, ...options];
  const select = element(
    "select",
    { id, autocomplete: "off" },
    ...all.map((option) => element("option", { value: option.value }, option.label)),
  );
  select.value = value;
  select.addEventListener("change", () => write(select.value));
  return element("div", { class: "line" }, element("label", { for: id }, label), select);
}
