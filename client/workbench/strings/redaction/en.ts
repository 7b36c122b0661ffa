import type { RedactionStrings } from "./strings.ts";

export const redactionEn: RedactionStrings = {
  heading: "Redaction",
  lede: "What you mark stays readable here and leaves in no export. Mark names, places and whatever else would show who is meant.",
  notKept: "Keep the tip first: redactions are part of the casebook.",
  notAsKept: "The casebook keeps another text than the one that is shown, so nothing can be marked here.",
  selection: "Redact the selection",
  nothingSelected: "Select words in the text above first, or type them below.",
  words: "Or redact these words wherever they stand",
  wordsHint: "Type or paste them. Capitals make no difference, nor do simplified and traditional characters.",
  found: (count) =>
    count === 0
      ? "They stand nowhere that isn’t redacted."
      : count === 1
        ? "Found once"
        : `Found ${count} times`,
  firstOnly: (count) => `The first ${count} are listed. Redact them, and look for the words again.`,
  why: "Why, for the other reviewers",
  redact: (count) => (count === 1 ? "Redact it" : `Redact all ${count}`),
  cancel: "Cancel",
  marks: (count) => (count === 1 ? "One redaction" : `${count} redactions`),
  takeBack: "Take back",
  takeBackOf: (words) => `Take back the redaction of ${words}`,
  asItLeaves: "Show the text as it would leave",
  asItLeavesHint: "This is the text as exports have it. The original is not altered.",
};
