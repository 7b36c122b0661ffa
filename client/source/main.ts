import { App } from "./app.ts";
import { Draft } from "./draft.ts";
import { en } from "./strings/en.ts";
import { offerFile } from "./view/offer-file.ts";
import { PageView, refusal } from "./view/page.ts";
import { whyNotHere } from "./where.ts";

/** Whether the anchor is one for trying only: the build puts the answer in place of this name. */
declare const NIGHTJAR_DEMO: boolean;

const root = document.querySelector("main");
if (!root) throw new Error("the page has no <main>");

const trouble = whyNotHere(NIGHTJAR_DEMO, {
  protocol: location.protocol,
  hostname: location.hostname,
  isSecureContext: window.isSecureContext,
});

if (trouble) {
  root.replaceChildren(refusal(en, trouble, undefined).element);
} else {
  const app = new App(
    new Draft(en.language),
    (state) => view.show(state),
    (file) => offerFile(file, en.sealedFileName),
  );
  const view = new PageView(root, en, app);
  app.check();
}
