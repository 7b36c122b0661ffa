import { useState } from "preact/hooks";
import { Button } from "../../../browser/view/controls.tsx";
import type { App } from "../../app.ts";
import type { Offer } from "../../together/offers.ts";
import { sentenceOf } from "../../together/sentences.ts";
import type { RowProps, View } from "../view.ts";
import { SenseChoice } from "./links.tsx";
import { nameOfTip, OtherTip } from "./other-tip.tsx";

/** As many are shown before somebody asks for all. */
const FIRST = 5;

/** What may belong to a tip, each with the reason; nothing comes of it before a person says so. */
export function Suggestions({ app, row }: RowProps): View {
  const { together: words } = app.strings;
  const [all, showAll] = useState(false);
  const offers = app.together.offersFor(row.tip.id);
  const shown = all ? offers : offers?.slice(0, FIRST);
  return (
    <section id="suggestions" class="suggestions">
      <h3>{words.suggestions}</h3>
      <p class="hint" role="status">
        {stateOf(app, offers)}
      </p>
      <ul>
        {shown?.map((offer) => (
          <OneOffer key={offer.other} app={app} row={row} offer={offer} />
        ))}
      </ul>
      {offers && shown && shown.length < offers.length ? (
        <Button label={words.more(offers.length)} act={() => showAll(true)} />
      ) : null}
    </section>
  );
}

function stateOf(app: App, offers: readonly Offer[] | undefined): string {
  const { together: words } = app.strings;
  const { left, done } = app.near;
  if (left > 0) return words.comparing(done, done + left);
  if (!offers) return words.looking;
  return offers.length === 0 ? words.nothingFound : words.suggestionsWhy;
}

function OneOffer({ app, row, offer }: RowProps & { readonly offer: Offer }): View {
  const { together: words } = app.strings;
  const [sense, setSense] = useState(offer.sense);
  const name = nameOfTip(app, offer.other);
  const areKept = row.kept && app.queue.rowOf(offer.other)?.kept === true;
  return (
    <li class="offer">
      <OtherTip app={app} tip={offer.other} />
      {offer.whys.map((why) => (
        <p key={why.code}>{sentenceOf(why, words)}</p>
      ))}
      <SenseChoice app={app} id={`how-${offer.other.slice(0, 12)}`} sense={sense} choose={setSense} />
      <div class="actions">
        <Button
          label={areKept ? words.link : words.keepAndLink}
          act={() => app.together.link(row.tip.id, offer.other, sense)}
        />
        <Button
          aria-label={words.dismissWhat(name)}
          label={words.dismiss}
          act={() => app.together.dismiss(row.tip.id, offer)}
        />
      </div>
    </li>
  );
}
