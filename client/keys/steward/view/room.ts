import { h } from "preact";
import { dayOf, instantOf, SECONDS_PER_DAY } from "../../../../crypto/documents/instant.ts";
import type { View } from "../../../browser/view/view.ts";
import { Words } from "../../view/words.ts";
import type { PersonSeen, StewardSeen } from "../model/standing.ts";
import type { SeatProps } from "./seat.ts";

/** Who is there and who is to be in the next rosters, each with the words of the card; and how far it has come. */
export function Room(seat: SeatProps): View {
  const { host, desk } = seat;
  const { table: words } = host.strings.steward;
  const { instance, stewards, newStewards, reviewers, couriers, begins, until, currentUntil } = desk.standing;
  const now = instantOf(Date.now());
  return h(
    "div",
    { class: "fields" },
    instance
      ? h(
          "div",
          {},
          h("p", {}, words.box(instance.name, instance.threshold, stewards.length)),
          h(Words, { fingerprint: instance.fingerprint, label: words.anchorWords }),
        )
      : null,
    h(People, { seat, kind: "steward", people: [...stewards, ...newStewards] }),
    h(People, { seat, kind: "reviewer", people: reviewers }),
    h(People, { seat, kind: "courier", people: couriers }),
    begins === undefined
      ? null
      : h("p", { class: "slow" }, words.begins(Math.ceil((begins - now) / SECONDS_PER_DAY), dayOf(begins))),
    until === undefined ? null : h("p", {}, words.until(dayOf(until))),
    currentUntil === undefined ? null : h("p", {}, words.currentUntil(dayOf(currentUntil))),
  );
}

interface PeopleProps {
  readonly seat: SeatProps;
  readonly kind: "steward" | "reviewer" | "courier";
  readonly people: readonly (PersonSeen | StewardSeen)[];
}

function People({ seat, kind, people }: PeopleProps): View | null {
  const { table: words } = seat.host.strings.steward;
  if (people.length === 0) return null;
  return h(
    "div",
    {},
    h("h3", {}, words.kinds[kind]),
    h(
      "ul",
      { class: "people" },
      people.map((person) =>
        h("li", { key: person.id }, h(Person, { seat, person, canGo: kind !== "steward" })),
      ),
    ),
  );
}

interface PersonProps {
  readonly seat: SeatProps;
  readonly person: PersonSeen | StewardSeen;
  readonly canGo: boolean;
}

function Person({ seat, person, canGo }: PersonProps): View {
  const { host, desk, work } = seat;
  const { table: words } = host.strings.steward;
  const { id, fingerprint } = person;
  const handle = person.handle ?? `${id.slice(0, 16)}…`;
  const about = [
    "isOwn" in person && person.isOwn ? words.you : "",
    "hasSigned" in person && person.hasSigned ? words.signed : "",
    fingerprint === undefined ? words.noCard : "",
  ].filter((text) => text !== "");
  return h(
    "details",
    {},
    h("summary", {}, about.length > 0 ? `${handle} (${about.join(", ")})` : handle),
    (fingerprint?.split("; ") ?? []).map((each) =>
      h(Words, { key: each, fingerprint: each, label: words.cardWords(handle) }),
    ),
    canGo && !desk.standing.draft
      ? h(
          "button",
          {
            ...{ type: "button", class: "quiet", disabled: host.busy !== undefined },
            onClick: () => work((file) => host.ask("stewardOut", { file, id })),
          },
          words.takeOut(handle),
        )
      : null,
  );
}
