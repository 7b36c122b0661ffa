import "../../browser/cut-off.ts";
import { startPage } from "./start.ts";
import { openPacks } from "./worker/open-packs.ts";

// One script is the page and, started once more from its own text, its worker: the file weighs half.
if (typeof document === "undefined") openPacks();
else startPage(document.currentScript?.textContent ?? "");
