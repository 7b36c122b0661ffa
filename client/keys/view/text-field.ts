import { h } from "preact";
import { FORGETFUL } from "../../browser/view/fields.ts";
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
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h("input", {
      ...FORGETFUL,
      id,
      type: "text",
      value,
      maxLength: most,
      "aria-describedby": `${id}-hint`,
      onInput: ({ currentTarget }) => take(currentTarget.value),
    }),
    h("p", { class: "hint", id: `${id}-hint` }, hint),
  );
}

export interface HandleFieldProps {
  readonly words: { readonly handle: string; readonly handleHint: string };
  readonly value: string;
  readonly take: (value: string) => void;
}

/** What somebody is called among those who read. */
export function HandleField({ words, ...field }: HandleFieldProps): View {
  return h(TextField, { id: "handle", label: words.handle, hint: words.handleHint, most: 64, ...field });
}
