import type { TranslationStrings } from "./strings.ts";

export const translationEn: TranslationStrings = {
  heading: "Translations",
  original: "As it came",
  by: (language, who, day) => `${language} · ${who} · ${day}`,
  held: {
    "redacted-since":
      "It doesn’t leave: something is redacted in the tip that this translation isn’t known to leave out. Read it again, take those words out, and save it.",
    "redacted-words":
      "It doesn’t leave: words stand in it that are redacted in the tip. Take them out, and save it.",
    "not-agreed": "It doesn’t leave: it stands beside another, or is in doubt. Save the one that holds.",
  },
  heldOf: (language) => `The translation (${language}) stays: see the tip.`,
  add: "Write a translation",
  language: "Into",
  text: "Translation",
  hint: "Translate what the source wrote. It is signed with your name, and leaves with the tip.",
  redacted: (count) =>
    count === 1
      ? "One passage of this tip is redacted. Leave its words out here too: by saving you say that you did."
      : `${count} passages of this tip are redacted. Leave their words out here too: by saving you say that you did.`,
  save: "Save the translation",
  edit: (language) => `Change the translation (${language})`,
  takeBack: (language) => `Take back the translation (${language})`,
  needed: "Needs translation into",
};
