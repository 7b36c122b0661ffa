import { expect, test } from "vitest";
import { MEDIA_TYPES, type MediaType } from "../../../client/report/media-types.ts";
import type { ChosenFile } from "../../../client/source/chosen-files.ts";
import { LANGUAGES } from "../../../client/source/strings/languages.ts";
import { cleaningWords } from "../../../client/source/view/file-words.ts";

/** What matters of these is written in them, or packed. */
const OPENED: readonly MediaType[] = [
  ...([
    "text/vcard",
    "text/calendar",
    "application/gpx+xml",
    "application/vnd.google-earth.kml+xml",
  ] as const),
  ...(["application/zip", "application/vnd.rar", "application/x-7z-compressed", "application/gzip"] as const),
];

const held = (type: MediaType, cleaning: ChosenFile["cleaning"] = { kind: "uncleanable", findings: [] }) => {
  const file = new File([], "");
  return { key: 1, file, type, cleaning, choices: { original: false } } as unknown as ChosenFile;
};

test.each(LANGUAGES.map((strings) => [strings.language, strings] as const))(
  "%s: what is held says how to make one that can be cleaned, and nothing that doesn't help with it",
  (_, strings) => {
    const { screenshot, saveAgain, iPhone, notSent } = strings.files;
    const waysOut = (chosen: ChosenFile) => {
      const words = cleaningWords(strings, chosen);
      expect(words.endsWith(notSent)).toBe(true);
      return [screenshot, saveAgain, iPhone].filter((way) => words.includes(way));
    };
    for (const type of MEDIA_TYPES) {
      const major = type === "image/svg+xml" ? "drawing" : (type.split("/")[0] ?? "");
      const seen = major === "image" || major === "video";
      const expected = seen
        ? [screenshot, saveAgain, iPhone]
        : major === "audio"
          ? [saveAgain]
          : [screenshot];
      if (type === "text/plain") continue;
      expect([type, waysOut(held(type))]).toEqual([type, OPENED.includes(type) ? [] : expected]);
    }
    const damaged = { kind: "damaged", code: "structure" } as const;
    expect(waysOut(held("image/jpeg", damaged))).toEqual([screenshot, saveAgain, iPhone]);
    expect(waysOut(held("audio/mp4", damaged))).toEqual([saveAgain]);
  },
);
