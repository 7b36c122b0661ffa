import "./cut-off.ts";
import { h, render } from "preact";
import { App } from "./app.ts";
import { listenToKeys } from "./view/keys.ts";
import { Workbench } from "./view/workbench.ts";

const root = document.getElementById("workbench");
if (!root) throw new Error("the page has no place for the workbench");
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
  render(h(Workbench, { app }), root as HTMLElement);
}

/** The browser asks before a tab is closed in which something would be lost. */
addEventListener("beforeunload", (event) => {
  if (app.casebook.unsaved > 0) event.preventDefault();
});

listenToKeys(app);
draw();
