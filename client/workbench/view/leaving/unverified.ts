import { Fragment, h } from "preact";
import { accepting } from "../../../casebook/left.ts";
import type { ReviewerKey } from "../../../casebook/names.ts";
import { dropping } from "../../../casebook/unverified.ts";
import type { CasebookView } from "../../../casebook/view.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import type { App } from "../../app.ts";
import { acceptId, DROP } from "../../leaving/reasons.ts";
import { whoIs } from "../../review/who.ts";
import { useFirst } from "../first.ts";
import type { AppProps, View } from "../view.ts";
import { Listed } from "./listed.ts";
import { Reason } from "./reason.ts";

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
    h("p", {}, unverified.every(({ code }) => code === "reviewer-left") ? words.leftLede : words.lede),
    h(Listed<Unverified>, {
      app,
      columns: [words.who, words.day, words.what],
      all: inOrder(app, unverified),
      line: (one) => h(Line, { key: one.line, app, one }),
    }),
    leftIn(app, unverified).map((left) => h(Accept, { key: left, app, left })),
    h(Drop, { app }),
  );
}

/** By whom of today entries of those who have left count, though nobody accepted them; by name. */
export function VouchedEntries({ app }: AppProps): View | null {
  const { casebook, strings } = app;
  if (casebook.vouched.length === 0) return null;
  const said = casebook.vouched.map(({ left, by, acts, last }) =>
    strings.unverified.vouched(whoIs(app, left), whoIs(app, by), acts, last),
  );
  return h(
    "ul",
    { class: "accepted" },
    said.sort().map((line) => h("li", { key: line, dir: "auto" }, line)),
  );
}

/** What somebody did last who had left, and who accepted it. */
export function AcceptedEntries({ app }: AppProps): View | null {
  const { accepted } = app.casebook;
  const [first, more] = useFirst(app, accepted);
  if (accepted.length === 0) return null;
  const list = h(
    "ul",
    { class: "accepted" },
    first.map(({ value, by, on, act }) =>
      h(
        "li",
        { key: act },
        app.strings.unverified.accepted(whoIs(app, by), on, value.acts.length, harmlessLine(value.why)),
      ),
    ),
  );
  return h(Fragment, {}, list, more);
}

/** By day, then by whom, then by kind: an order that doesn't hang on anything random. */
function inOrder(app: App, unverified: readonly Unverified[]): readonly Unverified[] {
  const key = ({ code, said }: Unverified) =>
    (said ? [said.on, whoIs(app, said.by), said.kind] : [code]).join(" ");
  const keyed = unverified.map((one) => ({ one, key: key(one) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one);
}

/** Those who have left, by name. */
function leftIn(app: App, unverified: readonly Unverified[]): ReviewerKey[] {
  const keys = unverified.flatMap(({ code, said }) => (code === "reviewer-left" && said ? said.by : []));
  return [...new Set(keys)].sort((a, b) => whoIs(app, a).localeCompare(whoIs(app, b)));
}

interface AcceptProps extends AppProps {
  readonly left: ReviewerKey;
}

function Accept({ app, left }: AcceptProps): View {
  const { casebook, strings } = app;
  const { unverified: words } = strings;
  const theirs = casebook.unverified.filter(
    ({ code, said }) => code === "reviewer-left" && said?.by === left,
  );
  const id = acceptId(left);
  return h(
    "details",
    { open: app.drafts.text("reason", id)[0] !== "" },
    h("summary", {}, words.accept(whoIs(app, left), theirs.length)),
    h("p", { class: "warning" }, words.acceptWarning),
    h(Reason, {
      app,
      id,
      label: words.acceptWhy,
      doIt: words.acceptDo,
      whats: (why) => accepting(casebook.unverified, left, why),
    }),
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

function Drop({ app }: AppProps): View {
  const { casebook, strings } = app;
  const { unverified: words } = strings;
  return h(
    "details",
    { open: app.drafts.text("reason", DROP)[0] !== "" },
    h("summary", {}, words.drop),
    h("p", { class: "warning" }, words.dropWarning),
    h(Reason, {
      app,
      id: DROP,
      label: words.dropWhy,
      doIt: words.dropDo(casebook.unverified.length),
      whats: (why) => dropping(casebook.unverified, why),
    }),
  );
}
