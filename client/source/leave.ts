import type { App } from "./app.ts";

/** The harmless page to go to: the build puts its address in place of this name. */
declare const NIGHTJAR_LEAVE_TO: string;

/**
 * Nothing of the page is seen any more, everything it held is dropped, and a harmless page takes its place, in the
 * tab's history too: the entries that "back" goes through within the page go with what is taken away here (`WayBack`).
 */
export function leaveNow(app: App): void {
  document.documentElement.replaceChildren();
  app.abandon();
  window.stop();
  location.replace(NIGHTJAR_LEAVE_TO);
}

/** Escape pressed three times leaves, wherever the focus is, also while an input method composes. */
export function leaveOnEscape(leave: () => void): void {
  const counter = new EscapeCounter();
  const press = (event: KeyboardEvent) => {
    if (event.repeat) return;
    if (counter.press(event.key === "Escape" || event.code === "Escape", event.timeStamp)) leave();
  };
  window.addEventListener("keydown", press, { capture: true });
}

/** Before the tab is closed, or another page is opened in it, the browser asks whether that is meant. */
export function guardUnsent(app: App): void {
  window.addEventListener("beforeunload", (event) => {
    if (app.unsent) event.preventDefault();
  });
}

/** How often Escape is pressed to leave, and within how many milliseconds. */
const TIMES = 3;
const WITHIN = 3_000;

/** Counts presses of Escape that follow each other; any other key begins the count anew. */
export class EscapeCounter {
  #presses: readonly number[] = [];

  /** Whether this key, pressed at this time in milliseconds, was the last one needed. */
  press(isEscape: boolean, now: number): boolean {
    const recent = this.#presses.filter((press) => now - press <= WITHIN);
    this.#presses = isEscape ? [...recent, now] : [];
    return this.#presses.length >= TIMES;
  }
}
