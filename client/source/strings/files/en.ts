import type { FileStrings } from "./file-strings.ts";

export const filesEn: FileStrings = {
  heading: "Photos and files",
  hint: (most) =>
    `If you have any; ${most} in all. What is hidden in photos and films is removed in this page before they are sealed. Files get new names.`,
  shows:
    "What a photo shows can’t be cleaned: faces, signs, reflections, a view from a window; profile pictures, names of groups, numbers on a summons.",
  choose: "Choose files",
  orDrop: "or drop or paste them here",
  onYourSide: (name) => `${name} on your side`,
  remove: "Remove",
  removeFile: (name) => `Remove ${name}`,
  reading: "Being looked at and cleaned…",
  nothingFound: "Nothing hidden was found in it.",
  found: (findings) => `It held ${findings}. The copy that is sent doesn’t.`,
  weFound: (findings) => `We found ${findings}. There may be more.`,
  finding: {
    place: "a place",
    author: "a name",
    company: "a company",
    faces: "marked faces",
    serial: "a number of the device or the file",
    device: "the device",
    time: "a time",
    comment: "a text",
    changes: "what was changed or deleted",
    saves: "how often it was saved",
    thumbnail: "a small preview picture",
    "second-image": "a second picture",
    motion: "a short film",
    depth: "a depth map",
    trailing: "data behind the end",
    track: "a track beside picture and sound",
    provenance: "a record of where it came from",
    software: "the program it was made with",
    notes: "notes of programs",
    "maker-note": "notes of the device’s maker (which may hold its number, a name, faces)",
    settings: "camera settings",
    animation: "an animation",
    unknown: "data of an unknown kind",
    unreadable: "damaged notes",
  },
  remarks: {
    colours: "Its colours may look paler in the copy.",
    "other-still": "The copy shows a picture that the animation doesn’t.",
    "no-end": "It is cut short or broken: look whether the copy shows all.",
  },
  findingText: (finding, text) => `${finding} (${text})`,
  original: "Also send the original, sealed, as evidence",
  originalHint: "The reviewers will see everything that is hidden in it.",
  keepName: "Keep its name",
  damaged: {
    "unknown-kind": "This is not a whole picture, film or sound, and can’t be cleaned.",
    "cut-short": "It ends too early, and can’t be cleaned. Perhaps it wasn’t copied whole.",
    "bad-checksum": "It is damaged, and can’t be cleaned. Perhaps copying it again helps.",
    structure: "It is damaged, and can’t be cleaned.",
    unsupported: "It is of a rare kind that can’t be cleaned here.",
    "unknown-codec": "It is coded in a way that can’t be looked through here.",
    encrypted: "It is encrypted or copy-protected, and can’t be cleaned.",
    elsewhere: "It shows what lies in other files, and can’t be cleaned.",
    "file-unreadable":
      "The file was moved, changed or deleted on your side after you chose it. Remove it here and choose it again.",
    "cleaner-broken": "It couldn’t be cleaned here; it may be too large.",
  },
  screenshot: "A screenshot of it can be cleaned.",
  saveAgain: "Saved again as JPEG, MP4 or M4A it can be cleaned.",
  iPhone: "An iPhone takes such photos and films if you choose Settings, Camera, Formats, “Most Compatible”.",
  notSent: "It is not sent unless you decide so.",
  sendAsItIs: "Send it as it is, with whatever is hidden in it",
  stays:
    "Picture and sound stay exactly as they are: faces, voices, places in view. How it was coded can still tell the kind of phone. Depth, brighter layers, subtitles and motion clips are left out.",
  plain: "Plain text: it holds what is written in it. The way of writing can tell who wrote it.",
  uncleanable: {
    media:
      "This kind can’t be cleaned here. It may hold the place, the time, your device, names and a preview picture.",
    document:
      "Documents and drawings can’t be cleaned here. They may hold names of who wrote and changed them, a company, folders of the computer, dates, what was deleted or hidden, pictures with their place, and marks of a printer or a scanner.",
    mail: "This is a mail or a saved page. It holds addresses and names of sender and recipients, times, often network addresses, and what was attached.",
    markup:
      "Beside the words it holds what isn’t seen: names, addresses, comments, where and when it was saved.",
    unknown:
      "We don’t know what this is, and so not what it holds: maybe names, places, your device, an account.",
    personal:
      "It holds names, numbers, addresses or dates of people, or where somebody was and when. Write what matters in your own words.",
    archive:
      "Files are packed in it that aren’t looked at here. Each may hold names, places and dates. Unpack it, and choose the files themselves.",
  },
  announce: (count) => (count === 1 ? "One file in the list." : `${count} files in the list.`),
};
