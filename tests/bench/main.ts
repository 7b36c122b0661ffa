import { providers } from "../support/primitives.ts";
import { benchBrowser } from "./browser.ts";
import { benchPage } from "./browser-page.ts";
import { print } from "./measure.ts";
import { benchOpening } from "./opening.ts";
import { benchSealing } from "./sealing.ts";
import { benchSubmissions } from "./submissions.ts";

const [sodium, noble] = providers;
if (!sodium || !noble) throw new Error("two providers");

print("Sealing and opening in Node", [
  ...(await benchSealing(sodium)),
  ...(await benchSealing(noble)),
  ...(await benchOpening(sodium)),
]);
print("The server", [await benchSubmissions()]);
await benchBrowser();
await benchPage();
