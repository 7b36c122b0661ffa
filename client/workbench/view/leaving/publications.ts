import { h } from "preact";
import { disowning, type Publication } from "../../../casebook/releases.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import type { App } from "../../app.ts";
import { nameOfWay } from "../../counts/names.ts";
import { disownId } from "../../leaving/reasons.ts";
import { whoIs } from "../../review/who.ts";
import type { AppProps, View } from "../view.ts";
import { Listed } from "./listed.ts";
import { Reason } from "./reason.ts";

/** The publications of counts, and the way to say that one is none; two reviewers set it aside. */
export function Publications({ app }: AppProps): View | null {
  const { publications } = app.casebook;
  const { publications: words, leaving } = app.strings;
  if (publications.length === 0) return null;
  return h(
    "details",
    { class: "publications", open: publications.some((one) => isBegun(app, one)) },
    h("summary", {}, words.heading(publications.length)),
    h("p", { class: "hint" }, words.lede),
    h(Listed<Publication>, {
      app,
      columns: [leaving.day, leaving.who, leaving.audience, words.what],
      all: publications,
      line: (one) => h(Line, { key: one.acts[0], app, one }),
    }),
  );
}

/** Somebody has disowned it, or is typing why. */
function isBegun({ drafts }: App, one: Publication): boolean {
  return one.disowned.length > 0 || drafts.text("reason", disownId(one))[0] !== "";
}

interface LineProps extends AppProps {
  readonly one: Publication;
}

function Line({ app, one }: LineProps): View {
  const { strings } = app;
  const { publications: words } = strings;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, one.on),
    h("td", { dir: "auto" }, whoIs(app, one.by)),
    h("td", {}, strings.leaving.audiences[one.audience]),
    h(
      "td",
      {},
      h("p", {}, words.counted(one.count, nameOfWay(strings, one))),
      one.disowned.map(({ act, by, on, value }) =>
        h("p", { key: act, class: "warning" }, words.disowned(whoIs(app, by), on, harmlessLine(value.why))),
      ),
      one.disowned.some(({ by }) => by === app.reviewerKey) ? null : h(Disown, { app, one }),
    ),
  );
}

function Disown({ app, one }: LineProps): View {
  const { publications: words } = app.strings;
  const id = disownId(one);
  return h(
    "details",
    { open: app.drafts.text("reason", id)[0] !== "" },
    h("summary", {}, words.disown),
    h("p", { class: "warning" }, words.disownWarning),
    h(Reason, {
      app,
      id,
      label: words.disownWhy,
      doIt: words.disownDo,
      whats: (why) => disowning(one, why),
    }),
  );
}
