import { h } from "preact";
import { PageHead } from "../../browser/view/page-head.ts";
import type { View } from "../../browser/view/view.ts";
import type { App } from "../app.ts";
import { LANGUAGES } from "../strings/languages.ts";
import type { Strings } from "../strings/strings.ts";
import { First } from "./first.ts";
import { ROLES } from "./roles.ts";

/** Everything that is seen. */
export function Page({ app }: { readonly app: App }): View {
  const { strings, role } = app;
  return h(
    "div",
    { class: "page" },
    h(
      PageHead<Strings>,
      { label: strings.chooseLanguage, languages: LANGUAGES, app },
      h("span", { class: "who" }, role ? strings.roles[role].name : strings.title),
      role
        ? h(
            "button",
            {
              type: "button",
              class: "plain",
              id: "leave",
              disabled: app.busy !== undefined,
              onClick: () => app.leave(),
            },
            strings.leave,
          )
        : null,
    ),
    h("main", {}, role ? h(ROLES[role], { host: app, key: role }) : h(First, { app })),
  );
}
