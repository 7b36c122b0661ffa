import { type Country, isCountry } from "../../../client/report/countries.ts";
import { type DateFields, dateOf, type ReportDate } from "../../../client/report/date.ts";
import type { Report } from "../../../client/report/report.ts";
import type { Attachment } from "../../../client/report/tip.ts";

export function country(code: string): Country {
  if (!isCountry(code)) throw new RangeError(`${code} is no country`);
  return code;
}

export function date(
  precision: DateFields["precision"],
  year: number | null = null,
  month: number | null = null,
  day: number | null = null,
): ReportDate {
  const made = dateOf({ precision, year, month, day });
  if (!made) throw new RangeError(`${year}-${month}-${day} is no date of precision ${precision}`);
  return made;
}

/** About both, with something said of every field. */
export const RICH_REPORT: Report = {
  station: {
    premises: ["restaurant", "other"],
    premisesOther: "karaoke upstairs",
    nameUsed: "other",
    nameUsedOther: "平安之家",
    linkedBureau: ["fuzhou", "other"],
    linkedBureauOther: "长乐",
    place: {
      country: country("ES"),
      region: "Comunidad de Madrid",
      city: "Madrid",
      address: "Calle de la Luna 3",
      precision: "exact",
    },
    since: date("about", 2019),
  },
  pressure: {
    family: ["fam_threat", "utilities_cut"],
    direct: ["persuade_contact", "video_interrogation", "other"],
    directOther: "送花圈\n两次",
    place: { country: country("TW"), region: "", city: "高雄", address: "", precision: "city" },
    when: date("day", 2024, 3, 5),
  },
  relationship: "friend_of_affected",
  basis: ["told_by_affected", "have_document"],
  certainty: "fairly",
  need: "danger_soon",
  consent: ["statistics", "authorities"],
  narrative: "第一行\n- Sure\n\u001b[2Jend",
};

export const RICH_ATTACHMENTS: readonly Attachment[] = [
  {
    name: "attachments/01-photo.jpg",
    type: "image/jpeg",
    size: 3_145_728,
    cleaned: ["place", "device"],
    original: "attachments/02-photo.jpg",
  },
  {
    name: "attachments/02-photo.jpg",
    type: "image/jpeg",
    size: 3_200_000,
    cleaned: null,
    original: null,
  },
  { name: "attachments/03-picture.png", type: "image/png", size: 1, cleaned: [], original: null },
];
