import type { Country } from "../../report/countries.ts";
import type { Place } from "../../report/place.ts";
import type { Report } from "../../report/tip.ts";
import type { AttachmentHash, TipId } from "../names.ts";
import type { TipView } from "../view.ts";
import type { GazetteerPlace } from "../what.ts";

/** What of a tip is compared with others. */
export interface NearTip {
  readonly tip: TipId;
  /** The narrative, or an unstructured tip's text. */
  readonly text: string;
  /** As the source typed them. */
  readonly typed: readonly {
    readonly country: Country | null;
    readonly city: string;
    readonly address: string;
  }[];
  /** As reviewers chose them. */
  readonly chosen: readonly GazetteerPlace[];
  /** Names that the source gave to the place, and what else points at one person or business: a phone number. */
  readonly names: readonly string[];
  readonly files: readonly AttachmentHash[];
}

/** What is known of a tip, wherever it comes from. */
export interface KnownTip {
  readonly tip: TipId;
  /** Null if it is none, or none that can be read. */
  readonly report: Report | null;
  /** An unstructured tip's text; empty if there is none. */
  readonly text: string;
  readonly files: readonly AttachmentHash[];
  readonly chosen: readonly GazetteerPlace[];
}

export function nearTip({ tip, report, text, files, chosen }: KnownTip): NearTip {
  const said = report ? report.narrative : text;
  return {
    tip,
    text: said,
    typed: placesOf(report),
    chosen,
    names: [...namesOf(report), ...identifiersIn(said)],
    files,
  };
}

/** The places that reviewers chose for a tip; all of them where they differ. */
export function chosenPlaces({
  stationPlace,
  pressurePlace,
}: Pick<TipView, "stationPlace" | "pressurePlace">): readonly GazetteerPlace[] {
  return [...stationPlace, ...pressurePlace].flatMap(({ value }) => value ?? []);
}

function placesOf(report: Report | null): readonly Place[] {
  return [report?.station?.place, report?.pressure?.place].flatMap((place) => place ?? []);
}

function namesOf(report: Report | null): string[] {
  const { nameUsedOther = "", premisesOther = "", linkedBureauOther = "" } = report?.station ?? {};
  return [nameUsedOther, premisesOther, linkedBureauOther].filter((name) => name !== "");
}

/** Each part is as long as such a part can be. */
const IDENTIFIER =
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|https?:\/\/[^\s/]{1,253}|\+?\d(?:[ .()-]{0,2}\d){6,14}/uy;

/** Characters before the @ of an address of mail, at most. */
const MOST_BEFORE_AT = 64;

/**
 * Phone numbers of seven digits or more, addresses of mail, and hosts: what two strangers write alike. They are looked
 * for one by one where one may begin: a browser ends a search that takes it some seconds, as one through a line of a
 * hundred thousand letters may without compiled expressions.
 */
export function identifiersIn(text: string): string[] {
  const folded = text.normalize("NFKC");
  const found = new Set<string>();
  const beginning = beginningsIn(folded);
  for (let at = beginning(0); at < folded.length; ) {
    IDENTIFIER.lastIndex = at;
    const [name] = IDENTIFIER.exec(folded) ?? [];
    if (name) found.add(/^\+?\d/.test(name) ? name.replace(/\D/g, "") : name.toLowerCase());
    at = beginning(at + (name?.length ?? 1));
  }
  return [...found];
}

/** Where the next may begin, from a place on that is never before the last one asked for; Infinity if nowhere. */
function beginningsIn(text: string): (from: number) => number {
  const others = /\+?\d|https?:/g;
  let [sign, other] = [-1, -1];
  return (from) => {
    if (sign < from) sign = orNowhere(text.indexOf("@", from));
    if (other < from) {
      others.lastIndex = from;
      other = orNowhere(others.exec(text)?.index ?? -1);
    }
    return Math.min(Math.max(from, sign - MOST_BEFORE_AT), other);
  };
}

function orNowhere(place: number): number {
  return place < 0 ? Number.POSITIVE_INFINITY : place;
}
