import { list, type Of, orNull, record } from "../../crypto/documents/canonical.ts";
import { count, hexText, label, oneOf, yesOrNo } from "../../crypto/documents/fields.ts";
import { day } from "../../protocol/day.ts";
import { LETTER_LENGTH } from "../../protocol/letters.ts";
import { MOST_ATTACHMENTS } from "../report/attachment.ts";
import { country } from "../report/countries.ts";
import { DIMENSIONS, PUBLISHED_BASES } from "./counts.ts";
import { PAP, TLP } from "./handling.ts";
import {
  type ActDigest,
  type AttachmentHash,
  type EntityId,
  isEntityId,
  type LetterDigest,
  type LineHash,
  type RecipientKey,
  type ReviewerKey,
  type SlotName,
  type TipId,
} from "./names.ts";
import { ascending, codes, degrees, either, languageTag, reviewing, said, text } from "./readers.ts";

const tip = hexText<TipId>(32);
const entity = hexText<EntityId>(16);
const about = either(tip, entity);
const act = hexText<ActDigest>(32);

/** The texts of a tip in which spans can be redacted, by their place in tip.json; `text` is an unstructured tip's. */
export const TEXT_FIELDS = [
  "narrative",
  "station.premisesOther",
  "station.nameUsedOther",
  "station.linkedBureauOther",
  "station.place.region",
  "station.place.city",
  "station.place.address",
  "pressure.directOther",
  "pressure.place.region",
  "pressure.place.city",
  "pressure.place.address",
  "text",
] as const;

export type TextField = (typeof TEXT_FIELDS)[number];

/** Longest text of a tip, in UTF-16 code units: a report that is sealed by hand has up to 64,000 bytes. */
export const MOST_TEXT = 64 * 1024;

/** Longest translation, in UTF-16 code units: an act holds it, whatever the script. */
export const MOST_TRANSLATION = 40_000;

/** Longest name of a file, in UTF-16 code units. */
export const MOST_NAME = 100;

/** Longest note, summary of a station and reason for what is done, in UTF-16 code units: for who types them too. */
export const MOST_NOTE = 20_000;
export const MOST_SUMMARY = 20_000;
export const MOST_REASON = 500;

/** Why two tips were suggested to belong together. */
export const SUGGESTIONS = ["similar_text", "same_place", "near_place", "same_name", "same_file"] as const;

export const EXPORT_FORMS = ["csv", "json", "geojson", "uwazi", "counts", "dossier"] as const;

/** For whom an export is; what may leave depends on it. */
export const AUDIENCES = ["internal", "statistics", "public", "partners", "authorities"] as const;

/** Those who are not the reviewers themselves. */
export const OUTSIDERS = [
  "statistics",
  "public",
  "partners",
  "authorities",
] as const satisfies readonly Audience[];

/** Who may be given single cases: consent to be counted is none to that. */
export const READERS = [
  "internal",
  "public",
  "partners",
  "authorities",
] as const satisfies readonly Audience[];

/** What a publication counts under one number: one value for each dimension, in their order. */
const COUNTED_CELL = { values: list(label, 0, DIMENSIONS.length), abouts: ascending(about, 1) } as const;

/** What a gazetteer has of a place. */
const PLACE = {
  /** GeoNames' number. */
  geonames: count(1, 2 ** 31 - 1),
  name: label,
  country,
  lat: degrees(90),
  lon: degrees(180),
} as const;

const KEPT_ATTACHMENT = {
  /** As in the tip's tar. */
  name: said(MOST_NAME),
  type: said(100),
  size: count(0, Number.MAX_SAFE_INTEGER),
  sha256: hexText<AttachmentHash>(32),
  /** Whether the casebook holds its bytes. */
  stored: yesOrNo,
} as const;

/**
 * What an act does, by kind, each with its fields in their order. A kind that sets something of one thing (a tip's
 * grade, say) supersedes what its reviewer had seen of it; sets grow by one kind and shrink by its counterpart.
 */
export const KINDS = {
  /** A tip enters. `text` is tip.json to the byte for `report`, an unstructured tip's text, or empty for a `file`. */
  kept: {
    tip,
    form: oneOf(["report", "text", "file"]),
    text: text(MOST_TEXT),
    /** One more than a tip has: a tip.json that nobody could read is a file too. */
    attachments: list(
      record(() => KEPT_ATTACHMENT),
      0,
      MOST_ATTACHMENTS + 1,
    ),
    /** The UTC day on which the server says it came. */
    arrived: orNull(day),
  },
  graded: { tip, source: reviewing("sourceReliability"), information: reviewing("infoCredibility") },
  status: { tip, status: reviewing("status") },
  priority: { tip, priority: reviewing("priority") },
  tlp: { tip, tlp: oneOf(TLP) },
  pap: { tip, pap: oneOf(PAP) },
  sensitivity: { tip, sensitivity: reviewing("sensitivity") },
  assigned: { tip, to: orNull(hexText<ReviewerKey>(32)) },
  /** Nobody writes it any more: what a tip is called is the same everywhere. */
  designated: { tip, words: label },
  /** Out of the queue, or back. */
  setaside: { tips: ascending(tip, 1), aside: yesOrNo },
  verified: { about, verification: reviewing("verification") },
  /** A place that a person chose; null takes the choice back. `which` is null for a station or an incident. */
  placed: { about, which: orNull(oneOf(["station", "pressure"])), place: orNull(record(() => PLACE)) },
  /** A station or an incident is made, or changed. */
  entity: {
    entity,
    sort: oneOf(["station", "incident"]),
    title: label,
    country: orNull(country),
    premises: codes("premises"),
    summary: text(MOST_SUMMARY),
  },
  labelled: { about, label },
  unlabelled: { about, label },
  noted: { about, text: said(MOST_NOTE) },
  linked: { from: tip, to: tip, link: reviewing("link") },
  unlinked: { from: tip, to: tip, link: reviewing("link") },
  supports: { tip, entity },
  unsupports: { tip, entity },
  /** A suggestion is turned down. */
  dismissed: { tips: ascending(tip, 2, 2), suggestion: oneOf(SUGGESTIONS) },
  /** A span of a text, in UTF-16 code units, `to` not included. */
  redacted: {
    tip,
    field: oneOf(TEXT_FIELDS),
    from: count(0, MOST_TEXT),
    to: count(1, MOST_TEXT),
    why: said(MOST_REASON),
  },
  unredacted: { tip, redaction: act },
  /**
   * What the source wrote, in another language; empty takes back what was there. `without` are the redactions of the
   * tip whose words aren't in it.
   */
  translated: { tip, language: languageTag, text: text(MOST_TRANSLATION), without: ascending(act, 0) },
  /**
   * A letter to the source of a tip is signed, and goes into the next mailbag; or it is in one, in this slot. `document`
   * is the signed letter, so that it can be renewed.
   */
  replied: {
    tip,
    letter: hexText<LetterDigest>(32),
    slot: orNull(hexText<SlotName>(32)),
    document: said(LETTER_LENGTH),
  },
  /** What would be withheld leaves nevertheless, for this audience. */
  overridden: { about, audience: oneOf(AUDIENCES), why: said(MOST_REASON) },
  /** An override, or the taking back of a redaction, holds no more. */
  withdrawn: { about, act },
  /** How many reviewers an override, or the taking back of a redaction, takes from now on, if another says so too. */
  ruled: { reviewers: count(1, 2) },
  /** What left, under which case numbers. `manifest` is the SHA-256 of the manifest of the files. */
  exported: {
    form: oneOf(EXPORT_FORMS),
    audience: oneOf(AUDIENCES),
    cases: list(
      record(() => ({ about, number: said(32) })),
      0,
      1000,
    ),
    manifest: hexText<string>(32),
    withheld: count(0, 1_000_000),
  },
  /** Somebody who is to find a case again by its number in the next export: `key` is 32 random bytes, in hexadecimal. */
  recipient: { audience: oneOf(READERS), name: label, key: hexText<RecipientKey>(32) },
  /** Acts by a reviewer who has left, and what they had seen, count from now on. They are among its heads. */
  accepted: { acts: ascending(act, 1), why: said(MOST_REASON) },
  /**
   * A publication of counts: what it counted, and as what, for good. Another one counts none of it. Of a station it
   * names the tips behind it too, as they were then.
   * `manifest` is that of its `exported` act; a large publication is several acts, which may part a cell.
   */
  counted: {
    audience: oneOf(OUTSIDERS),
    base: oneOf(PUBLISHED_BASES),
    dimensions: list(oneOf(DIMENSIONS), 0, DIMENSIONS.length),
    cells: list(
      record(() => COUNTED_CELL),
      0,
      1000,
    ),
    manifest: hexText<string>(32),
  },
  /** Publications that were none, or not of ours: they count for nothing once a second reviewer says so. */
  disowned: { acts: ascending(act, 1), why: said(MOST_REASON) },
  /** Lines that can't be verified or understood stand in the way of exports no more. Their redactions still hide. */
  dropped: { lines: ascending(hexText<LineHash>(32), 1), why: said(MOST_REASON) },
  /** Decides between concurrent values: the one that `chosen` set holds, instead of those that `over` set. */
  settled: { chosen: act, over: ascending(act, 1) },
} as const;

export type Kind = keyof typeof KINDS;

/** The fields of one kind of act. */
export type WhatOf<K extends Kind> = { [One in K]: { readonly kind: One } & Of<(typeof KINDS)[One]> }[K];

export type What = WhatOf<Kind>;

/** The tips that an act is about, as far as it names them. */
export function tipsOf(what: What): readonly TipId[] {
  if ("tip" in what) return [what.tip];
  if (what.kind === "setaside" || what.kind === "dismissed") return what.tips;
  return "about" in what && !isEntityId(what.about) ? [what.about] : [];
}

export type GazetteerPlace = Of<typeof PLACE>;
export type Audience = (typeof AUDIENCES)[number];
export type ExportForm = (typeof EXPORT_FORMS)[number];
export type SuggestionCode = (typeof SUGGESTIONS)[number];
