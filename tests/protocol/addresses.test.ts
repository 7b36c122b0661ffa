import fc from "fast-check";
import { expect, test } from "vitest";
import {
  commitPath,
  dayPath,
  type EnvelopeId,
  encodeAskedEnvelope,
  envelopeId,
  parseAskedEnvelope,
  parseCommitPath,
  parseDayPath,
  parsePartPath,
  partPath,
} from "../../protocol/addresses.ts";
import { asDay, dayOf, parseDay } from "../../protocol/day.ts";

const name = fc.stringMatching(/^[0-9a-f]{32}$/) as fc.Arbitrary<EnvelopeId>;
const day = fc.integer({ min: 0, max: 4e12 }).map(dayOf);

test("what is written is read as it was meant", () => {
  fc.assert(
    fc.property(name, name, day, fc.nat(999_999), fc.boolean(), (one, other, on, number, again) => {
      expect(parsePartPath(partPath(one, number))).toEqual({ upload: one, number });
      expect(parseCommitPath(commitPath(one))).toBe(one);
      const asked = { id: one, from: number };
      expect(parseAskedEnvelope(encodeAskedEnvelope(asked))).toEqual(asked);
      for (const after of [undefined, other]) {
        const page = { day: on, again, after };
        expect(parseDayPath(dayPath(page))).toEqual(page);
      }
    }),
  );
});

/** An address as it is written, or with one place of it changed. */
const target = fc
  .tuple(
    fc.oneof(
      fc.tuple(name, fc.nat(1_000_000)).map(([upload, number]) => partPath(upload, number)),
      name.map(commitPath),
      fc.tuple(name, fc.nat()).map(([id, from]) => encodeAskedEnvelope({ id, from })),
      fc
        .tuple(day, fc.boolean(), fc.option(name, { nil: undefined }))
        .map(([on, again, after]) => dayPath({ day: on, again, after })),
    ),
    fc.nat(100),
    fc.nat(2),
    fc.oneof(fc.constant(""), fc.stringMatching(/^[0-9a-fA/?%]{1,2}$/), fc.string({ maxLength: 2 })),
  )
  .map(([path, at, removed, put]) => path.slice(0, at) + put + path.slice(at + removed));

test("whatever is read is written in one way: no two targets are one place", () => {
  let read = 0;
  fc.assert(
    fc.property(target, (some) => {
      const part = parsePartPath(some);
      const upload = parseCommitPath(some);
      const page = parseDayPath(some);
      const envelope = parseAskedEnvelope(some);
      if (part) expect(partPath(part.upload, part.number)).toBe(some);
      if (upload) expect(commitPath(upload)).toBe(some);
      if (page) expect(dayPath(page)).toBe(some);
      if (envelope) expect(encodeAskedEnvelope(envelope)).toBe(some);
      const found = [part, upload, page, envelope].filter((one) => one !== undefined);
      expect(found.length).toBeLessThan(2);
      read += found.length;
    }),
    { numRuns: 2_000 },
  );
  expect(read).toBeGreaterThan(200);
});

test.each([
  "/v1/uploads/00000000000000000000000000000000/parts/%30",
  "/v1/uploads/00000000000000000000000000000000/parts/00",
  "/v1/uploads/00000000000000000000000000000000/parts/0?",
  "/v1/uploads/00000000000000000000000000000000/parts/1000000",
  "/v1/uploads/0000000000000000000000000000000A/commit",
  "/v1/uploads/00000000000000000000000000000000/commit/",
  "/v1/courier/days/2026-02-30",
  "/v1/courier/days/2026-11-21/all/all",
  "/v1/courier/days/2026-11-21?after=00000000000000000000000000000000/all",
  '{"id":"00000000000000000000000000000000","from":00}',
  '{"id":"00000000000000000000000000000000","from":-1}',
  '{"id":"00000000000000000000000000000000","from":1e3}',
  '{"id":"00000000000000000000000000000000","from":1000000000000000}',
  '{"id":"00000000000000000000000000000000"}',
  '{"from":0,"id":"00000000000000000000000000000000"}',
  '{"id":"00000000000000000000000000000000","from":0}\n',
])("%j names nothing", (some) => {
  for (const parse of [parsePartPath, parseCommitPath, parseDayPath, parseAskedEnvelope])
    expect(parse(some)).toBeUndefined();
});

test("a day is one that exists, in its one form", () => {
  fc.assert(
    fc.property(day, (one) => {
      expect(parseDay(one)).toBe(one);
    }),
  );
  for (const bad of ["2026-2-3", "2026-02-30", "2026-11-21T00:00Z", " 2026-11-21", "", 20261121, null]) {
    expect(asDay(bad)).toBeUndefined();
    expect(() => parseDay(bad)).toThrow("not a day");
  }
  for (const bad of ["0".repeat(31), "A".repeat(32), 0])
    expect(() => envelopeId.read(bad, "id")).toThrow("id");
});
