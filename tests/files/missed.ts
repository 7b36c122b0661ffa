import type { Finding, FindingCode } from "../../client/pictures/finding.ts";
import type { Tags } from "./exiftool.ts";

/** What endangers people, and by which of exiftool's tags a file tells it. */
export const SUBJECTS = {
  place:
    /:(?:GPS(?:Latitude|Longitude|Coordinates|DestLatitude|DestLongitude)|LocationInformation|City|Sub-?[lL]ocation|LocationName|Province-State|Country(?:-PrimaryLocationName)?)$/,
  person:
    /:(?:Artist|Author|Creator|By-line|XPAuthor|OwnerName|CameraOwnerName|Copyright(?:Notice)?|Rights|Writer-Editor|PersonInImage|RegionName|RegionPersonDisplayName|Face\d+Name|PersonName)$/,
  serial:
    /:(?:(?:Internal|Body|Camera|Lens|InternalLens|CameraBody)?SerialNumber|ImageUniqueID|ContentIdentifier|MediaUID)$/,
  device: /:(?:Make|Model|CameraModelName|UniqueCameraModel|HostComputer|AndroidModel|AndroidManufacturer)$/,
  time: /:(?:DateTimeOriginal|CreateDate|ModifyDate|DateTimeDigitized|DateCreated|CreationDate|GPSDateStamp|MediaCreateDate|TrackCreateDate)$/,
} as const satisfies Record<string, RegExp>;

export type Subject = keyof typeof SUBJECTS;
export const SUBJECT_NAMES = Object.keys(SUBJECTS) as readonly Subject[];

/** By which of our findings a person is told of it. */
const TOLD: Record<Subject, readonly FindingCode[]> = {
  place: ["place"],
  person: ["author", "comment", "faces"],
  serial: ["serial"],
  device: ["device"],
  time: ["time"],
};

/** Tags of the file itself, of what exiftool works out, and of colour profiles, which are told as such. */
const NOT_THE_FILES = /^(?:File|System|ExifTool|Composite|ICC[-_]\w+|MPF\d*|Preview\w*):/;

/** Groups that exiftool reads in what makers of cameras keep to themselves: we tell that it is there. */
const OPEN_GROUPS =
  /^(?:IFD\d+|SubIFD\d*|ExifIFD|GPS|InteropIFD|IPTC\d*|XMP-\w+|JFIF|PNG(?:-\w+)?|RIFF|QuickTime|Track\d+|ItemList|UserData|Keys|Photoshop|Adobe|AFCP|Ducky|SubDoc\w*):/;

/** 0°, 0° is no place, and an unset date no time. */
const SAYS_NOTHING = /^[\s0:.+\-/TZ]*$|^unknown$|Lat=0\.0+ Lon=0\.0+|^4294967295$/i;

/** Whether exiftool sees the subject where we tell nothing of it; of it in a maker's note, whether we tell that. */
export function missed(subject: Subject, tags: Tags, findings: readonly Finding[]): string | undefined {
  const told = new Set(findings.map(({ code }) => code));
  if (TOLD[subject].some((code) => told.has(code))) return undefined;
  const seen = [...tags].find(
    ([name, value]) =>
      SUBJECTS[subject].test(name) &&
      !NOT_THE_FILES.test(name) &&
      !SAYS_NOTHING.test(String(value)) &&
      !(told.has("maker-note") && !OPEN_GROUPS.test(name)),
  );
  return seen && `${seen[0]}: ${String(seen[1]).slice(0, 60)}`;
}
