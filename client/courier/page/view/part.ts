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
    const { activeElement: focused } = document;
    const wasHere = place.contains(focused);
    shown = now;
    const unfolded = [...place.querySelectorAll("details[open]")].map(({ id }) => id);
    place.replaceChildren(fill() ?? "");
    for (const details of place.querySelectorAll("details")) details.open = unfolded.includes(details.id);
    if (wasHere) giveFocus(focused?.id, place);
  };
}

/**
 * Shows what has changed, and loses no focus by it: a browser takes it from a button that waits, hides or is gone. What
 * something was begun with has it again once that has ended; if it can't, the heading has.
 */
export function keepingFocus(place: HTMLElement, isBusy: () => boolean, show: () => void): () => void {
  let begunWith: string | undefined;
  return () => {
    const { activeElement: focused, body } = document;
    show();
    if (isBusy()) {
      begunWith ??= focused?.id ?? "";
      return;
    }
    const hadFocus = begunWith !== undefined || focused !== body;
    if (hadFocus && !canHaveFocus(document.activeElement)) giveFocus(begunWith, place);
    begunWith = undefined;
  };
}

function giveFocus(id: string | undefined, place: HTMLElement): void {
  const again = document.getElementById(id ?? "");
  (canHaveFocus(again) ? again : place.querySelector("h1"))?.focus({ preventScroll: true });
}

function canHaveFocus(element: Element | null): element is HTMLElement {
  return (
    element !== document.body && element?.matches(":not(:disabled)") === true && element.checkVisibility()
  );
}
