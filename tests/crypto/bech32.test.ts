import { bech32 } from "@scure/base";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeBech32, parseBech32 } from "../../crypto/bech32.ts";
import { CryptoError } from "../../crypto/errors.ts";

const PREFIX = "age1pq";
const lengths = fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 31, 32, 33, 1216);
const someBytes = lengths.chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));
const prefixes = fc.stringMatching(/^[a-z0-9-]{1,20}$/);

function parsed(text: string, prefix: string, length: number): Uint8Array | string {
  try {
    return parseBech32(text, prefix, length, "recipient-malformed");
  } catch (error) {
    if (error instanceof CryptoError) return error.code;
    throw error;
  }
}

test("the vectors of BIP 173 that hold whole bytes or none", () => {
  expect(encodeBech32("a", new Uint8Array(0))).toBe("a12uel5l");
  expect(
    encodeBech32("abcdef", Uint8Array.from(Buffer.from("00443214c74254b635cf84653a56d7c675be77df", "hex"))),
  ).toBe("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw");
});

test("what is written is what another library writes, and is read again", () => {
  fc.assert(
    fc.property(prefixes, someBytes, (prefix, bytes) => {
      const text = encodeBech32(prefix, bytes);
      expect(text).toBe(bech32.encode(prefix, bech32.toWords(bytes), false));
      expect(parsed(text, prefix, bytes.length)).toEqual(bytes);
    }),
  );
});

test("nothing else is read: one letter changed, taken or put in, another prefix, length or case", () => {
  const letters = fc.constantFrom(..."qpzry9x8gf2tvdw0s3jn54khce6mua7l1bioQ-~é\0");
  fc.assert(
    fc.property(someBytes, fc.nat(), letters, fc.constantFrom(0, 1, 2), (bytes, at, letter, taken) => {
      const text = encodeBech32(PREFIX, bytes);
      const place = at % (text.length + 1);
      const changed =
        text.slice(0, place) + letter.repeat(2 - taken) + text.slice(place + (taken > 0 ? 1 : 0));
      if (changed !== text) expect(parsed(changed, PREFIX, bytes.length)).toBe("recipient-malformed");
      expect(parsed(text, "age1p", bytes.length)).toBe("recipient-malformed");
      expect(parsed(text, PREFIX, bytes.length + 1)).toBe("recipient-malformed");
      if (bytes.length > 0) expect(parsed(text, PREFIX, bytes.length - 1)).toBe("recipient-malformed");
      expect(parsed(text.toUpperCase(), PREFIX, bytes.length)).toBe("recipient-malformed");
    }),
  );
});

test("bits that no byte uses are zero", () => {
  const words = [...bech32.toWords(Uint8Array.of(1))];
  words[1] = (words[1] ?? 0) | 1;
  expect(parsed(bech32.encode(PREFIX, words, false), PREFIX, 1)).toBe("recipient-malformed");
});
