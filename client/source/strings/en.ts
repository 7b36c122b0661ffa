import type { Strings } from "./strings.ts";

export const en: Strings = {
  language: "en",
  direction: "ltr",
  title: "Notes",
  demo: "For trying only. Send nothing real from here: the keys that open it lie on the same machine.",
  heading: "Write to us",
  lede: "What you write is sealed in this browser before it leaves. Only the reviewers can open it. The server that keeps it can’t.",
  notesHeading: "Before you begin",
  notes: [
    {
      heading: "Your keyboard may read along",
      text: "Input methods and keyboard apps that use the internet, such as Sogou, Baidu, iFlytek and those of many phone makers, can send what you type before it is sealed. Copying and pasting doesn’t help. Use a keyboard that works without the internet.",
    },
    {
      heading: "Files are sent as they are",
      text: "This version doesn’t clean them. A photo may hold its place, its time and your device; a document may hold names. Only the file’s name is replaced.",
    },
    {
      heading: "Nobody is watching at this moment",
      text: "It may take days until somebody reads this. If you are in danger now, turn first to people near you who can help, or to the emergency number of the country you are in.",
    },
  ],
  noScriptHeading: "JavaScript is off",
  noScript: [
    "This page seals what you write inside your browser, and needs JavaScript for that.",
    "In Tor Browser: choose the shield at the top right, then Settings, and set the security level to Safer or Standard. Then load this page again.",
    "Until then nothing can be written or sent here.",
  ],
  narrative: "What do you want to tell us?",
  narrativeHint:
    "In any language: what happened, where, when, and how you know. Leave out what only you could know, unless it matters.",
  roomLeft: (share) => `Room left: ${share}`,
  files: "Photos and files",
  filesHint: (most) => `If you have any. ${most} in all. They get new names.`,
  chooseFiles: "Choose files",
  orDrop: "or drop them here",
  fileOnYourSide: (name) => `${name} on your side; this name isn’t sent`,
  remove: "Remove",
  removeFile: (name) => `Remove ${name}`,
  checking: "Checking who the reviewers are…",
  checked: (reviewers) =>
    reviewers === 1
      ? "Checked: what you send will be sealed to one reviewer."
      : `Checked: what you send will be sealed to ${reviewers} reviewers.`,
  send: "Seal and send",
  sending: "Sealing and sending",
  sealing: "Sealing…",
  sent: (stored, length) => `${stored} of ${length} stored`,
  keepOpen:
    "Keep this page open until it says that everything has arrived. On a slow connection this takes a while.",
  pausing: (seconds) =>
    seconds === 1
      ? "The connection broke off. Trying again in a second."
      : `The connection broke off. Trying again in ${seconds} seconds.`,
  cancel: "Stop and go back",
  refused: "Nothing can be sent right now",
  stopped: "It has not arrived yet",
  stoppedNothingLost: "Nothing is lost: what you wrote and chose is still here, in this page only.",
  tryAgain: "Try again",
  saveSealedFile: "Save the sealed file",
  back: "Back to what you wrote",
  saving: "Sealing into a file…",
  saved: "The sealed file is ready",
  savedNext: [
    "Your browser saves it as a file. Only the reviewers can open it; you can’t.",
    "To hand it in, open this page again later and send it as a file, with a line that says what it is.",
    "Having this file can be held against you. Delete it as soon as it is handed in.",
  ],
  sealedFileName: "notes.age",
  arrived: "Your tip has arrived and is stored.",
  arrivedNext: [
    "The reviewers fetch it and open it on a computer that is never online. This can take days.",
    "They can’t answer you here, and there is no number to keep. If you learn more, just write again.",
    "What you wrote is no longer in this page. Wipe the page, close the tab, and choose New Identity in Tor Browser.",
  ],
  wipe: "Wipe this page",
  wiped: "This page is empty.",
  wipedNext: "You can close this tab now.",
  sentences: {
    rosterUnreachable:
      "The server can’t be reached, or can’t say who the reviewers are. Check the connection and try again.",
    rosterDamaged:
      "The list of reviewers didn’t come through whole, or isn’t in its proper form. Load this page again; if that doesn’t help, try again tomorrow.",
    rosterForeign:
      "The server sent the list of reviewers of some other place. Don’t send anything; compare the address of this page with the one you were given.",
    rosterUnsafe:
      "The list of reviewers holds a key that isn’t safe. Don’t send anything; try again in a few days.",
    rosterForged:
      "The list of reviewers isn’t signed by the people who answer for it. Somebody may have exchanged it. Don’t send anything; compare the address of this page with the one you were given.",
    rosterUnderSigned:
      "Too few of the people who answer for the list of reviewers have signed it. Don’t send anything; try again tomorrow.",
    rosterNotYet:
      "The list of reviewers isn’t in force yet. If the clock of this computer is wrong, set it right; else try again tomorrow.",
    rosterOver:
      "The list of reviewers has run out. If the clock of this computer is wrong, set it right; else try again tomorrow.",
    currencyAhead:
      "The list of reviewers was confirmed at a time that lies ahead. If the clock of this computer is wrong, set it right; else try again tomorrow.",
    currencyStale:
      "Nobody has confirmed the list of reviewers lately, so a reviewer who had to leave might still be in it. If the clock of this computer is wrong, set it right; else try again tomorrow.",
    currencyMismatch:
      "What was confirmed is not this list of reviewers. Don’t send anything; load this page again, and if that doesn’t help, try again tomorrow.",
    changedOnTheWay:
      "What reached the server isn’t what this page sealed. It couldn’t be read by anybody, and it doesn’t count. Try again: it will be sealed anew.",
    begunAnew: "The server no longer has the beginning. Try again: it will be sealed and sent anew.",
    noConnection:
      "The connection broke off too often. Try again; in Tor Browser, choosing “New Tor circuit for this site” would load the page anew and lose what you wrote, so save the sealed file first.",
    serverBusy: "The server has too much to do at the moment. Try again in a few minutes.",
    serverFull:
      "The server has no room left at the moment. Try again in a few hours, or save the sealed file.",
    serverBroken: "The server can’t take it at the moment. Try again in a while, or save the sealed file.",
    serverTooLarge:
      "This is more than the server takes at once. Go back, remove a file, and send it separately.",
    nothingWritten: "Write something first. One sentence is enough, also when you send files.",
    textTooLong: "The text is too long to be sent at once. Shorten it, or send the rest as a second message.",
    filesTooLarge: "Together the files are too large. Send some of them as a second message.",
    fileUnreadable:
      "A file can’t be read any more; it may have been moved or changed. Remove it and choose it again. Folders can’t be sent.",
    pageBroken:
      "Something in this page doesn’t work as it should. Load the page again; what you wrote here will be gone then.",
    insecureContext:
      "This page can’t seal here, because its address isn’t secure. Open it by its .onion address in Tor Browser.",
    demoElsewhere:
      "This page is for trying only, on the machine where it was made. It doesn’t work anywhere else, so that nobody sends anything real.",
    openedFromFile:
      "This page was opened from a file. This version can only seal and send when it is opened at its address.",
  },
};
