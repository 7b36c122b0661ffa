import { VaultError } from "../../client/vault/errors.ts";
import { parseInstant } from "../../crypto/documents/instant.ts";
import { type Period, parsePeriodLength, periodsFrom } from "../../crypto/documents/period.ts";
import { codeWithAsync } from "./code-of.ts";

/** Months of 2027, from January on. */
export function months(count: number, from = "2027-01-01T00:00:00Z"): Period[] {
  return periodsFrom(parseInstant(from), parsePeriodLength("1mo"), count);
}

/** The code a vault's own layer refused with, or "accepted". */
export const vaultCodeOf = (action: () => unknown) => codeWithAsync(VaultError, action);
