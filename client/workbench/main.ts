import "../browser/cut-off.ts";
import { startPage } from "../browser/view/start-page.tsx";
import { App } from "./app.ts";
import { listenToKeys } from "./view/keys.ts";
import { Workbench } from "./view/workbench.tsx";

listenToKeys(startPage("workbench", (changed) => new App(changed), Workbench));
