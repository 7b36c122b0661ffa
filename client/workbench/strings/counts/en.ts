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
    `Of these, ${open} may be counted in public: their sources agreed, and nothing is set aside or sealed by hand.`,
  openOf: (base, open, all) => `Of ${base}, ${open} of ${all} may be counted in public.`,
  rows: "Rows",
  columns: "Columns",
  none: "none",
  dimensions: { country: "country", premises: "disguise", pressure: "pressure", month: "month" },
  published: "As the public would see it",
  publishedHint:
    "Numbers below 5 are left out, and as many others that adding and subtracting doesn’t bring them back. Columns have no totals. An empty cell may be none, or not shown.",
  counting: "Counting…",
  nothing: "There is nothing to count. Keep tips, or make stations, first.",
  tooFew: "Fewer than five may be counted in public, so nothing would be published.",
  caption: (rows, columns) => (columns === "" ? `By ${rows}` : `By ${rows} and ${columns}`),
  total: "All",
  share: "Share",
  notShown: "Not shown, or none",
  unknown: "Unknown",
  several: "Several",
  show: (n, what) => `${n}: ${what}. Show the tips`,
  exportThese: "Export these counts…",
};
