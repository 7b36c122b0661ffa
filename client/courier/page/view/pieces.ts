import { button, element } from "../../../browser/dom.ts";
import { filesPicker } from "../../../browser/file-picker.ts";

/** What stands below each other; what is undefined isn't there. */
export function column(pieces: readonly (Node | undefined)[]): HTMLElement {
  return element("div", { class: "found" }, ...pieces.filter((piece) => piece !== undefined));
}

/** What a step begins with, which can have the focus. */
export function heading(text: string, kind = ""): HTMLElement {
  return element("h1", { class: kind, tabindex: "-1" }, text);
}

export function note(text: string, kind: "hint" | "note" | "good" = "note"): HTMLElement {
  return element("p", { class: kind }, text);
}

export function list(items: readonly string[]): HTMLElement {
  return element("ul", {}, ...items.map((item) => element("li", {}, item)));
}

export function actions(...pieces: readonly Node[]): HTMLElement {
  return element("div", { class: "actions" }, ...pieces);
}

/** A button that tests and the focus find again. */
export function namedButton(
  id: string,
  kind: "primary" | "quiet" | "plain",
  label: string,
  onPress: () => void,
): HTMLButtonElement {
  const made = button(label, kind, onPress);
  made.id = id;
  return made;
}

/** A button that chooses files. */
export function picker(
  id: string,
  label: string,
  take: (files: readonly File[]) => void,
  several = false,
): HTMLElement {
  return element("span", { class: "pick" }, ...filesPicker({ id, label }, several, take));
}

/** Something to be filled in, under its label. */
export function field(label: string, control: HTMLElement): HTMLElement {
  return element("div", { class: "field" }, element("label", { for: control.id }, label), control);
}

/** What is unfolded only if it is wanted. */
export function folded(id: string, summary: string, ...pieces: readonly Node[]): HTMLElement {
  return element("details", { id }, element("summary", {}, summary), ...pieces);
}
