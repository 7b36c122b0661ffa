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
};
