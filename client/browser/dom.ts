type Attributes = Readonly<Record<string, string | true>>;

/** An element with attributes and children; text is always text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    made.setAttribute(name, value === true ? "" : value);
  made.append(...children);
  return made;
}

export function button(
  label: string,
  kind: "primary" | "quiet" | "plain",
  onPress: () => void,
): HTMLButtonElement {
  const made = element("button", { type: "button", class: kind }, label);
  made.addEventListener("click", onPress);
  return made;
}

export function paragraphs(texts: readonly string[]): HTMLParagraphElement[] {
  return texts.map((text) => element("p", {}, text));
}
