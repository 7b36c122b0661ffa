import type { PublicationStrings } from "./strings.ts";

export const publicationsEn: PublicationStrings = {
  heading: (count) => (count === 1 ? "One publication of counts" : `${count} publications of counts`),
  lede: "The first says how all others count, and what one has counted is in no other. Is one of them false, or not one of ours? Two reviewers can set it aside, each with a reason.",
  what: "What it counted",
  counted: (count, way) => `${count} counted: ${way}`,
  disowned: (who, day, why) =>
    `Not one of ours, says ${who} (${day}): ${why} It waits for a second reviewer who says so too.`,
  disown: "Say that it is not one of ours",
  disownWarning:
    "Ask first whether anybody was given its numbers. Those can’t be called back: if it is set aside, the next publication counts the same tips again, and who has both can take one from the other.",
  disownWhy: "Why, for the other reviewers",
  disownDo: "Say so",
};
