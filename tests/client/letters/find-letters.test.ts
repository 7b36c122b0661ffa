import { beforeAll, describe, expect, test } from "vitest";
import { nativeAgreement } from "../../../client/letters/agreement.ts";
import { findLetters } from "../../../client/letters/find-letters.ts";
import { padLetter } from "../../../client/letters/letter.ts";
import { sealSlot, tagOf } from "../../../client/letters/slot.ts";
import type { X25519Scalar } from "../../../crypto/age/identities.ts";
import type { X25519Key } from "../../../crypto/age/recipient-keys.ts";
import { concat } from "../../../crypto/bytes.ts";
import { sha256Aside } from "../../../crypto/native-sha256.ts";
import { noble } from "../../../crypto/primitives/noble.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { MOST_SLOTS, parseSlot, type Slot } from "../../../protocol/letters.ts";
import { codeOfAsync } from "../../support/code-of.ts";
import { newSeed, testInstance } from "../../support/instance.ts";
import { bagWith, letterTo, rosterWithLetters, signedLetter, sourceOf } from "../../support/letters.ts";
import { providers } from "../../support/primitives.ts";

const instance = testInstance();
const [wren, lark] = instance.secrets.reviewers.map(({ signing }) => signing);
if (!wren || !lark) throw new Error("two reviewers");
const source = sourceOf(instance);
const one = rosterWithLetters(instance, 1);
const two = rosterWithLetters(instance, 2);
const text = letterTo(instance, source, { code: "text", text: "请再写一次。", number: 2 });
const coded = letterTo(instance, source);

const NOTHING = { letters: [], missing: [], newerRoster: false, formerly: 0, invalid: 0 };

/** Low-order points, and encodings that aren't reduced: RFC 7748 §7, and the usual list of them. */
const LOW_ORDER = [
  "00".repeat(32),
  `01${"00".repeat(31)}`,
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  `ec${"ff".repeat(30)}7f`,
  `ed${"ff".repeat(30)}7f`,
  `ee${"ff".repeat(30)}7f`,
  `${"00".repeat(31)}80`,
].map((hex) => new Uint8Array(Buffer.from(hex, "hex")));

const slotOf = (ephemeral: Uint8Array, tag: Uint8Array, file: Uint8Array) =>
  parseSlot(concat(ephemeral, tag, file));

/** A slot whose tag fits, with something else in it than a sealed letter. */
async function taggedWith(file: Uint8Array): Promise<Slot> {
  const scalar = randomBytes(32);
  const ephemeral = noble.x25519Base(scalar);
  const shared = noble.x25519(scalar, source.publics.mailbox);
  if (!shared) throw new Error("a sound mailbox");
  return slotOf(ephemeral, tagOf(shared, ephemeral, source.publics.mailbox, await sha256Aside(file)), file);
}

const written = [signedLetter(coded, [wren]), signedLetter(text, [wren, lark])];
let bag: Slot[];
beforeAll(async () => {
  bag = await bagWith(written, source);
});

const lettersIn = (pool: readonly Slot[], roster = one, keys = source, primitives = noble) =>
  findLetters(pool, keys, roster, primitives);

describe("what is shown", () => {
  const pairs = providers.flatMap((sealer) => providers.map((finder) => ({ sealer, finder })));
  test.each(pairs)(
    "the source's letters, in order: sealed by $sealer.name, found by $finder.name",
    async ({ sealer, finder }) => {
      const pool = await bagWith(written, source, sealer);
      expect(await lettersIn(pool, two, source, finder)).toEqual({ ...NOTHING, letters: [coded, text] });
    },
  );

  test("nobody else finds them: another codename, the same at another instance", async () => {
    expect(await lettersIn(bag, one, sourceOf(instance))).toEqual(NOTHING);
    const other = testInstance();
    expect(await findLetters(bag, sourceOf(other), rosterWithLetters(other, 1), noble)).toEqual(NOTHING);
  });

  test("an empty pool", async () => {
    expect(await lettersIn([])).toEqual(NOTHING);
  });

  test("a letter that was sealed again is one letter", async () => {
    const again = await bagWith([signedLetter(coded, [wren]), signedLetter(text, [wren, lark])], source);
    expect((await lettersIn([...bag, ...again], two)).letters).toEqual([coded, text]);
  });

  test("two letters with one number are both shown", async () => {
    const rival = letterTo(instance, source, { code: "closed" });
    const pool = [...bag, ...(await bagWith([signedLetter(rival, [lark])], source))];
    expect((await lettersIn(pool, two)).letters).toHaveLength(3);
  });

  test("a number that is missing", async () => {
    const fifth = letterTo(instance, source, { number: 5 });
    const pool = [...bag, ...(await bagWith([signedLetter(fifth, [lark])], source))];
    expect((await lettersIn(pool, two)).missing).toEqual([3, 4]);
  });

  test("a roster that is newer than the one that is served", async () => {
    const later = letterTo(instance, source, { roster: 2, number: 3 });
    const pool = await bagWith([signedLetter(later, [lark])], source);
    expect(await lettersIn(pool)).toMatchObject({ letters: [later], newerRoster: true });
  });
});

describe("who must have signed", () => {
  const signedBy = async (letter: typeof text, signing: Parameters<typeof signedLetter>[1], roster = two) =>
    lettersIn(await bagWith([signedLetter(letter, signing)], source), roster);

  test("a free text under the roster's number isn't shown; a coded letter needs one", async () => {
    expect(await signedBy(text, [wren])).toEqual({ ...NOTHING, invalid: 1 });
    expect(await signedBy(text, [wren], one)).toMatchObject({ letters: [text] });
    expect(await signedBy(coded, [lark])).toMatchObject({ letters: [coded] });
  });

  test("one who signs twice is one", async () => {
    expect(await signedBy(text, [wren, wren])).toEqual({ ...NOTHING, invalid: 1 });
  });

  test("somebody who isn't in the roster, alone or with a reviewer", async () => {
    expect(await signedBy(coded, [newSeed()])).toEqual({ ...NOTHING, formerly: 1 });
    expect(await signedBy(text, [wren, newSeed()])).toEqual({ ...NOTHING, formerly: 1 });
  });

  test("somebody unknown whose signature doesn't hold isn't spoken of as a reviewer", async () => {
    const outsider = signedLetter(coded, [newSeed()]);
    const forged = { ...outsider, payload: signedLetter(text, [newSeed()]).payload };
    expect(await lettersIn(await bagWith([forged], source))).toEqual({ ...NOTHING, invalid: 1 });
  });

  test("somebody unknown under a newer roster: it is the list that is old", async () => {
    const later = letterTo(instance, source, { roster: 2 });
    const found = await lettersIn(await bagWith([signedLetter(later, [newSeed()])], source));
    expect(found).toEqual({ ...NOTHING, newerRoster: true });
  });

  test("too few signatures under a newer roster, which may ask for fewer: it is the list that is old", async () => {
    const later = { ...text, roster: 2 };
    expect(await signedBy(later, [wren])).toEqual({ ...NOTHING, newerRoster: true });
    const forged = {
      ...signedLetter(later, [wren]),
      payload: signedLetter({ ...later, number: 3 }, [wren]).payload,
    };
    expect(await lettersIn(await bagWith([forged], source), two)).toEqual({ ...NOTHING, invalid: 1 });
  });

  test("a signature over another letter", async () => {
    const document = { ...signedLetter(coded, [wren]), payload: signedLetter(text, [wren]).payload };
    const found = await lettersIn(await bagWith([document], source));
    expect(found).toEqual({ ...NOTHING, invalid: 1 });
  });

  test("another payload type", async () => {
    const document = {
      ...signedLetter(coded, [wren]),
      payloadType: "application/vnd.nightjar.roster.v1+json",
    };
    expect(await lettersIn(await bagWith([document], source))).toEqual({ ...NOTHING, invalid: 1 });
  });
});

describe("what isn't this codename's, or isn't genuine", () => {
  test("another's letter put into this source's slot, another instance's", async () => {
    const others = letterTo(instance, sourceOf(instance));
    const foreign = letterTo(testInstance(), source);
    const pool = await bagWith(
      [others, foreign].map((letter) => signedLetter(letter, [wren])),
      source,
    );
    expect(await lettersIn(pool)).toEqual({ ...NOTHING, invalid: 2 });
  });

  test("a file grafted under another slot's E and tag", async () => {
    const grafted = bag.map((slot, i) =>
      slotOf(slot.ephemeral, slot.tag, bag[(i + 1) % 8]?.file ?? slot.file),
    );
    expect(await lettersIn(grafted, two)).toEqual(NOTHING);
  });

  test("any bit of a slot flipped: the letter isn't there, the other one is", async () => {
    const at = await indexOf(coded);
    const bytes = bag[at]?.bytes ?? new Uint8Array(0);
    for (let bit = 0; bit < bytes.length * 8; bit += 1009) {
      const flipped = parseSlot(bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))));
      expect(await lettersIn(bag.with(at, flipped), two)).toEqual({
        ...NOTHING,
        letters: [text],
        missing: [1],
      });
    }
  });

  test("E with its highest bit set, which X25519 doesn't look at", async () => {
    const high = bag.map(({ ephemeral, tag, file }) =>
      slotOf(ephemeral.with(31, (ephemeral[31] ?? 0) | 0x80), tag, file),
    );
    expect(await lettersIn(high, two)).toEqual(NOTHING);
  });

  test("points of low order end no scan", async () => {
    const junk = LOW_ORDER.map((point) => slotOf(point, randomBytes(16), randomBytes(5755)));
    expect((await lettersIn([...junk, ...bag], two)).letters).toEqual([coded, text]);
  });

  test("128 slots whose tags fit and that hold rubbish: the true letters are shown all the same", async () => {
    const junk = await Promise.all(Array.from({ length: 128 }, () => taggedWith(randomBytes(5755))));
    expect(await lettersIn([...junk, ...bag], two)).toEqual({
      ...NOTHING,
      letters: [coded, text],
      invalid: 128,
    });
    expect(junk.length + bag.length).toBeLessThanOrEqual(MOST_SLOTS);
  });

  /** Where a letter's slot is in the bag: whose absence makes it vanish. */
  async function indexOf(letter: typeof coded): Promise<number> {
    for (const [i] of bag.entries()) {
      const { letters } = await lettersIn(bag.toSpliced(i, 1), two);
      if (!letters.some(({ code }) => code === letter.code)) return i;
    }
    throw new Error("it is in the bag");
  }
});

test("a mailbox of low order is written to by nobody", async () => {
  const to = { ...source.publics, mailbox: LOW_ORDER[2] as Uint8Array as X25519Key };
  const letter = padLetter(signedLetter(coded, [wren]));
  expect(await codeOfAsync(sealSlot(letter, to, noble))).toBe("key-weak");
});

test("the host's X25519 and the library's agree, on low-order and unreduced points too", async () => {
  const scalar = randomBytes(32) as Uint8Array as X25519Scalar;
  const native = await nativeAgreement(scalar);
  if (!native) throw new Error("this host has X25519");
  const points = [...LOW_ORDER, ...Array.from({ length: 50 }, () => randomBytes(32))];
  for (const point of points) expect(await native(point)).toEqual(noble.x25519(scalar, point));
});
