/**
 * What a source can choose from. A code is a stable key: it stands in tip.json for good, in this order, and is
 * never given another meaning. A new code needs a new version of tip.json; it may stand between older ones, which keep
 * their order.
 */
export const CODES = {
  kind: ["station", "pressure"],
  premises: [
    "restaurant",
    "convenience_store",
    "chamber_of_commerce",
    "hometown_or_community_assoc",
    "estate_agency",
    "shopping_centre",
    "business_park",
    "private_home",
    "no_fixed_place",
    "other",
    "unknown",
  ],
  nameUsed: [
    "fuzhou_service_station",
    "overseas_110",
    "police_overseas_room",
    "police_overseas_post",
    "ocsc",
    "no_sign",
    "other",
  ],
  linkedBureau: [
    "fuzhou",
    "qingtian",
    "wenzhou",
    "nantong",
    "other",
    "public_security",
    "state_security",
    "hk_national_security",
    "consulate",
    "united_front",
    "hometown_assoc",
    "unknown",
  ],
  pressureFamily: [
    "fam_threat",
    "fam_police_visit",
    "fam_summoned_detained",
    "edu_denied",
    "utilities_cut",
    "hukou_frozen",
    "bank_sim_frozen",
    "benefits_cut",
    "job_vetting",
    "home_sealed_or_marked",
    "fam_exit_ban",
    "call_as_leverage",
  ],
  pressureDirect: [
    "persuade_contact",
    "video_interrogation",
    "guarantor_contacted",
    "visit_in_person",
    "surveillance_following",
    "told_to_inform",
    "death_threat",
    "assault",
    "kidnap_or_attempt",
    "lured_third_country",
    "travel_doc_refused",
    "interpol_or_extradition",
    "host_state_detained",
    "online_abuse_doxxing",
    "hacking_phishing",
    "money_demanded",
    "other",
  ],
  relationship: [
    "self",
    "family_of_affected",
    "friend_of_affected",
    "witness",
    "worked_there",
    "same_organisation",
    "heard",
    "professional",
    "not_say",
  ],
  basis: ["saw_heard_myself", "told_by_affected", "have_document", "seen_online", "guess"],
  certainty: ["sure", "fairly", "unsure"],
  need: ["none", "advice", "support_referral", "danger_soon", "danger_now"],
  consent: ["internal", "statistics", "publish_anon", "partners", "authorities"],
  datePrecision: ["day", "month", "year", "about", "ongoing", "unknown"],
  placePrecision: ["exact", "vicinity", "locality", "city", "country", "unknown"],
  /** What cleaning took out of an attachment. */
  removed: [
    "place",
    "time",
    "device",
    "person",
    "software",
    "thumbnail",
    "description",
    "history",
    "colour_profile",
    "second_image",
    "after_end",
    "other",
  ],
} as const;

export type Group = keyof typeof CODES;

export type Code<G extends Group> = (typeof CODES)[G][number];

/** What the second version of tip.json brought: a tip of the first can't say these. */
export const OF_SECOND_VERSION: readonly Code<Group>[] = [
  "police_overseas_post",
  "public_security",
  "state_security",
  "hk_national_security",
  "consulate",
  "united_front",
  "hometown_assoc",
  "fam_police_visit",
];

/** One label for every code: a language file that lacks one, or has one too many, doesn't compile. */
export type Labels = { readonly [G in Group]: { readonly [C in Code<G>]: string } };

export function isCode<G extends Group>(group: G, value: unknown): value is Code<G> {
  return codesOf(group).some((code) => code === value);
}

/** The same in a tip of the first version. */
export function isFirstCode<G extends Group>(group: G, value: unknown): value is Code<G> {
  return isCode(group, value) && !OF_SECOND_VERSION.includes(value);
}

/** The codes of a group, in the order of the vocabulary. */
export function codesOf<G extends Group>(group: G): readonly Code<G>[] {
  return CODES[group];
}

/** A set of codes in its one form: the order of the vocabulary, each once. */
export function inOrder<G extends Group>(group: G, codes: readonly Code<G>[]): readonly Code<G>[] {
  return codesOf(group).filter((code) => codes.includes(code));
}
