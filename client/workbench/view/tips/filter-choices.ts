import { h, type TargetedEvent } from "preact";
import { parseDay } from "../../../../protocol/day.ts";
import { PAP, TLP } from "../../../casebook/handling.ts";
import type { ReviewerKey } from "../../../casebook/names.ts";
import { MARKS } from "../../../opening/marks.ts";
import { countryName } from "../../../report/countries.ts";
import { codesOf } from "../../../report/vocabulary/codes.ts";
import { LANGUAGES as TIP_LANGUAGES, wordsOf } from "../../../report/vocabulary/languages.ts";
import { REVIEWING_CODES } from "../../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../../app.ts";
import type { Filter } from "../../queue/filter.ts";
import { whoIs } from "../../review/who.ts";
import { LANGUAGES } from "../../strings/languages.ts";
import { byName } from "../../together/find.ts";
import { Choice, FORGETFUL, type Option } from "../fields.ts";
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
  const field = (name: "from" | "to", label: string) =>
    h(
      "div",
      { class: "field", key: name },
      h("label", { for: `filter-${name}` }, label),
      h("input", {
        ...FORGETFUL,
        id: `filter-${name}`,
        type: "date",
        value: filter[name] ?? "",
        onChange: ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
          const { value } = currentTarget;
          app.queue.narrow({ [name]: value === "" ? null : parseDay(value) });
        },
      }),
    );
  return [field("from", words.from), field("to", words.to)];
}

export function choicesOf(app: App): View[] {
  const { queue: words, looking, review, language, marks } = app.strings;
  const { labels } = wordsOf(language);
  const reviewing = reviewingLabels(language);
  const { countries, labels: named, assigned } = app.queue.named;
  const lists: { readonly [F in Listed]: readonly [string, readonly Option<string>[]] } = {
    status: [words.status, options(REVIEWING_CODES.status, reviewing.status)],
    priority: [looking.priority, options(REVIEWING_CODES.priority, reviewing.priority)],
    kind: [words.kind, [...options(codesOf("kind"), labels.kind), { value: "by-hand", text: words.byHand }]],
    method: [looking.method, options(REVIEWING_CODES.fhClass, reviewing.fhClass)],
    country: [
      words.country,
      byName(
        countries.map((value) => ({ value, text: countryName(value, language) })),
        textOf,
        language,
      ),
    ],
    need: [words.urgency, options(codesOf("need").toReversed(), labels.need)],
    language: [words.language, TIP_LANGUAGES.map((value) => ({ value, text: nameOf(value) }))],
    untranslated: [
      app.strings.translation.needed,
      TIP_LANGUAGES.map((value) => ({ value, text: nameOf(value) })),
    ],
    label: [words.label, named.map((value) => ({ value, text: value }))],
    source: [looking.source, graded(REVIEWING_CODES.sourceReliability, reviewing.sourceReliability)],
    information: [looking.information, graded(REVIEWING_CODES.infoCredibility, reviewing.infoCredibility)],
    verification: [looking.verification, options(REVIEWING_CODES.verification, reviewing.verification)],
    tlp: [looking.tlp, options(TLP, review.tlpNames)],
    pap: [looking.pap, options(PAP, review.papNames)],
    assigned: [
      looking.assigned,
      [{ value: "nobody", text: looking.nobody }, ...byName(people(app, assigned), textOf, language)],
    ],
    mark: [looking.mark, MARKS.map((value) => ({ value, text: marks[value].short }))],
    place: [looking.place, options(["chosen", "open"] as const, looking.places)],
  };
  return (Object.keys(lists) as Listed[]).map((name) => choice(app, name, ...lists[name]));
}

function choice(app: App, name: Listed, label: string, list: readonly Option<string>[]): View {
  const { filter } = app.queue.looking;
  const any: Option<string> = { value: "", text: app.strings.queue.any };
  return h(Choice<string>, {
    key: name,
    id: `filter-${name}`,
    label,
    value: filter[name] ?? "",
    options: [any, ...list],
    choose: (value) => app.queue.narrow({ [name]: value === "" ? null : value }),
  });
}

function options<T extends string>(values: readonly T[], texts: Readonly<Record<T, string>>): Option<T>[] {
  return values.map((value) => ({ value, text: texts[value] }));
}

function graded<T extends string>(values: readonly T[], texts: Readonly<Record<T, string>>): Option<T>[] {
  return values.map((value) => ({ value, text: `${value}: ${texts[value]}` }));
}

function people(app: App, keys: readonly ReviewerKey[]): Option<ReviewerKey>[] {
  return keys.map((value) => ({ value, text: whoIs(app, value) }));
}

function nameOf(language: (typeof TIP_LANGUAGES)[number]): string {
  return LANGUAGES.find((known) => known.language === language)?.name ?? language;
}

const textOf = ({ text }: Option<string>) => text;
