import { element } from "../../../browser/dom.ts";
import type { App, ReadBack } from "../app.ts";
import type { Part } from "./part.ts";
import { actions, column, heading, namedButton, note } from "./pieces.ts";

/** The bundle is on the courier's disk, whole. */
export function done(app: App, { name, count, acknowledged, untold }: ReadBack): Part {
  const { done: words } = app.strings;
  const said = count === 0 ? words.letters : acknowledged ? words.acknowledged : words.whole;
  const shown = column([
    heading(said(name, count), "good"),
    ...untold.map(({ address }) => note(words.untold(address))),
    element("p", {}, words.next),
    actions(namedButton("more", "quiet", words.more, () => app.startOver())),
  ]);
  return { element: shown, show: () => {} };
}
