import type { NoScriptStrings } from "./strings.ts";

export const en: NoScriptStrings = {
  language: "en",
  languageName: "English",
  demo: "For trying only. Send nothing real from here: the keys that open it lie on the same machine.",
  heading: "Hand in a report without scripts",
  lede: "This page works with JavaScript switched off. You seal your report yourself, with a program on your computer, and hand the sealed file in here. Only the reviewers can open it. The server that keeps it can’t.",
  easier: {
    heading: "If you can, take the easier way",
    text: "In Tor Browser, the page at this address seals for you. It needs the security level Safer or Standard:",
    steps: [
      "Keep the address of this page in view: Tor Browser may have to restart.",
      "Click the shield at the top right, then “Settings…”. On a phone: the menu “⋮”, then “Settings”.",
      "Under “Security Level”, choose “Safer”.",
    ],
    openPage: "Then open the page again",
    otherwise:
      "If you chose Safest on purpose, or can’t change it, go on below. It takes about half an hour.",
  },
  before: {
    heading: "Before you begin",
    notes: [
      {
        heading: "Nobody is watching at this moment",
        text: "It may take days until somebody reads this. If you are in danger now, turn first to people near you whom you trust, or to the local emergency number of the country you are in. A Chinese consulate or “Overseas 110” is no help.",
      },
      {
        heading: "Your keyboard may read along",
        text: "Input methods and keyboard apps that use the internet, such as Sogou, Baidu, iFlytek, WeChat’s and those on phones of Huawei, Xiaomi, OPPO and vivo, can send what you type before it is sealed. So can voice and handwriting input. Copying and pasting doesn’t help. Use a keyboard that works without the internet.",
      },
      {
        heading: "Until you delete it, your report lies on this computer",
        text: "Use a computer that nobody else uses or looks after, and neither the network of your work nor that of your home if you can. Safest is Tails, which forgets everything when it is switched off. Don’t use a phone or a computer with WeChat or other Chinese apps.",
      },
      {
        heading: "Keep it to yourself",
        text: "Don’t send the address of this page to anybody in WeChat, WhatsApp or another messenger. Police may visit or call your family back home: don’t tell them what you sent.",
      },
      {
        heading: "Files are not cleaned here",
        text: "A photo may hold its place, its time and your device; a document may hold names. Nothing on this way removes that. What a picture shows stays in any case: profile pictures, names of groups, numbers on a summons. Tails has a program that does (“Metadata Cleaner”, or `mat2`). The names of files travel along: give them plain ones, such as `photo-1.jpg`.",
      },
      {
        heading: "Nothing checks here who the reviewers are",
        text: "With scripts, the page checks that the list of reviewers is signed by the people who answer for it. Here you take the list as this server gives it. Compare the address of this page in two places before you trust it.",
      },
    ],
  },
  write: {
    heading: "1. Write the report",
    text: [
      "Copy these questions into a plain text editor (a click selects them all). Answer what you want, delete the rest, and save it as `report.txt` in a folder of its own. No answer is required. What only you could know points to you; so do your way of writing and words of your home town. Leave no number or ID to be called back by: nobody can.",
      "Up to 64,000 bytes (some 60,000 English letters, or 20,000 Chinese characters) every report has the same size when it is sealed, so that its size tells nothing.",
    ],
  },
  template: {
    introduction: [
      "Put an x between the brackets: [x]. Leave out what you like.",
      "Few people can choose what is marked with *: it narrows down who you are.",
    ],
    kind: "What it is about",
    question: (name, hint) => (hint === undefined ? `${name}:` : `${name} (${hint}):`),
    placeHint: "country and city; an address only if many people know it",
    dateHint: "a year or a month is enough",
    notRecalled: " (this can’t be taken back)",
  },
  recipients: {
    heading: "2. Get the program and the list of reviewers",
    text: [
      "The program is called `age`. On Tails, Debian and Ubuntu, install it in a terminal with `sudo apt install age`. Then ask for its version with `age --version`, and save the list that fits.",
      "For macOS and Windows, and for the newest version, its makers have it at `github.com/FiloSottile/age`. Fetch it with Tor Browser.",
    ],
    hybrid: {
      heading: "Version 1.3 or newer",
      text: "Stays sealed also against the large quantum computers that somebody may have one day.",
      save: "Save list, 1.3 or newer",
    },
    classic: {
      heading: "An older version (Debian 12 has 1.1.1)",
      text: "Nobody can open it with the computers of today. But whoever records the sealed file now, and has a large quantum computer one day, could open it then. If that matters to you, get a newer age.",
      save: "Save list, older versions",
    },
    never:
      "Save it as `recipients.txt` in the folder with your report. Use one list only, and all of it. Never mix the two: a sealed file is as weak as its weakest recipient, so the server refuses mixed ones.",
  },
  seal: {
    heading: "3. Seal it",
    text: "Open a terminal in that folder, and paste the command for your system (a click selects all of it). It packs the report without your user name and without a date, pads it, and seals it.",
    linux: "Tails and Linux",
    mac: "macOS",
    windows: "Windows (PowerShell)",
    result: [
      "The sealed file is `report.age`. To send other files along, write their names behind `report.txt`, wherever it stands in the command, with a space between.",
      "We ran the commands for Linux and macOS on Debian, with GNU tar and with bsdtar, the tar that macOS and Windows have. On macOS and Windows themselves we have not tried them.",
    ],
    withoutList: "Without saving a list: commands for Linux that hold the recipients",
    withoutListHybrid: "For age 1.3 and newer:",
    withoutListClassic: "For older versions:",
  },
  handIn: {
    heading: "4. Hand it in",
    file: "The sealed file",
    fileHint: "`report.age`, never the report itself.",
    sendFile: "Hand in the file",
    paste: "Or the sealed text",
    pasteHint:
      "If you can’t send a file: write `age -a` instead of `age` in the command, open `report.age` in a text editor, and copy all of it, from the first dash to the last.",
    pasteOnly: "Only sealed text can be handed in here, from -----BEGIN to END-----, whole.",
    sendPaste: "Hand in the text",
  },
  after: {
    heading: "5. Afterwards",
    text: [
      "Delete the report, the sealed file and the list: having them can be held against you. Empty the trash. What was deleted can sometimes be found again on a disk, but not in Tails once it is switched off.",
      "On Linux the command begins with a space, so that most terminals don’t remember it: close the terminal. Windows and macOS do remember it, and these ways make them forget all commands. On Windows, run `Remove-Item (Get-PSReadLineOption).HistorySavePath`, then close PowerShell. On macOS, close all windows of Terminal and quit it, delete `.zsh_history` and `.zsh_sessions` in your home folder (Shift-Command-. shows them), and empty the trash again.",
      "In Tor Browser, choose New Identity.",
      "There is no number to keep, and nobody can answer you here. If you learn more, hand in another report.",
    ],
  },
  letters: {
    heading: "Letters from the reviewers",
    text: "A report that was handed in here can’t be answered: a codename is made, and letters are read, by the page with scripts only. To read letters, open that page at the security level Safer.",
    experts: "For experts: opening a letter without this page",
    steps: [
      "You need age 1.3 or newer, Python 3, your codename, and the English word list of BIP 39 as `english.txt`. Save what this address with `/v1/letters` behind it gives as `letters`, in the same folder, and run this there with Python. It asks for the twelve words, and tries all letters.",
      "It checks no signature: whoever can read your report could have written what it shows. Delete `slot.age` afterwards.",
    ],
  },
  back: "Back to the instructions",
  answers: {
    received: {
      heading: "Your report has arrived and is stored.",
      text: [
        "The reviewers fetch it and open it on a computer that is never online. This can take days. There is no number to keep, and nobody can answer you here.",
        "Now delete the report, the sealed file and the list of recipients: having them can be held against you. Then choose New Identity in Tor Browser.",
      ],
    },
    "not-sealed": {
      heading: "This was not sealed",
      text: [
        "What came is not a sealed file, so the server refused it at its first byte and stored nothing of it. But it did reach the server in readable form. If it could harm you, assume that the server’s operator could have seen it.",
        "Seal the report first. Then hand in the sealed file, `report.age`.",
      ],
    },
    damaged: {
      heading: "The sealed file is not whole",
      text: [
        "It was cut short or changed on its way. Nothing of it was stored.",
        "Hand it in again. If you pasted it, copy all of it, from -----BEGIN to END-----, or choose the file instead.",
      ],
    },
    "not-accepted": {
      heading: "This is sealed in another way",
      text: [
        "It has to be sealed to the recipients of one list from the instructions, not to both, and not with a passphrase. Nothing of it was stored.",
        "Save a fresh list, seal the report again, and hand it in.",
      ],
    },
    "too-large": {
      heading: "This is more than the server takes at once",
      text: ["Nothing of it was stored. Send fewer files, or hand them in as several sealed files."],
    },
    later: {
      heading: "The server can’t take it at the moment",
      text: [
        "It has not been stored. Keep the sealed file in a safe place, and hand it in again in a few minutes or hours.",
      ],
    },
    unclear: {
      heading: "The server did not understand this",
      text: [
        "Nothing of it was stored. Open the instructions again, and use one of the two forms there, with one sealed file.",
      ],
    },
    closed: {
      heading: "Nothing can be sealed right now",
      text: [
        "The list of reviewers has run out and has not been renewed yet. Don’t use an older list: somebody who had to leave could still be in it.",
        "Please come back tomorrow.",
      ],
    },
    "not-yet": {
      heading: "You can write here from {{opens-en}} on",
      text: ["Until then there is nobody yet who could read it. Please come back on that day."],
    },
  },
};
