import type { CountStrings } from "./strings.ts";

const tips = (n: number) => (n === 1 ? "one tip" : `${n} tips`);
const stations = (n: number) => (n === 1 ? "one station" : `${n} stations`);
const within = (countries: number) => (countries === 1 ? "in one country" : `in ${countries} countries`);

export const countsEn: CountStrings = {
  heading: "Counts",
  base: "Count",
  bases: {
    tips: "all kept tips",
    likely_tips: "tips confirmed or likely",
    stations: "all stations",
    likely_stations: "stations confirmed or likely",
  },
  based: {
    tips: (n, countries) => `All kept tips: ${tips(n)} ${within(countries)}.`,
    likely_tips: (n, countries) => `Confirmed or likely: ${tips(n)} ${within(countries)}.`,
    stations: (n, countries) => `All stations: ${stations(n)} ${within(countries)}.`,
    likely_stations: (n, countries) => `Confirmed or likely: ${stations(n)} ${within(countries)}.`,
  },
  ofThese: (open) =>
    `Of these, ${open} may enter the next publication: confirmed or likely, with their sources’ agreement, in none yet, and neither set aside nor sealed by hand.`,
  openOf: (base, open, all) =>
    `Of ${base}, ${open} of ${all} may enter the next publication: confirmed or likely, with their sources’ agreement, and in none yet.`,
  rows: "Rows",
  columns: "Columns",
  none: "none",
  dimensions: { country: "country", premises: "disguise", pressure: "pressure", month: "month" },
  published: "As the public would see it",
  publishedHint:
    "A number is shown only where five or more are alike, rounded down to a multiple of five. The rest waits for a later publication. What one publication has counted is in no other.",
  counting: "Counting…",
  nothing: "There is nothing to count. Keep tips, or make stations, first.",
  tooFew: "Fewer than five that are alike may be counted, so nothing would be published.",
  countedOtherwise: (ways) =>
    `All publications count in the way of the first, or one could be set against another. So far: ${ways}. Choose the same.`,
  way: (base, by) => `${base}, ${by}`,
  caption: (rows, columns) => (columns === "" ? `By ${rows}` : `By ${rows} and ${columns}`),
  total: "All",
  share: "Share",
  unknown: "Unknown",
  several: "Several",
  show: (n, what) => `${n}: ${what}. Show the tips`,
  exportThese: "Export these counts…",
};
