import type { ReviewerKey } from "../../casebook/names.ts";
import type { Country } from "../../report/countries.ts";
import type { Row } from "./row.ts";

/** What tips name, each once: what there is to choose from in a filter. */
export interface Named {
  readonly countries: readonly Country[];
  /** Ascending. */
  readonly labels: readonly string[];
  readonly assigned: readonly ReviewerKey[];
}

export function namedIn(rows: readonly Row[]): Named {
  const countries = new Set<Country>();
  const labels = new Set<string>();
  const assigned = new Set<ReviewerKey>();
  for (const row of rows) {
    for (const country of row.tip.facts.countries) countries.add(country);
    for (const label of row.labels) labels.add(label);
    if (row.assigned) assigned.add(row.assigned);
  }
  return { countries: [...countries], labels: [...labels].sort(), assigned: [...assigned] };
}
