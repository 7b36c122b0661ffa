import "../browser/cut-off.ts";
import { effect } from "@preact/signals";
import { startPage } from "../browser/view/start-page.tsx";
import { App } from "./app.ts";
import { listenToKeys } from "./view/keys.ts";
import { Workbench } from "./view/workbench.tsx";

const app = startPage("workbench", () => new App(), Workbench);
effect(() => {
  document.documentElement.lang = app.strings.language;
  document.title = app.title;
});
listenToKeys(app);
