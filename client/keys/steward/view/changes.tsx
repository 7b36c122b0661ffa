import { dayOf } from "../../../../crypto/documents/instant.ts";
import { lettersOf } from "../../../../crypto/documents/roster.ts";
import type { View } from "../../../browser/view/controls.tsx";
import type { AnchorSeen, MovedSteward, ReviewedMove } from "../../../ceremony/move-review.ts";
import type { Review } from "../../../ceremony/review-draft.ts";
import type { ReviewedPerson, ReviewedRoster } from "../../../ceremony/review-text.ts";
import type { Strings } from "../../strings/strings.ts";
import { alarmSentence } from "../../view/sentence.ts";
import { Words } from "../../view/words.tsx";
import { Warnings } from "./warnings.tsx";

export interface ChangesProps {
  readonly strings: Strings;
  readonly reviewed: Review;
}

/** What a review found: alarms first, then what changes, then what is to be known of it. */
export function Changes({ strings, reviewed }: ChangesProps): View {
  const { sign: words } = strings.steward;
  const { alarms, rosters, move, warnings } = reviewed;
  return (
    <div class="fields review">
      {alarms.length > 0 ? (
        <div class="error" role="alert" id="alarms">
          <p>{words.alarms}</p>
          <ul>
            {alarms.map((alarm, i) => (
              <li key={`${i}`}>{alarmSentence(alarm, strings)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <h2>{words.changes}</h2>
      {rosters.map((reviewed) => (
        <RosterSeen key={reviewed.roster.sequence} strings={strings} reviewed={reviewed} />
      ))}
      {move ? <MoveSeen strings={strings} move={move} /> : null}
      <Warnings strings={strings} warnings={warnings} />
    </div>
  );
}

interface RosterSeenProps {
  readonly strings: Strings;
  readonly reviewed: ReviewedRoster;
}

/** Who comes and who goes, each with the words of the card; who stays, by name; what changes about letters. */
function RosterSeen({ strings, reviewed: { roster, people, letters } }: RosterSeenProps): View {
  const { sign: words, draft } = strings.steward;
  const stays = people.filter(({ change }) => change === "stays");
  const nameOf = ({ handle, unnamed, number }: ReviewedPerson) =>
    handle ?? `${number} (${words.unnamed[unnamed ?? "absent"]})`;
  const named = (person: ReviewedPerson) => (
    <li key={`${person.who} ${person.number}`}>
      <strong>
        {(person.change === "leaves" ? words.leaves : words.joins)(nameOf(person), words[person.who])}
      </strong>
      {person.namesake === undefined ? null : <p class="error">{words.namesake(person.namesake)}</p>}
      <p class="spoken" lang="en">
        {person.words}
      </p>
    </li>
  );
  return (
    <div>
      <h3>{words.roster(roster.sequence, dayOf(roster.notBefore), dayOf(roster.notAfter))}</h3>
      {letters ? (
        <p class={letters === "first" ? "letters" : "letters slow"}>
          {words.letters[letters](draft.letters.signers[lettersOf(roster)])}
        </p>
      ) : null}
      <ul class="people">{people.filter(({ change }) => change !== "stays").map(named)}</ul>
      <Staying strings={strings} names={stays.map(nameOf)} />
    </div>
  );
}

interface MoveSeenProps {
  readonly strings: Strings;
  readonly move: ReviewedMove;
}

/** The words of the anchor that comes, who becomes a steward and who is none any more. */
function MoveSeen({ strings, move: { from, to, stewards } }: MoveSeenProps): View {
  const { sign: words, found, table } = strings.steward;
  const thresholdOf = ({ threshold, stewards }: AnchorSeen) => found.of(threshold, stewards);
  const nameOf = ({ handle, words: key }: MovedSteward) => handle ?? `${key} (${words.unnamed["no-card"]})`;
  const named = (steward: MovedSteward) => (
    <li key={steward.words}>
      <strong>
        {(steward.change === "leaves" ? words.leaves : words.joins)(nameOf(steward), words.steward)}
      </strong>
      <p class="spoken" lang="en">
        {steward.words}
      </p>
    </li>
  );
  return (
    <div>
      <p>{words.thresholds(thresholdOf(from), thresholdOf(to))}</p>
      <ul class="people">{stewards.filter(({ change }) => change !== "stays").map(named)}</ul>
      <Staying strings={strings} names={stewards.filter(({ change }) => change === "stays").map(nameOf)} />
      <Words fingerprint={to.fingerprint} label={table.anchorWords} />
    </div>
  );
}

function Staying({
  strings,
  names,
}: {
  readonly strings: Strings;
  readonly names: readonly string[];
}): View | null {
  if (names.length === 0) return null;
  return <p>{strings.steward.sign.stay(new Intl.ListFormat(strings.language).format(names))}</p>;
}
