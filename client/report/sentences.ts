/** Every way in which a report is refused: the code is stable, the sentence says what to do. */
export const SENTENCES = {
  "tip-malformed":
    "The report inside is not in the form that this version knows: keep the files as they are.",
  "tip-too-large": "The report is too long for one tip: shorten the text, or send the rest as a second tip.",
} as const;
