import { statfsSync } from "node:fs";
import { join } from "node:path";
import {
  dayOf as dayOfInstant,
  type Instant,
  instantOf,
  SECONDS_PER_DAY,
} from "../../crypto/documents/instant.ts";
import { type Day, dayOf } from "../../protocol/day.ts";
import { begins, endOfCoverage, whatIsMissing } from "../rosters/notices.ts";
import { type RosterStore, type RosterStoreView, rosterShown } from "../rosters/roster-store.ts";
import type { ExpiredDay } from "../store/pickup.ts";
import type { SpoolHealth } from "../store/spool.ts";
import { lateLines } from "./late.ts";
import { type Stock, type StoredDay, spoolBytes, stockOf } from "./stored-days.ts";
import type { DayTally, Tally } from "./tally.ts";

/** What an operator may know without watching anyone (SPEC.md, "Status"). Nothing in it is finer than a day or a tenth. */
export interface Status {
  readonly type: "nightjar-status/v1";
  readonly today: Day;
  readonly since: Day;
  readonly days: readonly DayTally[];
  readonly floods: Readonly<Record<string, number>>;
  /** As of the first look on this day. */
  readonly stored: readonly StoredDay[];
  /** Days after which a day's envelopes go, fetched or not. */
  readonly retentionDays: number;
  /** Days after which what all couriers have acknowledged is erased. */
  readonly eraseAfterDays: number;
  /** What went so before any courier had it; as of the first look on this day. */
  readonly expired: readonly ExpiredDay[];
  /** What of these the operator must hear, a sentence each. */
  readonly late: readonly string[];
  readonly room: Taken & {
    /** Bytes that the spool may take. */
    readonly bytes: number;
  };
  /** Mailbags in the pool of letters, which is the same all day. */
  readonly letters: { readonly bags: number };
  readonly health: SpoolHealth;
  readonly roster: {
    readonly sequence: number;
    /** The day on which it begins, while it is awaited; from then on null. */
    readonly begins: string | null;
    /** Whole days until no signed roster is in force, counted over the time until it begins. */
    readonly days: number;
    /** Whole days until the statement that it is current ends; 0 without one. */
    readonly currencyDays: number;
    /** Why nothing can be handed in, or only to people who are superseded, though no roster is awaited; else null. */
    readonly missing: string | null;
  };
}

/** As of the first look on this day, but for what is nearly full: that is told at once. */
interface Taken {
  /** Tenths of the spool's room that are taken, rounded up. */
  readonly tenths: number;
  /** Tenths of the disk that are taken, rounded up. */
  readonly diskTenths: number;
}

/** Tenths from which on something is nearly full. */
const NEARLY_FULL = 9;

export interface StatusSources {
  readonly data: string;
  readonly room: number;
  readonly retentionDays: number;
  readonly eraseAfterDays: number;
  readonly rosters: Pick<RosterStore, "look">;
  readonly tally: Tally;
  readonly bags: () => number;
  readonly health: () => SpoolHealth;
  readonly now: () => number;
}

interface Counted extends Stock {
  readonly day: Day;
  readonly taken: Taken;
}

/**
 * Makes the status. What lies in the spool is counted once a day, and how much room it takes: a large tip, or a
 * courier's visit, would show otherwise.
 */
export class StatusReport {
  readonly #sources: StatusSources;
  #counted: Counted | undefined;

  constructor(sources: StatusSources) {
    this.#sources = sources;
  }

  look(): Status {
    const { room, retentionDays, eraseAfterDays, rosters, tally, bags, health, now } = this.#sources;
    const { stored, expired } = this.#countedToday();
    const view = rosters.look();
    const instant = instantOf(now());
    return {
      type: "nightjar-status/v1",
      today: dayOf(now()),
      since: tally.since,
      days: tally.over(),
      floods: tally.floods(),
      stored,
      retentionDays,
      eraseAfterDays,
      expired,
      late: this.late(),
      room: { bytes: room, ...this.#takenToday() },
      letters: { bags: bags() },
      health: health(),
      roster: rosterStatus(view, instant),
    };
  }

  /** As in `look`. */
  late(): readonly string[] {
    const { retentionDays, now } = this.#sources;
    return lateLines({ today: dayOf(now()), retentionDays, ...this.#countedToday() });
  }

  #countedToday(): Counted {
    const day = dayOf(this.#sources.now());
    if (this.#counted?.day !== day) {
      const spool = join(this.#sources.data, "spool");
      this.#counted = { day, ...stockOf(spool, day), taken: this.#taken() };
    }
    return this.#counted;
  }

  /** That something is nearly full is told until the day is over, since what became free since would show otherwise. */
  #takenToday(): Taken {
    const counted = this.#countedToday();
    const now = this.#taken();
    const told = (before: number, tenths: number) =>
      tenths < NEARLY_FULL ? before : Math.max(before, tenths);
    const taken = {
      tenths: told(counted.taken.tenths, now.tenths),
      diskTenths: told(counted.taken.diskTenths, now.diskTenths),
    };
    this.#counted = { ...counted, taken };
    return taken;
  }

  #taken(): Taken {
    const { data, room } = this.#sources;
    return {
      tenths: tenthsOf(spoolBytes(join(data, "spool")) / room),
      diskTenths: tenthsOf(diskShare(data)),
    };
  }
}

/** What is to be known of the roster that is served or awaited. */
export function rosterStatus(view: RosterStoreView, now: Instant): Status["roster"] {
  const { shown, periods } = view;
  const { roster, currency } = rosterShown(shown) ?? {};
  const from = shown.kind === "awaited" ? begins(shown.roster, now) : now;
  return {
    sequence: roster?.sequence ?? 0,
    begins: from > now ? dayOfInstant(from) : null,
    days: daysUntil(endOfCoverage(periods, from), now),
    currencyDays: currency ? daysUntil(currency.notAfter, now) : 0,
    missing: whatIsMissing(view, now) ?? null,
  };
}

function tenthsOf(share: number): number {
  return Math.ceil(share * 10);
}

function daysUntil(end: Instant, now: Instant): number {
  return Math.max(0, Math.floor((end - now) / SECONDS_PER_DAY));
}

/** The part of the disk that is taken, of what this user could have. */
function diskShare(path: string): number {
  const { blocks, bfree, bavail } = statfsSync(path);
  const taken = blocks - bfree;
  return taken + bavail === 0 ? 1 : taken / (taken + bavail);
}
