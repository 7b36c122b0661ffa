import { readFileSync } from "node:fs";
import { deflateRawSync, deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeFile } from "../../../../client/pictures/clean.ts";
import { CLEAN_ERROR_CODES } from "../../../../client/pictures/errors.ts";
import { isTelling } from "../../../../client/report/cleanable.ts";
import { sniff } from "../../../../client/report/sniff.ts";
import { concat, utf8 } from "../../../../crypto/bytes.ts";
import { inLong } from "../../../support/seeded.ts";

const caseOf = (path: string) => new Uint8Array(readFileSync(new URL(`../cases/${path}`, import.meta.url)));

/** What is told of a file, a line each. */
function told(bytes: Uint8Array): string[] {
  return describeFile(bytes).findings.map((finding) =>
    "text" in finding ? `${finding.code} ${finding.text}` : finding.code,
  );
}

describe("what programs note in a document is told", () => {
  const people = ["author Ada Example", "author Bo Example", "author Cy Example"];
  test.each<[string, string[]]>([
    ["documents/libreoffice.docx", [...people, "author 张例子", "company Example Ltd", "changes", "saves 7"]],
    ["documents/libreoffice.odt", [...people, "author 张例子", "changes", "saves 7"]],
    ["documents/libreoffice.xlsx", [...people, "saves 3"]],
    ["documents/libreoffice.pptx", [...people, "saves 3"]],
    ["documents/libreoffice.pdf", ["author Ada Example", "time 2026-11-29 15:44:30 Z'", "software Writer"]],
    [
      "media/docx-revisions.docx",
      ["author Ada Example", "author Bo Example", "company Example Ltd", "changes"],
    ],
    ["media/pdf-objstm.pdf", ["author Ada Example", "company Example Ltd"]],
    ["media/pdf-saved-twice.pdf", ["author Ada Example", "author Second Example", "saves 2"]],
  ])("%s", (path, expected) => {
    expect(isTelling(sniff(caseOf(path)))).toBe(true);
    expect(describeFile(caseOf(path)).broken).toBe(null);
    expect(told(caseOf(path))).toEqual(expect.arrayContaining(expected));
  });
});

const pdf = (...parts: readonly string[]) =>
  Uint8Array.from(Buffer.from(`%PDF-1.7\n${parts.join("\n")}`, "latin1"));

test.each<[string, string, string[]]>([
  ["escaped letters", "/Author(A\\144a \\(E\\\nx\\051)", ["author Ada (Ex)"]],
  ["letters in brackets", "/Author (Ada (Bo) Example)/X(y)", ["author Ada (Bo) Example"]],
  ["digits, in UTF-16", "/Author <FEFF 5F20 4F8B 5B50>", ["author 张例子"]],
  ["ISO 8859-1", "/Author(M\xfcller)", ["author Müller"]],
  ["UTF-8", "/Author(\xe5\xbc\xa0)", ["author 张"]],
  [
    "XMP",
    "<rdf:RDF><dc:creator><rdf:Seq><rdf:li>\xe5\xbc\xa0</rdf:li></rdf:Seq></dc:creator>",
    ["author 张"],
  ],
  ["an encrypted one, of which the letters are none", "/Author(abc)trailer<</Encrypt 4 0 R>>", []],
  ["made for the web, with two ends, and saved once", "/Linearized 1\n%%EOF\n/Prev 5\n%%EOF", []],
  ["made for the web, and saved again", "/Linearized 1\n%%EOF\n/Prev 5\n%%EOF\n/Prev 5\n%%EOF", ["saves 2"]],
  [
    "programs and times",
    "/Creator(A)/Producer(B)/CreationDate(D:20260102030405Z)/ModDate(D:20270102030405Z)",
    ["time 2026-01-02 03:04:05 Z", "time 2027-01-02 03:04:05 Z", "software A", "software B"],
  ],
  ["keys of which none is meant", "/Authority(x)/Creator 5 0 R", []],
])("a PDF's text: %s", (_, content, expected) => {
  expect(told(pdf(content))).toEqual(expected);
});

test("of packed streams the last sixteen are looked into, XMP too", () => {
  const stream = (type: string, text: string) =>
    `${type}/Filter/FlateDecode>>stream\n${Buffer.from(deflateSync(text)).toString("latin1")}\nendstream`;
  const said = pdf(
    stream("/Type/ObjStm", "/Author(Too far from the end)"),
    stream("/Type/ObjStm", "/Author(First)"),
    ...Array.from({ length: 14 }, () => stream("/Type/ObjStm", "/Pages 5 0 R")),
    stream("/Subtype/XML", "<dc:creator>Last</dc:creator>"),
  );
  expect(told(said)).toEqual(["author Last", "author First"]);
});

test("of a long PDF both ends are looked at, and of its saves is said what is seen", () => {
  const middle = new Uint8Array(1024 * 1024);
  const long = concat(pdf("/Author(Ada)%%EOF"), middle, pdf("/Author(Bo)\n/Prev 9\n%%EOF"));
  expect(told(long)).toEqual(["author Ada", "author Bo", "saves ≥ 2"]);
});

interface Entry {
  readonly name: string;
  readonly content: Uint8Array;
  /** What the directory says of it. */
  readonly length?: number;
  readonly stored?: boolean;
}

/** What programs put behind a name, of another length in the directory than before the file itself. */
const EXTRA = utf8("PK\x01\x02 extra");
const REMARK = Uint8Array.of(0xff, 0xff, 2, 0, 0, 0);

/** A ZIP without checksums, which nobody looks at. */
function zip(entries: readonly Entry[], comment = 0): Uint8Array {
  const directory: Uint8Array[] = [];
  const files: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, length, stored = false } of entries) {
    const packed = stored ? content : new Uint8Array(deflateRawSync(content));
    const head = Buffer.alloc(30);
    head.write("PK\x03\x04");
    head.writeUInt16LE(name.length, 26);
    head.writeUInt16LE(REMARK.length, 28);
    const entry = Buffer.alloc(46);
    entry.write("PK\x01\x02");
    entry.writeUInt16LE(stored ? 0 : 8, 10);
    entry.writeUInt32LE(length ?? packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(EXTRA.length, 30);
    entry.writeUInt16LE(REMARK.length, 32);
    entry.writeUInt32LE(at, 42);
    files.push(head, utf8(name), REMARK, packed);
    directory.push(entry, utf8(name), EXTRA, REMARK);
    at += 30 + name.length + REMARK.length + packed.length;
  }
  const end = Buffer.alloc(22 + comment);
  end.write("PK\x05\x06");
  end.writeUInt32LE(concat(...directory).length, 12);
  end.writeUInt32LE(at, 16);
  return concat(...files, ...directory, end);
}

const core = (name: string) => utf8(`<dc:creator>${name}</dc:creator><cp:revision>1</cp:revision>`);

test("a document saved once is told of no saves; a comment of the archive stands in nobody's way", () => {
  expect(told(zip([{ name: "docProps/core.xml", content: core("Ada") }], 300))).toEqual(["author Ada"]);
});

test.each(["xl/persons/person.xml", "word/people.xml", "word/comments.xml"])("%s names people", (name) => {
  expect(told(zip([{ name, content: utf8('<person displayName="Ada" w15:author="Bo"/>') }]))).toContain(
    "author Ada",
  );
});

test("an archive within is not taken for the whole, and what isn't packed is read as it is", () => {
  const within = { name: "word/embedded.zip", content: zip([]), stored: true };
  expect(told(zip([within, { name: "docProps/core.xml", content: core("Ada"), stored: true }]))).toEqual([
    "author Ada",
  ]);
});

test("what unpacks to twenty megabytes hides nothing of what programs note", () => {
  const bomb = { name: "word/document.xml", content: new Uint8Array(20_000_000) };
  const bombs = zip([
    bomb,
    ...Array.from({ length: 40 }, () => ({ ...bomb, content: utf8("x") })),
    {
      name: "docProps/core.xml",
      content: core("Ada"),
    },
  ]);
  expect(told(bombs)).toEqual(["author Ada"]);
});

test.each<[string, Uint8Array]>([
  [
    "a directory behind the end",
    zip([{ name: "meta.xml", content: core("Ada"), length: 5e8 }]).fill(0xee, -10),
  ],
  ["no directory", utf8("PK\x03\x04 and nothing else")],
])("%s is told as broken", (_, bytes) => {
  expect(CLEAN_ERROR_CODES).toContain(describeFile(bytes).broken);
});

const SEEDS = ["docx", "odt", "pdf", "xlsx", "pptx"].map((ending) =>
  caseOf(`documents/libreoffice.${ending}`),
);

test(
  "whatever is changed in a document: a known refusal or what it says, and nothing is thrown",
  () => {
    const place = fc.nat(30_000);
    const change = fc.record({
      kind: fc.constantFrom("set", "set", "cut", "copy"),
      from: place,
      to: place,
      at: fc.oneof(place, fc.integer({ min: -1500, max: -1 })),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...SEEDS, caseOf("media/pdf-saved-twice.pdf")),
        fc.array(change, { maxLength: 6 }),
        (seed, changes) => {
          let bytes = seed.slice();
          for (const { kind, from, to, at, bytes: written } of changes) {
            const [start, end] = [Math.min(from, to) % bytes.length, Math.max(from, to) % bytes.length];
            const where = ((at % bytes.length) + bytes.length) % bytes.length;
            if (kind === "set") bytes.set(written.subarray(0, bytes.length - where), where);
            else if (kind === "copy")
              bytes = concat(
                bytes.subarray(0, where),
                bytes.subarray(start, end),
                bytes.subarray(where),
              ) as typeof bytes;
            else if (end > start)
              bytes = concat(bytes.subarray(0, Math.max(5, start)), bytes.subarray(end)) as typeof bytes;
          }
          const before = bytes.slice();
          const { broken, findings } = describeFile(bytes);
          if (broken !== null) expect(CLEAN_ERROR_CODES).toContain(broken);
          for (const finding of findings) if ("text" in finding) expect(finding.text).not.toMatch(/\p{C}/u);
          expect(bytes).toEqual(before);
        },
      ),
      { numRuns: inLong(100, 20_000) },
    );
  },
  inLong(30_000, 600_000),
);
