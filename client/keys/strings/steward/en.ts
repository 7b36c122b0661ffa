import { ENGLISH } from "../../../ceremony/english.ts";
import type { StewardStrings } from "./strings.ts";

export const stewardEn: StewardStrings = {
  menu: {
    heading: "What brings you here?",
    begin: "I am new",
    beginDoes: "Make your key, and meet the other stewards.",
    open: "I have a key",
    openDoes: "Open your vault and your ceremony file: to sign, to renew, to change who reads.",
  },
  key: {
    heading: "Make your key",
    lede: "With it you say, together with the other stewards, who reads the tips. It opens no tip.",
    handle: "What the others call you",
    handleHint: "A name for this work. Reviewers and stewards see it, nobody else.",
    act: "Make the key",
  },
  made: {
    heading: "Your key is made",
    vault: "Save the vault",
    vaultNext: "Keep it on a stick that stays offline, and a copy elsewhere. Nobody but you needs it.",
    words: "The words of your card. Read them to each of the others, face to face.",
    go: "To the table",
  },
  open: {
    heading: "Open your vault and your ceremony file",
    file: "Choose your ceremony file",
    fileHint:
      "The newest that you saved: it remembers what you have signed. From an older command line: one tar of your folders.",
    never: "I have no ceremony file yet: all that I ever signed is in what I chose, or I have never signed",
    neverHint: "Tick this once at most. If you had a file and lost it, ask the others for theirs first.",
    act: "Open",
  },
  table: {
    room: "Who is at the table",
    you: "you",
    signed: "has signed",
    noCard: "no card here",
    box: (name, threshold, stewards) => `“${name}”: ${threshold} of ${stewards} stewards decide together.`,
    anchorWords: "The words of this tip box. Everybody reads along aloud.",
    brought: "Open what others brought",
    save: "Save the ceremony file",
    saveNext: "Keep it on your stick, and hand a copy to the others. It names people, so don’t mail it.",
    print: "Print the sheet of words",
    sheet: "Words to compare, face to face",
    cardWords: (handle) => `The card of ${handle}`,
    until: (day) => `Rosters are signed until ${day}.`,
    begins: (days, day) =>
      `The first roster begins in ${days === 1 ? "1 day" : `${days} days`}, on ${day}: the server takes no tips before.`,
    currentUntil: (day) => `Called current: sources can write until ${day}.`,
    kinds: { steward: "Stewards", reviewer: "Reviewers", courier: "Couriers" },
    takeOut: (handle) => `Take ${handle} out`,
    more: "More",
    forOperator: "For the operator",
    forOperatorNext:
      "These name nobody. The operator puts them on the server: “roster publish” takes rosters.tar.",
    file: (name) => `Save ${name}`,
  },
  remarks: ENGLISH,
  next: {
    meet: {
      heading: "Come together",
      now: "Everybody saves the ceremony file and hands it to one of you. That person opens the others’ files here, checks each card’s words with its owner, and founds the tip box. The others wait for that file, and open it.",
    },
    invite: {
      heading: "Say who reads",
      now: "Open the cards of the reviewers and couriers, and check each one’s words with its owner. One of you drafts; everybody else waits for the file.",
    },
    sign: {
      heading: "Read the draft, then sign",
      now: "Everybody reads on an own machine. One of you reads the words of each who joins aloud; whoever has met that person compares.",
    },
    collect: {
      heading: "You have signed",
      now: "Save the ceremony file and hand it to the next steward. Whoever gets the last signature opens it here, and joins them.",
    },
    assemble: {
      heading: "Enough have signed",
      now: "One of you joins the signatures. After that everybody takes a copy of the file.",
    },
    freshen: {
      heading: "Call the roster current",
      now: "One of you does this about once a week: only then can sources write. First open what the others signed since, so that nothing is missing.",
    },
    publish: {
      heading: "All is signed and current",
      now: "Save the ceremony file, and what the operator needs. Come back in a week to call the roster current again.",
    },
  },
  found: {
    heading: "Found the tip box",
    name: "Its name",
    nameHint: "Sources see it on the page.",
    threshold: "How many of you must sign",
    of: (threshold, stewards) => `${threshold} of ${stewards}`,
    act: "Found the tip box",
  },
  draft: {
    heading: "Draft the rosters",
    from: "It begins",
    goOn: "where the signed rosters end",
    today: "today",
    inWeeks: (weeks) => (weeks === 1 ? "in a week" : `in ${weeks} weeks`),
    months: "For how long",
    count: (months) => (months === 1 ? "this month" : `${months} months, this one counted`),
    letters: {
      heading: "Letters to people who write",
      hint: "A free text could lure somebody out, so let two reviewers sign it. A ready-made sentence always needs one signature.",
      unsaid: "choose",
      asBefore: (before) => `as before: ${before}`,
      signers: {
        0: "none, nobody is answered",
        1: "one reviewer signs a free text",
        2: "two reviewers must sign a free text",
      },
    },
    act: "Draft",
    people: (reviewers, couriers) =>
      `${reviewers === 1 ? "1 reviewer" : `${reviewers} reviewers`}, ${couriers === 1 ? "1 courier" : `${couriers} couriers`}.`,
  },
  day: (day) => `This machine says that today is ${day}. A second clock says so too.`,
  sign: {
    reviewer: "reviewer",
    courier: "courier",
    steward: "steward",
    roster: (sequence, from, to) => `Roster ${sequence}, from ${from} to ${to}`,
    joins: (handle, role) => `${handle} joins (${role})`,
    leaves: (handle, role) => `${handle} leaves (${role})`,
    stay: (handles) => `The same as before: ${handles}.`,
    letters: {
      first: (signers) => `Letters: ${signers}.`,
      begin: (signers) => `Letters begin: ${signers}. Before, nobody was answered.`,
      end: () => "Letters end: nobody who writes is answered any more.",
      fewer: (signers) => `Letters need fewer signatures: ${signers}. Before, two had to sign.`,
      more: (signers) => `Letters need more signatures: ${signers}. Before, one was enough.`,
    },
    unnamed: {
      "no-card": "no card",
      "no-annex": "no name here",
      unopened: "no name yet",
      sealed: "the name is sealed to the stewards of that time",
      absent: "no name",
    },
    thresholds: (before, after) => `Before, ${before} had to sign; then, ${after}.`,
    namesake: (number) =>
      `Reviewer ${number} had this name, with another key. Is this the same person? Ask face to face.`,
    alarms: "Alarm: nobody signs this. Find out first why it is so.",
    changes: "What this changes",
    aloud: "Compare the words of everybody who joins with the person, face to face.",
    act: "Sign",
    open: (from, to) => `A draft from ${from} to ${to}.`,
    move: "A draft that changes the stewards.",
    count: (signed, needed) => `${signed} of the ${needed} signatures are here.`,
  },
  assemble: "Join the signatures",
  freshen: "Call it current",
  giveUp: {
    heading: "Give the draft up",
    lede: "What you signed stays remembered, so that you can’t sign a second draft in its place by mistake.",
    act: "Give it up",
    forget: "All of us have given it up: I may sign another in its place",
  },
  move: {
    heading: "Change the stewards",
    lede: "Open the cards of new stewards first. The stewards of now sign the change as they sign a roster.",
    leaves: (handle) => `${handle} leaves`,
    act: "Draft the change",
  },
  notes: {
    "stray-signature": "A signature in that file is no steward’s of yours, and was left out.",
    ahead: "A word that a roster is current is dated ahead, and was left out. Compare your clocks.",
    "rolled-back":
      "A roster was called current again after another had taken its place. That was left out: find out who did it, and why.",
    "anchor-taken": "The tip box came with this file: compare its words with the others now, aloud.",
    "left-out":
      "These were taken out of the draft in one of the two files, so they stay out. Open their cards to have them back.",
  },
};
