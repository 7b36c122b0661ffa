import { dayOf, instantOf, SECONDS_PER_DAY } from "../../../../crypto/documents/instant.ts";
import { encodeVerifyingKey } from "../../../../crypto/ed25519.ts";
import { Button, type View } from "../../../browser/view/controls.tsx";
import { Words } from "../../view/words.tsx";
import type { PersonSeen, StewardSeen } from "../model/standing.ts";
import type { PartProps } from "./part.ts";

/** Who is there and who is to be in the next rosters, each with the words of the card; and how far it has come. */
export function Room(part: PartProps): View {
  const { host, ceremony } = part;
  const { table: words } = host.strings.steward;
  const { instance, stewards, newStewards, reviewers, couriers, begins, until, currentUntil } =
    ceremony.standing;
  const now = instantOf(Date.now());
  return (
    <div class="fields">
      {instance ? (
        <div>
          <p>{words.box(instance.name, instance.threshold, stewards.length)}</p>
          <Words fingerprint={instance.fingerprint} label={words.anchorWords} />
        </div>
      ) : null}
      <People part={part} kind="steward" people={[...stewards, ...newStewards]} />
      <People part={part} kind="reviewer" people={reviewers} />
      <People part={part} kind="courier" people={couriers} />
      {begins === undefined ? null : (
        <p class="slow">{words.begins(Math.ceil((begins - now) / SECONDS_PER_DAY), dayOf(begins))}</p>
      )}
      {until === undefined ? null : <p>{words.until(dayOf(until))}</p>}
      {currentUntil === undefined ? null : <p>{words.currentUntil(dayOf(currentUntil))}</p>}
    </div>
  );
}

interface PeopleProps {
  readonly part: PartProps;
  readonly kind: "steward" | "reviewer" | "courier";
  readonly people: readonly (PersonSeen | StewardSeen)[];
}

function People({ part, kind, people }: PeopleProps): View | null {
  const { table: words } = part.host.strings.steward;
  if (people.length === 0) return null;
  return (
    <div>
      <h3>{words.kinds[kind]}</h3>
      <ul class="people">
        {people.map((person) => (
          <li key={person.id}>
            <Person part={part} person={person} canGo={kind !== "steward" || isGuest(part, person)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A steward's card that is on the table, of nobody who decides yet: a key that is lost by now, say. */
function isGuest({ ceremony: { standing, file } }: PartProps, { id }: PersonSeen): boolean {
  const isOwn = file.owner !== undefined && encodeVerifyingKey(file.owner.key) === id;
  return !isOwn && (!standing.instance || standing.newStewards.some((person) => person.id === id));
}

interface PersonProps {
  readonly part: PartProps;
  readonly person: PersonSeen | StewardSeen;
  readonly canGo: boolean;
}

function Person({ part, person, canGo }: PersonProps): View {
  const { host, ceremony, work } = part;
  const { table: words } = host.strings.steward;
  const { id, fingerprint } = person;
  const handle = person.handle ?? `${id.slice(0, 16)}…`;
  const about = [
    "isOwn" in person && person.isOwn ? words.you : "",
    "hasSigned" in person && person.hasSigned ? words.signed : "",
    fingerprint === undefined ? words.noCard : "",
  ].filter((text) => text !== "");
  return (
    <details>
      <summary>{about.length > 0 ? `${handle} (${about.join(", ")})` : handle}</summary>
      {(fingerprint?.split("; ") ?? []).map((each) => (
        <Words key={each} fingerprint={each} label={words.cardWords(handle)} />
      ))}
      {canGo && !ceremony.standing.draft ? (
        <Button
          disabled={host.busy !== undefined}
          label={words.takeOut(handle)}
          act={() => work((file) => host.ask("stewardOut", { file, id }))}
        />
      ) : null}
    </details>
  );
}
