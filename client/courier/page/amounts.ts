const UNITS = ["KB", "MB", "GB"] as const;

/** Bytes, for reading: 66.2 KB, 12 MB. */
export function amountOf(bytes: number): string {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 1), UNITS.length);
  return `${(bytes / 1000 ** power).toFixed(1).replace(/\.0$/, "")} ${UNITS[power - 1]}`;
}
