import fc from "fast-check";
import type { Attachment } from "../../../client/report/attachment.ts";
import { COUNTRIES } from "../../../client/report/countries.ts";
import { dateOf, type ReportDate } from "../../../client/report/date.ts";
import type { Place } from "../../../client/report/place.ts";
import type { Pressure, Report, Station } from "../../../client/report/report.ts";
import type { Tip } from "../../../client/report/tip.ts";
import { type Code, codesOf, type Group } from "../../../client/report/vocabulary/codes.ts";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import type { RosterDigest } from "../../../crypto/documents/roster.ts";

/** Texts in the scripts that sources write, and what a form or an enemy could put there instead. */
export const text = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "家乡的门口\n第二行",
    "ལྷ་ས།",
    "ئۇيغۇرچە",
    "\ud800",
    "a\udfff\ud800b",
    "\u0000\u202e\u2028",
    " x ",
    '"}',
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 30 }),
);

export function code<G extends Group>(group: G): fc.Arbitrary<Code<G>> {
  return fc.constantFrom(...codesOf(group));
}

/** In any order, repeats and all, as careless code could leave them. */
function codes<G extends Group>(group: G): fc.Arbitrary<readonly Code<G>[]> {
  return fc.array(code(group), { maxLength: 6 });
}

const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

export const place: fc.Arbitrary<Place> = fc.record({
  country: nullable(fc.constantFrom(...COUNTRIES)),
  region: text,
  city: text,
  address: text,
  precision: code("placePrecision"),
});

export const dateFields = fc.record({
  precision: code("datePrecision"),
  year: nullable(fc.integer({ min: 1890, max: 2110 })),
  month: nullable(fc.integer({ min: 0, max: 13 })),
  day: nullable(fc.integer({ min: 0, max: 32 })),
});

export const date: fc.Arbitrary<ReportDate | null> = dateFields.map((fields) => dateOf(fields) ?? null);

const station: fc.Arbitrary<Station> = fc.record({
  premises: codes("premises"),
  premisesOther: text,
  nameUsed: nullable(code("nameUsed")),
  nameUsedOther: text,
  linkedBureau: codes("linkedBureau"),
  linkedBureauOther: text,
  place: nullable(place),
  since: date,
});

const pressure: fc.Arbitrary<Pressure> = fc.record({
  family: codes("pressureFamily"),
  direct: codes("pressureDirect"),
  directOther: text,
  place: nullable(place),
  when: date,
});

export const report: fc.Arbitrary<Report> = fc.record({
  station: nullable(station),
  pressure: nullable(pressure),
  relationship: nullable(code("relationship")),
  basis: codes("basis"),
  certainty: nullable(code("certainty")),
  need: nullable(code("need")),
  consent: codes("consent"),
  narrative: text,
});

/** Attachments that fit together: some clean copies bring their original. */
export const attachments: fc.Arbitrary<readonly Attachment[]> = fc
  .array(
    fc.record({
      type: text,
      size: fc.nat(),
      cleaned: nullable(codes("removed")),
      withOriginal: fc.boolean(),
    }),
    {
      maxLength: 5,
    },
  )
  .map((files) =>
    files.flatMap(({ type, size, cleaned, withOriginal }, i) => {
      const name = `attachments/${i}`;
      const original = cleaned !== null && withOriginal ? `${name}-original` : null;
      const file = { name, type, size, cleaned, original };
      return original === null
        ? [file]
        : [file, { name: original, type, size, cleaned: null, original: null }];
    }),
  );

export const tip: fc.Arbitrary<Tip> = fc.record({
  instance: fc.constant(new Uint8Array(32).fill(1) as Uint8Array as InstanceId),
  roster: fc.constant(new Uint8Array(32).fill(2) as Uint8Array as RosterDigest),
  language: fc.constantFrom("en", "zh-Hans", "zh-Hant"),
  report,
  attachments,
  reply: fc.constant(null),
});
