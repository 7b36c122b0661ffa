import type { LetterStrings } from "./letter-strings.ts";

export const lettersEn: LetterStrings = {
  read: "Read letters",
  ask: {
    heading: "Do you want to be able to read an answer?",
    text: "If so, you get a codename of twelve words, and with it you can read here later, on any device, what the reviewers answer. Whoever gets hold of these words can read the answers too and write as if they were you, but can never open what you send.",
    without: "If not, just go on.",
    yes: "Yes, give me a codename",
    have: "I have a codename",
    needed: "You asked for advice or support. Without a codename nobody can answer you.",
    ready: "If somebody answers, you can read it with your codename.",
    drop: "Send it without a codename",
  },
  codename: {
    heading: "Your codename",
    spoken:
      "If a screen reader reads this page to you, it will speak the words. Use headphones, or make sure that nobody listens.",
    text: [
      "Make sure that nobody sees your screen. Learn the twelve words in their order, or write them on paper and hide it well. Take no picture of them, and keep them in no phone.",
      "Whoever finds them can see that you wrote here. Nobody can give them to you a second time.",
      "They look like a wallet’s words: they open no money.",
    ],
    show: "Show the words",
    hide: "Hide them, and enter them once",
    again: "Enter the words once",
    againText:
      "So that you know that you have them. Tap the first letters; one word after the other appears.",
    done: "Done",
    differs: "These aren’t the words that were shown, in their order. Go over them, or look at them again.",
    showAgain: "Show the words again",
  },
  entry: {
    lede: "Enter the twelve words of your codename. Looking sends nothing: this page gets everybody’s letters, and only your words open yours.",
    at: (number) => `Word ${number} of 12`,
    all: "All twelve words are there.",
    empty: (number) => `Word ${number}, empty`,
    change: (number, word) => `Word ${number}, ${word}: enter another`,
    letters: "Letters",
    choices: "Words that begin so",
    remove: "Take back",
    type: "Type the words instead",
    typeLabel: "The words, one after the other",
    typeHint:
      "Only with a keyboard that works without the internet. Put a space behind each word; its first four letters are enough.",
    unknown: (typed) => `No word of any codename begins like this: ${typed}`,
    look: "Look for letters",
    looking: "Looking for letters…",
    incomplete: "Enter all twelve words first.",
    mismatch:
      "These twelve words don’t belong together: one isn’t the right one, or two have changed places. Which, this page can’t tell. Go over them all.",
    unproven: "If one word is wrong, you won’t be able to read an answer.",
  },
  coming: "Everybody’s letters must be in this page first; that can take minutes.",
  fromFile: {
    text: "To read letters, download them too: the same address with /v1/letters behind it. Save the file as letters, and choose it here.",
    choose: "Choose letters",
    chosen: "Everybody’s letters are here.",
  },
  found: {
    none: "No letter for these words",
    noneShown: "No letter that can be shown",
    noneMeans: "It can mean four things, and this page can’t tell which:",
    meanings: [
      "Nobody has answered yet. That can take weeks.",
      "A letter was there, and its six weeks are over.",
      "The server hides it.",
      "One of the words isn’t the right one.",
    ],
    noneNext: "Go over the words once more. If they are right, come back in a week.",
    heading: (count) => (count === 1 ? "One letter for you" : `${count} letters for you`),
    letter: (number, day) => `Letter ${number}, ${day}`,
    writtenIn: (name) => `Written in: ${name}`,
    care: "Whatever a letter says: don’t go anywhere, and don’t meet anybody, because of it.",
    missing: (numbers, more) =>
      `Missing: letter ${numbers}${more ? ", and others" : ""}. It hasn’t come yet, its six weeks are over, or the server hides it.`,
    older:
      "A letter knows a newer list of reviewers than this server shows. The server may be hiding that somebody had to leave. Don’t send anything today; come back tomorrow.",
    former: "Somebody who is no longer a reviewer wrote. It isn’t shown. Ask again.",
    invalid: (count) =>
      count === 1
        ? "One letter isn’t in its proper form, or isn’t signed as it must be. It isn’t shown."
        : `${count} letters aren’t in their proper form, or aren’t signed as they must be. They aren’t shown.`,
    writeAgain: "Write again with this codename",
    otherWords: "Enter other words",
  },
  coded: {
    received: "What you sent has arrived, and a reviewer has read it.",
    more: "The reviewers would like to know more. If you can do it safely, write again with this codename.",
    again:
      "Something of what you sent couldn’t be opened. If you can do it safely, please send it again with this codename.",
    cannot: "The reviewers can’t help with this. They have read what you sent, and keep it safe.",
    closed:
      "The reviewers have finished with this. No more letters will come, but you can always write again.",
  },
};
