import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ReportError } from "../../../client/report/errors.ts";
import { EMPTY_REPORT, type Report, settleReport } from "../../../client/report/report.ts";
import { encodeTip, MAX_TIP_LENGTH, parseTip, type Tip } from "../../../client/report/tip.ts";
import { roomLeft } from "../../../client/report/tip-json.ts";
import {
  codesOf,
  type Group,
  isCode,
  isFirstCode,
  OF_SECOND_VERSION,
} from "../../../client/report/vocabulary/codes.ts";
import { parseInstanceId } from "../../../crypto/documents/anchor.ts";
import type { RosterDigest } from "../../../crypto/documents/roster.ts";
import { encodeBech32 } from "../../../crypto/encoding.ts";
import { envelopeLength } from "../../../crypto/envelope.ts";
import { ROOT } from "../../support/imports.ts";
import { testInstance } from "../../support/instance.ts";
import { mutationsOf } from "../../support/mutations.ts";
import { replyOf } from "../../support/replies.ts";
import { attachments, tip as tips } from "./arbitrary.ts";
import { RICH_ATTACHMENTS, RICH_REPORT } from "./rich-report.ts";

const PLAIN: Tip = {
  instance: parseInstanceId("01".repeat(32)),
  roster: new Uint8Array(32).fill(2) as Uint8Array as RosterDigest,
  language: "zh-Hant",
  report: EMPTY_REPORT,
  attachments: [],
  reply: null,
};
const RICH: Tip = { ...PLAIN, report: RICH_REPORT, attachments: RICH_ATTACHMENTS };
const REPLY = replyOf(new Uint8Array(16).fill(7), PLAIN);

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

/** The code that an action was refused with. */
function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ReportError) return error.code;
    throw error;
  }
  return "accepted";
}

test("the bytes of a tip in which nothing was said, and of one in which everything was", () => {
  const ids = `"instance":"${"01".repeat(32)}","roster":"${"02".repeat(32)}","language":"zh-Hant"`;
  expect(textOf(encodeTip(PLAIN))).toBe(
    `{"type":"nightjar-tip/v2",${ids},"report":{"station":null,"pressure":null,"relationship":null,"basis":[],` +
      '"certainty":null,"need":null,"consent":["internal"],"narrative":""},"attachments":[],"reply":null}',
  );
  expect(textOf(encodeTip(RICH))).toBe(
    `{"type":"nightjar-tip/v2",${ids},"report":{` +
      '"station":{"premises":["restaurant","other"],"premisesOther":"karaoke upstairs","nameUsed":"other",' +
      '"nameUsedOther":"平安之家","linkedBureau":["fuzhou","other"],"linkedBureauOther":"长乐",' +
      '"place":{"country":"ES","region":"Comunidad de Madrid","city":"Madrid","address":"Calle de la Luna 3",' +
      '"precision":"exact"},"since":{"precision":"about","year":2019,"month":null,"day":null}},' +
      '"pressure":{"family":["fam_threat","utilities_cut"],' +
      '"direct":["persuade_contact","video_interrogation","other"],"directOther":"送花圈\\n两次",' +
      '"place":{"country":"TW","region":"","city":"高雄","address":"","precision":"city"},' +
      '"when":{"precision":"day","year":2024,"month":3,"day":5}},' +
      '"relationship":"friend_of_affected","basis":["told_by_affected","have_document"],"certainty":"fairly",' +
      '"need":"danger_soon","consent":["statistics","authorities"],' +
      '"narrative":"第一行\\n- Sure\\n\\u001b[2Jend"},' +
      '"attachments":[{"name":"attachments/01-photo.jpg","type":"image/jpeg","size":3145728,' +
      '"cleaned":["place","device"],"original":"attachments/02-photo.jpg"},' +
      '{"name":"attachments/02-photo.jpg","type":"image/jpeg","size":3200000,"cleaned":null,"original":null},' +
      '{"name":"attachments/03-picture.png","type":"image/png","size":1,"cleaned":[],"original":null}],"reply":null}',
  );
});

test("SPEC.md's example is a tip to the byte, and its table has the codes of either version in their order", () => {
  const [, section = ""] = readFileSync(join(ROOT, "SPEC.md"), "utf8").split("\n### tip.json\n");
  const [own = ""] = section.split("\n### ");
  const lines = own.split("\n").filter((line) => line.startsWith("    "));
  const example = lines.map((line) => line.trim()).join("");
  expect(parseTip(bytesOf(example)).report.pressure?.family).toEqual(["fam_threat", "fam_police_visit"]);
  expect(textOf(encodeTip(parseTip(bytesOf(example))))).toBe(example);
  const rows = new Map(
    [...own.matchAll(/^\| `([a-zA-Z]+)`(?: of a ([a-z]+))? \| (.*) \|$/gm)].map(
      ([, field = "", whose = "", codes = ""]) => [field + whose, codes.split(" ")],
    ),
  );
  const groups: readonly (readonly [string, Group])[] = [
    ...(["premises", "nameUsed", "linkedBureau", "relationship", "basis", "certainty"] as const).map(
      (group) => [group, group] as const,
    ),
    ...[["family", "pressureFamily"] as const, ["direct", "pressureDirect"] as const],
    ...[["need", "need"] as const, ["consent", "consent"] as const, ["cleaned", "removed"] as const],
    ...[["precisiondate", "datePrecision"] as const, ["precisionplace", "placePrecision"] as const],
  ];
  for (const [field, group] of groups) {
    const codes = codesOf(group).map((code) => (isFirstCode(group, code) ? `\`${code}\`` : `*\`${code}\`*`));
    expect(rows.get(field), field).toEqual(codes);
  }
});

describe("a tip of the first version, as the writer of that time wrote it", () => {
  const folder = join(import.meta.dirname, "tips-of-v1");
  const texts = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

  test("opens, says what it said, and is written to the same bytes again", () => {
    expect(texts.size).toBe(8);
    for (const [name, text] of texts) {
      const tip = parseTip(bytesOf(text));
      expect(text.startsWith('{"type":"nightjar-tip/v1"'), name).toBe(true);
      expect(tip.reply, name).toBeUndefined();
      expect(textOf(encodeTip(tip)), name).toBe(text);
      expect(parseTip(encodeTip({ ...tip, reply: null })).report, name).toEqual(tip.report);
    }
    expect(parseTip(bytesOf(texts.get("with-files.tip") ?? ""))).toEqual({ ...RICH, reply: undefined });
  });

  test("says no code that came later, and goes nowhere for an answer", () => {
    const whole = texts.get("every-box.tip") ?? "";
    const has = (code: string) => whole.includes(`"${code}"`);
    const lists = ["premises", "linkedBureau", "pressureFamily", "pressureDirect", "basis"] as const;
    const later = lists.flatMap((group) => codesOf(group).filter((code) => !has(code)));
    expect([...later, "police_overseas_post"].sort()).toEqual([...OF_SECOND_VERSION].sort());
    const said = [
      ['"nameUsed":"ocsc"', '"nameUsed":"police_overseas_post"'],
      ['"fam_threat"', '"fam_threat","fam_police_visit"'],
      ...OF_SECOND_VERSION.filter((code) => isCode("linkedBureau", code)).map((code) => [
        '"linkedBureau":["fuzhou","qingtian","wenzhou","nantong","other","unknown"]',
        `"linkedBureau":["${code}"]`,
      ]),
    ].map(([from = "", to = ""]) =>
      whole
        .replace(from, to)
        .replace('"linkedBureauOther":"长乐"', (other) =>
          to.startsWith('"linkedBureau"') ? '"linkedBureauOther":""' : other,
        ),
    );
    expect(said).toHaveLength(OF_SECOND_VERSION.length);
    for (const text of said) {
      expect(refusal(() => parseTip(bytesOf(text)))).toBe("tip-malformed");
      const second = text.replace("/v1", "/v2").replace(/\}$/, ',"reply":null}');
      expect(refusal(() => expect(textOf(encodeTip(parseTip(bytesOf(second))))).toBe(second))).toBe(
        "accepted",
      );
    }
    for (const reply of ["null", JSON.stringify(REPLY)]) {
      expect(refusal(() => parseTip(bytesOf(whole.replace(/\}$/, `,"reply":${reply}}`))))).toBe(
        "tip-malformed",
      );
    }
  });
});

describe("where a reply may go", () => {
  const text = textOf(encodeTip({ ...RICH, reply: REPLY }));
  const refused = (reply: unknown) =>
    refusal(() => parseTip(bytesOf(text.replace(JSON.stringify(REPLY), JSON.stringify(reply)))));
  const other = (key: string) => {
    const [, digits = ""] = key.split("1pq1");
    return `age1pq1${digits.slice(0, 40)}${digits[40] === "q" ? "p" : "q"}${digits.slice(41)}`;
  };

  test("is read as a page with letters writes it, and kept to the byte", () => {
    expect(parseTip(bytesOf(text))).toEqual({ ...RICH, reply: REPLY });
    expect(textOf(encodeTip(parseTip(bytesOf(text))))).toBe(text);
    expect(JSON.stringify(REPLY)).toHaveLength(2268);
    const vector = createHash("sha256")
      .update(encodeTip({ ...PLAIN, reply: REPLY }))
      .digest("hex");
    expect(vector).toBe("b649c2d639fd118c967c5a24789093dd7e67ef623225a3ce5a66c2ac83fbb449");
  });

  const cases: readonly (readonly [what: string, reply: unknown])[] = [
    ["a recipient with another checksum", { ...REPLY, recipient: other(REPLY.recipient) }],
    ["one in capitals", { ...REPLY, recipient: REPLY.recipient.toUpperCase() }],
    ["one that lacks a character", { ...REPLY, recipient: REPLY.recipient.slice(0, -1) }],
    ["one of the classic kind", { ...REPLY, recipient: encodeBech32("age", new Uint8Array(32).fill(9)) }],
    ["one of 1215 bytes", { ...REPLY, recipient: encodeBech32("age1pq", new Uint8Array(1215)) }],
    ["one of 1217 bytes", { ...REPLY, recipient: encodeBech32("age1pq", new Uint8Array(1217)) }],
    ["one that nobody can seal to", { ...REPLY, recipient: encodeBech32("age1pq", new Uint8Array(1216)) }],
    ...(["mailbox", "address", "proof"] as const).flatMap((name) => [
      [`${name} in capitals`, { ...REPLY, [name]: REPLY[name].toUpperCase() }] as const,
      [`${name} a byte short`, { ...REPLY, [name]: REPLY[name].slice(2) }] as const,
      [`${name} a byte long`, { ...REPLY, [name]: `${REPLY[name]}00` }] as const,
      [`${name} half a byte short`, { ...REPLY, [name]: REPLY[name].slice(1) }] as const,
      [`${name} in no hexadecimal`, { ...REPLY, [name]: `${REPLY[name].slice(1)}g` }] as const,
      [`${name} that is null`, { ...REPLY, [name]: null }] as const,
      [`${name} left out`, { ...REPLY, [name]: undefined }] as const,
    ]),
    ["an order of its own", Object.fromEntries(Object.entries(REPLY).toReversed())],
    ["a key more", { ...REPLY, codename: "" }],
    ["a list", [REPLY]],
  ];
  test.each(cases)("refused: %s", (_, reply) => {
    expect(refused(REPLY)).toBe("accepted");
    expect(refused(reply)).toBe("tip-malformed");
  });

  test("a text is one size to the byte, with it and without", () => {
    const { roster } = testInstance();
    const long = { ...PLAIN, report: { ...EMPTY_REPORT, narrative: "家".repeat(15_000) } };
    const sizes = [PLAIN, { ...PLAIN, reply: undefined }, long, { ...long, reply: REPLY }].map((tip) =>
      envelopeLength([encodeTip(tip).length], roster),
    );
    expect(new Set(sizes).size).toBe(1);
    expect(roomLeft({ ...PLAIN, reply: REPLY })).toBe(roomLeft(PLAIN) - (JSON.stringify(REPLY).length - 4));
  });
});

describe("encode and parse", () => {
  test("parse ∘ encode settles; encode ∘ parse is identity; whatever a page can hold, a reviewer can read", () => {
    fc.assert(
      fc.property(tips, (tip) => {
        const bytes = encodeTip(tip);
        const parsed = parseTip(bytes);
        expect(parsed.report).toEqual(settleReport(tip.report));
        expect(parsed.attachments.map(({ name }) => name)).toEqual(tip.attachments.map(({ name }) => name));
        expect(encodeTip(parsed)).toEqual(bytes);
        expect(parseTip(encodeTip(parsed))).toEqual(parsed);
      }),
      { numRuns: 500 },
    );
  });

  test("what a mutation leaves acceptable encodes to exactly its bytes; all else has a code", () => {
    const bytes = encodeTip(RICH);
    const inserted = fc.oneof(
      fc.string({ maxLength: 3, unit: "binary-ascii" }),
      fc.constantFrom("null", "[]", '"', ",", "0", "{}"),
    );
    let accepted = 0;
    fc.assert(
      fc.property(mutationsOf(bytes, 4, inserted), (mutated) => {
        const code = refusal(() => expect(encodeTip(parseTip(mutated))).toEqual(mutated));
        expect(["accepted", "tip-malformed"]).toContain(code);
        if (code === "accepted") accepted += 1;
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(0);
  });

  test("any value in the place of any other: a code, never an accident", () => {
    const paths = pathsIn(JSON.parse(textOf(encodeTip(RICH))));
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const json = JSON.parse(textOf(encodeTip(RICH)));
        replaceAt(json, path, value);
        const bytes = bytesOf(JSON.stringify(json));
        const code = refusal(() => expect(encodeTip(parseTip(bytes))).toEqual(bytes));
        expect(["accepted", "tip-malformed"]).toContain(code);
      }),
      { numRuns: 3000 },
    );
  });

  test("any JSON, any bytes, a byte order mark, and nesting without end", () => {
    for (const extra of ["\ufeff", " "]) {
      expect(refusal(() => parseTip(bytesOf(extra + textOf(encodeTip(RICH)))))).toBe("tip-malformed");
    }
    for (const odd of ["", "null", "[]", "{}", '{"__proto__":{"type":"nightjar-tip/v1"}}']) {
      expect(refusal(() => parseTip(bytesOf(odd)))).toBe("tip-malformed");
    }
    fc.assert(fc.property(fc.json(), (json) => refusal(() => parseTip(bytesOf(json))) === "tip-malformed"));
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        (bytes) => refusal(() => parseTip(bytes)) === "tip-malformed",
      ),
    );
    const half = MAX_TIP_LENGTH / 2;
    for (const nested of ["[".repeat(2 * half), "[".repeat(half) + "]".repeat(half)]) {
      expect(refusal(() => parseTip(bytesOf(nested)))).toBe("tip-malformed");
    }
  });
});

describe("refused: a second way to say the same, and what can't be so", () => {
  const rich = textOf(encodeTip(RICH));
  const cases: readonly (readonly [what: string, from: string, to: string])[] = [
    ["a code this version doesn't know", '"restaurant"', '"laundry"'],
    ["a code of another group", '"certainty":"fairly"', '"certainty":"self"'],
    ["a code that every object has", '"certainty":"fairly"', '"certainty":"constructor"'],
    ["codes out of order", '["fam_threat","utilities_cut"]', '["utilities_cut","fam_threat"]'],
    ["a code twice", '["fam_threat","utilities_cut"]', '["fam_threat","fam_threat","utilities_cut"]'],
    ["a text whose choice is gone", '["restaurant","other"]', '["restaurant"]'],
    ["a text whose choice is gone", '"nameUsed":"other"', '"nameUsed":null'],
    ["a text whose choice is gone", '["fuzhou","other"]', '["fuzhou"]'],
    [
      "a text whose choice is gone",
      '["persuade_contact","video_interrogation","other"]',
      '["persuade_contact"]',
    ],
    ["no consent at all", '"consent":["statistics","authorities"]', '"consent":[]'],
    ["internal only, and more", '"consent":["statistics"', '"consent":["internal","statistics"'],
    ["a field left out", '"certainty":"fairly",', ""],
    ["a field more", '"certainty":"fairly",', '"certainty":"fairly","mood":null,'],
    ["null for an empty text", '"region":""', '"region":null'],
    ["null for an empty list", '"basis":["told_by_affected","have_document"]', '"basis":null'],
    ["a country that isn't one", '"ES"', '"ZZ"'],
    ["a country in small letters", '"ES"', '"es"'],
    ["an address with a city's precision", '"precision":"exact"', '"precision":"city"'],
    [
      "a place that says nothing",
      '{"country":"TW","region":"","city":"高雄"',
      '{"country":null,"region":"","city":""',
    ],
    ["white space at the end of a place's text", '"city":"Madrid"', '"city":"Madrid "'],
    ["31 February", '"year":2024,"month":3,"day":5', '"year":2024,"month":2,"day":31'],
    ["29 February of no leap year", '"year":2024,"month":3,"day":5', '"year":2023,"month":2,"day":29'],
    ["month 0", '"month":3', '"month":0'],
    ["half a day", '"day":5', '"day":5.5'],
    ["a year as text", '"year":2024', '"year":"2024"'],
    ["a year nobody lives in", '"year":2024', '"year":20240'],
    ["a day with a month's precision", '"precision":"day"', '"precision":"month"'],
    ["a day missing", '"day":5', '"day":null'],
    ["an original that isn't there", '"original":"attachments/02-', '"original":"attachments/09-'],
    [
      "an original that was cleaned",
      '"original":"attachments/02-photo.jpg"',
      '"original":"attachments/03-picture.png"',
    ],
    ["an original of what wasn't cleaned", '"cleaned":["place","device"]', '"cleaned":null'],
    ["two attachments of one name", '"attachments/03-picture.png"', '"attachments/02-photo.jpg"'],
    ["a negative size", '"size":1,', '"size":-1,'],
    ["a size of minus nothing", '"size":1,', '"size":-0,'],
    ["removals out of order", '["place","device"]', '["device","place"]'],
    ["a number's other form", '"size":1,', '"size":1.0,'],
    ["a key twice", '"certainty":"fairly"', '"certainty":"fairly","certainty":"fairly"'],
    ["white space", '"certainty":', '"certainty": '],
    ["a version that isn't yet", "nightjar-tip/v2", "nightjar-tip/v3"],
    ["the first version with a reply's key", "nightjar-tip/v2", "nightjar-tip/v1"],
    ["the second without it", ',"reply":null}', "}"],
    ["a reply before the attachments", ',"attachments":[', ',"reply":null,"attachments":['],
    ["a reply that is none", '"reply":null', '"reply":{}'],
    ["a reply as a text", '"reply":null', '"reply":""'],
    ["a foreign instance's form", "01".repeat(32), "01".repeat(31)],
  ];

  test.each(cases)("%s: %s → %s", (_, from, to) => {
    expect(rich.split(from)).toHaveLength(2);
    expect(refusal(() => parseTip(bytesOf(rich.replace(from, () => to))))).toBe("tip-malformed");
  });

  test("an original of two copies", () => {
    const [copy, original] = RICH_ATTACHMENTS;
    if (!copy || !original) throw new Error("the rich report has attachments");
    const twice = [copy, original, { ...copy, name: "attachments/03-photo.jpg" }];
    expect(refusal(() => encodeTip({ ...RICH, attachments: twice }))).toBe("tip-malformed");
  });
});

describe("length", () => {
  test("the room left is exact: filled to the last byte it is accepted, one more is not", () => {
    fc.assert(
      fc.property(tips, fc.constantFrom("a", "家", "ལྷ", "ئۇ", "\u0001"), (tip, filling) => {
        const started = { ...tip, report: { ...tip.report, narrative: "x" } };
        const width = Buffer.byteLength(JSON.stringify(filling)) - 2;
        const room = roomLeft(started);
        expect(room).toBe(MAX_TIP_LENGTH - encodeTip(started).length);
        const times = Math.floor(room / width);
        const narrative = `x${filling.repeat(times)}${"a".repeat(room - times * width)}`;
        const full = { ...tip, report: { ...tip.report, narrative } };
        expect(roomLeft(full)).toBe(0);
        expect(encodeTip(full)).toHaveLength(MAX_TIP_LENGTH);
        const over = { ...tip, report: { ...tip.report, narrative: `${narrative}a` } };
        expect(roomLeft(over)).toBe(-1);
        expect(refusal(() => encodeTip(over))).toBe("tip-too-large");
        expect(refusal(() => parseTip(new Uint8Array(MAX_TIP_LENGTH + 1)))).toBe("tip-too-large");
      }),
      { numRuns: 50 },
    );
  });

  test("ticking every box takes no more than 3 KiB, and 80 files leave more than half of the room", () => {
    const all = textOf(encodeTip({ ...PLAIN, report: everything() })).length;
    expect(all).toBeLessThan(3 * 1024);
    const files = Array.from({ length: 80 }, (_, i) => ({
      name: `attachments/${String(i + 1).padStart(2, "0")}-document.pdf`,
      type: "application/octet-stream",
      size: 1_250_000,
      cleaned: null,
      original: null,
    }));
    expect(roomLeft({ ...PLAIN, report: everything(), attachments: files })).toBeGreaterThan(
      MAX_TIP_LENGTH / 2,
    );
  });

  test("attachments without end are too large, not an accident", () => {
    fc.assert(
      fc.property(attachments, (some) => {
        const many = Array.from({ length: 2000 }, (_, i) => ({
          name: `attachments/more-${i}`,
          type: "image/png",
          size: 1,
          cleaned: null,
          original: null,
        }));
        expect(refusal(() => encodeTip({ ...PLAIN, attachments: [...some, ...many] }))).toBe("tip-too-large");
      }),
      { numRuns: 5 },
    );
  });
});

/** Every box ticked. */
function everything(): Report {
  const { station, pressure } = RICH_REPORT;
  return {
    ...RICH_REPORT,
    station: station && { ...station, premises: codesOf("premises"), linkedBureau: codesOf("linkedBureau") },
    pressure: pressure && {
      ...pressure,
      family: codesOf("pressureFamily"),
      direct: codesOf("pressureDirect"),
    },
    basis: codesOf("basis"),
    consent: codesOf("consent").filter((consent) => consent !== "internal"),
  };
}

type Path = readonly (string | number)[];

/** The path to every value inside a JSON value. */
function pathsIn(json: unknown, path: Path = []): Path[] {
  if (typeof json !== "object" || json === null) return [path];
  const keys = Array.isArray(json) ? [...json.keys()] : Object.keys(json);
  return [path, ...keys.flatMap((key) => pathsIn(Reflect.get(json, key), [...path, key]))].filter(
    ({ length }) => length > 0,
  );
}

function replaceAt(json: object, path: Path, value: unknown): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) Reflect.set(json, key, value);
  else replaceAt(Reflect.get(json, key), rest, value);
}
