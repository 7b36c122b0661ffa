import { expect, test } from "vitest";
import {
  encodeDocuments,
  MOST_EACH,
  type PublicDocuments,
  parseDocuments,
} from "../../../client/bundle/documents.ts";
import { mergeDocuments } from "../../../client/bundle/merge-documents.ts";
import { parseRoster, type RosterDigest, rosterDigest } from "../../../crypto/documents/roster.ts";
import type { RosterFile } from "../../../crypto/documents/roster-file.ts";
import { testInstance } from "../../support/instance.ts";
import { sodium } from "../../support/primitives.ts";
import { rosterFileAt } from "../../support/roster-files.ts";

const instance = testInstance();
const { anchor } = instance;
const chain = rostersOf(instance, MOST_EACH + 2);
const sequencesOf = (bytes: Uint8Array) =>
  parseDocuments(bytes).rosters.map(({ roster }) => parseRoster(roster.payload).sequence);
const served = (rosters: readonly RosterFile[], more: Partial<PublicDocuments> = {}) =>
  encodeDocuments({ anchor, rosters, annexes: [], ...more });
const merge = (...all: readonly Uint8Array[]) => mergeDocuments(anchor, all, sodium);

function rostersOf(of: typeof instance, count: number): RosterFile[] {
  let previous: RosterDigest | null = null;
  return Array.from({ length: count }, (_, i) => {
    const file = rosterFileAt(of, of.now, of.now, { sequence: i + 1, previous });
    previous = rosterDigest(file.roster.payload);
    return file;
  });
}

test("a server that is behind hides no newer roster, whichever is asked first", () => {
  const behind = served(chain.slice(1, -1));
  const ahead = served(chain.slice(2));
  const newest = chain.slice(2).map((_, i) => i + 3);
  expect(sequencesOf(merge(behind, ahead))).toEqual(newest);
  expect(sequencesOf(merge(ahead, behind))).toEqual(newest);
});

test("what doesn't verify pushes nothing out, however many moves and rosters it names", () => {
  const stranger = testInstance();
  const junk = rostersOf(stranger, MOST_EACH);
  const hostile = served(junk, { moves: [junk[0]?.roster, junk[1]?.roster].flatMap((one) => one ?? []) });
  const genuine = served(chain.slice(0, 3));
  expect(merge(hostile, genuine)).toEqual(genuine);
  expect(merge(genuine, hostile)).toEqual(genuine);
});

test("the same roster with another statement is one", () => {
  const [first] = chain;
  if (!first) throw new Error("a chain");
  const later = { ...first, currency: rosterFileAt(instance, instance.now, instance.now).currency };
  expect(sequencesOf(merge(served([first]), served([later])))).toEqual([1]);
});

test("one server's documents stay as they came, and so do some if none verifies", () => {
  const strange = served(rostersOf(testInstance(), 2));
  expect(merge(strange)).toEqual(strange);
  expect(merge(strange, served([]))).toEqual(strange);
  expect(merge()).toEqual(new Uint8Array());
});
