import type { ReviewerKey } from "../../casebook/names.ts";
import type { Country } from "../../report/countries.ts";
import type { Row } from "./row.ts";

/** What tips name, each once: what there is to choose from in a filter. */
export interface Named {
  readonly countries: readonly Country[];
  /** Ascending; of very many, those that most tips have. */
  readonly labels: readonly string[];
  readonly assigned: readonly ReviewerKey[];
}

/** Most labels that a filter offers: the others are found by searching. */
const MOST_LABELS = 1000;

export function namedIn(rows: readonly Row[]): Named {
  const countries = new Set<Country>();
  const labels = new Map<string, number>();
  const assigned = new Set<ReviewerKey>();
  for (const row of rows) {
    for (const country of row.tip.facts.countries) countries.add(country);
    for (const label of row.labels) labels.set(label, (labels.get(label) ?? 0) + 1);
    if (row.assigned) assigned.add(row.assigned);
  }
  return { countries: [...countries], labels: mostUsed(labels).sort(), assigned: [...assigned] };
}

function mostUsed(labels: ReadonlyMap<string, number>): string[] {
  const all = [...labels];
  if (all.length > MOST_LABELS) all.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return all.slice(0, MOST_LABELS).map(([label]) => label);
}
