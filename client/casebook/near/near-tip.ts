import { utf8 } from "../../../crypto/bytes.ts";
import type { Country } from "../../report/countries.ts";
import type { Place } from "../../report/place.ts";
import { parseTip, type Report } from "../../report/tip.ts";
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

/** What a casebook's view has of a kept tip to compare; undefined if the tip was never kept. */
export function nearTipOf(view: TipView): NearTip | undefined {
  const kept = view.kept[0]?.value;
  if (!kept) return undefined;
  return nearTip({
    tip: view.tip,
    report: kept.form === "report" ? parseTip(utf8(kept.text)).report : null,
    text: kept.text,
    files: kept.attachments.map(({ sha256 }) => sha256),
    chosen: chosenPlaces(view),
  });
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

/**
 * Phone numbers of seven digits or more, addresses of mail, and hosts: what two strangers write alike. Each part is as
 * long as such a part can be: a line of a hundred thousand letters takes time in proportion, and no stack.
 */
export function identifiersIn(text: string): string[] {
  const found = text
    .normalize("NFKC")
    .matchAll(
      /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|https?:\/\/[^\s/]{1,253}|\+?\d(?:[ .()-]{0,2}\d){6,14}/gu,
    );
  const names = [...found].map(([name]) =>
    /^\+?\d/.test(name) ? name.replace(/\D/g, "") : name.toLowerCase(),
  );
  return [...new Set(names)];
}
