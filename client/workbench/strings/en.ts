import { countsEn } from "./counts/en.ts";
import { errorsEn } from "./errors/en.ts";
import { exportEn } from "./export/en.ts";
import { lettersEn } from "./letters/en.ts";
import { lookingEn } from "./looking/en.ts";
import { picturesEn } from "./pictures/en.ts";
import { placesEn } from "./places/en.ts";
import { publicationsEn } from "./publications/en.ts";
import { redactionEn } from "./redaction/en.ts";
import { stationsEn } from "./stations/en.ts";
import type { Strings } from "./strings.ts";
import { togetherEn } from "./together/en.ts";
import { translationEn } from "./translation/en.ts";
import { triageEn } from "./triage/en.ts";
import { unverifiedEn } from "./unverified/en.ts";
import { versionsEn } from "./versions/en.ts";

export const en: Strings = {
  language: "en",
  name: "English",
  title: "Nightjar workbench",
  demo: "For trying only. The keys of this instance lie in one folder of a machine.",
  noScript: "The workbench needs JavaScript. Switch it on for this file, and open the file again.",
  sections: {
    all: "Parts of the work",
    tips: "Tips",
    stations: "Stations",
    places: "Places and times",
    counts: "Counts",
    letters: "Letters",
    export: "Export",
  },
  lock: {
    heading: "Open your vault",
    lede: "Choose your vault and type its passphrase. Both stay in this tab, and are gone when it is closed.",
    offline:
      "Work on a machine without a network. This file connects to nothing, but only the machine can promise that.",
    chooseVault: "Choose the vault file",
    passphrase: "Passphrase",
    duration:
      "Opening takes a few seconds; where the browser runs scripts slowly (Safer), one or two minutes.",
    unlock: "Unlock",
    unlocking: "Unlocking. This can take a minute or two; nothing is stuck.",
    language: "Language",
  },
  open: {
    heading: "Bring in what has come",
    lede: "Choose bundles from a courier, single sealed files (.age), or a casebook. Several at once is fine.",
    choose: "Choose files",
    more: "Open files",
    opening: (name, percent) => `Opening ${name}: ${percent}%`,
    openingTips: (name, done, of) => `Opening ${name}: ${done} of ${of}`,
    opened: (tips, kept) =>
      [
        tips === 0 && kept > 0
          ? "No tip opened here."
          : tips === 1
            ? "One tip opened."
            : `${tips} tips opened.`,
        ...(kept === 0
          ? []
          : [kept === 1 ? "One more is in a casebook." : `${kept} more are in a casebook.`]),
      ].join(" "),
    bundle: (name, day, count) =>
      `${name}: a bundle of ${day} with ${count === 1 ? "one envelope" : `${count} envelopes`}.`,
    anchorMoved: (fingerprint) =>
      `The stewards have changed, and the instance goes by another anchor now. Its fingerprint is “${fingerprint}”: compare it with a steward in person, then let your vault follow in keys.html. What is here is read all the same.`,
    courierUnknown:
      "No steward has named the courier who signed this bundle. Ask who made it before you rely on it being whole.",
    left: (envelopes, days) =>
      `${envelopes === 1 ? "One envelope" : `${envelopes} envelopes`} of ${days === 1 ? "one day" : `${days} days`} were left on the server for want of room.`,
    documentsRefused: (count) =>
      count === 1
        ? "One public document in the bundle is not signed by your stewards, and doesn’t count."
        : `${count} public documents in the bundle are not signed by your stewards, and don’t count.`,
    broken: (count) =>
      count === 1
        ? "One envelope or file could not be opened"
        : `${count} envelopes or files could not be opened`,
    alike: (count) => `${count} envelopes, all for the same reason.`,
  },
  queue: {
    heading: "Tips",
    searchHint: "Search in everything that sources wrote",
    count: (shown, all) => (shown === all ? `${all}` : `${shown} of ${all}`),
    nothing: "Nothing here fits. Take a filter away, or search for something else.",
    any: "Any",
    clear: "Clear all",
    showAll: "Show all tips",
    filters: "Filters",
    status: "Status",
    kind: "About",
    country: "Country",
    urgency: "Urgency",
    language: "Language",
    label: "Label",
    attention: "Only",
    onlyAlarms: "with an alarm",
    onlyUnread: "unread",
    onlyMine: "assigned to me",
    onlyKept: "kept",
    onlyDiffering: "where reviewers differ",
    order: "Order",
    orders: { urgent: "Most urgent first", newest: "Newest first", oldest: "Oldest first", name: "By name" },
    unread: "Unread",
    kept: "Kept",
    differing: "Reviewers differ",
    byHand: "Sealed by hand",
    attachments: (count) => (count === 1 ? "1 file" : `${count} files`),
    noDay: "day unknown",
  },
  tip: {
    close: "Close",
    choose: "Choose a tip from the list.",
    asSent: "As it was sent",
    came: (day) => `Came on ${day}, as the server says`,
    cameLoose: "Came as a single file",
    writtenIn: (language) => `Page language: ${language}`,
    unreadable:
      "This version finds no report in tip.json. Save the files below, and ask for a newer workbench.",
    wholeText: "Somebody sealed this text by hand.",
    wholeFile: "Somebody sealed this by hand. There is no text to show here; look at the files below.",
    readAs: (encodings) => `Read as ${encodings}.`,
    readAsElse: "If it makes no sense, read it as",
    tooLong: "There is more text than can be shown and kept here. It stays in the files below.",
    leftOut: (count) =>
      count === 1
        ? "One link or device in the tar was left out."
        : `${count} links or devices in the tar were left out.`,
    noticed: "Noticed",
  },
  review: {
    heading: "Review",
    keep: "Keep in the casebook",
    keepWhy:
      "Until it is kept, a tip is only in this tab, and goes when its period’s keys are destroyed. Whatever you say of it keeps it, and is shared with the other reviewers.",
    keptBy: (who, day) => `Kept by ${who} on ${day}`,
    you: "you",
    someone: (key) => `reviewer ${key}`,
    grade: "Grade",
    source: "Source",
    information: "Information",
    status: "Status",
    priority: "Priority",
    verification: "Verification",
    sensitivity: "Sensitivity",
    tlp: "Sharing (TLP)",
    pap: "Acting on it (PAP)",
    assigned: "Assigned to",
    nobody: "Nobody",
    labels: "Labels",
    addLabel: "Add a label",
    removeLabel: (label) => `Take away the label ${label}`,
    notes: "Notes",
    newNote: "A new note, for the reviewers",
    addNote: "Add the note",
    differ: "Reviewers differ. All values stand until one of you decides:",
    choose: (value, who) => `${value} (${who})`,
    tlpNames: {
      red: "RED",
      amber_strict: "AMBER+STRICT",
      amber: "AMBER",
      green: "GREEN",
      clear: "CLEAR",
    },
    tlpMeans: {
      red: "Only for the reviewers of this instance. Tell nobody else, not even within your organisation.",
      amber_strict: "Within your own organisation, and only where somebody has to know it.",
      amber: "Within your own organisation and its clients, and only where somebody has to know it.",
      green: "Within the community of those who work on this. Not in public.",
      clear: "May be told to anybody.",
    },
    papNames: { red: "RED", amber: "AMBER", green: "GREEN", clear: "CLEAR" },
    papMeans: {
      red: "Nothing that could be noticed: do not visit the place or its website, do not call, do not search for it online.",
      amber: "Look things up only where the other side can’t see it. Do not go there, call or write.",
      green: "Asking questions openly is fine. Do not get in its way.",
      clear: "Any lawful action is fine.",
    },
  },
  files: {
    heading: "Files",
    warning: "Treat every file as hostile. Nothing is decoded before you ask for it.",
    none: "No files",
    file: (number) => `File ${number}`,
    type: "By its first bytes",
    called: "Called",
    size: "Size",
    bytes: (size) => (size === 1 ? "1 byte" : `${size.toLocaleString("en")} bytes`),
    saidToBe: (type) => `said to be ${type}`,
    lies: "It is not what it is said to be.",
    look: "Look at it, grey and blurred",
    sharpen: "Sharpen",
    colour: "Show the colours",
    hide: "Hide it",
    working: "Opening…",
    tooLarge: "This picture is too large to be shown here. Save it instead.",
    notShown: "This can’t be shown as a picture. Save it instead.",
    picture: (number) => `Picture of file ${number}`,
    save: "Save it to disk",
    saveAll: (count) => `Save all ${count} files as one ZIP`,
    showText: "Show it as text",
    noText: "This is no plain text that we can read. Choose how to read it, or save it.",
    beginningOnly: (bytes) =>
      `Only its first ${bytes.toLocaleString("en")} bytes are shown. Save it to read the rest.`,
    saveWarning: "What you save lies unsealed on this machine’s disk until you delete it.",
    safely: "To read it safely, on a machine with Dangerzone:",
    strip: "To see, and then strip, what it says about its maker:",
  },
  casebook: {
    heading: "Casebook",
    none: "Nothing kept yet",
    saved: "All saved",
    unsaved: (acts) => (acts === 1 ? "1 change not saved" : `${acts} changes not saved`),
    drafts: (count) => (count === 1 ? "1 text typed and not added" : `${count} texts typed and not added`),
    save: "Save casebook",
    saving: "Sealing…",
    handed: (name) =>
      `The browser was given ${name}. Choose that file again, so that it is certain: a full stick says nothing.`,
    check: "Check the saved file",
    sure: "I have made sure that it is there",
    without: (count, names) =>
      `All you did is in the casebook, but files of ${count === 1 ? "one tip" : `${count} tips`} are not, since they can’t be read any more: ${names}. Keep the files that they came in. Put the stick back in, choose them again, and save once more.`,
    sealedFor: (names) => `It is sealed for ${names}.`,
    noReaders:
      "Only you can read it: your vault opens no list that says who the reviewers are now. Before you share it, open the newest bundle, or a casebook that a colleague saved lately, and save again.",
    unknown: (count) =>
      count === 1
        ? "One entry is by somebody whom no list of reviewers here names yet. If a colleague has joined, open the newest bundle: it brings the list, and the entry counts. Otherwise ask who it is."
        : `${count} entries are by people whom no list of reviewers here names yet. If colleagues have joined, open the newest bundle: it brings the list, and the entries count. Otherwise ask who they are.`,
    refused: (count) =>
      count === 1
        ? "One entry is by somebody who has left, isn’t signed by whom it names, or was changed. It doesn’t count: see Export."
        : `${count} entries are by somebody who has left, aren’t signed by whom they name, or were changed. They don’t count: see Export.`,
    doubted: (count) =>
      count === 1
        ? "One entry stands on others that are missing. It is shown, and replaces nothing."
        : `${count} entries stand on others that are missing. They are shown, and replace nothing.`,
    beyond: (count) =>
      count === 1
        ? "One more label, note, link or mark is not shown here: nobody reads so many, so somebody may have put them there on purpose. Exports go by all of them."
        : `${count} more labels, notes, links or marks are not shown here: nobody reads so many, so somebody may have put them there on purpose. Exports go by all of them.`,
  },
  looking: lookingEn,
  pictures: picturesEn,
  together: togetherEn,
  triage: triageEn,
  stations: stationsEn,
  places: placesEn,
  redaction: redactionEn,
  counts: countsEn,
  exports: exportEn,
  letters: lettersEn,
  publications: publicationsEn,
  translation: translationEn,
  unverified: unverifiedEn,
  versions: versionsEn,
  marks: {
    "other-instance": {
      short: "Another instance",
      sentence: "It was made for another instance. Somebody may have handed it in again here.",
    },
    "unknown-roster": {
      short: "Unknown roster",
      sentence:
        "It was sealed to a list of reviewers that your stewards are not known to have signed. Find out which.",
    },
    "superseded-roster": {
      short: "Replaced roster",
      sentence:
        "It was sealed to a list of reviewers after that list had been replaced. A server may be serving an old one on purpose; tell the stewards.",
    },
    "sealed-selectively": {
      short: "Sealed selectively",
      sentence: "It was not sealed to exactly the reviewers of its list. Ask whether the others can open it.",
    },
    "files-differ": {
      short: "Files differ",
      sentence: "The files in it are not the ones that its report lists.",
    },
    "report-unreadable": {
      short: "No readable report",
      sentence: "Its report is in no form that this version knows.",
    },
    "reply-unproven": {
      short: "Address not proven",
      sentence:
        "Its address for answers did not write this text with these files. Somebody may have changed them; no letter is sent because of it.",
    },
    "mailbox-weak": {
      short: "Weak mailbox",
      sentence:
        "Its mailbox protects nothing, so that anybody could tell which letters are for it. None is sent.",
    },
    "tip-replayed": {
      short: "Came before",
      sentence:
        "The same tip came before in another envelope. Whoever could open that one may have sealed it again.",
    },
    "reply-changed": {
      short: "Another mailbox",
      sentence:
        "Its address came before with another recipient or mailbox. Somebody else may have the source’s codename; letters go where the first one said.",
    },
    "earlier-roster": {
      short: "Earlier roster",
      sentence: "It was sealed to the list of reviewers before one that is here. Open an older bundle too.",
    },
    "perhaps-superseded": {
      short: "Perhaps replaced",
      sentence:
        "Its list of reviewers was replaced early, and nothing says when this came. Ask who brought it.",
    },
    "after-period": {
      short: "After its period",
      sentence: "It came after the period of its list of reviewers had ended.",
    },
    "by-hand": {
      short: "By hand",
      sentence: "It was sealed by hand, so nothing says for whom it was meant.",
    },
    "not-compared": {
      short: "Not compared",
      sentence: "No list of reviewers has come in yet, so it was not compared. Open a bundle.",
    },
  },
  errors: errorsEn,
};
