import "../browser/cut-off.ts";
import { h, render } from "preact";
import { App } from "./app.ts";
import { Page } from "./view/page.ts";

const root = document.getElementById("keys");
if (!root) throw new Error("the page has no place for what it shows");
root.replaceChildren();

let due = false;

/** However much changes at once, it is drawn once. */
const app = new App(() => {
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

/** The browser asks before a tab is closed in which keys could be lost that are in no file yet. */
addEventListener("beforeunload", (event) => {
  if (app.role !== undefined) event.preventDefault();
});

draw();
