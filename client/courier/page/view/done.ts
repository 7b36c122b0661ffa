import { h } from "preact";
import type { View } from "../../../browser/view/view.ts";
import type { App, ReadBack } from "../app.ts";

export interface DoneProps {
  readonly app: App;
  readonly readBack: ReadBack;
}

/** The bundle is on the courier's disk, whole. */
export function Done({ app, readBack: { name, count, acknowledged, untold } }: DoneProps): View {
  const { done: words } = app.strings;
  const said = count === 0 ? words.letters : acknowledged ? words.acknowledged : words.whole;
  return h(
    "div",
    { class: "found" },
    h("h1", { class: "good" }, said(name, count)),
    untold.map(({ address }) => h("p", { key: address, class: "note" }, words.untold(address))),
    h("p", {}, words.next),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", class: "quiet", id: "more", onClick: () => app.startOver() }, words.more),
    ),
  );
}
