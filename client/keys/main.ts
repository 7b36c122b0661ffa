import "../browser/cut-off.ts";
import { startPage } from "../browser/view/start-page.tsx";
import { App } from "./app.ts";
import { Page } from "./view/page.tsx";

startPage("keys", (changed) => new App(changed), Page);
