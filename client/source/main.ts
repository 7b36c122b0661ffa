import { offerFile } from "../browser/offer-file.ts";
import { App } from "./app.ts";
import { Draft } from "./draft.ts";
import type { SourceErrorCode } from "./errors.ts";
import { guardUnsent, leaveNow, leaveOnEscape } from "./leave.ts";
import { en } from "./strings/en.ts";
import { languagesOffered } from "./strings/languages.ts";
import type { Strings } from "./strings/strings.ts";
import { takePastes, withoutStrayDrops } from "./view/arriving-files.ts";
import { PageView, refusal } from "./view/page.ts";
import { Surround } from "./view/surround.ts";
import { isFromFile, whyNotHere } from "./where.ts";

/** Whether the anchor is one for trying only: the build puts the answer in place of this name. */
declare const NIGHTJAR_DEMO: boolean;

export function startPage(): void {
  const root = document.querySelector("main");
  if (!root) throw new Error("the page has no <main>");
  const { protocol, hostname } = location;
  const reason = whyNotHere(NIGHTJAR_DEMO, { protocol, hostname, isSecureContext: window.isSecureContext });
  if (reason) refuse(root, reason);
  else start(root);
}

/** Nothing works here, whatever the language: the sentence is said in all of them. */
function refuse(main: HTMLElement, code: SourceErrorCode): void {
  main.replaceChildren(
    ...languagesOffered().map((strings) => {
      const shown = refusal(strings, { code }, undefined).element;
      shown.lang = strings.language;
      return shown;
    }),
  );
}

function start(main: HTMLElement): void {
  let strings: Strings = en;
  const leave = () => leaveNow(app);
  const surround = new Surround(leave);
  const app = new App({
    draft: new Draft(),
    fromFile: isFromFile(location),
    show: (state) => view.show(state),
    offerFile: (file) => offerFile(file, strings.ends.sealedFileName),
    leave,
  });
  const speak = (chosen: Strings) => {
    strings = chosen;
    surround.speak(chosen);
  };
  const view = new PageView({ root: main, app, languages: languagesOffered(), speak }, en);
  leaveOnEscape(leave);
  guardUnsent(app);
  withoutStrayDrops();
  takePastes((files) => view.paste(files));
  app.start();
}
