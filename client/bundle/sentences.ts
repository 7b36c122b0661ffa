/** Every way in which a bundle is refused: the code is stable, the sentence says what to do. */
export const SENTENCES = {
  "not-a-bundle": "This is no bundle: give the file that `nightjar courier pickup` wrote.",
  "bundle-damaged":
    "The bundle is cut short or was changed: copy it again, whole, from the courier's machine.",
  "manifest-refused":
    "The bundle's manifest is not what a courier signs: copy the bundle again, or ask its courier.",
  "list-refused": "The bundle's list is not the one its courier signed: copy the bundle again.",
  "documents-refused":
    "The public documents are not in the form that this version knows, or not the ones that were signed: " +
    "fetch them again.",
  "envelope-missing": "It is listed in the bundle and not in it: ask the courier for another bundle.",
  "envelope-extra": "It is in the bundle where the list has none: do not open it, and ask the courier.",
  "envelope-changed":
    "It is not the envelope that the list names: copy the bundle again, or ask the courier.",
} as const;
