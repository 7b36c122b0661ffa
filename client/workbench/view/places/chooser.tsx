import { useMemo, useState } from "preact/hooks";
import { Button, TextInput } from "../../../browser/view/controls.tsx";
import type { EntityId, TipId } from "../../../casebook/names.ts";
import { agreed, type Current } from "../../../casebook/view.ts";
import type { GazetteerPlace, WhatOf } from "../../../casebook/what.ts";
import { type Candidate, candidatesFor, lookUp, type Typed } from "../../places/candidates.ts";
import { Differing } from "../tips/differing.tsx";
import type { AppProps, View } from "../view.ts";
import { placeWords } from "./place-words.ts";

/** Queries shorter than this find too much; a Chinese character is a word. */
const LEAST = 2;

export interface PlaceChooserProps extends AppProps {
  readonly about: TipId | EntityId;
  /** Null for a station or an incident. */
  readonly which: WhatOf<"placed">["which"];
  readonly heading: string;
  /** What the source typed; null if there is nothing to go by. */
  readonly typed: Typed | null;
  readonly current: Current<GazetteerPlace | null>;
}

/** Which place of the gazetteer is meant: offered, looked for, chosen and taken back by a person. */
export function PlaceChooser(props: PlaceChooserProps): View {
  const { app, about, which, heading, typed, current } = props;
  const { choosing: words } = app.strings.places;
  const asked = app.casebook.pending("placed", about);
  const pending = asked?.which === which ? asked : undefined;
  const chosen = pending ? pending.place : agreed(current, null);
  const choose = (place: GazetteerPlace | null) => app.casebook.act({ kind: "placed", about, which, place });
  return (
    <section class="choosing" aria-label={heading}>
      <h3>{heading}</h3>
      {chosen ? (
        <p class="chosen-place">
          <strong>{placeWords(chosen, app)}</strong>{" "}
          <Button kind="plain" label={words.takeBack} act={() => choose(null)} />
        </p>
      ) : (
        <>
          <p class="hint">{words.why}</p>
          {typed ? <Offered app={app} typed={typed} choose={choose} /> : null}
          <LookUp app={app} country={typed?.country ?? null} choose={choose} name={which ?? "entity"} />
        </>
      )}
      <Differing<GazetteerPlace | null>
        app={app}
        current={current}
        text={(place) => (place ? placeWords(place, app) : words.taken)}
      />
    </section>
  );
}

interface ChooseProps extends AppProps {
  readonly choose: (place: GazetteerPlace) => void;
}

/** What the source may have meant. */
function Offered({ app, typed, choose }: ChooseProps & { readonly typed: Typed }): View | null {
  const { choosing: words } = app.strings.places;
  const { gazetteer } = app.places;
  const { country, region, city, address } = typed;
  const candidates = useMemo(
    () => (gazetteer ? candidatesFor(typed, gazetteer) : []),
    [gazetteer, country, region, city, address],
  );
  if (!gazetteer) return <p class="hint">{app.strings.places.opening}</p>;
  if (region + city + address === "") return null;
  if (candidates.length === 0) return <p class="hint">{words.nothing}</p>;
  return (
    <div>
      <p class="hint">{words.candidates}</p>
      <Candidates app={app} candidates={candidates} choose={choose} />
    </div>
  );
}

interface LookUpProps extends ChooseProps {
  readonly country: Typed["country"];
  /** Tells the fields of two places of one tip apart. */
  readonly name: string;
}

function LookUp({ app, country, choose, name }: LookUpProps): View {
  const { choosing: words } = app.strings.places;
  const [query, setQuery] = useState("");
  const { gazetteer } = app.places;
  const asked = query.trim().length >= LEAST;
  const found = useMemo(
    () => (gazetteer && asked ? lookUp(query, country, gazetteer) : []),
    [gazetteer, query, asked, country],
  );
  const id = `look-up-${name}`;
  return (
    <div class="field">
      <TextInput id={id} label={words.search} most={100} dir="auto" value={query} take={setQuery} />
      <p class="hint" role="status">
        {!asked ? "" : found.length === 0 ? words.nothing : words.found(found.length)}
      </p>
      <Candidates app={app} candidates={found} choose={choose} />
    </div>
  );
}

interface CandidatesProps extends ChooseProps {
  readonly candidates: readonly Candidate[];
}

function Candidates({ app, candidates, choose }: CandidatesProps): View {
  return (
    <ul class="candidates">
      {candidates.map((candidate) => (
        <li key={candidate.place.geonames}>
          <Button act={() => choose(candidate.place)}>
            <span>{placeWords(candidate.place, app)}</span>
            <span class="hint">{tellingApart(candidate, app)}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function tellingApart({ region, people, near }: Candidate, { strings }: AppProps["app"]): string {
  const { choosing: words } = strings.places;
  return [
    ...(region === "" ? [] : [region]),
    ...(people === 0 ? [] : [words.people(people.toLocaleString(strings.language))]),
    ...(near ? [words.near(near.name, near.kilometres)] : []),
  ].join(" · ");
}
