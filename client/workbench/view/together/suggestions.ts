import { h } from "preact";
import { useState } from "preact/hooks";
import type { Offer } from "../../together/offers.ts";
import { sentenceOf } from "../../together/sentences.ts";
import type { RowProps, View } from "../view.ts";
import { SenseChoice } from "./links.ts";
import { nameOfTip, OtherTip } from "./other-tip.ts";

/** As many are shown before somebody asks for all. */
const FIRST = 5;

/** What may belong to a tip, each with the reason; nothing comes of it before a person says so. */
export function Suggestions({ app, row }: RowProps): View {
  const { together: words } = app.strings;
  const [all, showAll] = useState(false);
  const offers = app.together.offersFor(row.tip.id);
  const shown = all ? offers : offers?.slice(0, FIRST);
  return h(
    "section",
    { id: "suggestions", class: "suggestions" },
    h("h3", {}, words.suggestions),
    h("p", { class: "hint", role: "status" }, stateOf({ app, row }, offers)),
    h(
      "ul",
      {},
      shown?.map((offer) => h(OneOffer, { key: offer.other, app, row, offer })),
    ),
    offers && shown && shown.length < offers.length
      ? h(
          "button",
          { type: "button", class: "quiet", onClick: () => showAll(true) },
          words.more(offers.length),
        )
      : null,
  );
}

function stateOf({ app }: RowProps, offers: readonly Offer[] | undefined): string {
  const { together: words } = app.strings;
  const { left, done } = app.near;
  if (left > 0) return words.comparing(done, done + left);
  if (!offers) return words.looking;
  return offers.length === 0 ? words.nothingFound : words.suggestionsWhy;
}

interface OneOfferProps extends RowProps {
  readonly offer: Offer;
}

function OneOffer({ app, row, offer }: OneOfferProps): View {
  const { together: words } = app.strings;
  const [sense, setSense] = useState(offer.sense);
  const name = nameOfTip(app, offer.other);
  const areKept = row.kept && app.queue.rowOf(offer.other)?.kept === true;
  return h(
    "li",
    { class: "offer" },
    h(OtherTip, { app, tip: offer.other }),
    offer.whys.map((why) => h("p", { key: why.code }, sentenceOf(why, words))),
    h(SenseChoice, { app, row, id: `how-${offer.other.slice(0, 12)}`, sense, choose: setSense }),
    h(
      "div",
      { class: "actions" },
      h(
        "button",
        {
          type: "button",
          class: "quiet",
          onClick: () => void app.together.link(row.tip.id, offer.other, sense),
        },
        areKept ? words.link : words.keepAndLink,
      ),
      h(
        "button",
        {
          type: "button",
          class: "quiet",
          "aria-label": words.dismissWhat(name),
          onClick: () => void app.together.dismiss(row.tip.id, offer),
        },
        words.dismiss,
      ),
    ),
  );
}
