import { h } from "preact";
import type { AppProps, View } from "../view.ts";
import { LeftSoFar } from "./left.ts";
import { Outlook } from "./outlook.ts";
import { Publications } from "./publications.ts";
import { ExceptionsTake } from "./ruling.ts";
import { AcceptedEntries, UnverifiedEntries, VouchedEntries } from "./unverified.ts";
import { WishForm } from "./wish.ts";

/** What leaves: chosen, looked at, written, and what has left so far. */
export function Leaving({ app }: AppProps): View {
  const { leaving: words } = app.strings;
  return h(
    "main",
    { class: "sheet leaving" },
    h("h1", {}, words.heading),
    h("p", { class: "hint lede" }, words.lede),
    h(UnverifiedEntries, { app }),
    h(AcceptedEntries, { app }),
    h(VouchedEntries, { app }),
    h(WishForm, { app }),
    h(Outlook, { app }),
    h(ExceptionsTake, { app }),
    h(Publications, { app }),
    h(LeftSoFar, { app }),
  );
}
