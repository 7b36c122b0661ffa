import { h } from "preact";
import { whoIs } from "../../review/who.ts";
import type { Left } from "../../worker/casebook-messages.ts";
import { Beyond } from "../beyond.ts";
import type { AppProps, View } from "../view.ts";
import { Exceptions } from "./exceptions.ts";
import { Listed } from "./listed.ts";

/** All that has left, by whom and for whom, the newest first: what the casebook's acts say. */
export function LeftSoFar({ app }: AppProps): View {
  const { casebook, strings } = app;
  const { leaving: words } = strings;
  const exports = casebook.exports.toSorted((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : 0));
  return h(
    "section",
    { class: "left", "aria-label": words.left },
    h("h2", {}, words.left),
    exports.length === 0
      ? h("p", { class: "hint" }, words.nothingLeft)
      : h(Listed<Left>, {
          app,
          columns: [
            words.day,
            words.who,
            words.form,
            words.audience,
            words.cases,
            words.withheld,
            words.manifest,
          ],
          all: exports,
          line: (one) => h(Line, { key: one.act, app, one }),
        }),
  );
}

interface LineProps extends AppProps {
  readonly one: Left;
}

function Line({ app, one: { value, by, on } }: LineProps): View {
  const { leaving: words } = app.strings;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, on),
    h("td", {}, whoIs(app, by)),
    h("td", {}, words.forms[value.form]),
    h(
      "td",
      {},
      words.audiences[value.audience],
      h(Exceptions, { app, exceptions: value.exceptions, open: false }),
      h(Beyond, { app, beyond: value.beyond }),
    ),
    h("td", { class: "number" }, value.cases),
    h("td", { class: "number" }, value.withheld),
    h("td", {}, h("code", {}, value.manifest.slice(0, 16))),
  );
}
