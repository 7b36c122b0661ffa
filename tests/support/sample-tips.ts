import type { Country } from "../../client/report/countries.ts";
import { dateOf } from "../../client/report/date.ts";
import { EMPTY_PRESSURE, EMPTY_REPORT, EMPTY_STATION, type Report } from "../../client/report/report.ts";

const month = (precision: "month" | "about", year: number, said: number) =>
  dateOf({ precision, year, month: said, day: null }) ?? null;

function placeIn(country: string, city: string, address = "") {
  const precision = address === "" ? ("city" as const) : ("exact" as const);
  return { country: country as Country, region: "", city, address, precision };
}

const FOLLOWED: Partial<Report> = {
  pressure: {
    ...EMPTY_PRESSURE,
    direct: ["surveillance_following", "persuade_contact"],
    place: placeIn("NL", "Rotterdam"),
  },
  ...{ relationship: "self", certainty: "sure", need: "danger_now", consent: ["partners"] },
  narrative:
    "Two men have stood across the street since Tuesday. Today one of them knew my name and my sister’s address.",
};

const BACK_ROOM: Partial<Report> = {
  station: {
    ...EMPTY_STATION,
    ...{ premises: ["restaurant"], nameUsed: "fuzhou_service_station", linkedBureau: ["fuzhou"] },
    ...{ place: placeIn("DE", "Berlin", "Kantstraße 1"), since: month("month", 2023, 3) },
  },
  ...{ relationship: "worked_there", basis: ["saw_heard_myself"], certainty: "sure" },
  consent: ["statistics", "publish_anon"],
  narrative: "餐馆后面有一个房间，说是帮人办护照手续。他们问的不是护照，而是家里人在哪里。王小明每周来一次。",
};

const SUMMONED: Partial<Report> = {
  pressure: {
    ...EMPTY_PRESSURE,
    ...{ family: ["fam_summoned_detained", "bank_sim_frozen"], direct: ["video_interrogation"] },
    ...{ place: placeIn("CA", "多倫多"), when: month("about", 2024, 11) },
  },
  ...{ relationship: "family_of_affected", certainty: "fairly", need: "danger_soon" },
  narrative: "我母親被叫去派出所，他們讓她打視頻電話給我，旁邊坐著一個自稱檢察官的人。",
};

const AGENT: Partial<Report> = {
  station: { ...EMPTY_STATION, premises: ["estate_agency"], place: placeIn("IT", "Prato") },
  ...{ relationship: "heard", certainty: "unsure" },
  narrative:
    "An estate agent near the station renews driving licences for people from home, and keeps a list.",
};

const HALL =
  "བོད་ཀྱི་ཚོགས་པ་ zhes pa. They came to our community hall and photographed everybody. ئۇلار بىزنى سۈرەتكە ئالدى.";

/** Made-up reports in three languages, of every kind; none is about anybody. */
export const SAMPLE_REPORTS: readonly (readonly [language: string, report: Report])[] = [
  ["en", { ...EMPTY_REPORT, ...FOLLOWED }],
  ["zh-Hans", { ...EMPTY_REPORT, ...BACK_ROOM }],
  ["zh-Hant", { ...EMPTY_REPORT, ...SUMMONED }],
  ["en", { ...EMPTY_REPORT, ...AGENT }],
  ["en", { ...EMPTY_REPORT, narrative: HALL }],
];
