import fc from "fast-check";
import { expect, test } from "vitest";
import { dearmor } from "../../../crypto/age/armor.ts";
import { collect, utf8 } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { armor } from "../../support/age-text.ts";
import { inPieces } from "../../support/chunks.ts";

test("armor, then dearmor, is identity, however either is cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: 100 }),
      async (bytes, size) => {
        const text = await collect(armor(inPieces(bytes, size)));
        expect(text).toEqual(await collect(armor([bytes])));
        expect(await collect(dearmor(inPieces(text, size)))).toEqual(bytes);
      },
    ),
    { numRuns: 300 },
  );
});

test("any change to armored text is refused, or gives the same bytes, or other bytes that armor to it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.nat(),
      fc.nat(255),
      async (bytes, at, value) => {
        const text = await collect(armor([bytes]));
        text[at % text.length] = value;
        try {
          const read = await collect(dearmor([text]));
          const again = Buffer.from(await collect(armor([read]))).toString("latin1");
          expect(again.trim()).toBe(Buffer.from(text).toString("latin1").replaceAll("\r\n", "\n").trim());
        } catch (error) {
          expect(error).toBeInstanceOf(CryptoError);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  "",
  "x",
  "-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n",
  "-----BEGIN AGE ENCRYPTED FILE-----",
  "\n".repeat(2000),
])("refused: %j", async (text) => {
  await expect(collect(dearmor([utf8(text)]))).rejects.toThrow(CryptoError);
});
