import { whoIs } from "../../review/who.ts";
import type { Left } from "../../worker/casebook-messages.ts";
import { Beyond } from "../beyond.tsx";
import { Listed } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";
import { Exceptions } from "./exceptions.tsx";

/** All that has left, by whom and for whom, the newest first: what the casebook's acts say. */
export function LeftSoFar({ app }: AppProps): View {
  const { casebook, strings } = app;
  const { exports: words } = strings;
  const exports = casebook.exports.toSorted((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : 0));
  const { day, who, form, audience, cases, withheld, manifest } = words;
  const columns = [day, who, form, audience, cases, withheld, manifest];
  return (
    <section class="left" aria-label={words.left}>
      <h2>{words.left}</h2>
      <Listed<Left>
        app={app}
        columns={columns}
        all={exports}
        none={words.nothingLeft}
        line={(one) => <Line key={one.act} app={app} one={one} />}
      />
    </section>
  );
}

function Line({ app, one: { value, by, on } }: AppProps & { readonly one: Left }): View {
  const { exports: words } = app.strings;
  return (
    <tr>
      <th scope="row">{on}</th>
      <td>{whoIs(app, by)}</td>
      <td>{words.forms[value.form]}</td>
      <td>
        {words.audiences[value.audience]}
        <Exceptions app={app} exceptions={value.exceptions} open={false} />
        <Beyond app={app} beyond={value.beyond} />
      </td>
      <td class="number">{value.cases}</td>
      <td class="number">{value.withheld}</td>
      <td>
        <code>{value.manifest.slice(0, 16)}</code>
      </td>
    </tr>
  );
}
