import type { Day } from "../../protocol/day.ts";
import { type Doubt, isBreak, type Refusal } from "./finding-codes.ts";
import type { ActDigest, EntityId, LineHash, ReviewerKey, TipId } from "./names.ts";
import type { GazetteerPlace, Kind, WhatOf } from "./what.ts";

/** Something that one act said, with who said it. */
export interface Said<T> {
  readonly value: T;
  readonly by: ReviewerKey;
  /** The day, by that reviewer's clock. */
  readonly on: Day;
  readonly act: ActDigest;
  /** Why the act can't be relied on; null if it can. A refusal stands at what counts in any case: redactions, publications. */
  readonly doubt: Doubt | Refusal | null;
}

/**
 * What a single-valued field holds now: nothing if nobody has set it, one value, or several that were set by
 * reviewers who hadn't seen each other's; those stand side by side until somebody settles it. By day.
 */
export type Current<T> = readonly Said<T>[];

/** A kept tip, or one that was only spoken of: then `kept` is empty. */
export interface TipView {
  readonly tip: TipId;
  /** By everybody who kept it. Where `versionsOf` finds more than one, somebody is wrong, or worse: see `settled`. */
  readonly kept: Current<WhatOf<"kept">>;
  readonly grade: Current<{ readonly source: Grade["source"]; readonly information: Grade["information"] }>;
  readonly status: Current<WhatOf<"status">["status"]>;
  readonly priority: Current<WhatOf<"priority">["priority"]>;
  readonly tlp: Current<WhatOf<"tlp">["tlp"]>;
  readonly pap: Current<WhatOf<"pap">["pap"]>;
  readonly sensitivity: Current<WhatOf<"sensitivity">["sensitivity"]>;
  /** Null: to nobody any more. */
  readonly assigned: Current<ReviewerKey | null>;
  readonly aside: Current<boolean>;
  readonly verification: Current<WhatOf<"verified">["verification"]>;
  readonly stationPlace: Current<GazetteerPlace | null>;
  readonly pressurePlace: Current<GazetteerPlace | null>;
  /** Each label once for each act that gave it and wasn't seen to be taken away. */
  readonly labels: Current<string>;
  readonly notes: Current<string>;
  readonly redactions: Current<WhatOf<"redacted">>;
  /** Redactions and translations that were made of another version than the one that stands: see `misplace`. */
  readonly misplaced: Current<WhatOf<"redacted" | "translated">>;
  /** Redactions that were taken back, each by whom: not hidden any more, unless that is withdrawn. */
  readonly lifted: Current<WhatOf<"redacted">>;
  /** Of each language all that stand side by side; an empty text has taken back those before it. */
  readonly translations: Current<WhatOf<"translated">>;
  readonly entities: Current<EntityId>;
  /** All links that the tip is in, from or to. */
  readonly links: Current<WhatOf<"linked">>;
  /** Letters to its source; one that is in several slots, once for each. Who signed them is not looked at here. */
  readonly replies: Current<WhatOf<"replied">>;
  readonly dismissed: Current<WhatOf<"dismissed">>;
  readonly overrides: Current<WhatOf<"overridden">>;
  /** Exceptions that wait for a second reviewer. */
  readonly awaiting: Current<WhatOf<"overridden" | "unredacted">>;
}

type Grade = WhatOf<"graded">;

/** A station or an incident. */
export interface EntityView {
  readonly entity: EntityId;
  readonly is: Current<WhatOf<"entity">>;
  readonly verification: Current<WhatOf<"verified">["verification"]>;
  readonly place: Current<GazetteerPlace | null>;
  readonly labels: Current<string>;
  readonly notes: Current<string>;
  readonly tips: Current<TipId>;
  readonly overrides: Current<WhatOf<"overridden">>;
  readonly awaiting: Current<WhatOf<"overridden">>;
}

/** A line that can't be verified or understood here, and that nobody has dropped. */
export interface Unverified {
  readonly line: LineHash;
  readonly code: Refusal;
  /** What it says of itself, as far as it can be read; that may be a lie. */
  readonly said: {
    readonly by: ReviewerKey;
    readonly on: Day;
    readonly kind: Kind;
    readonly act: ActDigest;
  } | null;
}

/** What one reviewer alone lets leave: against what others decided, or what somebody had redacted. */
export interface Exception {
  readonly kind: "overridden" | "unredacted";
  readonly about: TipId | EntityId;
  /** What a `withdrawn` act names. */
  readonly act: ActDigest;
  readonly by: ReviewerKey;
  readonly on: Day;
  /** Why it may leave; empty for words that were redacted. */
  readonly why: string;
}

/** How many reviewers an exception takes. */
export interface Ruling {
  readonly reviewers: 1 | 2;
  /** What has been said and waits for a second reviewer. */
  readonly proposed: Current<number>;
}

/** Why acts of somebody who has left count though nobody accepted them: a reviewer of today went on from them. */
export interface Vouched {
  readonly left: ReviewerKey;
  readonly by: ReviewerKey;
  /** How many acts of the one who left this reviewer had before them, named by their own or by another of these. */
  readonly acts: number;
  /** The last day on which the reviewer's own acts named any, by that reviewer's clock. */
  readonly last: Day;
}

/** What a casebook says, all its acts taken together: the same from the same acts, however they came. */
export interface CasebookView {
  readonly tips: ReadonlyMap<TipId, TipView>;
  readonly entities: ReadonlyMap<EntityId, EntityView>;
  readonly exports: Current<WhatOf<"exported"> & { readonly exceptions: readonly Exception[] }>;
  /** For whom case numbers are made that stay. */
  readonly recipients: Current<WhatOf<"recipient">>;
  readonly ruling: Ruling;
  /** What reviewers who had left did last, and who accepted it. */
  readonly accepted: Current<WhatOf<"accepted">>;
  /** By whom of today acts of those who have left count, that nobody accepted. */
  readonly vouched: readonly Vouched[];
  /** What publications of counts counted, whoever made them: acts in doubt too. Not those that two disowned. */
  readonly releases: Current<WhatOf<"counted">>;
  /** Who said of a publication that it is none. */
  readonly disowned: Current<WhatOf<"disowned">>;
  /** Nothing is exported while there are any. */
  readonly unverified: readonly Unverified[];
}

/** What of a field decides anything: what acts of a broken chain say does not. */
export function deciding<T>(current: Current<T>): Current<T> {
  return current.filter(({ doubt }) => !isBreak(doubt));
}

/** The one value of a field, or `fallback` if nothing decides it; undefined if reviewers differ. */
export function agreed<T>(current: Current<T>, fallback: T): T | undefined {
  const [first, ...others] = deciding(current);
  if (!first) return fallback;
  const same = JSON.stringify(first.value);
  return others.every(({ value }) => JSON.stringify(value) === same) ? first.value : undefined;
}
