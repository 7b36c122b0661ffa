import { element } from "../../../browser/dom.ts";
import type { App, ReadBack } from "../app.ts";
import { mailbags } from "./mailbags.ts";
import type { Part } from "./part.ts";
import { actions, column, heading, namedButton, note } from "./pieces.ts";

/** The bundle is on the courier's disk, whole; mailbags are still to go. */
export function done(app: App, { name, count, acknowledged, untold }: ReadBack): Part {
  const { done: words } = app.strings;
  const said = count === 0 ? words.letters : acknowledged ? words.acknowledged : words.whole;
  const bags = mailbags(app);
  const shown = column([
    heading(said(name, count), "good"),
    ...untold.map(({ address }) => note(words.untold(address))),
    element("p", {}, words.next),
    actions(namedButton("more", "quiet", words.more, () => app.startOver())),
    bags.element,
  ]);
  return { element: shown, show: bags.show };
}
