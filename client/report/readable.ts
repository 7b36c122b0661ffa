import type { Attachment } from "./attachment.ts";
import { countryName } from "./countries.ts";
import type { ReportDate } from "./date.ts";
import type { Place } from "./place.ts";
import { type Pressure, type Report, type Station, settleReport } from "./report.ts";
import type { Code, Group } from "./vocabulary/codes.ts";
import { type Language, wordsOf } from "./vocabulary/languages.ts";
import type { Field, Words } from "./vocabulary/words.ts";

/** One part of a report for reading: what it is about, and what was said of it. */
export interface Section {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

export interface Entry {
  /** Empty if the section's heading says it all. */
  readonly label: string;
  readonly said: readonly Said[];
}

export interface Said {
  readonly text: string;
  /** True for text from outside, which may say or do anything: never to be taken for words of ours. */
  readonly quoted: boolean;
}

/** The report as it is sent (`settleReport`), in a language; fields of which nothing was said are left out. */
export function readableReport(report: Report, language: Language): readonly Section[] {
  const settled = settleReport(report);
  const writer = new Writer(language);
  return [
    ...(settled.station ? [writer.station(settled.station)] : []),
    ...(settled.pressure ? [writer.pressure(settled.pressure)] : []),
    writer.about(settled),
    ...(settled.narrative === "" ? [] : [writer.narrative(settled.narrative)]),
  ];
}

class Writer {
  readonly #language: Language;
  readonly #words: Words;

  constructor(language: Language) {
    this.#language = language;
    this.#words = wordsOf(language);
  }

  station(station: Station): Section {
    return this.#section(this.#words.labels.kind.station, [
      this.#chosen("premises", station.premises, station.premisesOther),
      this.#chosen("nameUsed", oneOrNone(station.nameUsed), station.nameUsedOther),
      this.#chosen("linkedBureau", station.linkedBureau, station.linkedBureauOther),
      this.#entry("place", this.#place(station.place)),
      this.#entry("since", this.#date(station.since)),
    ]);
  }

  pressure(pressure: Pressure): Section {
    return this.#section(this.#words.labels.kind.pressure, [
      this.#entry("family", this.#choices("pressureFamily", pressure.family)),
      this.#entry("direct", [
        ...this.#choices("pressureDirect", pressure.direct),
        ...quoted(pressure.directOther),
      ]),
      this.#entry("place", this.#place(pressure.place)),
      this.#entry("when", this.#date(pressure.when)),
    ]);
  }

  about(report: Report): Section {
    return this.#section(this.#words.fields.about, [
      this.#chosen("relationship", oneOrNone(report.relationship)),
      this.#chosen("basis", report.basis),
      this.#chosen("certainty", oneOrNone(report.certainty)),
      this.#chosen("need", oneOrNone(report.need)),
      this.#chosen("consent", report.consent),
    ]);
  }

  narrative(text: string): Section {
    return { heading: this.#words.fields.narrative, entries: [{ label: "", said: quoted(text) }] };
  }

  #section(heading: string, entries: readonly Entry[]): Section {
    return { heading, entries: entries.filter(({ said }) => said.length > 0) };
  }

  #entry(field: Field, said: readonly Said[]): Entry {
    return { label: this.#words.fields[field], said };
  }

  /** A field that is called as its codes are, with the words of one's own that are behind them. */
  #chosen<G extends Group & Field>(group: G, codes: readonly Code<G>[], other = ""): Entry {
    return this.#entry(group, [...this.#choices(group, codes), ...quoted(other)]);
  }

  #choices<G extends Group>(group: G, codes: readonly Code<G>[]): Said[] {
    const labels = this.#words.labels[group];
    return codes.map((code) => ours(labels[code]));
  }

  /** From the largest to the smallest, as addresses are searched, and how exact it is. */
  #place(place: Place | null): Said[] {
    if (place === null) return [];
    const { country, region, city, address, precision } = place;
    return [
      ...(country === null ? [] : [ours(countryName(country, this.#language))]),
      ...[region, city, address].flatMap(quoted),
      ...this.#choices("placePrecision", [precision]),
    ];
  }

  #date(date: ReportDate | null): Said[] {
    return date === null ? [] : [ours(dateInWords(date, this.#words))];
  }
}

/** The date as a person would say it: "March 2024", "around 2019", "Still going on". */
export function dateInWords({ precision, year, month, day }: ReportDate, words: Words): string {
  if (year === null) return words.labels.datePrecision[precision];
  const date =
    month === null
      ? words.date.year(year)
      : day === null
        ? words.date.month(year, month)
        : words.date.day(year, month, day);
  if (precision === "about") return words.date.about(date);
  return precision === "ongoing" ? words.date.ongoingSince(date) : date;
}

/** Whether the file was cleaned, and of what. */
export function cleaningInWords(cleaned: Attachment["cleaned"], words: Words): string {
  if (cleaned === null) return words.file.notCleaned;
  if (cleaned.length === 0) return words.file.nothingFound;
  return words.file.removed(cleaned.map((code) => words.labels.removed[code]));
}

function ours(text: string): Said {
  return { text, quoted: false };
}

function quoted(text: string): Said[] {
  return text === "" ? [] : [{ text, quoted: true }];
}

function oneOrNone<T>(value: T | null): readonly T[] {
  return value === null ? [] : [value];
}
