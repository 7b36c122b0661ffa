import type { App } from "../app.ts";

/** j and k (or the arrows) move, o or Enter opens, Escape closes, / searches; never while somebody types. */
export function listenToKeys(app: App): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!app.reviewer || app.section !== "tips" || app.leaving.dossier) return;
    if (event.shiftKey && NATIVE.has(event.key)) return;
    const action = isTyping(event.target) ? WHILE_TYPING[event.key] : ACTIONS[event.key];
    if (!action) return;
    if (isControl(event.target) && NATIVE.has(event.key)) return;
    event.preventDefault();
    action(app);
  });
}

const ACTIONS: Readonly<Record<string, (app: App) => void>> = {
  j: (app) => app.queue.move(1),
  k: (app) => app.queue.move(-1),
  ArrowDown: (app) => app.queue.move(1),
  ArrowUp: (app) => app.queue.move(-1),
  PageDown: (app) => app.queue.move(10),
  PageUp: (app) => app.queue.move(-10),
  o: (app) => app.queue.openTip(app.queue.at),
  Enter: (app) => app.queue.openTip(app.queue.at),
  Escape: (app) => app.queue.openTip(undefined),
  "/": () => document.getElementById("search")?.focus(),
};

const WHILE_TYPING: Readonly<Record<string, (app: App) => void>> = {
  Escape: () => document.getElementById("queue")?.focus(),
};

/** Keys that a button, a choice or a scrolled part needs for itself. */
const NATIVE = new Set(["Enter", "ArrowDown", "ArrowUp", "PageDown", "PageUp"]);

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea");
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("button, select, input, summary, a, .detail") !== null
  );
}
