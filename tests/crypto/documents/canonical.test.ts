import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bundle } from "../../../client/build/bundle.ts";
import { concat, utf8 } from "../../../crypto/bytes.ts";
import {
  ascending,
  encodeDocument,
  type Field,
  list,
  mapped,
  type Of,
  optional,
  orNull,
  parseDocument,
  record,
  typed,
} from "../../../crypto/documents/canonical.ts";
import {
  base64,
  count,
  embedded,
  hex,
  hexText,
  label,
  oneOf,
  text,
  yesOrNo,
} from "../../../crypto/documents/fields.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { codeWith } from "../../support/code-of.ts";
import { filesBelow } from "../../support/imports.ts";

const inner = record(() => ({ number: count(-3, 9999), bytes: base64, maybe: optional(text) }));

const DOCUMENT = typed("nightjar-test/v1", () => ({
  name: label,
  text,
  digest: hex(4),
  id: hexText(2),
  none: orNull(yesOrNo),
  code: oneOf(["one", "two"]),
  items: list(inner, 0, 4),
  set: ascending(inner, 0, 4, ({ number }) => number),
  turned: mapped(
    count(0, 9),
    (digit) => ({ digit }),
    ({ digit }) => digit,
  ),
  within: embedded(inner),
}));

type Value = Of<typeof DOCUMENT>;

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const innerValues = fc.record(
  { number: fc.integer({ min: -3, max: 9999 }), bytes: fc.uint8Array({ maxLength: 5 }), maybe: fc.string() },
  { requiredKeys: ["number", "bytes"] },
);
const values: fc.Arbitrary<Value> = fc.record({
  name: fc.stringMatching(/^[a-z你]{1,9}$/),
  text: fc.string({ unit: "binary" }).filter((said) => said.isWellFormed()),
  digest: bytesOf(4),
  id: fc.stringMatching(/^[0-9a-f]{4}$/),
  none: fc.option(fc.boolean()),
  code: fc.constantFrom("one", "two"),
  items: fc.array(innerValues, { maxLength: 4 }),
  set: fc
    .uniqueArray(innerValues, { maxLength: 4, selector: ({ number }) => number })
    .map((items) => items.toSorted((a, b) => a.number - b.number)),
  turned: fc.record({ digit: fc.nat(9) }),
  within: innerValues,
});

/** Undefined if it is refused. */
function read<T>(field: Field<T>, bytes: Uint8Array): T | undefined {
  try {
    return parseDocument(field, bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(CryptoError);
    return undefined;
  }
}

test("what is written is read as it was", () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(read(DOCUMENT, encodeDocument(DOCUMENT, value))).toEqual(value);
    }),
  );
});

test("no value has two forms: a document with a changed, added or missing byte is refused, or another value", () => {
  const likely = fc.constantFrom(" ", "\n", "0", ".0", "e0", "\\u0061", "\\/").map(utf8);
  const change = fc.tuple(fc.nat(), fc.nat(2), fc.oneof(likely, fc.uint8Array({ maxLength: 2 })));
  fc.assert(
    fc.property(values, change, (value, [at, remove, insert]) => {
      const bytes = encodeDocument(DOCUMENT, value);
      const start = at % bytes.length;
      const changed = concat(bytes.subarray(0, start), insert, bytes.subarray(start + remove));
      const found = read(DOCUMENT, changed);
      if (Buffer.from(changed).equals(bytes)) expect(found).toEqual(value);
      else expect(found).not.toEqual(value);
    }),
    { numRuns: 3000 },
  );
});

describe("refused", () => {
  const [good] = fc.sample(values, { numRuns: 1, seed: 7 });
  const json = Buffer.from(encodeDocument(DOCUMENT, good as Value)).toString();
  test.each([
    ["white space", json.replace(",", ", ")],
    ["another type", json.replace("test/v1", "test/v2")],
    ["no type", json.replace('"type":"nightjar-test/v1",', "")],
    ["an unknown key", json.replace("{", '{"more":1,')],
    ["a key twice", json.replace("{", '{"type":"nightjar-test/v1",')],
    ["a key less", json.replace(/"code":"[a-z]+",/, "")],
    ["another order", json.replace(/("none":[a-z]+),("code":"[a-z]+")/, "$2,$1")],
    ["an escape that isn't needed", json.replace("type", "\\u0074ype")],
    ["a byte order mark", `\ufeff${json}`],
    ["a number's other form", json.replace(/"turned":(\d)/, '"turned":$1.0')],
    ["minus nought", json.replace(/"turned":\d/, '"turned":-0')],
    ["a list", `[${json}]`],
    ["nothing", "null"],
    ["a list as an object", json.replace(/"items":\[.*?\],"set"/, '"items":{},"set"')],
    ["no JSON", json.slice(1)],
  ])("%s", (_, changed) => {
    expect(changed).not.toBe(json);
    expect(codeWith(CryptoError, () => parseDocument(DOCUMENT, utf8(changed)))).toBe("document-malformed");
  });

  test("more bytes than may be", () => {
    const bytes = utf8(json);
    expect(parseDocument(DOCUMENT, bytes, bytes.length)).toEqual(good);
    expect(codeWith(CryptoError, () => parseDocument(DOCUMENT, bytes, bytes.length - 1))).toBe(
      "document-malformed",
    );
  });

  test("a set out of order, or with a member twice", () => {
    const set = ascending(count(0, 9), 0, 4);
    expect(parseDocument(set, utf8("[1,2]"))).toEqual([1, 2]);
    for (const other of ["[2,1]", "[1,1]"])
      expect(codeWith(CryptoError, () => parseDocument(set, utf8(other)))).toBe("document-malformed");
  });
});

test.each(["crypto/documents", "protocol", "client/bundle", "client/letters", "client/report"])(
  "%s: a page that reads no document of a file holds nothing of its table",
  async (folder) => {
    for (const file of filesBelow(folder).filter((name) => name.endsWith(".ts"))) {
      const text = await bundle(file, {}, []);
      expect([file, /nightjar-[a-z-]+\/v\d|Object\.fromEntries/.exec(text)?.[0]]).toEqual([file, undefined]);
    }
  },
);
