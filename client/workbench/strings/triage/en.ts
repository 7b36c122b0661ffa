import type { TriageStrings } from "./strings.ts";

export const triageEn: TriageStrings = {
  next: "Next tip",
  pick: "A digit chooses. Esc leaves it as it is.",
  half: "Reviewers differ about the other half of the grade, so it counts once you choose that too.",
  did: {
    kept: "Kept",
    graded: "Graded",
    assigned: "Assigned",
    labelled: "Labelled",
    noted: "Note added",
    redacted: "Redacted",
    linked: "Linked",
    set: "Changed",
    other: "Last change",
  },
  did1: (did, tip) => `${did}: ${tip}`,
  didMany: (did, tips) => `${did}: ${tips.toLocaleString("en")} tips`,
  back: (tips) =>
    tips === 1 ? "One tip is back in the queue." : `${tips.toLocaleString("en")} tips are back in the queue.`,
  showTips: (tips) => (tips === 1 ? "Show 1 tip" : `Show ${tips.toLocaleString("en")} tips`),
  selected: (tips) => `${tips.toLocaleString("en")} selected`,
  none: "Select none",
  change: "Change…",
  stay: (tips) =>
    tips === 1
      ? "One in danger now stays in the queue: open it."
      : `${tips.toLocaleString("en")} in danger now stay in the queue: open them one by one.`,
  dangerWhat: "The source says so. Read this one first.",
  review: (grade) => `Review ${grade}`,
  facts: "What the form says",
};
