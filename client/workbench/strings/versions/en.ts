import type { VersionStrings } from "./strings.ts";

export const versionsEn: VersionStrings = {
  heading: "Versions",
  several:
    "This tip was kept in versions that differ. Nothing of it leaves until one is chosen. It takes two reviewers: who kept a version, and another who chooses it, or two who kept it.",
  otherwise:
    "The casebook keeps this tip otherwise than it came. Either its text was read in another way, or somebody changed it.",
  compared:
    "Compared with the envelope that you have opened. If only the characters differ, choose another way to read the text.",
  notCompared: "Open the bundle that holds this tip’s envelope, to see which version is true.",
  version: (number) => `Version ${number}`,
  isTrue: "This is what the envelope holds.",
  isNot: "This is not what the envelope holds, as it is read here.",
  choose: (number) => `Choose version ${number}`,
  keepAsCame: "Keep it as it came",
};
