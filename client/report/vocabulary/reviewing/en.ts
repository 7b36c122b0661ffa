import type { ReviewingLabels } from "./codes.ts";

export const en: ReviewingLabels = {
  fhClass: {
    direct_attack: "Direct attack",
    coopt_host: "Co-opting another country",
    mobility: "Control of movement",
    distance: "Threat from a distance",
  },
  sourceReliability: {
    A: "Completely reliable",
    B: "Usually reliable",
    C: "Fairly reliable",
    D: "Not usually reliable",
    E: "Unreliable",
    F: "Can’t be judged",
  },
  infoCredibility: {
    "1": "Confirmed by other sources",
    "2": "Probably true",
    "3": "Possibly true",
    "4": "Doubtful",
    "5": "Improbable",
    "6": "Can’t be judged",
  },
  verification: {
    confirmed: "Confirmed",
    likely: "Likely",
    possible: "Possible",
    unlikely: "Unlikely",
    unknown: "Unknown",
  },
  priority: { urgent: "Urgent", high: "High", normal: "Normal", low: "Low", rejected: "Rejected" },
  status: {
    todo: "To do",
    in_progress: "In progress",
    help_needed: "Help needed",
    ready_for_review: "Ready for review",
    closed: "Closed",
    dropped: "Dropped",
  },
  sensitivity: {
    none: "Nothing sensitive",
    personal_info: "Holds personal details",
    graphic: "Holds violent images",
    deceptive: "May be forged or misleading",
  },
  link: {
    duplicate: "Duplicate",
    same_place: "Same place",
    same_person: "Same person",
    same_event: "Same event",
    precedes: "Comes before",
    part_of: "Part of",
    contradicts: "Contradicts",
  },
};
