import type { LetterStrings } from "./strings.ts";

const letters = (count: number) => (count === 1 ? "one letter" : `${count} letters`);
const renewals = (count: number) => (count === 1 ? "one renewal" : `${count} renewals`);

export const lettersEn: LetterStrings = {
  heading: "Letters",
  lede: "Answers to sources who kept a codename. A letter travels in a mailbag, which is always of one size; nobody but its reader can tell it from a filler.",
  thread: "Tips and letters",
  threadTip: (name, day) => `Tip ${name}, ${day}`,
  thisTip: "This tip",
  byNobody: "day unknown",
  numbered: (number, who, day) => `Letter ${number}, by ${who}, ${day}`,
  unsound: (who) =>
    `Not signed by enough reviewers of today, or under a list of reviewers that isn’t in force here. ${who} put it here; it goes into no mailbag, and no source is shown it.`,
  sameNumber: "Two letters have this number: they were written at the same time. Their reader sees both.",
  write: "Write back",
  writeWhy: "The source reads it on their own, whenever they look. Nobody learns whether they did.",
  answered: (who, day) => `${who} answered on ${day}. Read that first, so that you don’t answer twice.`,
  codes: {
    received: ["Received", "What you sent has arrived, and a reviewer has read it."],
    more: ["Tell us more", "The reviewers would like to know more. If you can do it safely, write again."],
    again: [
      "Send again",
      "Something of what you sent couldn’t be opened. If you can do it safely, send it again.",
    ],
    cannot: ["We can’t help", "The reviewers can’t help with this. They have read it, and keep it safe."],
    closed: ["Closed", "The reviewers are done with it. There will be no more letters."],
  },
  coded: "One press signs one of these. The source’s page words it in their own language:",
  text: "In your own words",
  language: "Language of the letter",
  room: (bytes, most) => `${bytes} of ${most} bytes left`,
  tooLong: (bytes) => `${bytes} bytes too long`,
  sign: "Sign the letter",
  signDraft: "Sign, and save a draft for a colleague",
  takesTwo:
    "A letter in your own words takes a second reviewer’s signature. Save the draft, and carry it to a colleague.",
  luring: "Name no place and no time to meet. Ask for nothing that somebody could be found by.",
  draftSaved: (name) =>
    `${name} is a draft that your colleagues can open. Bring back what one of them gives you; your words stay here until then.`,
  cannot: {
    "no-roster": "Open the newest bundle first: it says how many reviewers must sign a letter.",
    "not-given": "The list of reviewers in force gives no letters. Ask a steward.",
    unproven: "Nothing can be sent there: the address didn’t write this tip with these files.",
    "not-opened":
      "This tip can be answered where its envelope was opened: only then the address is proven. Open the bundle that it came in.",
    "mailbox-weak": "Nothing can be sent there: its mailbox protects nothing.",
  },
  fates: {
    inNoBag: "In no bag",
    notSeen: (made) => `Not seen (in a bag of ${made})`,
    seen: (since) => `Seen since ${since}`,
    expired: (last) => `Expired (last seen on ${last})`,
  },
  drafts: "Drafts that came in",
  draftTo: (tip) => `A letter to the source of ${tip}`,
  draftToNobody: "A letter to a source",
  draftIs: (number, day, language) => `Letter ${number}, ${day}, ${language}`,
  draftFor:
    "The envelope of its tip wasn’t opened here, so that nobody can tell whom it answers. Open its bundle first.",
  draftElsewhere:
    "It names a tip of another source than the one that would read it. Don’t sign it, and speak with its writer.",
  signedBy: (who) => `Signed by ${who}`,
  refused: (why) => `A colleague did not sign it: ${why}`,
  waiting: "It has your signature, and needs a colleague’s.",
  mySignature: "Sign, and save it for its writer",
  refuse: "Don’t sign, and say why",
  refuseWhy: "Why you don’t sign it",
  take: "Take it as a letter",
  taken: "It stands among the letters already.",
  putAway: "Put away",
  openTip: "Read the tip",
  bag: "Mailbag",
  bagWhy:
    "Give whoever walks to the courier a mailbag each time, letters or not. It always has eight places: letters, renewals of older ones, fillers.",
  plan: (going, again, waiting) =>
    `In the next one: ${letters(going)}, ${renewals(again)}.${waiting > 0 ? ` For ${waiting} more there is no place this time.` : ""}`,
  unreached: (count) =>
    `${count === 1 ? "One letter waits" : `${count} letters wait`} here, since the envelope that says where it goes wasn’t opened. Open its bundle.`,
  make: "Make a mailbag",
  sealing: (done, of) => `Sealing: ${done} of ${of}`,
  handed: (name, going, again) =>
    `${name} was given to the browser, with ${letters(going)} and ${renewals(again)}. A browser can’t tell whether it is on the disk: choose it again. Until then, its letters are in no bag.`,
  check: "Choose the saved mailbag",
  sure: "I have looked: it is there",
  saved: (name) => `${name} is saved. Carry it to the courier, and save your casebook.`,
  all: "All letters",
  none: "No letter has been written yet.",
  tipElsewhere: "a tip that isn’t here",
  columns: ["To the source of", "Letter", "By", "What became of it"],
  pools:
    "What became of a letter is told by the bundles that were opened here. “Seen” is that everybody can fetch it; whether its reader did, nobody learns.",
};
