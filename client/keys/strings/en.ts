import { courierEn } from "./courier/en.ts";
import { errorsEn } from "./errors/en.ts";
import { reviewerEn } from "./reviewer/en.ts";
import { stewardEn } from "./steward/en.ts";
import type { Strings } from "./strings.ts";
import { vaultEn } from "./vault/en.ts";

export const en: Strings = {
  language: "en",
  name: "English",
  title: "Nightjar keys",
  noScript: "This page needs JavaScript. Switch it on for this file, and open the file again.",
  chooseLanguage: "Language",
  leave: "Another role",
  back: "Back",
  roles: {
    reviewer: { name: "Reviewer", does: "You read tips. Make your vault, and look after it." },
    courier: { name: "Courier", does: "You fetch sealed tips. Make your key, your card and your pack." },
    steward: {
      name: "Steward",
      does: "You say, with the others, who reads. Make your key, and hold a ceremony.",
    },
  },
  first: {
    heading: "Make and keep keys",
    lede: "Whoever reads, decides or carries for a tip box makes the keys for that here. Nothing that you choose or type leaves this tab, but in the files that you save.",
    offline:
      "Work on a machine without a network, best a computer started from a Tails stick. This file connects to nothing, but only the machine can promise that.",
    slow: "Scripts run slowly here: a passphrase takes a minute or so. If Tor Browser is set to Safer, you may set it to Standard for this, since this machine is offline.",
    who: "Who are you?",
    compare: {
      summary: "Before the first use: is this the right file?",
      why: "A file that somebody changed could give your keys away. Open a terminal in the folder where this file lies and type the line for your system; then compare all 64 characters.",
      commands: [
        ["Tails, Linux", "sha256sum keys.html"],
        ["Windows", "certutil -hashfile keys.html SHA256"],
        ["Mac", "shasum -a 256 keys.html"],
      ],
      where:
        "The right number is published beside the file, as keys.html.sha256, and whoever looks after Nightjar for you can build the file anew and tell it to you. Ask two people by two ways, for example by phone and in person. Nobody should send you the file and the number together.",
    },
  },
  doing: {
    working: "Working. Nothing is stuck.",
    left: (seconds) =>
      seconds > 90
        ? `About ${Math.round(seconds / 60)} minutes left.`
        : seconds > 10
          ? `About ${Math.ceil(seconds / 5) * 5} seconds left.`
          : "A few seconds left.",
    slow: "If this browser is set to Safer, scripts run slowly in it. At Standard this takes a few seconds; this machine is offline, so that is all right here.",
  },
  passphrase: {
    chosen: "New passphrase",
    again: "The same once more",
    advice:
      "12 characters or more. Best are six words drawn by dice. It can’t be recovered: nobody but you knows it.",
    short: "That is too short: take 12 characters or more, best six words drawn by dice.",
    unlike: "The two are not the same. Type both once more.",
  },
  when: {
    from: "From when on",
    starts: {
      "where-it-ends": "where the last period ends",
      today: "today",
      tomorrow: "tomorrow",
      "next-month": "the first of next month",
    },
    start: (name, day) => `${name} (${day})`,
    howLong: "For how long",
    months: (count) => `${count} months`,
  },
  instance: {
    choose: "Choose the instance’s anchor",
    hint: "anchor.json from a steward; if the stewards have changed since, line.json, or the moves with it.",
    isFor: (instance) => `This is the anchor of “${instance}”. Its fingerprint`,
    compared: "I have compared these words with a steward, in person or by voice, and they are the same.",
  },
  print: "Print this sheet",
  saving: {
    check: "Choose what you saved",
    same: "It is saved, whole.",
    other: "That is not what was to be saved, or not all of it. Save it once more, and choose that file.",
  },
  aboutFile: (file, sentence) => `${file}: ${sentence}`,
  together: (first, second) => `${first} ${second}`,
  found: {
    sealed: "This is a sealed file.",
    "reviewer-card": "This is a reviewer’s card.",
    "steward-card": "This is a steward’s card.",
    "courier-card": "This is a courier’s card.",
    move: "This is a signed move of an anchor.",
    anchor: "This is an anchor.",
    line: "This is a line of anchors.",
    share: "This is a share of a backup.",
    roster: "This is a roster.",
  },
  errors: errorsEn,
  vault: vaultEn,
  reviewer: reviewerEn,
  courier: courierEn,
  steward: stewardEn,
};
