import { filesEn } from "./files/en.ts";
import { lettersEn } from "./letters/en.ts";
import { sentencesEn } from "./sentences/en.ts";
import type { Strings } from "./strings.ts";

const FILES = { image: "Photo", video: "Film", audio: "Sound", other: "File" } as const;

export const en: Strings = {
  language: "en",
  direction: "ltr",
  name: "English",
  what: "A sealed letterbox: what you write here, only the reviewers can open.",
  title: "Notes",
  demo: "For trying only. Send nothing real: the keys that open it lie on this same machine.",
  leave: "Leave now",
  way: {
    parts: { begin: "Begin", roster: "Reviewers", tell: "Tell", review: "Look it over" },
    next: "Next",
    back: "Back",
    checking: "Checking who the reviewers are…",
    checked: (reviewers) =>
      reviewers === 1
        ? "Checked: only one reviewer can open what you send. The server can’t."
        : `Checked: only ${reviewers} reviewers can open what you send. The server can’t.`,
    refused: "Nothing can be sent right now",
    opens: (day) =>
      `You can write here from ${day} on. Until then there is nobody yet who could read it, so please come back on that day.`,
    tryAgain: "Try again",
  },
  begin: {
    heading: "Before you begin",
    danger: {
      heading: "If you are in danger now",
      text: "Nobody is watching here, and it may take days until somebody reads this. Turn first to people near you whom you trust, or call the local emergency number of the country you are in. A Chinese consulate or “Overseas 110” is no help.",
    },
    points: [
      {
        heading: "Keyboards may read along",
        text: "Use one that works without the internet. Most of this page needs only ticks.",
      },
      {
        heading: "Better not your own phone",
        text: "Least of all one with WeChat or other Chinese apps.",
      },
      { heading: "What only you know points to you", text: "Leave it out, or say it more broadly." },
    ],
    more: {
      heading: "More about staying safe",
      notes: [
        {
          heading: "Keyboards",
          text: "Those that use the internet, such as Sogou, Baidu, iFlytek, WeChat’s and those on phones of Huawei, Xiaomi, OPPO and vivo, can send away what you type. So can voice and handwriting input. Typing it elsewhere and pasting it doesn’t help.",
        },
        {
          heading: "The place and the device",
          text: "If you can, use neither the network at work nor the one at home.",
        },
        {
          heading: "Keep no trace",
          text: "Don’t bookmark this page, take no pictures of it, and don’t send its address to anybody in WeChat, WhatsApp or another messenger.",
        },
        {
          heading: "Your family back home",
          text: "Police may visit or call them. Don’t tell them what you sent.",
        },
        {
          heading: "Compare the address",
          text: "Compare the .onion address at the top of the browser, letter by letter, with the one you were given, in two places that have nothing to do with each other.",
        },
        {
          heading: "You can leave at once",
          text: "“Leave now”, or the Escape key pressed three times, empties this page and opens a harmless one.",
        },
      ],
    },
    begin: "Begin",
    handIn: "Hand in a sealed file",
  },
  roster: {
    heading: "Who can read it",
    text: [
      "This page was opened from a file, so it can seal but not send. First it needs the list of reviewers.",
      "Download it in Tor Browser from this page’s own address, with /v1/roster behind it. Save it as roster.json, and choose it here.",
    ],
    choose: "Choose roster.json",
  },
  tell: {
    heading: "What do you want to tell?",
    lede: "One sentence or one tick is enough. Everything may be left open.",
    lookOver: "Look it over",
  },
  questions: {
    unsaid: "Not said",
    topic: "What is it about?",
    name: "Its name, and who is behind it",
    placeHint: "As broad as you like. A city is often enough.",
    dateHint: "As broad as you like. A month is often enough.",
    basis: "How you know, and how sure you are",
    anyOfThem: "Tick all that fit.",
    oneOfThem: "Choose one, or none.",
    other: "In your own words",
    clear: "Choose none",
    country: "Country or region",
    noCountry: "Not said",
    region: "State or province",
    city: "City",
    address: "Street, or what it is near to",
    precision: "How exactly do you want to say it?",
    year: "Year",
    month: "Month",
    day: "Day",
    notSaid: "–",
    dateError: {
      incomplete: "This date isn’t whole. Choose what is missing, or say it less exactly.",
      "no-such-date": "There is no such day. Choose another, or say it less exactly.",
      ahead: "This date lies ahead. Is it right?",
    },
    narrows: "narrows down who you are",
    narrowing: {
      "worked-there-with-exact-place":
        "Few people can have worked at that exact place. Consider naming only the city.",
      "worked-there-with-exact-day":
        "Few people who worked there can know that exact day. Consider naming only the month.",
      "same-organisation-with-exact-place":
        "Few people of one group know that exact place. Consider naming only the city.",
      "same-organisation-with-exact-day":
        "Few people of one group know that exact day. Consider naming only the month.",
      "affected-with-exact-place":
        "Whoever did this can tell from the exact place whom it happened to. Consider naming only the city.",
      "affected-with-exact-day":
        "Whoever did this can tell from the exact day whom it happened to. Consider naming only the month.",
      "spoken-with-on-exact-day":
        "Whoever spoke with that person knows whom they spoke with on that day. Consider naming only the month.",
      "exact-place-with-exact-day":
        "An exact place together with an exact day leaves few people. Consider saying one of them more broadly.",
    },
    dangerNow: {
      heading: "Turn to somebody else first",
      text: "This report may lie unread for days. Call the local emergency number of the country you are in, or go to people you trust, not to a Chinese consulate. You can come back afterwards.",
    },
    consentHint: "Unless you tick more, it serves the reviewers’ own assessment only.",
    confirmAuthorities:
      "Yes, it may go to law enforcement of the country I am in (not China’s). I know that it can’t be taken back.",
    confirmAuthoritiesHint:
      "What authorities have been given can’t be recalled. They may have to act on it or show it in court, and may share it with other countries, even with China. It counts only if you tick this too:",
    narrative: "In your words",
    narrativeHint:
      "In any language. Your way of writing and words of your home town can give you away: short, plain sentences are safest. Leave no number or ID: nobody can call back.",
    roomLeft: (share) => `Room left: ${share}`,
  },
  files: filesEn,
  letters: lettersEn,
  review: {
    heading: "This is what will be sent",
    lede: "The reviewers will read it just as it stands here.",
    nothing: "Nothing is said yet. Tick one thing, or write one sentence; then it can be sent.",
    change: "Change",
    changeWhat: (heading) => `Change: ${heading}`,
    notSent: (count) =>
      count === 1
        ? "One file waits for your decision. It can’t be cleaned, so it isn’t sent unless you tick it:"
        : `${count} files wait for your decision. They can’t be cleaned, so they aren’t sent unless you tick them:`,
    file: (kind, number, size) => `${FILES[kind]} ${number}, ${size}`,
    withOriginal: "The original is sent too.",
    send: "Seal and send",
    save: "Seal into a file",
  },
  sending: {
    heading: "Sealing and sending",
    sealing: "Sealing…",
    stored: (stored, length) => `${stored} of ${length} stored`,
    lessThanAMinute: "less than a minute left",
    minutes: (count) => (count === 1 ? "about a minute left" : `about ${count} minutes left`),
    hours: (count) => (count === 1 ? "about an hour left" : `about ${count} hours left`),
    paused: "Paused. What is stored stays stored.",
    waiting: (seconds) =>
      seconds === 1
        ? "This time it didn’t get through. Nothing is lost. Trying again in a second."
        : `This time it didn’t get through. Nothing is lost. Trying again in ${seconds} seconds.`,
    keepOpen:
      "Keep this page open until it says that everything has arrived. On a slow connection this takes a while.",
    pause: "Pause",
    resume: "Go on",
    retryNow: "Try again now",
    cancel: "Stop and go back",
  },
  ends: {
    stopped: "It has not arrived yet",
    nothingLost: "Nothing is lost: what you wrote and chose is still here, in this page only.",
    fileNotLost: "Nothing is lost: the sealed file is still where it was.",
    saveSealedFile: "Save the sealed file",
    back: "Back to what you wrote",
    saving: "Sealing into a file…",
    saved: "The sealed file is ready",
    savedNext: [
      "Your browser saves it as a file. Only the reviewers can open it; you can’t.",
      "To hand it in, open the .onion address in Tor Browser and choose “Hand in a sealed file” at the beginning. Without JavaScript, the address with /no-script behind it takes the file as well.",
      "Having this file can be held against you. Delete it as soon as it is handed in, and empty the trash.",
    ],
    sealedFileName: "notes.age",
    arrived: "Your report has arrived and is stored",
    arrivedNext: [
      "The reviewers fetch it and open it on a computer that is never online. This can take days.",
      "They can’t answer you here, and there is no number to keep. If you learn more, just write again.",
      "What you wrote is no longer in this page. Wipe the page and leave; then choose New Identity in Tor Browser.",
    ],
    arrivedAnswerable: [
      "The reviewers fetch it and open it on a computer that is never online. This can take days, and an answer weeks.",
      "To look for one, come back, choose “Read letters” at the beginning, and enter your codename. A letter stays for six weeks.",
      "What you wrote, and your codename, are no longer in this page. Wipe the page and leave; then choose New Identity in Tor Browser.",
    ],
    fileArrived: "The sealed file has arrived and is stored",
    fileArrivedNext: [
      "Delete the file on your side now, and empty the trash: having it can be held against you.",
      "The reviewers fetch it and open it on a computer that is never online. This can take days.",
    ],
    wipe: "Wipe and leave",
    wiped: "This page is empty",
    wipedNext: "You can close this tab now.",
  },
  sentences: sentencesEn,
};
