import type { Instant } from "../../../crypto/documents/instant.ts";
import { type Period, parsePeriodLength, periodsFrom } from "../../../crypto/documents/period.ts";
import { MOST_PERIODS } from "../../../crypto/documents/reviewer-card.ts";
import { DEFAULT_GRACE_DAYS } from "../../vault/destruction.ts";
import { orUsage, wholeNumber } from "../options.ts";

/** The periods that `--from`, `--periods` and `--length` ask for. @throws CliError usage */
export function periodsAsked(
  from: Instant,
  {
    periods = "12",
    length = "1mo",
  }: { readonly periods?: string | undefined; readonly length?: string | undefined },
): Period[] {
  const count = wholeNumber("periods", periods, 1, MOST_PERIODS);
  const each = orUsage("The option --length takes a length like 1mo, 2w or 31d", () =>
    parsePeriodLength(length),
  );
  return periodsFrom(from, each, count);
}

/** Days of grace. @throws CliError usage */
export function graceAsked(text: string | undefined): number {
  return text === undefined ? DEFAULT_GRACE_DAYS : wholeNumber("grace", text, 30, 3650);
}
