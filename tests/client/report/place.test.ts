import fc from "fast-check";
import { expect, test } from "vitest";
import { type Place, settlePlace } from "../../../client/report/place.ts";
import { codesOf } from "../../../client/report/vocabulary/codes.ts";
import { place } from "./arbitrary.ts";
import { country } from "./rich-report.ts";

const HOUSE: Place = {
  country: country("ES"),
  region: "Comunidad de Madrid",
  city: "Madrid",
  address: "Calle de la Luna 3",
  precision: "exact",
};

test("nothing finer than the chosen precision travels, whatever was typed before", () => {
  const kept = codesOf("placePrecision").map((precision) => {
    const settled = settlePlace({ ...HOUSE, precision });
    return [precision, settled?.city !== "", settled?.address !== ""];
  });
  expect(kept).toEqual([
    ["exact", true, true],
    ["vicinity", true, true],
    ["locality", true, true],
    ["city", true, false],
    ["country", false, false],
    ["unknown", true, false],
  ]);
});

test("a place of which nothing was said is none, unless it was said to be unknown", () => {
  const nowhere = { country: null, region: " ", city: "", address: "\u3000", precision: "exact" } as const;
  expect(settlePlace(nowhere)).toBeNull();
  expect(settlePlace({ ...HOUSE, country: null, precision: "country" })).toBeNull();
  expect(settlePlace({ ...nowhere, precision: "unknown" })).toEqual({
    ...nowhere,
    region: "",
    address: "",
    precision: "unknown",
  });
});

test("settled once stays settled", () => {
  fc.assert(
    fc.property(place, (any) => {
      expect(settlePlace(settlePlace(any))).toEqual(settlePlace(any));
    }),
  );
});
