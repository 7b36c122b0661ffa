import { h } from "preact";
import { FilePicker, type FilePickerProps } from "./file-picker.ts";
import type { View } from "./view.ts";

export interface ChosenProps extends FilePickerProps {
  readonly chosen: readonly File[];
  readonly hint?: string;
}

/** Files to choose, and the names of those that are chosen. */
export function Chosen({ chosen, hint, ...picker }: ChosenProps): View {
  return h(
    "div",
    { class: "field" },
    h(FilePicker, picker),
    h("span", { class: "chosen" }, chosen.map(({ name }) => name).join(", ")),
    hint === undefined ? null : h("p", { class: "hint" }, hint),
  );
}
