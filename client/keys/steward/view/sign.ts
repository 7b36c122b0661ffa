import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { dayOf } from "../../../../crypto/documents/instant.ts";
import type { View } from "../../../browser/view/view.ts";
import type { Reviewed } from "../works.ts";
import { DayTick, Due, type DueProps } from "./due.ts";

/** The draft as it is before one signs it: alarms first, then what it changes. */
export function Sign(seat: DueProps): View {
  const { host, desk, work, isDayRight } = seat;
  const { sign: words } = host.strings.steward;
  const [reviewed, setReviewed] = useState<Reviewed | undefined>(undefined);
  useEffect(() => {
    void host.attempt(async () => setReviewed(await host.ask("stewardReview", { file: desk.file })));
  }, [desk.file]);
  const ready = reviewed !== undefined && reviewed.alarms.length === 0 && isDayRight;
  const run = () => work((file) => host.ask("stewardSign", { file }));
  return h(
    Due,
    { seat, act: { label: words.act, ready, run } },
    h(DraftLine, seat),
    reviewed ? h(Review, { reviewed, words }) : null,
    h("p", {}, words.aloud),
    h(DayTick, seat),
  );
}

/** What the open draft is, and how many have signed it. */
export function DraftLine({ host, desk }: DueProps): View | null {
  const { sign: words } = host.strings.steward;
  const { draft } = desk.standing;
  if (!draft) return null;
  const what =
    draft.from !== undefined && draft.to !== undefined
      ? words.open(dayOf(draft.from), dayOf(draft.to))
      : words.move;
  return h("p", {}, host.strings.together(what, words.count(draft.signed, draft.needed)));
}

function Review({
  reviewed,
  words,
}: {
  readonly reviewed: Reviewed;
  readonly words: DueProps["host"]["strings"]["steward"]["sign"];
}): View {
  return h(
    "div",
    { class: "fields" },
    reviewed.alarms.length > 0
      ? h(
          "div",
          { class: "trouble", role: "alert", id: "alarms" },
          h("p", {}, words.alarms),
          h(
            "ul",
            { lang: "en" },
            reviewed.alarms.map((alarm) => h("li", { key: alarm }, alarm)),
          ),
        )
      : null,
    h("h2", {}, words.changes),
    h(
      "pre",
      { class: "review", lang: "en", tabIndex: 0, "aria-label": words.changes },
      reviewed.lines.join("\n"),
    ),
  );
}
