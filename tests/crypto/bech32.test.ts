import { bech32 } from "@scure/base";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeBech32, parseBech32 } from "../../crypto/bech32.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { codeOf } from "../support/code-of.ts";

const prefixes = fc.constantFrom("age", "age1pq", "age-secret-key-", "age-secret-key-pq-", "bc");
const bytes = fc.uint8Array({ maxLength: 1300 });

test("it is the text that a library makes, and reads back", () => {
  fc.assert(
    fc.property(prefixes, bytes, (prefix, content) => {
      const text = encodeBech32(prefix, content);
      expect(text).toBe(bech32.encodeFromBytes(prefix, content));
      expect(parseBech32(text, prefix, content.length, "recipient-malformed")).toEqual(content);
    }),
  );
});

test("a text that was changed anywhere, or is another's, is refused, as a library refuses it", () => {
  const read = (text: string, prefix: string, length: number) => {
    try {
      return parseBech32(text, prefix, length, "recipient-malformed");
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      return undefined;
    }
  };
  const change = fc.record({
    at: fc.nat(),
    letter: fc.string({ maxLength: 2, unit: "binary-ascii" }),
    cut: fc.nat(1),
  });
  fc.assert(
    fc.property(
      prefixes,
      fc.uint8Array({ maxLength: 40 }),
      change,
      (prefix, content, { at, letter, cut }) => {
        const text = encodeBech32(prefix, content);
        const where = at % (text.length + 1);
        const changed = text.slice(0, where) + letter + text.slice(where + cut);
        const theirs = bech32.decodeUnsafe(changed, false);
        const isSame = theirs?.prefix === prefix && changed === changed.toLowerCase();
        const expected = isSame ? bech32.fromWordsUnsafe(theirs.words) : undefined;
        const length = expected?.length ?? content.length;
        expect(read(changed, prefix, length)).toEqual(expected || undefined);
        expect(read(changed, prefix, length + 1)).toBeUndefined();
      },
    ),
    { numRuns: 2000 },
  );
});

test("bits that are left over must be zero, and fewer than a byte's", () => {
  for (const words of [
    [0, 1],
    [0, 0, 0],
    [31, 31],
  ]) {
    const text = bech32.encode("age", words, false);
    expect(codeOf(() => parseBech32(text, "age", 1, "identity-malformed"))).toBe("identity-malformed");
  }
});
