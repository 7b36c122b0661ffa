import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Filter, NO_FILTER } from "../../../../client/workbench/queue/filter.ts";
import { ORDERS } from "../../../../client/workbench/queue/order.ts";
import {
  encodeLooks,
  isLookName,
  parseLooks,
  type SavedLook,
} from "../../../../client/workbench/saved/saved-looks.ts";

/** As long as a label may be, of characters that are two code units each. */
const LONGEST_LABEL = "𠮷".repeat(64);

const filters = fc.record<Filter>({
  ...(Object.fromEntries(
    Object.entries(NO_FILTER).map(([name, value]) => [
      name,
      value === false ? fc.boolean() : fc.constant(value),
    ]),
  ) as { [K in keyof Filter]: fc.Arbitrary<Filter[K]> }),
  status: fc.constantFrom(null, "closed"),
  method: fc.constantFrom(null, "mobility"),
  source: fc.constantFrom(null, "A"),
  tlp: fc.constantFrom(null, "amber_strict"),
  mark: fc.constantFrom(null, "by-hand"),
  place: fc.constantFrom(null, "chosen"),
  label: fc.constantFrom(null, "港口", "a label", LONGEST_LABEL),
  from: fc.constantFrom(null, "2026-02-28" as NonNullable<Filter["from"]>),
});

const looks = fc.array(
  fc.record<SavedLook>({
    name: fc.string({ minLength: 1, maxLength: 60 }).filter(isLookName),
    looking: fc.record({
      query: fc.string({ maxLength: 200 }),
      order: fc.constantFrom(...ORDERS),
      filter: filters,
    }),
  }),
  { maxLength: 5 },
);

test("what is saved is read again", () => {
  fc.assert(
    fc.property(looks, (saved) => {
      expect(parseLooks(encodeLooks(saved))).toEqual(saved);
    }),
  );
});

test("what was chosen on a map is no question, and isn't saved", () => {
  const among = { tips: new Set<never>(), said: "Rotterdam" };
  const text = encodeLooks([
    { name: "x", looking: { query: "", order: "urgent", filter: { ...NO_FILTER, among } } },
  ]);
  expect(text).not.toContain("Rotterdam");
  expect(parseLooks(text)?.[0]?.looking.filter.among).toBeNull();
});

describe("anything else is refused", () => {
  const good = encodeLooks([{ name: "x", looking: { query: "", order: "urgent", filter: NO_FILTER } }]);
  test.each([
    ["", "nothing"],
    ["[]", "another shape"],
    ["null", "null"],
    [good.replace("v1", "v2"), "another version"],
    [`${good} `, "a space too many"],
    [good.replace('"urgent"', '"fast"'), "an unknown order"],
    [good.replace('"status":null', '"status":"gone"'), "an unknown code"],
    [good.replace('"from":null', '"from":"2026-02-30"'), "a day that isn't"],
    [good.replace('"kept":false', '"kept":0'), "no yes and no no"],
    [good.replace('"name":"x"', '"name":""'), "no name"],
    [good.replace('"name":"x"', '"name":"a\\nb"'), "a name in two lines"],
    [good.replace('"query":""', `"query":"${"x".repeat(201)}"`), "a query without end"],
    [good.replace('"status":null', '"status":null,"__proto__":1'), "a field too many"],
  ])("%.30s… (%s)", (text) => {
    expect(text === good ? "unchanged" : parseLooks(text)).toBeUndefined();
  });

  test("whatever is changed in it, it throws nothing", () => {
    fc.assert(
      fc.property(fc.nat(good.length), fc.string({ maxLength: 4 }), (at, put) => {
        const changed = good.slice(0, at) + put + good.slice(at + put.length);
        const read = parseLooks(changed);
        if (read) expect(encodeLooks(read)).toBe(changed);
      }),
    );
  });
});
