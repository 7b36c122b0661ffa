import type { Country } from "../../client/report/countries.ts";
import { type DateFields, dateOf } from "../../client/report/date.ts";
import { EMPTY_PRESSURE, EMPTY_REPORT, EMPTY_STATION, type Report } from "../../client/report/report.ts";

const since = (fields: DateFields) => dateOf(fields) ?? null;

const placeIn = (code: string, city: string, address = "") => {
  const precision = address === "" ? ("city" as const) : ("exact" as const);
  return { country: code as Country, region: "", city, address, precision };
};

/** Made-up reports in three languages, of every kind; none is about anybody. */
export const SAMPLE_REPORTS: readonly (readonly [language: string, report: Report])[] = [
  [
    "en",
    {
      ...EMPTY_REPORT,
      pressure: {
        ...EMPTY_PRESSURE,
        direct: ["surveillance_following", "persuade_contact"],
        place: placeIn("NL", "Rotterdam"),
      },
      relationship: "self",
      certainty: "sure",
      need: "danger_now",
      consent: ["partners"],
      narrative:
        "Two men have stood across the street since Tuesday. Today one of them knew my name and my sister’s address.",
    },
  ],
  [
    "zh-Hans",
    {
      ...EMPTY_REPORT,
      station: {
        ...EMPTY_STATION,
        premises: ["restaurant"],
        nameUsed: "fuzhou_service_station",
        linkedBureau: ["fuzhou"],
        place: placeIn("DE", "Berlin", "Kantstraße 1"),
        since: since({ precision: "month", year: 2023, month: 3, day: null }),
      },
      relationship: "worked_there",
      basis: ["saw_heard_myself"],
      certainty: "sure",
      consent: ["statistics", "publish_anon"],
      narrative:
        "餐馆后面有一个房间，说是帮人办护照手续。他们问的不是护照，而是家里人在哪里。王小明每周来一次。",
    },
  ],
  [
    "zh-Hant",
    {
      ...EMPTY_REPORT,
      pressure: {
        ...EMPTY_PRESSURE,
        family: ["fam_summoned_detained", "bank_sim_frozen"],
        direct: ["video_interrogation"],
        place: placeIn("CA", "多倫多"),
        when: since({ precision: "about", year: 2024, month: 11, day: null }),
      },
      relationship: "family_of_affected",
      certainty: "fairly",
      need: "danger_soon",
      narrative: "我母親被叫去派出所，他們讓她打視頻電話給我，旁邊坐著一個自稱檢察官的人。",
    },
  ],
  [
    "en",
    {
      ...EMPTY_REPORT,
      station: {
        ...EMPTY_STATION,
        premises: ["estate_agency"],
        place: placeIn("IT", "Prato"),
      },
      relationship: "heard",
      certainty: "unsure",
      narrative:
        "An estate agent near the station renews driving licences for people from home, and keeps a list.",
    },
  ],
  [
    "en",
    {
      ...EMPTY_REPORT,
      narrative:
        "བོད་ཀྱི་ཚོགས་པ་ zhes pa. They came to our community hall and photographed everybody. ئۇلار بىزنى سۈرەتكە ئالدى.",
    },
  ],
];
