import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseCoding } from "../../server/accept-encoding.ts";

const BOTH = ["br", "gzip"];

test.each([
  [undefined, undefined],
  ["", undefined],
  ["gzip, deflate", "gzip"],
  ["gzip, deflate, br, zstd", "br"],
  ["br;q=0.5, gzip", "gzip"],
  ["GZIP", "gzip"],
  ["x-gzip", "gzip"],
  ["*", "br"],
  ["br;q=0, *", "gzip"],
  ["*;q=0.1, gzip;q=0.2", "gzip"],
  ["gzip;q=0", undefined],
  ["br;q=0.000,gzip;q=0.001", "gzip"],
  ["*;q=0", undefined],
  ["identity", undefined],
  ["identity;q=0", undefined],
  ["identity;q=0, gzip;q=0.3", "gzip"],
  ["identity;q=0, *;q=0.5", "br"],
  ["identity, gzip;q=0.9", undefined],
  ["identity;q=0.5, gzip;q=0.5", "gzip"],
  [" br ; q=0.8 ,\tgzip;q=0.7", "br"],
  ["br;Q=1.000", "br"],
  ["br;q=1.5, gzip", "gzip"],
  ["br;q=0.1234, gzip", "gzip"],
  ["br;level=9, gzip", "gzip"],
  ["brr, gzi, é,,;q=1", undefined],
])("%j gets %j", (header, coding) => {
  expect(chooseCoding(header, BOTH)).toBe(coding);
});

test("what isn't there yet is never chosen", () => {
  expect(chooseCoding("br, gzip;q=0.1", ["gzip"])).toBe("gzip");
  expect(chooseCoding("br", ["gzip"])).toBeUndefined();
});

test("any header: one of the codings or none, at once", () => {
  const member = fc.oneof(
    fc.constantFrom("br", "gzip", "*", "identity", ";q=0", ";q=1", ",", " "),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(member), (members) => {
      expect([...BOTH, undefined]).toContain(chooseCoding(members.join(""), BOTH));
    }),
    { numRuns: 1000 },
  );
  const start = performance.now();
  chooseCoding(`br${" ;".repeat(80_000)}`, BOTH);
  chooseCoding(`br;${"\t".repeat(160_000)}`, BOTH);
  expect(performance.now() - start).toBeLessThan(5_000);
});
