import { h } from "preact";
import { Choice } from "../../browser/view/fields.ts";
import { Mark } from "../../browser/view/mark.ts";
import type { View } from "../../browser/view/view.ts";
import type { App } from "../app.ts";
import { LANGUAGES } from "../strings/languages.ts";
import { First } from "./first.ts";
import { ROLES } from "./roles.ts";

/** Everything that is seen. */
export function Page({ app }: { readonly app: App }): View {
  const { strings, role } = app;
  return h(
    "div",
    { class: "page" },
    h(
      "header",
      {},
      h(Mark, {}),
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
      h(Choice, {
        id: "language",
        label: strings.chooseLanguage,
        hiddenLabel: true,
        value: strings.language,
        options: LANGUAGES.map(({ language, name }) => ({ value: language, text: name })),
        choose: (language) => app.speak(LANGUAGES.find((known) => known.language === language) ?? strings),
      }),
    ),
    h("main", {}, role ? h(ROLES[role], { host: app, key: role }) : h(First, { app })),
  );
}
