import { Button } from "../../../browser/view/controls.tsx";
import { whoIs } from "../../review/who.ts";
import type { AppProps, View } from "../view.ts";
import { LeftSoFar } from "./left.tsx";
import { Outlook } from "./outlook.tsx";
import { Publications } from "./publications.tsx";
import { AcceptedEntries, UnverifiedEntries, VouchedEntries } from "./unverified.tsx";
import { WishForm } from "./wish.tsx";

/** What leaves: chosen, looked at, written, and what has left so far. */
export function Export({ app }: AppProps): View {
  const { exports: words } = app.strings;
  return (
    <main class="sheet export">
      <h1>{words.heading}</h1>
      <p class="hint lede">{words.lede}</p>
      <UnverifiedEntries app={app} />
      <AcceptedEntries app={app} />
      <VouchedEntries app={app} />
      <WishForm app={app} />
      <Outlook app={app} />
      <ExceptionsTake app={app} />
      <Publications app={app} />
      <LeftSoFar app={app} />
    </main>
  );
}

/** How many reviewers an exception takes here, who wants it otherwise, and the way to say so. */
function ExceptionsTake({ app }: AppProps): View {
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
