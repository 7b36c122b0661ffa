/** A part of the page that stays, and is told when something may have changed. */
export interface Part {
  readonly element: HTMLElement;
  readonly show: () => void;
}

/**
 * Fills a place anew when one of the values is another than it was; what is in it otherwise stays, and isn't read out
 * again. What was unfolded stays unfolded, and what had the focus has it; if that is gone, the new heading has.
 */
export function filling(
  place: HTMLElement,
  values: () => readonly unknown[],
  fill: () => Node | undefined,
): () => void {
  let shown: readonly unknown[] | undefined;
  return () => {
    const now = values();
    if (shown?.length === now.length && now.every((value, i) => value === shown?.[i])) return;
    const { activeElement: focused, body } = document;
    // A browser takes the focus from a button that waits.
    const wasHere = place.contains(focused) || (shown !== undefined && focused === body);
    shown = now;
    const unfolded = [...place.querySelectorAll("details[open]")].map(({ id }) => id);
    place.replaceChildren(fill() ?? "");
    for (const details of place.querySelectorAll("details")) details.open = unfolded.includes(details.id);
    if (!wasHere) return;
    const again = focused?.id ? document.getElementById(focused.id) : null;
    (again ?? place.querySelector("h1"))?.focus({ preventScroll: true });
  };
}
