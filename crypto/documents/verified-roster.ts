import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import type { Anchor } from "./anchor.ts";
import type { Currency } from "./currency.ts";
import { addSeconds, type Instant, SECONDS_PER_DAY } from "./instant.ts";
import type { Roster, RosterDigest } from "./roster.ts";
import type { RosterFile, ServedRoster } from "./roster-file.ts";
import { verifyCurrency, verifySignedRoster } from "./signed-roster.ts";

/**
 * How far ahead of the local clock a beginning may lie, in seconds: a clock set right in the wrong time zone is
 * up to 14 hours off. Ends are never stretched. (SPEC.md, "Verification".)
 */
export const CLOCK_TOLERANCE = SECONDS_PER_DAY;

/**
 * A roster that the stewards of one instance have signed, that is in its period, and that a steward has lately
 * called current. There is no other way to make one, and sealing takes nothing else.
 */
export class VerifiedRoster {
  readonly anchor: Anchor;
  readonly roster: Roster;
  readonly currency: Currency;
  readonly digest: RosterDigest;

  private constructor(anchor: Anchor, roster: Roster, currency: Currency, digest: RosterDigest) {
    this.anchor = anchor;
    this.roster = roster;
    this.currency = currency;
    this.digest = digest;
  }

  /**
   * Whenever its period and its statement have both begun: for who keeps rosters, and asks `checkAt` when one is to be
   * used. @throws CryptoError as `verify`
   */
  static verifyBegun(anchor: Anchor, file: RosterFile, signatures: Signatures): VerifiedRoster {
    const { roster, digest } = verifySignedRoster(anchor, file.roster, signatures);
    const currency = verifyCurrency(anchor, { roster, digest }, file.currency, signatures);
    const verified = new VerifiedRoster(anchor, roster, currency, digest);
    verified.checkAt(Math.max(roster.notBefore, currency.issued) as Instant);
    return verified;
  }

  /**
   * A roster alone, which nobody has called current, is one that hasn't begun, or as good as one with a lapsed statement.
   * @throws CryptoError with the first thing that does not hold (SPEC.md lists the codes in order)
   */
  static verify(anchor: Anchor, file: ServedRoster, now: Instant, signatures: Signatures): VerifiedRoster {
    const { roster, digest } = verifySignedRoster(anchor, file.roster, signatures);
    checkPeriod(roster, now);
    if (!file.currency) throw new CryptoError(roster.notBefore > now ? "roster-not-yet" : "currency-stale");
    const currency = verifyCurrency(anchor, { roster, digest }, file.currency, signatures);
    checkLife(currency, now);
    return new VerifiedRoster(anchor, roster, currency, digest);
  }

  /**
   * That it still holds at a later moment; what else was verified can't have changed.
   * @throws CryptoError roster-not-yet, roster-over, currency-ahead, currency-stale
   */
  checkAt(now: Instant): void {
    checkPeriod(this.roster, now);
    checkLife(this.currency, now);
  }
}

function checkPeriod(roster: Roster, now: Instant): void {
  if (roster.notBefore > addSeconds(now, CLOCK_TOLERANCE)) throw new CryptoError("roster-not-yet");
  if (roster.notAfter <= now) throw new CryptoError("roster-over");
}

function checkLife(currency: Currency, now: Instant): void {
  if (currency.issued > addSeconds(now, CLOCK_TOLERANCE)) throw new CryptoError("currency-ahead");
  if (currency.notAfter <= now) throw new CryptoError("currency-stale");
}
