import type { Sentence } from "../sentence-of.ts";

export const sentencesEn: Readonly<Record<Sentence, string>> = {
  rosterUnreachable:
    "The server can’t be reached, or can’t say who the reviewers are. Check the connection and try again.",
  noRoster:
    "Nothing can be sent here at present: nobody has lately confirmed who the reviewers are, so this page shows no key and seals nothing. An older list could still hold somebody who had to leave. Try again tomorrow.",
  lettersRefused:
    "Letters can’t be looked at for ten minutes: too many visits came by the same way. Everything else works. After that time, load this page again; what you wrote here will be gone then.",
  lettersUnreachable:
    "Everybody’s letters didn’t come through, so none can be looked at. Everything else works. Load this page again in a while; what you wrote here will be gone then.",
  notLetters:
    "This file isn’t everybody’s letters, or isn’t whole, so it wasn’t taken. Download it again, and choose it anew.",
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
  begunAnew: "The server no longer has the beginning. Try again: it will be sent anew.",
  noConnection:
    "The connection broke off too often. Try again; in Tor Browser, choosing “New Tor circuit for this site” would load the page anew and lose what you wrote, so save the sealed file first.",
  serverBusy: "The server has too much to do at the moment. Try again in a few minutes.",
  serverFull: "The server has no room left at the moment. Try again in a few hours, or save the sealed file.",
  serverBroken: "The server can’t take it at the moment. Try again in a while, or save the sealed file.",
  serverTooLarge:
    "This is more than the server takes at once. Go back, remove a file, and send it separately.",
  nothingSaid: "Nothing is said yet. Tick one thing, or write one sentence; then it can be sent.",
  stillCleaning: "A picture is still being cleaned. Wait a moment, then try again.",
  textTooLong: "The text is too long to be sent at once. Shorten it, or send the rest as a second message.",
  tooManyFiles: "Together the files are too many. Send some of them as a second message.",
  filesTooLarge:
    "More than fits into one message. Choose a shorter clip, send it as a second message, or seal and hand it in without JavaScript: this address with /no-script behind it says how.",
  fileUnreadable:
    "A file can’t be read any more; it may have been moved or changed. Remove it and choose it again. Folders can’t be sent.",
  pageBroken:
    "Something in this page doesn’t work as it should. Load the page again; what you wrote here will be gone then.",
  insecureContext:
    "This page can’t seal here, because its address isn’t secure. Open it by its .onion address in Tor Browser.",
  demoElsewhere:
    "This page is for trying only, on the machine where it was made. It doesn’t work anywhere else, so that nobody sends anything real.",
  notSealed:
    "This isn’t a whole sealed file, so nothing of it was sent. Choose the file that this page saved; its name ends in .age.",
  sealedFileRefused:
    "The server didn’t take this sealed file; it may be damaged, or too large. Nothing of it was kept. Seal it anew if you can.",
};
