import { h } from "preact";
import { Compare } from "../../browser/view/compare.ts";
import type { View } from "../../browser/view/view.ts";
import type { App } from "../app.ts";
import { ROLE_NAMES } from "../strings/strings.ts";
import { Doing } from "./doing.ts";
import { Ways } from "./menu.ts";

/** Who one is, and how to know that this is the right file. */
export function First({ app }: { readonly app: App }): View {
  const { first: words, roles } = app.strings;
  return h(
    "section",
    { class: "panel" },
    h("h1", {}, words.heading),
    h("p", {}, words.lede),
    h("p", { class: "hint" }, words.offline),
    app.slow ? h("p", { class: "slow" }, words.slow) : null,
    h("h2", {}, words.who),
    h(Ways, {
      ways: ROLE_NAMES.map((role) => ({
        id: `role-${role}`,
        label: roles[role].name,
        does: roles[role].does,
        go: () => app.enter(role),
      })),
    }),
    h(Compare, { words: words.compare }),
    h(Doing, { host: app }),
  );
}
