import "../browser/cut-off.ts";
import { startPage } from "../browser/view/start-page.ts";
import { App } from "./app.ts";
import { listenToKeys } from "./view/keys.ts";
import { Workbench } from "./view/workbench.ts";

listenToKeys(startPage("workbench", (changed) => new App(changed), Workbench));
