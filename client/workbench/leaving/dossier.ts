import type { Case } from "../../casebook/export/case.ts";
import type { Exception } from "../../casebook/view.ts";
import type { Audience } from "../../casebook/what.ts";
import { countryName, isCountry } from "../../report/countries.ts";
import type { Entry, Said, Section } from "../../report/readable.ts";
import { readableLines } from "../../report/readable-text.ts";
import { type Language, wordsOf } from "../../report/vocabulary/languages.ts";
import { reviewingLabels } from "../../report/vocabulary/reviewing/labels.ts";
import type { Strings } from "../strings/strings.ts";

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
export function dossierMarking({ audience, cases }: Dossier, { leaving, review }: Strings): string {
  const [first] = cases;
  return [
    leaving.markedFor(leaving.audiences[audience]),
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
  const { leaving: words } = strings;
  const tells = audience !== "public" && withheld > 0;
  return [
    ...cases.flatMap((one) => sectionsOf(one, strings)),
    {
      heading: words.notes,
      entries: [
        {
          label: "",
          said: [words.redactedNote, ...(tells ? [words.withheldTips(withheld)] : [])].map(ours),
        },
      ],
    },
  ];
}

/** The dossier as a text file, to the byte what its SHA-256 stands for. */
export function dossierText(dossier: Dossier, strings: Strings): string {
  const lines = [dossierMarking(dossier, strings), "", ...readableLines(dossierSections(dossier, strings))];
  return `${lines.join("\n")}\n`;
}

function sectionsOf(one: Case, strings: Strings): readonly Section[] {
  const { leaving: words } = strings;
  const title = one.title === one.number ? [] : quoted(one.title);
  const entries = [
    entry(words.fields.title, title),
    ...judgement(one, strings),
    ...matter(one, strings),
    entry(words.fields.related, one.related.map(ours)),
    entry(words.fields.text, quoted(one.text)),
  ];
  return [
    {
      heading: `${words.caseKinds[one.kind]} ${one.number}`,
      entries: entries.filter(({ said }) => said.length > 0),
    },
  ];
}

/** What reviewers made of it. */
function judgement(one: Case, { leaving: words, review, language }: Strings): readonly Entry[] {
  const reviewing = reviewingLabels(language);
  const [source = "", information = ""] = one.grade;
  const grades: Readonly<Record<string, string>> = { ...reviewing.sourceReliability };
  const credibility: Readonly<Record<string, string>> = reviewing.infoCredibility;
  return [
    entry(
      review.grade,
      one.grade === "" ? [] : [ours(`${one.grade} · ${grades[source]} · ${credibility[information]}`)],
    ),
    entry(review.verification, labelled(reviewing.verification, [one.verification])),
    entry(words.fields.consent, labelled(wordsOf(language).labels.consent, one.consent)),
    entry(review.tlp, [ours(review.tlpNames[one.tlp]), ours(review.tlpMeans[one.tlp])]),
    entry(review.pap, [ours(review.papNames[one.pap]), ours(review.papMeans[one.pap])]),
    entry(review.labels, one.labels.flatMap(quoted)),
  ];
}

/** What it is about. */
function matter(one: Case, { leaving: words, language }: Strings): readonly Entry[] {
  const { labels } = wordsOf(language);
  const pressure = { ...labels.pressureFamily, ...labels.pressureDirect };
  const { place } = one;
  return [
    entry(words.fields.country, countryIn(one.country, language)),
    entry(words.fields.city, [one.region, one.city, one.address].flatMap(quoted)),
    entry(
      words.fields.place,
      place === null
        ? []
        : [
            ...quoted(place.name),
            ...countryIn(place.country, language),
            ours(words.position(place.lat, place.lon)),
          ],
    ),
    entry(words.fields.premises, [...labelled(labels.premises, one.premises), ...quoted(one.premisesOther)]),
    entry(words.fields.nameUsed, nameUsedIn(one.nameUsed, labels.nameUsed)),
    entry(words.fields.bureaus, [...labelled(labels.linkedBureau, one.bureaus), ...quoted(one.bureausOther)]),
    entry(words.fields.pressure, [...labelled(pressure, one.pressure), ...quoted(one.pressureOther)]),
    entry(words.fields.since, one.since === "" ? [] : [ours(one.since)]),
    entry(words.fields.when, one.when === "" ? [] : [ours(one.when)]),
  ];
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
