import { h, type TargetedEvent } from "preact";
import { useState } from "preact/hooks";
import { dropping } from "../../../casebook/unverified.ts";
import type { CasebookView } from "../../../casebook/view.ts";
import { whoIs } from "../../review/who.ts";
import { FORGETFUL } from "../fields.ts";
import type { AppProps, View } from "../view.ts";
import { Listed } from "./listed.ts";

/** What stands in the way of everything that would leave, and the two ways on. */
export function UnverifiedEntries({ app }: AppProps): View | null {
  const { casebook, strings } = app;
  const { unverified: words } = strings;
  const { unverified } = casebook;
  if (unverified.length === 0) return null;
  return h(
    "section",
    { class: "unverified", "aria-label": words.heading(unverified.length) },
    h("h2", { role: "alert" }, words.heading(unverified.length)),
    h("p", {}, words.lede),
    h(Listed<Unverified>, {
      app,
      columns: [words.who, words.day, words.what],
      all: unverified,
      line: (one) => h(Line, { key: one.line, app, one }),
    }),
    h(Drop, { app }),
  );
}

type Unverified = CasebookView["unverified"][number];

interface LineProps extends AppProps {
  readonly one: Unverified;
}

function Line({ app, one: { code, said } }: LineProps): View {
  const { unverified: words } = app.strings;
  return h(
    "tr",
    {},
    h("th", { scope: "row", dir: "auto" }, said ? whoIs(app, said.by) : words.unreadable),
    h("td", {}, said?.on ?? ""),
    h(
      "td",
      {},
      h("p", {}, words.codes[code]),
      said?.kind === "redacted" ? h("p", { class: "warning" }, words.redaction) : null,
    ),
  );
}

/** Longest reason, in UTF-16 code units. */
const MOST = 500;

function Drop({ app }: AppProps): View {
  const { casebook, strings } = app;
  const { unverified: words } = strings;
  const [why, setWhy] = useState("");
  const drop = async () => {
    for (const what of dropping(casebook.unverified, why.trim())) await casebook.perform(what);
  };
  return h(
    "details",
    {},
    h("summary", {}, words.drop),
    h("p", { class: "warning" }, words.dropWarning),
    h("label", { for: "drop-why" }, words.dropWhy),
    h("input", {
      ...FORGETFUL,
      id: "drop-why",
      type: "text",
      maxLength: MOST,
      value: why,
      onInput: ({ currentTarget }: TargetedEvent<HTMLInputElement>) => setWhy(currentTarget.value),
    }),
    h(
      "button",
      { type: "button", class: "quiet", id: "drop", disabled: why.trim() === "", onClick: () => void drop() },
      words.dropDo(casebook.unverified.length),
    ),
  );
}
