import { accepting } from "../../../casebook/left.ts";
import type { ReviewerKey } from "../../../casebook/names.ts";
import { dropping } from "../../../casebook/unverified.ts";
import type { CasebookView } from "../../../casebook/view.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import type { App } from "../../app.ts";
import { acceptId, DROP } from "../../export/reasons.ts";
import { whoIs } from "../../review/who.ts";
import { Listed, useFirst } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";
import { Reason } from "./reason.tsx";

/** What stands in the way of everything that would leave, and the two ways on. */
export function UnverifiedEntries({ app }: AppProps): View | null {
  const { casebook, strings } = app;
  const { unverified: words } = strings;
  const { unverified } = casebook;
  if (unverified.length === 0) return null;
  return (
    <section class="unverified" aria-label={words.heading(unverified.length)}>
      <div role="alert">
        <h2>{words.heading(unverified.length)}</h2>
      </div>
      <p>{unverified.every(({ code }) => code === "reviewer-left") ? words.leftLede : words.lede}</p>
      <Listed<Unverified>
        app={app}
        columns={[words.who, words.day, words.what]}
        all={inOrder(app, unverified)}
        line={(one) => <Line key={one.line} app={app} one={one} />}
      />
      {leftIn(app, unverified).map((left) => (
        <Accept key={left} app={app} left={left} />
      ))}
      <Reason
        app={app}
        id={DROP}
        summary={words.drop}
        warning={words.dropWarning}
        label={words.dropWhy}
        doIt={words.dropDo(unverified.length)}
        whats={(why) => dropping(unverified, why)}
      />
    </section>
  );
}

/** By whom of today entries of those who have left count, though nobody accepted them; by name. */
export function VouchedEntries({ app }: AppProps): View | null {
  const { casebook, strings } = app;
  if (casebook.vouched.length === 0) return null;
  const said = casebook.vouched.map(({ left, by, acts, last }) =>
    strings.unverified.vouched(whoIs(app, left), whoIs(app, by), acts, last),
  );
  return (
    <ul class="accepted">
      {said.sort().map((line) => (
        <li key={line} dir="auto">
          {line}
        </li>
      ))}
    </ul>
  );
}

/** What somebody did last who had left, and who accepted it. */
export function AcceptedEntries({ app }: AppProps): View | null {
  const { accepted } = app.casebook;
  const [first, more] = useFirst(app, accepted);
  if (accepted.length === 0) return null;
  return (
    <>
      <ul class="accepted">
        {first.map(({ value, by, on, act }) => (
          <li key={act}>
            {app.strings.unverified.accepted(whoIs(app, by), on, value.acts.length, harmlessLine(value.why))}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
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

function Accept({ app, left }: AppProps & { readonly left: ReviewerKey }): View {
  const { casebook, strings } = app;
  const { unverified: words } = strings;
  const theirs = casebook.unverified.filter(
    ({ code, said }) => code === "reviewer-left" && said?.by === left,
  );
  return (
    <Reason
      app={app}
      id={acceptId(left)}
      summary={words.accept(whoIs(app, left), theirs.length)}
      warning={words.acceptWarning}
      label={words.acceptWhy}
      doIt={words.acceptDo}
      whats={(why) => accepting(casebook.unverified, left, why)}
    />
  );
}

type Unverified = CasebookView["unverified"][number];

function Line({ app, one: { code, said } }: AppProps & { readonly one: Unverified }): View {
  const { unverified: words } = app.strings;
  return (
    <tr>
      <th scope="row" dir="auto">
        {said ? whoIs(app, said.by) : words.unreadable}
      </th>
      <td>{said?.on ?? ""}</td>
      <td>
        <p>{words.codes[code]}</p>
        {said?.kind === "redacted" ? <p class="warning">{words.redaction}</p> : null}
      </td>
    </tr>
  );
}
