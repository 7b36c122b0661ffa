import { type Case, type CasePlace, POSITION_PRECISION } from "../../casebook/export/case.ts";
import { type FieldName, PLACE_FIELDS, type PlaceField } from "../../casebook/export/fields.ts";
import type { Exception } from "../../casebook/view.ts";
import type { Audience } from "../../casebook/what.ts";
import { countryName, isCountry } from "../../report/countries.ts";
import { dateInWords, type Entry, type Said, type Section } from "../../report/readable.ts";
import { readableLines } from "../../report/readable-text.ts";
import { type Language, wordsOf } from "../../report/vocabulary/languages.ts";
import { reviewingLabels } from "../../report/vocabulary/reviewing/labels.ts";
import type { ExportStrings } from "../strings/export/strings.ts";
import type { ReviewStrings, Strings } from "../strings/strings.ts";

/** One tip or station for reading on paper, with the tips behind it that leave for the same audience. */
export interface Dossier {
  readonly audience: Audience;
  /** The one that it is about first. */
  readonly cases: readonly Case[];
  /** How many of the tips behind it stay; what is public doesn't tell. */
  readonly withheld: number;
  /** What of it leaves only because one reviewer says so: shown beside it, and no part of it. */
  readonly exceptions: readonly Exception[];
  /** Of its text, once it has left; 64 hex digits. */
  readonly sha256: string | null;
}

/** For whom it is, and what may be done with it: what stands on every page. */
export function dossierMarking({ audience, cases }: Dossier, { exports, review }: Strings): string {
  const [first] = cases;
  return [
    exports.markedFor(exports.audiences[audience]),
    ...(first
      ? [`TLP:${review.tlpNames[first.tlp]}`, `PAP:${review.papNames[first.pap]}`, first.number]
      : []),
  ].join(" · ");
}

/** The dossier as sections: words of ours in a language, and words from outside as they are, redacted. */
export function dossierSections(
  { audience, cases, withheld }: Dossier,
  strings: Strings,
): readonly Section[] {
  const { exports: words } = strings;
  const tells = audience !== "public" && withheld > 0;
  const notes = [words.redactedNote, ...(tells ? [words.withheldTips(withheld)] : [])];
  return [
    ...cases.map((one) => sectionOf(one, strings)),
    { heading: words.notes, entries: [{ label: "", said: notes.map(ours) }] },
  ];
}

/** The dossier as a text file, to the byte what its SHA-256 stands for. */
export function dossierText(dossier: Dossier, strings: Strings): string {
  const lines = [dossierMarking(dossier, strings), "", ...readableLines(dossierSections(dossier, strings))];
  return `${lines.join("\n")}\n`;
}

/** One entry of a dossier, and which fields of a case stand in it. */
interface Row {
  readonly holds: readonly FieldName[];
  readonly label: (strings: Strings) => string;
  readonly said: (one: Case, strings: Strings) => readonly Said[];
}

/** A country's code, beside its name, and the gazetteer's number are for machines. */
const NOT_ON_PAPER: readonly PlaceField[] = ["country", "geonames"];

const ROWS: readonly Row[] = [
  row(["title"], (one) => (one.title === one.number ? [] : quoted(one.title))),
  reviewed("grade", gradeSaid),
  reviewed("verification", (one, { language }) =>
    labelled(reviewingLabels(language).verification, [one.verification]),
  ),
  row(["consent"], (one, { language }) => labelled(wordsOf(language).labels.consent, one.consent)),
  reviewed("tlp", (one, { review }) => [review.tlpNames[one.tlp], review.tlpMeans[one.tlp]].map(ours)),
  reviewed("pap", (one, { review }) => [review.papNames[one.pap], review.papMeans[one.pap]].map(ours)),
  reviewed("labels", (one) => one.labels.flatMap(quoted)),
  placeRow("station"),
  row(["premises", "premises_other"], (one, { language }) => [
    ...labelled(wordsOf(language).labels.premises, one.premises),
    ...quoted(one.premisesOther),
  ]),
  row(["name_used"], (one, { language }) => nameUsedIn(one.nameUsed, wordsOf(language).labels.nameUsed)),
  row(["bureaus", "bureaus_other"], (one, { language }) => [
    ...labelled(wordsOf(language).labels.linkedBureau, one.bureaus),
    ...quoted(one.bureausOther),
  ]),
  dateRow("since"),
  placeRow("incident"),
  row(["pressure", "pressure_other"], (one, { language }) => {
    const { pressureFamily, pressureDirect } = wordsOf(language).labels;
    return [
      ...labelled({ ...pressureFamily, ...pressureDirect }, one.pressure),
      ...quoted(one.pressureOther),
    ];
  }),
  dateRow("when"),
  row(["related", "related_titles"], (one) =>
    one.related.flatMap(({ number, title }) => [ours(number), ...(title === number ? [] : quoted(title))]),
  ),
  row(["text"], (one) => quoted(one.text)),
  row(["translation"], (one) =>
    one.translations.flatMap(({ language, text }) => quoted(`[${language}] ${text}`)),
  ),
];

/** What of a case a dossier holds; its heading says the first two. */
export const DOSSIER_FIELDS: readonly FieldName[] = ["number", "kind", ...ROWS.flatMap(({ holds }) => holds)];

function sectionOf(one: Case, strings: Strings): Section {
  const entries = ROWS.map(({ label, said }) => entry(label(strings), said(one, strings)));
  return {
    heading: `${strings.exports.caseKinds[one.kind]} ${one.number}`,
    entries: entries.filter(({ said }) => said.length > 0),
  };
}

/** Called as the first of its fields is in an export. */
function row(holds: readonly [keyof ExportStrings["fields"], ...FieldName[]], said: Row["said"]): Row {
  return { holds, label: ({ exports }) => exports.fields[holds[0]], said };
}

/** Called as reviewers know it from the review. */
function reviewed(field: FieldName & keyof ReviewStrings, said: Row["said"]): Row {
  return { holds: [field], label: ({ review }) => `${review[field]}`, said };
}

function gradeSaid({ grade }: Case, { language }: Strings): readonly Said[] {
  const { sourceReliability, infoCredibility } = reviewingLabels(language);
  const [source = "", information = ""] = grade;
  const grades: Readonly<Record<string, string>> = { ...sourceReliability, ...infoCredibility };
  return grade === "" ? [] : [ours(`${grade} · ${grades[source]} · ${grades[information]}`)];
}

/** A place as it was said and how fine that is, and the chosen one, which is never finer than a city. */
function placeRow(which: "station" | "incident"): Row {
  const holds = PLACE_FIELDS.filter((name) => !NOT_ON_PAPER.includes(name));
  return {
    holds: holds.map((name) => `${which}_${name}` as const),
    label: ({ exports }) => exports.places[which],
    said: ({ [which]: place }, { exports, language }) => (place ? placeSaid(place, exports, language) : []),
  };
}

function placeSaid(place: CasePlace, words: ExportStrings, language: Language): readonly Said[] {
  const { country, region, city, address, precision, chosen } = place;
  const { placePrecision } = wordsOf(language).labels;
  return [
    ...countryIn(country, language),
    ...[region, city, address].flatMap(quoted),
    ...(precision === null ? [] : [ours(placePrecision[precision])]),
    ...(chosen === null
      ? []
      : [
          ...quoted(chosen.name),
          ours(words.position(chosen.lat, chosen.lon)),
          ours(words.middleOf(placePrecision[POSITION_PRECISION], chosen.degrees === 0.1 ? 11 : 1)),
        ]),
  ];
}

function dateRow(which: "since" | "when"): Row {
  return row([which, `${which}_precision`], ({ [which]: said }, { language }) =>
    said ? [ours(dateInWords(said.date, wordsOf(language)))] : [],
  );
}

/** A code of ours, or what the source wrote. */
function nameUsedIn(name: string, labels: Readonly<Record<string, string>>): readonly Said[] {
  const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
  return label === undefined ? quoted(name) : [ours(label)];
}

function countryIn(code: string, language: Language): readonly Said[] {
  return isCountry(code) ? [ours(countryName(code, language))] : [];
}

function labelled(labels: Readonly<Record<string, string>>, codes: readonly string[]): readonly Said[] {
  return codes.flatMap((code) => labels[code] ?? []).map(ours);
}

function entry(label: string, said: readonly Said[]): Entry {
  return { label: label.charAt(0).toUpperCase() + label.slice(1), said };
}

function ours(text: string): Said {
  return { text, quoted: false };
}

function quoted(text: string): Said[] {
  return text === "" ? [] : [{ text, quoted: true }];
}
