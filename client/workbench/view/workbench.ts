import { h } from "preact";
import { FilePicker } from "../../browser/view/file-picker.ts";
import { PageHead } from "../../browser/view/page-head.ts";
import { LANGUAGES } from "../strings/languages.ts";
import type { Strings } from "../strings/strings.ts";
import { Arrivals } from "./arrivals.ts";
import { CasebookBar, SavedCheck } from "./casebook-bar.ts";
import { KeyList } from "./keys/key-list.ts";
import { DossierView } from "./leaving/dossier.ts";
import { Lock } from "./lock.ts";
import { Sections, VIEWS } from "./sections.ts";
import type { AppProps, View } from "./view.ts";

/** Everything that is seen. */
export function Workbench({ app }: AppProps): View {
  const { strings, reviewer } = app;
  const { dossier } = app.leaving;
  if (dossier) return h(DossierView, { app, dossier });
  return h(
    "div",
    { class: reviewer ? "bench" : "bench locked" },
    reviewer?.demo ? h("p", { class: "demo" }, strings.demo) : null,
    h(
      PageHead<Strings>,
      { label: strings.lock.language, languages: LANGUAGES, app },
      reviewer && app.queue.tips.size > 0 ? h(Sections, { app }) : null,
      h("span", { class: "who" }, reviewer ? `${reviewer.instanceName} · ${reviewer.handle}` : strings.title),
      reviewer ? h(CasebookBar, { app }) : null,
      reviewer && app.queue.tips.size > 0
        ? h(FilePicker, {
            id: "more",
            label: strings.open.more,
            many: true,
            take: (files) => void app.openFiles(files),
          })
        : null,
      reviewer
        ? h(
            "button",
            { type: "button", class: "plain", id: "show-keys", onClick: () => app.showKeys(true) },
            strings.looking.keys.show,
          )
        : null,
    ),
    h(SavedCheck, { app }),
    app.trouble ? h("p", { class: "trouble bar", role: "alert" }, strings.troubles[app.trouble]) : null,
    reviewer ? h(Unlocked, { app }) : h(Lock, { app }),
    app.keysShown ? h(KeyList, { app }) : null,
    h("p", { class: "on-paper" }, strings.leaving.notPrinted),
  );
}

function Unlocked({ app }: AppProps): View {
  if (app.queue.tips.size === 0) return h("main", { class: "first" }, h(Arrivals, { app, first: true }));
  return h(VIEWS[app.section], { app });
}
