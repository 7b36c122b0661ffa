/** What is done with an element: nothing, or it is pressed once it can be, or this is put into a field or chosen in a list. */
export type Deed = "look" | "press" | { readonly put: string };

/**
 * Runs in a page: waits for the first of what a selector finds, or `::-p-xpath(…)`, does something with it, and waits
 * until what changed is drawn, if that is asked for. That is one call of the driver's, where each of its own steps
 * would be several, which cost three times as much of a processor.
 * @param patience milliseconds
 */
export async function inPage(selector: string, deed: Deed, patience: number, drawn = true): Promise<void> {
  const path = /^::-p-xpath\((.*)\)$/s.exec(selector)?.[1];
  const find = () => {
    const first =
      path === undefined
        ? document.querySelector<HTMLElement>(selector)
        : (document.evaluate(path, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE)
            .singleNodeValue as HTMLElement | null);
    return deed === "press" && first?.matches(":disabled") ? null : first;
  };
  const end = performance.now() + patience;
  let found = find();
  for (; !found; found = find()) {
    if (performance.now() > end) throw new Error(`nothing is ${selector}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (deed === "look") return;
  if (deed === "press") found.click();
  else {
    const field = found as HTMLInputElement | HTMLSelectElement;
    const isList = field instanceof HTMLSelectElement;
    field.value = deed.put;
    if (isList && field.value !== deed.put) throw new Error(`${selector} has no ${deed.put}`);
    for (const kind of isList ? ["input", "change"] : ["input"])
      field.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  if (drawn) await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** Runs in a page: waits until it says so. @param patience milliseconds */
export async function saysSo(text: string, patience: number): Promise<void> {
  const end = performance.now() + patience;
  while (!document.body.innerText.includes(text)) {
    if (performance.now() > end) throw new Error(`the page doesn't say: ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs in a page: waits until nothing is being done, and that is drawn. @param patience milliseconds */
export async function rests(patience: number): Promise<void> {
  const end = performance.now() + patience;
  while (document.querySelector("progress")) {
    if (performance.now() > end) throw new Error("something is being done still");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
