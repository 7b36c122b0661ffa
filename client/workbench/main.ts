import "../browser/cut-off.ts";
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
  document.title = titleNow();
  render(h(Workbench, { app }), root as HTMLElement);
}

/** A dossier's title becomes the name of a PDF that is printed of it. */
function titleNow(): string {
  const { leaving, strings } = app;
  const number = leaving.dossier?.cases[0]?.number;
  return number === undefined ? strings.title : strings.leaving.dossierOf(number);
}

/** The browser asks before a tab is closed in which something would be lost. */
addEventListener("beforeunload", (event) => {
  if (app.holdsUnsaved) event.preventDefault();
});

listenToKeys(app);
draw();
