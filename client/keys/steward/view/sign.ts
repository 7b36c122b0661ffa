import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { dayOf, instantOf, SECONDS_PER_DAY } from "../../../../crypto/documents/instant.ts";
import type { View } from "../../../browser/view/view.ts";
import type { Review } from "../../../ceremony/review-draft.ts";
import type { ReviewedPerson, ReviewedRoster } from "../../../ceremony/review-text.ts";
import type { Strings } from "../../strings/strings.ts";
import { DayTick, Due, type DueProps } from "./due.ts";

/** The draft as it is before one signs it: alarms first, then what it changes. */
export function Sign(seat: DueProps): View {
  const { host, desk, work, isDayRight } = seat;
  const { sign: words } = host.strings.steward;
  const [reviewed, setReviewed] = useState<Review | undefined>(undefined);
  useEffect(() => {
    void host.attempt(async () => setReviewed(await host.ask("stewardReview", { file: desk.file })));
  }, [desk.file]);
  const ready = reviewed !== undefined && reviewed.alarms.length === 0 && isDayRight;
  const run = () => work((file) => host.ask("stewardSign", { file }));
  return h(
    Due,
    { seat, act: { label: words.act, ready, run } },
    h(DraftLine, seat),
    reviewed ? h(Changes, { strings: host.strings, reviewed }) : null,
    h("p", {}, words.aloud),
    h(DayTick, seat),
  );
}

/** What the open draft is, and how many have signed it. */
export function DraftLine({ host, desk }: DueProps): View | null {
  const { sign: words, table } = host.strings.steward;
  const { draft } = desk.standing;
  if (!draft) return null;
  const { from, to, begins } = draft;
  const what = from !== undefined && to !== undefined ? words.open(dayOf(from), dayOf(to)) : words.move;
  const days = begins && Math.ceil((begins - instantOf(Date.now())) / SECONDS_PER_DAY);
  return h(
    "div",
    { class: "fields" },
    h("p", {}, host.strings.together(what, words.count(draft.signed, draft.needed))),
    begins && days ? h("p", { class: "slow" }, table.begins(days, dayOf(begins))) : null,
  );
}

interface ChangesProps {
  readonly strings: Strings;
  readonly reviewed: Review;
}

function Changes({ strings, reviewed }: ChangesProps): View {
  const { sign: words } = strings.steward;
  const { alarms, rosters, warnings, lines } = reviewed;
  // What a move changes, and warnings, are said in English.
  const english = rosters.length > 0 ? warnings : lines;
  return h(
    "div",
    { class: "fields review" },
    alarms.length > 0
      ? h(
          "div",
          { class: "trouble", role: "alert", id: "alarms" },
          h("p", {}, words.alarms),
          h(
            "ul",
            { lang: "en" },
            alarms.map((alarm) => h("li", { key: alarm }, alarm)),
          ),
        )
      : null,
    h("h2", {}, words.changes),
    rosters.map((reviewed) => h(RosterSeen, { key: reviewed.roster.sequence, strings, reviewed })),
    english.length > 0 ? h("p", { class: "lines", lang: "en" }, english.join("\n")) : null,
  );
}

interface RosterSeenProps {
  readonly strings: Strings;
  readonly reviewed: ReviewedRoster;
}

/** Who comes and who goes, each with the words of the card; who stays, by name. */
function RosterSeen({ strings, reviewed: { roster, people } }: RosterSeenProps): View {
  const { sign: words } = strings.steward;
  const together = new Intl.ListFormat(strings.language);
  const stays = people.filter(({ change }) => change === "stays");
  const named = (person: ReviewedPerson) =>
    h(
      "li",
      { key: `${person.who} ${person.number}` },
      h(
        "strong",
        {},
        (person.change === "leaves" ? words.leaves : words.joins)(person.handle, words[person.who]),
      ),
      person.namesake === undefined ? null : h("p", { class: "trouble" }, words.namesake(person.namesake)),
      h("p", { class: "spoken", lang: "en" }, person.words),
    );
  return h(
    "div",
    {},
    h("h3", {}, words.roster(roster.sequence, dayOf(roster.notBefore), dayOf(roster.notAfter))),
    h("ul", { class: "people" }, people.filter(({ change }) => change !== "stays").map(named)),
    stays.length > 0 ? h("p", {}, words.stay(together.format(stays.map(({ handle }) => handle)))) : null,
  );
}
