import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dearmor } from "../../../crypto/age/armor.ts";
import { collect, concat, equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { ProblemError } from "../../../server/http/problem.ts";
import { contentOfPart, parseBoundary } from "../../../server/no-script/form-part.ts";
import { dearmorByHand } from "../../../server/no-script/hand-armor.ts";
import { sealedBytes } from "../../../server/no-script/sealed-bytes.ts";
import { inPieces } from "../../support/chunks.ts";
import { armored, BOUNDARY, BROKEN_ARMOR, CHANGED_ARMOR, FORM_TYPE, formOf } from "../../support/forms.ts";

async function* cut(bytes: Uint8Array, at: readonly number[]): AsyncGenerator<Uint8Array> {
  const cuts = [...at].map((n) => n % (bytes.length + 1)).sort((a, b) => a - b);
  let start = 0;
  for (const end of [...cuts, bytes.length]) {
    yield bytes.slice(start, end);
    start = end;
  }
}

const whole = (bytes: Uint8Array) => cut(bytes, []);
const cutsOf = fc.array(fc.nat(), { maxLength: 12 });

/** Bytes among which the makings of a boundary are frequent. */
const trickyContent = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\r",
        "\n",
        "\r\n",
        "\r\n-",
        "\r\n--",
        "--",
        `\r\n--${BOUNDARY.slice(0, 9)}`,
        "\r\r\n--",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => Buffer.from(pieces.join(""), "latin1"))
  .filter((bytes) => !bytes.includes(`\r\n--${BOUNDARY}`));

/** What the door makes of a body: its content, or the code of its refusal. Any other error fails the test. */
async function outcome(bytes: AsyncGenerator<Uint8Array>): Promise<Uint8Array | string> {
  try {
    return await collect(bytes);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    if (error instanceof CryptoError) return error.code;
    throw error;
  }
}

describe("the part of a form", () => {
  test("its content comes through, whatever it is and however it is cut", async () => {
    const check = async (content: Uint8Array, fileName: string | undefined, at: number[]) => {
      const form = formOf(content, fileName === undefined ? {} : { fileName });
      expect(equalBytes(await collect(contentOfPart(cut(form, at), BOUNDARY)), content)).toBe(true);
    };
    await fc.assert(
      fc.asyncProperty(trickyContent, fc.option(fc.base64String(), { nil: undefined }), cutsOf, check),
    );
  });

  test("byte by byte it is the same", async () => {
    const content = concat(randomBytes(300), utf8(`\r\n--${BOUNDARY.slice(0, -1)}`), utf8("\r\n--"));
    async function* bytes() {
      yield* inPieces(formOf(content), 1);
    }
    expect(equalBytes(await collect(contentOfPart(bytes(), BOUNDARY)), content)).toBe(true);
  });

  test("with one byte less, one more or another, it is refused, or all that is not content is in order", async () => {
    const form = formOf(randomBytes(40), { fileName: "a" });
    const name = Buffer.from(form).indexOf('; filename="a"');
    const closing = `\r\n--${BOUNDARY}--`;
    for (const i of form.keys()) {
      const less = concat(form.slice(0, i), form.slice(i + 1));
      const more = concat(form.slice(0, i), utf8("~"), form.slice(i));
      const other = form.slice();
      other[i] = 0x7e;
      for (const bytes of [less, more, other].map((made) => Buffer.from(made))) {
        const result = await outcome(contentOfPart(whole(bytes), BOUNDARY));
        const content = bytes.subarray(bytes.indexOf("\r\n\r\n") + 4, bytes.lastIndexOf(closing));
        if (typeof result === "string") expect(["bad-request", "interrupted"]).toContain(result);
        else expect([i >= name, Buffer.from(result)]).toEqual([true, content]);
      }
    }
  });

  test("random bytes are refused, and nothing else happens", async () => {
    const check = async (bytes: Uint8Array, at: number[]) => {
      const result = await outcome(contentOfPart(cut(bytes, at), BOUNDARY));
      expect(["bad-request", "interrupted"]).toContain(result);
    };
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 9_000 }), cutsOf, check));
  });

  test("boundaries", () => {
    expect(parseBoundary(FORM_TYPE)).toBe(BOUNDARY);
    expect(parseBoundary('Multipart/Form-Data;boundary="a b"'.replace(" b", "b"))).toBe("ab");
    for (const bad of [
      undefined,
      "",
      "multipart/form-data",
      "multipart/form-data; boundary=",
      "a/b; boundary=x",
    ])
      expect(() => parseBoundary(bad)).toThrow(ProblemError);
    for (const bad of ["x".repeat(71), "a b", "a\tb", "ä", '"a', "a; charset=utf-8"])
      expect(() => parseBoundary(`multipart/form-data; boundary=${bad}`)).toThrow(ProblemError);
  });
});

describe("armor by hand", () => {
  const lineEnds = fc.constantFrom("", "\n", "\r\n", " ", "\t", "  ", "\n> > ", "\r\n\r\n\t");

  test("comes through, whatever its line ends have become and however it is cut", async () => {
    const check = async (file: Uint8Array, lineEnd: string, around: string, at: number[]) => {
      const text = concat(utf8(around), await armored(file, lineEnd), utf8(around));
      expect(equalBytes(await collect(dearmorByHand(cut(text, at))), file)).toBe(true);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        lineEnds,
        fc.constantFrom("", " ", "\r\n\r\n", " \t\n"),
        cutsOf,
        check,
      ),
    );
  });

  test("takes no text that a strict reader refuses once its line ends are put back", async () => {
    const file = randomBytes(200);
    const text = Buffer.from(await armored(file, "")).toString("latin1");
    const check = async (i: number, character: string, replace: boolean) => {
      const at = i % text.length;
      const changed = text.slice(0, at) + character + text.slice(at + (replace ? 1 : 0));
      const result = await outcome(dearmorByHand(whole(utf8(changed))));
      const body = changed.replace(/-----(BEGIN|END) AGE ENCRYPTED FILE-----/g, "").replace(/[\s>]/g, "");
      const lined = `-----BEGIN AGE ENCRYPTED FILE-----\n${body.replace(/.{1,64}/g, "$&\n")}-----END AGE ENCRYPTED FILE-----\n`;
      const strict = await outcome(dearmor([utf8(lined)]));
      if (typeof result !== "string") expect(result).toEqual(strict);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.constantFrom(..." >\n=-_+/Aé~\0", "\r\n", "==", "   "),
        fc.boolean(),
        check,
      ),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ["no mark", "YWdl", "not-age"],
    ["another mark", "-----BEGIN PGP MESSAGE-----", "not-age"],
    ["half a mark", "-----BEGIN AGE", "not-age"],
    ["no end", "-----BEGIN AGE ENCRYPTED FILE-----YWdl", "truncated"],
    ["half an end", "-----BEGIN AGE ENCRYPTED FILE-----YWdl-----END", "truncated"],
    [
      "unused bits",
      "-----BEGIN AGE ENCRYPTED FILE-----YWd=-----END AGE ENCRYPTED FILE-----",
      "armor-malformed",
    ],
    [
      "no padding",
      "-----BEGIN AGE ENCRYPTED FILE-----YWdlLw-----END AGE ENCRYPTED FILE-----",
      "armor-malformed",
    ],
    [
      "padding within",
      "-----BEGIN AGE ENCRYPTED FILE-----YQ==YWdl-----END AGE ENCRYPTED FILE-----",
      "armor-malformed",
    ],
    [
      "the other alphabet",
      "-----BEGIN AGE ENCRYPTED FILE-----YW_l-----END AGE ENCRYPTED FILE-----",
      "armor-malformed",
    ],
    [
      "a second armor",
      "-----BEGIN AGE ENCRYPTED FILE-----YWdl-----END AGE ENCRYPTED FILE----------BEGIN",
      "armor-malformed",
    ],
  ])("refuses: %s", async (_name, text, code) => {
    expect(await outcome(dearmorByHand(whole(utf8(text))))).toBe(code);
    async function* bytes() {
      yield* inPieces(utf8(text), 1);
    }
    expect(await outcome(dearmorByHand(bytes()))).toBe(code);
  });
});

describe("what was handed in", () => {
  test("is told by its beginning, however it is cut: an age file goes on as it is", async () => {
    const check = async (rest: Uint8Array, at: number[]) => {
      const bytes = concat(utf8("age-encryption.org/v1\n"), rest);
      expect(equalBytes(await collect(sealedBytes(cut(bytes, at))), bytes)).toBe(true);
    };
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), cutsOf, check));
  });

  test("armor is read in every encoding that is made without a loss, however it is cut", async () => {
    const changes = fc.constantFrom(...CHANGED_ARMOR.map(([, change]) => change));
    const check = async (change: (armor: Uint8Array) => Uint8Array, rest: Uint8Array, at: number[]) => {
      const file = concat(utf8("age-encryption.org/v1\n"), rest);
      expect(equalBytes(await collect(sealedBytes(cut(change(await armored(file)), at))), file)).toBe(true);
    };
    await fc.assert(fc.asyncProperty(changes, fc.uint8Array({ maxLength: 300 }), cutsOf, check));
  });

  test.each(BROKEN_ARMOR)("%s was sealed: %s", async (_name, answer, change) => {
    const file = concat(utf8("age-encryption.org/v1\n"), randomBytes(99));
    const code = await outcome(sealedBytes(whole(change(await armored(file), file))));
    expect([answer === "damaged" ? "armor-malformed" : "no-recipient", "truncated"]).toContain(code);
  });

  test("anything else is refused as not sealed, or as nothing", async () => {
    const check = async (bytes: Uint8Array, at: number[]) => {
      expect(["not-age", "bad-request"]).toContain(await outcome(sealedBytes(cut(bytes, at))));
    };
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), cutsOf, check));
    expect(await outcome(sealedBytes(whole(utf8("On Monday: -----BEGIN AGE ENCRYPTED FILE-----"))))).toBe(
      "not-age",
    );
  });
});
