import { codedError } from "../../crypto/coded-error.ts";

const SENTENCES = {
  "act-malformed":
    "This is not an act that this version knows: read the casebook with the version that wrote it.",
  "chain-forked":
    "This place of work has two histories, as after an older copy was restored: go on under a new name for it.",
  "act-too-large": "The act is too large for a casebook: split it, or keep the text as a file.",
  "not-a-casebook": "This is no casebook: give the file that the workbench or `nightjar casebook` wrote.",
  "casebook-damaged": "The casebook is cut short or was changed: use another copy of it.",
  "casebook-foreign": "The casebook belongs to another instance: keep the two apart.",
  "casebook-not-saved":
    "This is not the casebook that was just written, or not all of it: write it again, on another disk.",
  "casebook-too-large": "The casebook holds more than one file may: begin a new one.",
  "attachment-changed":
    "An attachment is not the one that the casebook names: ask the others for their copy.",
  "export-outdated": "The casebook has changed since this was looked at: look at what would leave again.",
  "export-unverified":
    "Nothing was exported, since the casebook holds entries that can't be verified or understood here: give the roster " +
    "that their reviewers were in, or a copy that carries it; or drop them, with a reason.",
  "export-refused": "This can't be exported as it is.",
  "letters-not-given":
    "No list of reviewers is known that gives letters: open the newest bundle first, or ask a steward.",
  "letter-refused":
    "This letter can't be used: it was changed on the way, is of another instance, or by somebody who is no reviewer now, or under a list of reviewers that isn't in force.",
  "letter-elsewhere":
    "The letter goes elsewhere than to the source of the tip that it names, or that tip isn't open here: open its envelope.",
  "letter-too-long": "The letter is too long: shorten it.",
  "mailbag-not-saved": "This is not the mailbag that was just made: save it again, on another disk.",
} as const;

export type CasebookErrorCode = keyof typeof SENTENCES;

/** The one error of the casebook's own layer. */
export class CasebookError extends codedError("CasebookError", SENTENCES) {}
