import "../browser/cut-off.ts";
import { startPage } from "../browser/view/start-page.ts";
import { App } from "./app.ts";
import { Page } from "./view/page.ts";

startPage("keys", (changed) => new App(changed), Page);
