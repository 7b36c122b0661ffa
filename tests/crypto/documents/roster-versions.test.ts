import { describe, expect, test } from "vitest";
import { utf8 } from "../../../crypto/bytes.ts";
import { encodeRoster, lettersOf, parseRoster, type Roster } from "../../../crypto/documents/roster.ts";
import { codeOf } from "../../support/code-of.ts";
import { testInstance } from "../../support/instance.ts";

const genuine = testInstance().roster.roster;
const first: Roster = { ...genuine, letters: undefined, oldestPage: undefined };
const second: Roster = { ...genuine, letters: 2, oldestPage: 7 };

/** A roster as text, with something replaced in it. */
const changed = (roster: Roster, from: string | RegExp, to: string): Uint8Array =>
  utf8(new TextDecoder().decode(encodeRoster(roster)).replace(from, to));

test("both versions are read to what they say, each in its own bytes", () => {
  expect(parseRoster(encodeRoster(first))).toEqual(first);
  expect(parseRoster(encodeRoster(second))).toEqual(second);
  expect(new TextDecoder().decode(encodeRoster(first))).not.toMatch(/letters|oldestPage/);
  expect(new TextDecoder().decode(encodeRoster(second))).toMatch(/Z","letters":2,"oldestPage":7,"reviewers"/);
});

test("the first version gives no letters", () => {
  expect([first, second, { ...second, letters: 0 as const }].map(lettersOf)).toEqual([0, 2, 0]);
});

describe("refused", () => {
  const alone: Roster = { ...second, letters: 1, reviewers: second.reviewers.slice(0, 1) };
  test.each([
    ["the second version's keys under the first's name", changed(second, "roster/v2", "roster/v1")],
    ["the first version's keys under the second's name", changed(first, "roster/v1", "roster/v2")],
    ["a third version", changed(second, "roster/v2", "roster/v3")],
    ["no oldestPage", changed(second, '"oldestPage":7,', "")],
    ["no letters", changed(second, '"letters":2,', "")],
    [
      "the keys in another order",
      changed(second, '"letters":2,"oldestPage":7', '"oldestPage":7,"letters":2'),
    ],
    ["three signers", changed(second, '"letters":2', '"letters":3')],
    ["more signers than reviewers", changed(alone, '"letters":1', '"letters":2')],
    ["letters that are null", changed(second, '"letters":2', '"letters":null')],
    ["a page below zero", changed(second, '"oldestPage":7', '"oldestPage":-1')],
    ["a page of half a number", changed(second, '"oldestPage":7', '"oldestPage":7.5')],
    ["a page too far", changed(second, '"oldestPage":7', '"oldestPage":1000001')],
  ])("%s", (_, bytes) => {
    expect(codeOf(() => parseRoster(bytes))).toBe("document-malformed");
  });
});
