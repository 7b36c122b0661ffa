import { h, render } from "preact";
import { App } from "./app.ts";
import { Page } from "./view/page.ts";

/** @param program the text of the page's own script, which is its worker's too */
export function startPage(program: string): void {
  const root = document.getElementById("courier");
  if (!root) throw new Error("the page has no place for what it shows");
  root.replaceChildren();

  let due = false;

  /** However much changes at once, it is drawn once. */
  const app = new App(program, () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      draw();
    });
  });

  function draw(): void {
    document.documentElement.lang = app.strings.language;
    document.title = app.strings.title;
    render(h(Page, { app }), root as HTMLElement);
  }

  /** The browser asks before a tab is closed in which something lies that isn't safely on a disk. */
  addEventListener("beforeunload", (event) => {
    if (app.holdsUnsaved) event.preventDefault();
  });

  draw();
}
