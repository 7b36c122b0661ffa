import type { Branded } from "../../crypto/bytes.ts";
import type { EnvelopeId } from "../../protocol/addresses.ts";
import type { Day } from "../../protocol/day.ts";

/** A courier's public key, as 64 lower-case hex digits. */
export type CourierId = Branded<string, "CourierId">;

/** An envelope without its bytes. */
export interface StoredEnvelope {
  readonly id: EnvelopeId;
  /** The day it came. */
  readonly day: Day;
  /** Bytes. */
  readonly size: number;
  /** 64 hex digits. */
  readonly digest: string;
  /** How many parts it is kept in: each of LEAF_LENGTH bytes, the last one shorter. */
  readonly parts: number;
}

/** What waits for one courier on one day. */
export interface WaitingDay {
  readonly day: Day;
  readonly count: number;
  readonly bytes: number;
}

/** Envelopes that went past retention before any courier had acknowledged them. */
export interface ExpiredDay {
  readonly day: Day;
  /** At least 1. */
  readonly count: number;
}

export interface WaitingPage {
  readonly envelopes: readonly StoredEnvelope[];
  /** Whether more follow behind the last of these. */
  readonly more: boolean;
}

/**
 * What couriers do with a spool. An envelope is complete when every courier in force has acknowledged it, and goes when
 * it has been for so many days; while there is no courier, none goes that way. A courier who isn't in force any more
 * holds nothing back; one who is new has acknowledged nothing, and what went before stays gone.
 */
export interface Pickup {
  /** Says who is in force from now on. Cheap if nothing has changed. @throws SpoolError */
  serve(couriers: readonly CourierId[]): MaybePromise<void>;

  /** The days on which something waits for this courier, ascending; none for a courier who isn't in force. */
  days(courier: CourierId): MaybePromise<WaitingDay[]>;

  /** Up to `most` of what waits for this courier of a day, ascending by id, behind `after`. */
  page(courier: CourierId, day: Day, after: EnvelopeId | undefined, most: number): MaybePromise<WaitingPage>;

  /** Up to `most` of all that is there of a day, whoever has acknowledged it, ascending by id, behind `after`. */
  again(day: Day, after: EnvelopeId | undefined, most: number): MaybePromise<WaitingPage>;

  /** What expired unfetched, of days of the last 90 before the newest of them, ascending. */
  expired(): MaybePromise<ExpiredDay[]>;

  /** An envelope that is there, whoever has acknowledged it. */
  find(id: EnvelopeId): MaybePromise<StoredEnvelope | undefined>;

  /** One part's bytes; undefined if the envelope has gone meanwhile. @throws SpoolError */
  part(envelope: StoredEnvelope, number: number): MaybePromise<Uint8Array | undefined>;

  /**
   * Notes that this courier has these safely: durable on return. Ids of what isn't there, or doesn't wait for this
   * courier, change nothing. @throws SpoolError spool-full, spool-busy
   */
  acknowledge(courier: CourierId, ids: readonly EnvelopeId[]): MaybePromise<void>;
}

/** A value now, or soon: a store may work in this thread or in another one. */
export type MaybePromise<T> = T | Promise<T>;
