import type { Act } from "../../client/casebook/acts.ts";
import { actDigest, encodeAct } from "../../client/casebook/acts.ts";
import { signAct } from "../../client/casebook/line.ts";
import { newDeviceId, type ReviewerKey } from "../../client/casebook/names.ts";
import type { GazetteerPlace, What } from "../../client/casebook/what.ts";
import { sealCasebook } from "../../client/casebook/write-casebook.ts";
import type { Country } from "../../client/report/countries.ts";
import { type DateFields, dateOf } from "../../client/report/date.ts";
import { EMPTY_PRESSURE, EMPTY_REPORT, EMPTY_STATION, type Report } from "../../client/report/report.ts";
import { encodeTip } from "../../client/report/tip.ts";
import { hybridPublicKey } from "../../crypto/age/identities.ts";
import { collect } from "../../crypto/bytes.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { DAY, sodium, tipNamed } from "./casebooks.ts";
import type { Desk } from "./desk.ts";
import { numbersFrom } from "./seeded.ts";

/** Cities where made-up tips are, as GeoNames has them; the first are the most frequent. */
export const CITIES: readonly GazetteerPlace[] = [
  city(2950159, "Berlin", "DE", 52.524, 13.411),
  city(2988507, "Paris", "FR", 48.853, 2.349),
  city(5128581, "New York City", "US", 40.714, -74.006),
  city(6173331, "Vancouver", "CA", 49.25, -123.119),
  city(6167865, "Toronto", "CA", 43.7, -79.416),
  city(3067696, "Prague", "CZ", 50.088, 14.421),
  city(2643743, "London", "GB", 51.509, -0.126),
  city(745044, "Istanbul", "TR", 41.014, 28.95),
  city(1850147, "Tokyo", "JP", 35.69, 139.692),
  city(2147714, "Sydney", "AU", -33.868, 151.207),
  city(993800, "Johannesburg", "ZA", -26.202, 28.044),
  city(3871336, "Santiago", "CL", -33.457, -70.648),
  city(2747891, "Rotterdam", "NL", 51.922, 4.479),
  city(3169070, "Rome", "IT", 41.892, 12.511),
  city(3117735, "Madrid", "ES", 40.416, -3.703),
];

export interface PlacedTip {
  readonly report: Report;
  /** What a reviewer chose; null if nobody did. */
  readonly place: GazetteerPlace | null;
}

/** Made-up tips, the same for a seed: some placed, some of which only the country is known, some of neither. */
export function placedTips(count: number, seed: number, cities = CITIES): readonly PlacedTip[] {
  const random = numbersFrom(seed);
  const below = (most: number) => Math.floor(random() * most);
  return Array.from({ length: count }, (_, i) => {
    const place = cities[Math.floor(random() ** 2 * cities.length)] ?? null;
    const said = below(10);
    const typed = {
      country: said < 9 ? (place?.country ?? null) : null,
      region: "",
      city: said < 7 ? (place?.name ?? "") : "",
      address: said < 3 ? `Street ${i}` : "",
      precision: said < 3 ? ("exact" as const) : said < 7 ? ("city" as const) : ("country" as const),
    };
    const date = dateFrom(random);
    const station = { ...EMPTY_STATION, place: typed, since: date };
    const pressure = { ...EMPTY_PRESSURE, place: typed, when: date };
    const about = below(2) === 0 ? { station } : { pressure };
    return {
      report: { ...EMPTY_REPORT, ...about, narrative: `Made up, number ${i}.` },
      place: said < 6 ? place : null,
    };
  });
}

function dateFrom(random: () => number) {
  const said = Math.floor(random() * 10);
  const year = 2017 + Math.floor(random() ** 0.5 * 9);
  const [month, day] = [1 + Math.floor(random() * 12), 1 + Math.floor(random() * 28)];
  const fields: readonly DateFields[] = [
    { precision: "year", year, month: null, day: null },
    { precision: "about", year, month: null, day: null },
    { precision: "ongoing", year, month, day: null },
    { precision: "day", year, month, day },
    { precision: "unknown", year: null, month: null, day: null },
  ];
  return dateOf(fields[said] ?? { precision: "month", year, month, day: null }) ?? null;
}

/** A casebook of the desk's first reviewer in which all of these are kept, and placed where they are. */
export async function placedCasebook(
  { instance, vaults }: Desk,
  tips: readonly PlacedTip[],
): Promise<Uint8Array> {
  const [vault] = vaults;
  if (!vault) throw new Error("a desk has reviewers");
  const { anchor, roster } = instance;
  const whats = tips.flatMap(({ report, place }, i): What[] => {
    const tip = tipNamed(i);
    const which = report.station ? "station" : "pressure";
    const sent = {
      instance: anchor.instance,
      roster: roster.digest,
      language: "en",
      report,
      attachments: [],
    };
    const text = new TextDecoder().decode(encodeTip(sent));
    return [
      { kind: "kept", tip, form: "report", text, attachments: [], arrived: DAY },
      ...(place ? [{ kind: "placed", about: tip, which, place } as const] : []),
    ];
  });
  const reviewer = encodeHex(sodium.ed25519PublicKey(vault.signing)) as ReviewerKey;
  const device = newDeviceId();
  let previous: Act["previous"] = null;
  const lines = whats.map((what, i) => {
    const me = { instance: anchor.instance, reviewer, device };
    const act: Act = { ...me, previous, heads: [], number: i + 1, on: DAY, what };
    previous = actDigest(encodeAct(act));
    return signAct(act, vault.signing, sodium);
  });
  const recipients = vaults.map(({ longLived }) => hybridPublicKey(longLived, sodium));
  const contents = { documents: { anchor, rosters: [], annexes: [] }, lines, attachments: [] };
  return await collect(sealCasebook(contents, recipients, sodium));
}

function city(geonames: number, name: string, country: string, lat: number, lon: number): GazetteerPlace {
  return { geonames, name, country: country as Country, lat, lon };
}
