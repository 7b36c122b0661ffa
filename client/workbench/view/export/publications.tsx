import { disowning, type Publication } from "../../../casebook/releases.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import type { App } from "../../app.ts";
import { nameOfWay } from "../../counts/names.ts";
import { disownId } from "../../export/reasons.ts";
import { whoIs } from "../../review/who.ts";
import { Listed } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";
import { Reason } from "./reason.tsx";

/** The publications of counts, and the way to say that one is none; two reviewers set it aside. */
export function Publications({ app }: AppProps): View | null {
  const { publications } = app.casebook;
  const { publications: words, exports } = app.strings;
  if (publications.length === 0) return null;
  return (
    <details class="publications" open={publications.some((one) => isBegun(app, one))}>
      <summary>{words.heading(publications.length)}</summary>
      <p class="hint">{words.lede}</p>
      <Listed<Publication>
        app={app}
        columns={[exports.day, exports.who, exports.audience, words.what]}
        all={publications}
        line={(one) => <Line key={one.acts[0]} app={app} one={one} />}
      />
    </details>
  );
}

/** Somebody has disowned it, or is typing why. */
function isBegun({ drafts }: App, one: Publication): boolean {
  return one.disowned.length > 0 || drafts.text("reason", disownId(one))[0] !== "";
}

function Line({ app, one }: AppProps & { readonly one: Publication }): View {
  const { strings } = app;
  const { publications: words } = strings;
  return (
    <tr>
      <th scope="row">{one.on}</th>
      <td dir="auto">{whoIs(app, one.by)}</td>
      <td>{strings.exports.audiences[one.audience]}</td>
      <td>
        <p>{words.counted(one.count, nameOfWay(strings, one))}</p>
        {one.disowned.map(({ act, by, on, value }) => (
          <p key={act} class="warning">
            {words.disowned(whoIs(app, by), on, harmlessLine(value.why))}
          </p>
        ))}
        {one.disowned.some(({ by }) => by === app.reviewerKey) ? null : (
          <Reason
            app={app}
            id={disownId(one)}
            summary={words.disown}
            warning={words.disownWarning}
            label={words.disownWhy}
            doIt={words.disownDo}
            whats={(why) => disowning(one, why)}
          />
        )}
      </td>
    </tr>
  );
}
