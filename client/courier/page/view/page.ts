import { h } from "preact";
import { PageHead } from "../../../browser/view/page-head.ts";
import type { View } from "../../../browser/view/view.ts";
import type { App } from "../app.ts";
import { LANGUAGES } from "../strings/languages.ts";
import type { Strings } from "../strings/strings.ts";
import { Doing } from "./doing.ts";
import { Done } from "./done.ts";
import { First } from "./first.ts";
import { Found } from "./found.ts";
import { Ready } from "./ready.ts";

/** Everything that is seen. */
export function Page({ app }: { readonly app: App }): View {
  const { strings, pack } = app;
  return h(
    "div",
    { class: "page" },
    pack?.anchor.demo ? h("p", { class: "demo", role: "note" }, strings.demo) : null,
    h(
      PageHead<Strings>,
      { label: strings.chooseLanguage, languages: LANGUAGES, app },
      h("span", { class: "who" }, pack ? `${strings.title} · ${pack.anchor.name}` : strings.title),
      pack
        ? h(
            "button",
            { type: "button", class: "plain", id: "lock", disabled: !!app.busy, onClick: () => app.lock() },
            strings.ready.lock,
          )
        : null,
    ),
    h("main", {}, h("section", { class: "panel" }, h(Step, { app }), h(Doing, { app }))),
  );
}

/** Where one stands: a pack to be opened, something to be fetched, something to be saved and read back. */
function Step({ app }: { readonly app: App }): View {
  if (!app.pack) return h(First, { app });
  if (app.fetched) return h(Found, { app, fetched: app.fetched });
  if (app.readBack) return h(Done, { app, readBack: app.readBack });
  return h(Ready, { app, pack: app.pack });
}
