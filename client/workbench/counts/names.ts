import { type Dimension, SEVERAL, UNKNOWN } from "../../casebook/counts.ts";
import type { Way } from "../../casebook/export/counts-file.ts";
import { countryName, isCountry } from "../../report/countries.ts";
import { wordsOf } from "../../report/vocabulary/languages.ts";
import type { Strings } from "../strings/strings.ts";

/** What a value of a dimension is called. */
export function nameOf({ counts, language }: Strings, dimension: Dimension, value: string): string {
  if (value === SEVERAL) return counts.several;
  if (value === UNKNOWN) return counts.unknown;
  if (dimension === "month") return value;
  if (dimension === "country") return isCountry(value) ? countryName(value, language) : value;
  const { premises, pressureFamily, pressureDirect } = wordsOf(language).labels;
  const labels: Readonly<Record<string, string>> =
    dimension === "premises" ? premises : { ...pressureFamily, ...pressureDirect };
  return labels[value] ?? value;
}

/** How publications count, in words. */
export function nameOfWay({ counts }: Strings, { base, dimensions }: Way): string {
  return counts.way(counts.bases[base], dimensions.map((one) => counts.dimensions[one]).join(", "));
}
