import type { Strings } from "./strings.ts";

const tips = (count: number) => (count === 1 ? "1 sealed tip" : `${count} sealed tips`);

export const en: Strings = {
  language: "en",
  name: "English",
  title: "Nightjar courier",
  noScript: "This page needs JavaScript. Switch it on for this file, and open the file again.",
  chooseLanguage: "Language",
  demo: "This is a demo: nothing here is kept safe.",
  first: {
    heading: "Carry what has come",
    lede: "You fetch sealed tips from the server and carry them to the reviewers. You can’t open them, and neither can anybody who finds your stick. Open this file in Tor Browser.",
    pack: "Choose your courier pack",
    passphrase: "Its passphrase",
    open: "Open",
    slow: "This takes a moment; at Safer about a quarter of a minute.",
    compare: {
      summary: "Before the first use: is this the right file?",
      why: "A file that somebody changed could give your key away. Open a terminal in the folder where this file lies and type the line for your system; then compare all 64 characters.",
      commands: [
        ["Tails, Linux", "sha256sum courier.html"],
        ["Windows", "certutil -hashfile courier.html SHA256"],
        ["Mac", "shasum -a 256 courier.html"],
      ],
      where:
        "The right number is published beside the file, as courier.html.sha256, and whoever looks after Nightjar for you can build the file anew and tell it to you. Ask two people by two ways, for example by phone and in person. Nobody should send you the file and the number together.",
    },
    lost: {
      summary: "The pack is lost, or somebody else may have it",
      what: "Tell the operator and the stewards now. They shut this key out at once; it opens no tip. Make a new key and card, and bring the card to the stewards: it joins the next roster.",
    },
  },
  ready: {
    heading: "Fetch what is new",
    door: "The first time, open this address in another tab. Tor Browser asks there for the key of the onion; once you read “You are in”, come back here:",
    doors:
      "Several servers serve your instance. The first time, open each of these addresses in another tab. Tor Browser asks there for the key of the onion; once you read “You are in”, come back here:",
    amount: "At most",
    amountHint:
      "What is over it stays on the server for the next time. Tor Browser holds it in memory until you have saved it.",
    fetch: "Fetch what is new",
    goOn: "Go on",
    lock: "Shut the pack",
    again: {
      summary: "Fetch a day again",
      hint: "For a bundle that was lost. You get all of that day that is still on the server, whoever has it. Nothing is acknowledged by this.",
      day: "Day (UTC)",
      fetch: "Fetch this day again",
    },
    left: {
      summary: "The browser was closed before the server was told",
      hint: "Choose the bundle that you saved. If it is whole, the server is told what is in it; if you have none, fetch anew.",
    },
  },
  mailbags: {
    heading: "Deliver mailbags",
    hint: "Mailbags are files with letters to people who sent a tip. Reviewers make them, and you can’t open them. Choose all that you carry: a mailbag that is brought twice is there once.",
    choose: "Choose mailbags",
    not: (file) =>
      `${file} is no mailbag, or not a whole one. Nothing was sent: copy it from the reviewers’ machine again, or leave it out.`,
    of: (bag, outcome) => `${bag}: ${outcome}`,
    outcomes: {
      taken: "taken.",
      there: "had been taken before.",
      "mailbag-too-soon":
        "not taken, since the server has taken a mailbag by your key in the last days. If it wasn’t yours, tell the operator and the stewards today: somebody else has your key. Otherwise keep this one, and bring it on your next walk, or give it to another courier.",
      "courier-not-delivering":
        "not taken: mailbags are taken of the six couriers with the lowest numbers only. Give it to one of them.",
      "letters-malformed": "not taken: what is in it are no letters. Ask the reviewers to make a new one.",
      "clock-doubted":
        "not taken: the server’s clock is in doubt. Tell the operator, and bring it again later.",
      "not-sent": "not delivered yet. Choose it again.",
    },
    done: "All of them are on the server. You may delete them from the stick once reviewers see their letters there.",
  },
  busy: {
    opening: "The pack is being opened. Nothing is stuck.",
    fetching: "Fetching. A broken connection is tried again by itself.",
    reading: "The saved file is being read to its end.",
    telling: "The server is being told.",
    delivering: "The mailbags are being delivered. A broken connection is tried again by itself.",
  },
  ofBytes: (done, all) => `${done} of ${all}`,
  stop: "Stop",
  fetched: {
    heading: (count, amount) => `${tips(count)}, ${amount}`,
    nothing: "Nothing new has come.",
    noneFetched: "No tips could be fetched.",
    lettersOnly:
      "The bundle brings the letters that the server shows today, so that reviewers see which of theirs are there.",
    noLetters:
      "The letters on the server couldn’t be brought along. If they can’t the next time either, tell the operator.",
    nothingOf: (day) => `What there was of ${day} is erased, or had never come.`,
    save: "Save the bundle",
    saveAgain: "Save it once more",
    saveHint: "Save it on your stick, or copy it there. It stays sealed.",
    choose: "Choose the file you just saved",
    chooseHint:
      "Choose it where it is to stay, on the stick. It is read to its end, and only what is in it, whole, is acknowledged; what isn’t comes again the next time.",
    chooseHintAgain:
      "Choose it where it is to stay, on the stick. It is read to its end, to see that it is whole.",
    failed: (address) =>
      `${address} failed and is left out this time. What it holds stays there for the next time.`,
    gone: (count) => `${tips(count)} couldn’t be had: its time was over, or the server’s disk fails.`,
    damaged: (count) =>
      `Of ${tips(count)} the server has other bytes than it lists, so it stays there. Tell the operator to look at the disk.`,
    left: "Left on the server:",
    ofDay: (day, count, amount) => `${day}: ${tips(count)}, ${amount}`,
    leftNext: "For more, fetch again, or more at once if nothing new comes.",
    expired:
      "Deleted before any courier came, in the last months. Tell the reviewers, if they don’t know it yet:",
    expiredOfDay: (day, count) => `${day}: ${tips(count)}, gone for good`,
    moved:
      "The stewards have moved the instance to another anchor. Ask one of them whether that is so; your pack stays good.",
    unseen: (count) =>
      `${count} of the public documents are from before your pack’s anchor, and were not checked.`,
  },
  done: {
    acknowledged: (file, count) => `${file} is whole. The server knows that you have its ${tips(count)}.`,
    whole: (file, count) => `${file} is whole, with ${tips(count)}. Nothing was acknowledged by this.`,
    untold: (address) =>
      `${address} could not be told what you have. Later, choose the same file once more, under “The browser was closed before the server was told”.`,
    letters: (file) => `${file} is whole, with the letters of today.`,
    other: "That was another bundle of yours. Choose the one that you just saved, too.",
    next: "Bring the file to the reviewers. Keep it until they say that they have it; then delete it.",
    more: "Fetch again",
  },
  errors: {
    network:
      "The server can’t be reached. See that Tor Browser is connected, and that the address opens in another tab; then go on. What was fetched is kept here.",
    "server-busy": "The server is busy. Wait a few minutes, then go on. What was fetched is kept here.",
    "server-full": "The server has no room left. Tell the operator, and come again later.",
    "session-over": "The server ended the session. Go on, to begin another.",
    "courier-refused":
      "The server doesn’t let this courier in. Ask the stewards whether your card is in the roster in force, and the operator whether this is an address of the server. If your pack was reported as lost, it is shut out for good: make a new key and card, which joins the next roster.",
    "no-couriers":
      "No couriers are served at this address; it may be the one for sources. Ask the operator for the couriers’ own address, and have a pack made with it.",
    "answer-refused":
      "The server’s answer is not one that this page knows. Tell the operator, and show them this sentence.",
    "document-refused":
      "This server is not the one of your pack’s anchor, or its public documents aren’t signed by the stewards. Nothing was fetched. Tell the stewards.",
    interrupted: "Stopped. What was fetched is kept here: go on when you like.",
    "wrong-passphrase":
      "The passphrase doesn’t open this pack. Type it again; if it is lost, make a new key and card.",
    "not-a-pack": "This is no courier pack, or it is damaged. Choose another copy of it.",
    "file-unreadable": "The file can’t be read to its end. Put the stick back in, and choose the file again.",
    "not-a-bundle": "This is no bundle. Choose the file that you saved here, which ends in .bundle.",
    "bundle-damaged":
      "This bundle is cut short or was changed, so nothing was acknowledged. Save it once more and choose that file; if it can’t be saved any more, fetch anew.",
    "bundle-foreign": "This bundle is another courier’s, or of another instance. Choose your own.",
    "page-broken":
      "The page itself failed. Close the tab, open the file again, and fetch anew: nothing is lost.",
  },
};
