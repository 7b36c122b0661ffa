import type { AppProps, View } from "../view.ts";
import { LeftSoFar } from "./left.tsx";
import { Outlook } from "./outlook.tsx";
import { Publications } from "./publications.tsx";
import { ExceptionsTake } from "./ruling.tsx";
import { AcceptedEntries, UnverifiedEntries, VouchedEntries } from "./unverified.tsx";
import { WishForm } from "./wish.tsx";

/** What leaves: chosen, looked at, written, and what has left so far. */
export function Leaving({ app }: AppProps): View {
  const { leaving: words } = app.strings;
  return (
    <main class="sheet leaving">
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
