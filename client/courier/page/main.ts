import "../../browser/cut-off.ts";
// Before the rest, so that the libraries stand side by side: like packs with like.
import "./worker/open-packs.ts";
import { startDrawing } from "../../browser/page.ts";
import { App } from "./app.ts";
import { page } from "./view/page.ts";
import { openPacks } from "./worker/open-packs.ts";

// One script is the page and, started once more from its own text, its worker: the file weighs half.
if (typeof document === "undefined") openPacks();
else {
  const program = document.currentScript?.textContent ?? "";
  startDrawing("courier", (changed) => new App(program, changed), page);
}
