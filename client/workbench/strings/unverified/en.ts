import type { UnverifiedStrings } from "./strings.ts";

export const unverifiedEn: UnverifiedStrings = {
  heading: (count) =>
    count === 1
      ? "Nothing can leave yet: one entry can’t be verified"
      : `Nothing can leave yet: ${count} entries can’t be verified`,
  lede: "One of them may be a redaction. Open a bundle from the time of these entries, or the newest casebook of a colleague who can read them: the list of reviewers they need comes with it.",
  leftLede:
    "They came in after the newest list of reviewers had left their author out. One of them may be a redaction. Find out whether they are honest last work, handed over late.",
  who: "Said to be by",
  day: "Day",
  what: "What is wrong",
  unreadable: "Nobody: it can’t be read",
  codes: {
    "line-malformed": "It is no signed entry.",
    "act-malformed": "It is an entry that this version doesn’t know. Use the newest workbench.",
    "act-foreign": "It belongs to another instance.",
    "signature-foreign": "Somebody else signed it than it says. It is forged.",
    "signature-invalid": "Its signature doesn’t match. It is forged or damaged.",
    "reviewer-unknown": "No list of reviewers that has come in names its reviewer.",
    "reviewer-left":
      "Its reviewer has left, and nobody of today had seen it before. It counts for nothing, whatever day it says, unless you accept it.",
  },
  redaction: "It redacts something. Those words stay hidden in any case.",
  accept: (who, count) =>
    count === 1 ? `Accept ${who}’s last entry` : `Accept ${who}’s last ${count} entries`,
  acceptWarning:
    "Ask, in person or by a channel that you trust, whether they are really theirs: whoever took the key when its owner left can write entries with any day. It is recorded under your name.",
  acceptWhy: "Why you accept them, for the other reviewers",
  acceptDo: "Accept them",
  vouched: (left, by, count, day) =>
    `${left} has left. ${count === 1 ? "One entry" : `${count} entries`} of theirs count since ${by} had seen them, named last on ${day}. If that is later than ${left} left, ask ${by} how they came.`,
  accepted: (by, day, count, why) =>
    `Accepted by ${by} (${day}): ${count === 1 ? "one entry" : `${count} entries`} of somebody who had left. ${why}`,
  exceptionsTake: (reviewers) =>
    reviewers === 1 ? "One reviewer can make an exception here" : "Exceptions take two reviewers here",
  rulingLede:
    "An exception lets something leave against what was decided, or takes a redaction back. To change how many reviewers it takes, two must say so, one after the other has seen it.",
  ruled: (who, day, reviewers) =>
    `${reviewers === 1 ? "One reviewer is enough" : "It takes two reviewers"}: said by ${who} (${day}). It waits for another who says so too.`,
  rule: (reviewers) => (reviewers === 1 ? "Say: one reviewer is enough" : "Say: it takes two reviewers"),
  awaits: "This waits for a second reviewer:",
  drop: "Or go on without them",
  dropWarning:
    "Do this only if nobody can bring what is missing. It is recorded under your name. What they redacted stays hidden until you take it back, tip by tip.",
  dropWhy: "Why, for the other reviewers",
  dropDo: (count) => (count === 1 ? "Go on without it" : `Go on without these ${count}`),
  redactionNote: "Not verified. It hides these words all the same.",
};
