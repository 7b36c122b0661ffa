/** What reviewers add to a tip. Nothing that the source's page is built from may import this. */
export const REVIEWING_CODES = {
  /** Freedom House's four methods of transnational repression. */
  fhClass: ["direct_attack", "coopt_host", "mobility", "distance"],
  /** The Admiralty system, the source: A–F. */
  sourceReliability: ["A", "B", "C", "D", "E", "F"],
  /** The Admiralty system, what it says: 1–6. */
  infoCredibility: ["1", "2", "3", "4", "5", "6"],
  verification: ["confirmed", "likely", "possible", "unlikely", "unknown"],
  priority: ["urgent", "high", "normal", "low", "rejected"],
  status: ["todo", "in_progress", "help_needed", "ready_for_review", "closed", "dropped"],
  sensitivity: ["none", "personal_info", "graphic", "deceptive"],
  /** From one tip to another. */
  link: ["duplicate", "same_place", "same_person", "same_event", "precedes", "part_of", "contradicts"],
} as const;

export type ReviewingGroup = keyof typeof REVIEWING_CODES;

export type ReviewingCode<G extends ReviewingGroup> = (typeof REVIEWING_CODES)[G][number];

/** One label for every code: a language file that lacks one, or has one too many, doesn't compile. */
export type ReviewingLabels = {
  readonly [G in ReviewingGroup]: { readonly [C in ReviewingCode<G>]: string };
};
