import type { Day } from "../../../protocol/day.ts";
import { classesOf, type PressureClass } from "../../casebook/classes.ts";
import type { TipId } from "../../casebook/names.ts";
import type { StanzaCount, TipContents } from "../../opening/opened-tip.ts";
import type { Country } from "../../report/countries.ts";
import { harmlessLine } from "../../report/harmless.ts";
import { kindsOf, type Report } from "../../report/report.ts";
import type { Code } from "../../report/vocabulary/codes.ts";
import type { Source } from "../worker/messages.ts";

/** A tip as the queue has it: opened from an envelope, taken from a casebook, or both. */
export interface QueuedTip {
  readonly id: TipId;
  /** The UTC day on which it came, as the server says. */
  readonly day: Day | null;
  readonly contents: TipContents;
  /** Null if only a casebook has it. */
  readonly stanzas: StanzaCount | null;
  /** Where its sealed bytes are; null if only a casebook has it. */
  readonly source: Source | null;
  readonly facts: Facts;
}

/** What of a report the queue shows, filters and sorts by. */
export interface Facts {
  readonly kinds: readonly Code<"kind">[];
  /** Freedom House's methods, as the report's choices say. */
  readonly methods: readonly PressureClass[];
  readonly countries: readonly Country[];
  readonly cities: readonly string[];
  readonly need: Code<"need"> | null;
  readonly language: string | null;
  /** The beginning of what the source wrote, on one line, safe to show. */
  readonly excerpt: string;
  readonly files: number;
}

const EXCERPT = 160;

export function factsOf(contents: TipContents): Facts {
  if (contents.kind === "report")
    return factsOfReport(contents.tip.report, contents.tip.language, contents.files.length);
  return {
    kinds: [],
    methods: [],
    countries: [],
    cities: [],
    need: null,
    language: null,
    excerpt: contents.kind === "by-hand" ? excerptOf(contents.text ?? "") : "",
    files: contents.files.length,
  };
}

function factsOfReport(report: Report, language: string, files: number): Facts {
  const places = placesOf(report);
  return {
    kinds: kindsOf(report),
    methods: classesOf(report),
    countries: [...new Set(places.flatMap(({ country }) => country ?? []))],
    cities: [...new Set(places.flatMap(({ city }) => (city === "" ? [] : harmlessLine(city))))],
    need: report.need,
    language,
    excerpt: excerptOf(report.narrative),
    files,
  };
}

function placesOf({ station, pressure }: Report) {
  return [station?.place, pressure?.place].flatMap((place) => place ?? []);
}

function excerptOf(text: string): string {
  return harmlessLine(text.slice(0, EXCERPT).replace(/\s+/g, " ").trim());
}
