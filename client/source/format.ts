const UNITS = ["byte", "kilobyte", "megabyte"] as const;

/** A size for people, "3.1 MB", in powers of 1000 as file managers count. */
export function formatBytes(bytes: number, language: string): string {
  const power = bytes < 1000 ? 0 : bytes < 999_500 ? 1 : 2;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: UNITS[power],
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power === 2 ? 1 : 0,
  }).format(bytes / 1000 ** power);
}

/** A share of the whole, "93%", rounded down so that 100% means untouched. */
export function formatShare(share: number, language: string): string {
  return new Intl.NumberFormat(language, { style: "percent" }).format(Math.floor(share * 100) / 100);
}

/** A day in UTC for people, "December 1, 2026". @param day `2026-12-01` */
export function formatDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day));
}
