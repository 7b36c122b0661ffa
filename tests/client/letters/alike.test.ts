import { expect, test } from "vitest";
import { newCodename } from "../../../client/letters/codename.ts";
import { makeMailbag } from "../../../client/letters/mailbag.ts";
import { deriveReplyKeys } from "../../../client/letters/reply-keys.ts";
import type { Slot } from "../../../protocol/letters.ts";
import { testInstance } from "../../support/instance.ts";
import { letterTo, signedLetter } from "../../support/letters.ts";
import { timesOfRun } from "../../support/seeded.ts";
import { sodium } from "../cli/support/tips.ts";

const BAGS = timesOfRun("NIGHTJAR_MAILBAGS", 40, 1250);
const HALF = 4;
const instance = testInstance({ letters: 1, primitives: sodium });
const source = deriveReplyKeys(newCodename(), instance.anchor.instance, sodium);
const signing = instance.secrets.reviewers.slice(0, 1).map((reviewer) => reviewer.signing);
const document = signedLetter(letterTo(instance, source), signing);

/** How far two counts of the same bins differ: about as many as there are bins, if they are of one distribution. */
function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, count, i) => {
    const other = b[i] ?? 0;
    return count + other === 0 ? sum : sum + (count - other) ** 2 / (count + other);
  }, 0);
}

/** What chance exceeds once in 10⁹ times, of so many bins: a quantile of χ², as Wilson and Hilferty approximate it. */
function most(bins: number): number {
  const spread = 2 / (9 * (bins - 1));
  return (bins - 1) * (1 - spread + 6 * Math.sqrt(spread)) ** 3;
}

function bytesIn(slots: readonly Slot[], part: (slot: Slot) => Uint8Array): number[] {
  const counts = new Array<number>(256).fill(0);
  for (const slot of slots) for (const byte of part(slot)) counts[byte] = (counts[byte] ?? 0) + 1;
  return counts;
}

test(`${BAGS * 8} slots: one letter, always the same, to one reader, can't be told from fillers by its bytes or its place`, async () => {
  const [letters, fillers]: [Slot[], Slot[]] = [[], []];
  const [letterAt, fillerAt] = [new Array<number>(8).fill(0), new Array<number>(8).fill(0)];
  for (let i = 0; i < BAGS; i++) {
    const mine = new Set<Slot["bytes"]>();
    const bag = await makeMailbag(
      Array.from({ length: HALF }, () => ({ document, to: source.publics })),
      sodium,
      (done, slot) => void (done <= HALF && mine.add(slot.bytes)),
    );
    const names = new Set([...mine].map((bytes) => Buffer.from(bytes).toString("hex")));
    for (const [place, slot] of bag.entries()) {
      const isLetter = names.has(Buffer.from(slot.bytes).toString("hex"));
      (isLetter ? letters : fillers).push(slot);
      const at = isLetter ? letterAt : fillerAt;
      at[place] = (at[place] ?? 0) + 1;
    }
  }
  expect([letters.length, fillers.length]).toEqual([BAGS * HALF, BAGS * HALF]);
  expect(distance(letterAt, fillerAt)).toBeLessThan(most(8));
  const lastOfHeader = Buffer.from(letters[0]?.file ?? []).indexOf("\n--- ") + 49;
  const parts: readonly (readonly [string, (slot: Slot) => Uint8Array])[] = [
    ["E", ({ ephemeral }) => ephemeral],
    ["E's last byte", ({ ephemeral }) => ephemeral.subarray(31)],
    ["tag", ({ tag }) => tag],
    ["header", ({ file }) => file.subarray(0, lastOfHeader)],
    ["payload", ({ file }) => file.subarray(lastOfHeader)],
  ];
  for (const [name, part] of parts)
    expect(distance(bytesIn(letters, part), bytesIn(fillers, part)), name).toBeLessThan(most(256));
  // Every E is a public key, whose highest bit is never set; none comes twice.
  const ephemerals = [...letters, ...fillers].map(({ ephemeral }) => Buffer.from(ephemeral).toString("hex"));
  expect(new Set(ephemerals).size).toBe(ephemerals.length);
  for (const { ephemeral } of [...letters, ...fillers]) expect(ephemeral[31]).toBeLessThan(128);
}, 600_000);
