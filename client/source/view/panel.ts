import { element } from "../../browser/dom.ts";

/** One thing said in place of the form: a heading that takes the focus, what it means, and what one can do. */
export function panel(
  tone: "calm" | "good" | "grave",
  heading: string,
  contents: readonly Node[],
  actions: readonly HTMLButtonElement[],
): { element: HTMLElement; heading: HTMLHeadingElement } {
  const title = element("h1", { tabindex: "-1" }, heading);
  const made = element("section", { class: `panel ${tone}` }, title, ...contents);
  if (actions.length > 0) made.append(element("div", { class: "actions" }, ...actions));
  return { element: made, heading: title };
}
