import { element } from "../../../browser/dom.ts";

/** Words are of the English list, whatever the page's language; nothing translates them. */
export const AS_IT_IS = { lang: "en", dir: "ltr", translate: "no" } as const;

/** Twelve places, which the style numbers. */
export function wordGrid(cells: readonly HTMLElement[]): HTMLOListElement {
  return element(
    "ol",
    { class: "codename", tabindex: "-1" },
    ...cells.map((cell) => element("li", {}, cell)),
  );
}
