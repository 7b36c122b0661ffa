import { Button } from "../../../browser/view/controls.tsx";
import { whoIs } from "../../review/who.ts";
import type { AppProps, View } from "../view.ts";

/** How many reviewers an exception takes here, who wants it otherwise, and the way to say so. */
export function ExceptionsTake({ app }: AppProps): View {
  const { casebook, strings } = app;
  const { unverified: words } = strings;
  const { reviewers, proposed } = casebook.ruling;
  const other = reviewers === 1 ? 2 : 1;
  return (
    <details class="ruling" open={proposed.length > 0}>
      <summary>{words.exceptionsTake(reviewers)}</summary>
      <p class="hint">{words.rulingLede}</p>
      {proposed.map(({ act, by, on, value }) => (
        <p key={act} class="hint">
          {words.ruled(whoIs(app, by), on, value)}
        </p>
      ))}
      <Button
        id="rule"
        label={words.rule(other)}
        act={() => app.casebook.act({ kind: "ruled", reviewers: other })}
      />
    </details>
  );
}
