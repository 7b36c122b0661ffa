import type { Strings } from "../strings.ts";

export const errorsEn: Strings["errors"] = {
  "wrong-passphrase":
    "The passphrase doesn’t open this vault. Type it again; a lost one can’t be recovered, so bring the shares of your backup together.",
  "vault-malformed": "This is not a vault, or it was changed. Choose the newest copy that you kept.",
  "vault-of-steward": "This is a steward’s vault. Choose the one you have as a reviewer.",
  "passphrase-work": "This file asks for more work than a vault ever does. Choose your vault.",
  "not-a-bundle": "This is no bundle. Choose the file that the courier made.",
  "bundle-damaged":
    "The bundle is cut short or was changed. What came before is shown; copy it again, whole, from the courier’s machine.",
  "bundle-foreign":
    "This bundle belongs to another instance. Nothing of it was opened; ask the courier for yours.",
  "manifest-refused":
    "The bundle’s manifest is not signed as a courier signs. Copy the bundle again, or ask its courier.",
  "list-refused": "The bundle’s list is not the one that its courier signed. Copy the bundle again.",
  "documents-refused":
    "The public documents in the bundle are not the ones that its courier signed. Copy the bundle again.",
  "casebook-damaged":
    "The casebook is cut short or was changed. Use another copy of it; what you have here is still here.",
  "casebook-foreign": "This casebook belongs to another instance. Keep the two apart.",
  "envelope-missing": "The bundle lists it and doesn’t hold it. Ask the courier for another bundle.",
  "envelope-extra": "The bundle holds it and doesn’t list it. It was not opened; ask the courier.",
  "envelope-changed":
    "It is not the envelope that the bundle’s list names. Copy the bundle again, or ask the courier.",
  "not-for-us":
    "No key in your vault opens it. It may belong to a period that you have destroyed, or to other reviewers; ask one of them. If it is a casebook of before you joined, a colleague has to open it and save it again.",
  "not-sealed": "It is not sealed with age. Put it aside; nobody should hand in open text.",
  "changed-after-sealing":
    "It was changed after it was sealed, or damaged on the way. Copy it again; if it stays so, don’t trust it.",
  "cut-short": "It ends too early. Copy it again, whole.",
  damaged: "It breaks the rules of a sealed file. Copy it again; if it stays so, put it aside.",
  "contents-refused":
    "It opened, but its contents are packed in a way that isn’t safe to unpack here. Use “nightjar open --as-one-file” on it.",
  "program-stumbled":
    "The workbench stumbled over it, and opened the others. It may have been made for that: keep it apart, and show it to whoever looks after Nightjar for you.",
  "file-unreadable": "The file can’t be read any more. Put the stick back in, and choose the file again.",
  "act-refused":
    "That could not be written into the casebook: it is longer than one entry may be, or not in its form. Nothing was changed. Make it shorter, and do it again.",
  "casebook-not-saved":
    "That is not the casebook that was just saved, or not the whole of it: the disk may be full. Save it once more, on another disk, and check that file.",
  "export-outdated":
    "The casebook has changed since you looked at what would leave. Nothing was written; look at it again.",
  "export-refused":
    "Nothing was written: there is nothing that may leave, or too little to be counted without showing single cases.",
  "export-unverified":
    "Nothing was written: the casebook holds entries that can’t be verified. Under “Export” you see which, and what to do.",
  "letters-not-given":
    "No list of reviewers that is here lets you write to sources. Open the newest bundle first; if that doesn’t help, ask a steward.",
  "letter-refused":
    "This letter can’t be used: it was changed on the way, is of another instance, was signed by somebody who is no reviewer now, or under a list of reviewers that isn’t in force here. Open the newest bundle, or ask its writer for it once more.",
  "letter-elsewhere":
    "The tip that this letter names isn’t open here, or the letter goes to another source. Open the tip’s bundle; if that doesn’t help, don’t sign it, and speak with its writer.",
  "letter-too-long": "The letter is too long. Shorten it, then sign it again.",
  "mailbag-not-saved":
    "That is not the mailbag that was just made, or not the whole of it: the disk may be full. Make it once more, on another disk, and check that file.",
  "worker-broken":
    "The workbench itself failed. Save your casebook, close the tab, and open the workbench again.",
};
