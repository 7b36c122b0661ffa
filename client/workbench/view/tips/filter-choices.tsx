import { parseDay } from "../../../../protocol/day.ts";
import { Choice, FORGETFUL, type Option } from "../../../browser/view/controls.tsx";
import { PAP, TLP } from "../../../casebook/handling.ts";
import { MARKS } from "../../../opening/marks.ts";
import { countryName } from "../../../report/countries.ts";
import { codesOf } from "../../../report/vocabulary/codes.ts";
import { LANGUAGES as TIP_LANGUAGES, wordsOf } from "../../../report/vocabulary/languages.ts";
import { REVIEWING_CODES } from "../../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../../app.ts";
import { type Filter, isFiltering } from "../../queue/filter.ts";
import { whoIs } from "../../review/who.ts";
import { LANGUAGES } from "../../strings/languages.ts";
import { byName } from "../../together/find.ts";
import type { View } from "../view.ts";

/** The criteria of which one value is chosen. */
type Chosen = {
  [F in keyof Filter]-?: Filter[F] extends string | null ? F : never;
}[keyof Filter];

type Listed = Exclude<Chosen, "from" | "to">;

/** The first and last day of arrival. */
export function daysOf(app: App): View[] {
  const { looking: words } = app.strings;
  const { filter } = app.queue.looking;
  const field = (name: "from" | "to", label: string) => (
    <div key={name} class="field">
      <label for={`filter-${name}`}>{label}</label>
      <input
        {...FORGETFUL}
        id={`filter-${name}`}
        type="date"
        value={filter[name] ?? ""}
        onChange={({ currentTarget }) => {
          const { value } = currentTarget;
          app.queue.narrow({ [name]: value === "" ? null : parseDay(value) });
        }}
      />
    </div>
  );
  return [field("from", words.from), field("to", words.to)];
}

/** Fields that say yes or no. */
export const TICKS = ["alarms", "unread", "mine", "kept", "differing", "files"] as const;

/** A criterion that is asked for. */
export interface Chip {
  readonly text: string;
  /** What the filter is without it. */
  readonly without: Partial<Filter>;
}

/** What is asked for now, each criterion for itself. */
export function chipsOf(app: App): readonly Chip[] {
  const { filter } = app.queue.looking;
  if (!isFiltering(filter)) return [];
  const { looking: words, together } = app.strings;
  const lists = listsOf(app);
  const ticks = ticksOf(app);
  const day = (name: "from" | "to") =>
    filter[name] === null ? [] : [{ text: `${words[name]} ${filter[name]}`, without: { [name]: null } }];
  return [
    ...(filter.among ? [{ text: filter.among.said, without: { among: null } }] : []),
    ...(filter.aside ? [{ text: together.setAside, without: { aside: false } }] : []),
    ...(Object.keys(lists) as Listed[]).flatMap((name) => {
      const chosen = lists[name][1].find(({ value }) => value === filter[name]);
      return chosen ? [{ text: chosen.text, without: { [name]: null } }] : [];
    }),
    ...day("from"),
    ...day("to"),
    ...TICKS.flatMap((name) => (filter[name] ? [{ text: ticks[name], without: { [name]: false } }] : [])),
  ];
}

export function ticksOf({ strings }: App): Readonly<Record<(typeof TICKS)[number], string>> {
  const { queue: words, looking } = strings;
  return {
    alarms: words.onlyAlarms,
    unread: words.onlyUnread,
    mine: words.onlyMine,
    kept: words.onlyKept,
    differing: words.onlyDiffering,
    files: looking.onlyFiles,
  };
}

export function choicesOf(app: App): View[] {
  const lists = listsOf(app);
  return (Object.keys(lists) as Listed[]).map((name) => choice(app, name, ...lists[name]));
}

type Lists = { readonly [F in Listed]: readonly [string, readonly Option<string>[]] };

function listsOf(app: App): Lists {
  const { queue: words, looking, review, language, marks } = app.strings;
  const { labels } = wordsOf(language);
  const reviewing = reviewingLabels(language);
  const { countries, labels: known, assigned } = app.queue.named;
  const languages = TIP_LANGUAGES.map((value) => ({ value, text: nameOf(value) }));
  const named = <T extends string>(values: readonly T[], nameOfOne: (value: T) => string) =>
    byName(
      values.map((value) => ({ value, text: nameOfOne(value) })),
      ({ text }) => text,
      language,
    );
  return {
    status: [words.status, options(REVIEWING_CODES.status, reviewing.status)],
    priority: [looking.priority, options(REVIEWING_CODES.priority, reviewing.priority)],
    kind: [words.kind, [...options(codesOf("kind"), labels.kind), { value: "by-hand", text: words.byHand }]],
    method: [looking.method, options(REVIEWING_CODES.fhClass, reviewing.fhClass)],
    country: [words.country, named(countries, (country) => countryName(country, language))],
    need: [words.urgency, options(codesOf("need").toReversed(), labels.need)],
    language: [words.language, languages],
    untranslated: [app.strings.translation.needed, languages],
    label: [words.label, known.map((value) => ({ value, text: value }))],
    source: [looking.source, graded(REVIEWING_CODES.sourceReliability, reviewing.sourceReliability)],
    information: [looking.information, graded(REVIEWING_CODES.infoCredibility, reviewing.infoCredibility)],
    verification: [looking.verification, options(REVIEWING_CODES.verification, reviewing.verification)],
    tlp: [looking.tlp, options(TLP, review.tlpNames)],
    pap: [looking.pap, options(PAP, review.papNames)],
    assigned: [
      looking.assigned,
      [{ value: "nobody", text: looking.nobody }, ...named(assigned, (key) => whoIs(app, key))],
    ],
    mark: [looking.mark, MARKS.map((value) => ({ value, text: marks[value].short }))],
    place: [looking.place, options(["chosen", "open"] as const, looking.places)],
  };
}

function choice(app: App, name: Listed, label: string, list: readonly Option<string>[]): View {
  const { filter } = app.queue.looking;
  const any: Option<string> = { value: "", text: app.strings.queue.any };
  return (
    <Choice<string>
      key={name}
      id={`filter-${name}`}
      label={label}
      value={filter[name] ?? ""}
      options={[any, ...list]}
      choose={(value) => app.queue.narrow({ [name]: value === "" ? null : value })}
    />
  );
}

function options<T extends string>(values: readonly T[], texts: Readonly<Record<T, string>>): Option<T>[] {
  return values.map((value) => ({ value, text: texts[value] }));
}

function graded<T extends string>(values: readonly T[], texts: Readonly<Record<T, string>>): Option<T>[] {
  return values.map((value) => ({ value, text: `${value}: ${texts[value]}` }));
}

function nameOf(language: (typeof TIP_LANGUAGES)[number]): string {
  return LANGUAGES.find((known) => known.language === language)?.name ?? language;
}
