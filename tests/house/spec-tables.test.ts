import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MOST_DOCUMENTS_BYTES, MOST_EACH } from "../../client/bundle/documents.ts";
import { MOST_DAYS, MOST_ENVELOPE_BYTES, MOST_LIST_BYTES } from "../../client/bundle/list.ts";
import { MOST_ENVELOPES } from "../../client/bundle/manifest.ts";
import { MOST_MANIFEST_BYTES } from "../../client/bundle/names.ts";
import { MOST_ACT_BYTES, MOST_HEADS } from "../../client/casebook/acts.ts";
import {
  MOST_ACTS,
  MOST_ACTS_BYTES,
  MOST_HEAD_BYTES,
  MOST_ATTACHMENTS as MOST_STORED,
} from "../../client/casebook/casebook-file.ts";
import { DIMENSIONS } from "../../client/casebook/counts.ts";
import { FIELD_NAMES } from "../../client/casebook/export/fields.ts";
import { DOUBTS, REFUSALS } from "../../client/casebook/finding-codes.ts";
import { MOST_LINE_BYTES } from "../../client/casebook/line.ts";
import { MOST_RECEIVED, MOST_SLOTS_OF_A_LETTER } from "../../client/casebook/mailbag-plan.ts";
import {
  AUDIENCES,
  EXPORT_FORMS,
  KINDS,
  MOST_NAME,
  MOST_NOTE,
  MOST_REASON,
  MOST_SUMMARY,
  MOST_TEXT,
  MOST_TRANSLATION,
} from "../../client/casebook/what.ts";
import { MOST_FILE_BYTES } from "../../client/ceremony/read-ceremony-file.ts";
import { MOST_ADDRESSES, MOST_PACK_BYTES, MOST_PACK_WORK, PACK_WORK } from "../../client/courier/pack.ts";
import { roomLeftIn } from "../../client/letters/letter.ts";
import { MOST_ATTACHMENTS } from "../../client/report/attachment.ts";
import { REPLY_LENGTH } from "../../client/report/reply.ts";
import { MAX_TIP_LENGTH } from "../../client/report/tip-json.ts";
import { REVIEWING_CODES } from "../../client/report/vocabulary/reviewing/codes.ts";
import { GRACE_DAYS } from "../../client/vault/destruction.ts";
import { MOST_VAULT_WORK, VAULT_WORK } from "../../client/vault/sealed-vault.ts";
import { MOST_LOOKS } from "../../client/workbench/saved/saved-looks.ts";
import { MAX_HEADER_LENGTH, MAX_STANZAS } from "../../crypto/age/header.ts";
import { MAX_SCRYPT_LOG_N } from "../../crypto/age/stanzas-known.ts";
import { LEAF_LENGTH } from "../../crypto/digest.ts";
import { MOST_MOVES } from "../../crypto/documents/anchor-line.ts";
import { MAX_DOCUMENT_LENGTH } from "../../crypto/documents/canonical.ts";
import { CHALLENGE_LENGTH } from "../../crypto/documents/courier-session.ts";
import { MOST_PERIODS } from "../../crypto/documents/reviewer-card.ts";
import { envelopeLength } from "../../crypto/envelope.ts";
import { PADDING_FLOOR, paddedLength } from "../../crypto/padding.ts";
import { tarLength } from "../../crypto/tar.ts";
import { parseDay } from "../../protocol/day.ts";
import { MOST_OF_A_PAGE, MOST_RECEIPTS } from "../../protocol/http.ts";
import {
  DAYS_BETWEEN_BAGS,
  DAYS_OF_A_BAG,
  LETTER_LENGTH,
  MAILBAG_LENGTH,
  MOST_BAGS_OF_A_COURIER,
  MOST_DELIVERING_COURIERS,
  MOST_SLOTS,
  SEALED_LETTER_LENGTH,
  SLOT_LENGTH,
  SLOTS_OF_A_BAG,
} from "../../protocol/letters.ts";
import { LINE_DEADLINE, MOST_AWAITED } from "../../server/circuits/circuit-front.ts";
import { MOST_BYTES as MOST_LINE } from "../../server/circuits/circuit-line.ts";
import { CIRCUIT_SHARE, parseConfig, SMALL_SHARE, SMALL_TIP, STAGING_SHARE } from "../../server/config.ts";
import * as challenges from "../../server/couriers/challenges.ts";
import { MAX_ASKED_LENGTH } from "../../server/couriers/requests.ts";
import { MOST_SESSIONS, SESSION_SECONDS } from "../../server/couriers/sessions.ts";
import { PACE } from "../../server/http/body.ts";
import * as bodies from "../../server/http/body-bounds.ts";
import { MOST_CONNECTIONS, MOST_CONNECTIONS_A_CIRCUIT, MOST_TOLD } from "../../server/http/connections.ts";
import * as limits from "../../server/http/limits.ts";
import { TIMES } from "../../server/http/listener.ts";
import { LONGEST, MOST_UNDER_WAY } from "../../server/letters/look.ts";
import { HEARTBEAT } from "../../server/open-spool.ts";
import { MOST_FILES } from "../../server/rosters/document-folder.ts";
import { LAST_GRACE } from "../../server/serve.ts";
import { FLOOD, MOST_DAYS as MOST_TALLIED } from "../../server/status/tally.ts";
import { FORM, OLDEST_FORM, PAGE_SIZE, paddingOf } from "../../server/store/sqlite/day-schema.ts";
import { LONGEST_ABSENCE } from "../../server/store/sqlite/days.ts";
import { TOLD_DAYS } from "../../server/store/sqlite/receipts.ts";
import { MOST_UPLOADS, MOST_UPLOADS_A_CIRCUIT } from "../../server/store/sqlite/upload-bounds.ts";
import * as uploads from "../../server/store/sqlite/uploads.ts";
import { AGREEMENT, DRIFT_A_DAY } from "../../server/store/steady-clock.ts";
import { ROOT } from "../support/imports.ts";
import { keyOf, newSeed, testInstance } from "../support/instance.ts";

const spec = readFileSync(join(ROOT, "SPEC.md"), "utf8");
const { circuitTips, maxEnvelope, room, retentionDays, eraseAfterDays } = parseConfig({ NIGHTJAR_DATA: "." });

/** The text of a section, up to the next of its rank or of a higher one. */
function section(heading: string): string {
  const [, text = ""] = spec.split(`\n${heading}\n`);
  const rank = heading.split(" ")[0]?.length ?? 0;
  return text.split(new RegExp(`\n#{1,${rank}} `))[0] ?? "";
}

const cells = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.slice(2, -2).split(/(?<!\\) \| /));
const named = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);

const MIB = 2 ** 20;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const paddings = Array.from({ length: 2 * PAGE_SIZE }, (_, length) => paddingOf(length + 1));

/** What SPEC.md says, with `#` for the number that the code has. */
const NUMBERS: Readonly<Record<string, readonly (readonly [string, ...number[]])[]>> = {
  "## Conventions": [["A document has at most # bytes", MAX_DOCUMENT_LENGTH]],
  "## Envelope": [
    ["a header of more than # bytes, or of more than # stanzas", MAX_HEADER_LENGTH, MAX_STANZAS],
    ["a `scrypt` stanza with log₂ N above #", MAX_SCRYPT_LOG_N],
    ["the attachments, at most #, in the order", MOST_ATTACHMENTS],
    ["They have at most # UTF-16 code units", MOST_TEXT],
    ["it is cut to # UTF-16 code units", MOST_NAME],
    ["if L ≤ #: #", PADDING_FLOOR, PADDING_FLOOR],
    ["Canonical JSON, at most # bytes", MAX_TIP_LENGTH],
    ["consecutive pieces of # bytes", LEAF_LENGTH],
  ],
  "## Signed documents": [
    ["`periods`: 1 to #, each beginning", MOST_PERIODS],
    ["through its moves, are its *line*; at most # moves", MOST_MOVES],
    ["ascending, at most 4,096 of them and # MiB", MOST_FILE_BYTES / MIB],
    ["with every request, at the # highest sequences", MOST_EACH],
  ],
  "## Letters": [
    ["zeros behind it up to # bytes", LETTER_LENGTH],
    ["A letter for one reader, # bytes", SLOT_LENGTH],
    ["E (32) ‖ tag (16) ‖ age file (#)", SEALED_LETTER_LENGTH],
    ["strictly ascending as bytes (so by E): # bytes", MAILBAG_LENGTH],
    ["A pool is 0 to # slots", MOST_SLOTS],
  ],
  "## Vaults": [
    ["(log₂ N = #; a reader refuses more than #)", VAULT_WORK, MOST_VAULT_WORK],
    ["`periods`: 0 to #, in order", MOST_PERIODS],
    ["a grace of # days", GRACE_DAYS],
  ],
  "## Courier's pack": [
    ["`addresses`: 1 to #, all different", MOST_ADDRESSES],
    ["The work is 2^# (# MiB)", PACK_WORK, 2 ** (PACK_WORK - 10)],
    ["A reader refuses more than 2^#. A pack is at most # bytes", MOST_PACK_WORK, MOST_PACK_BYTES],
  ],
  "## Bundle": [
    ["`manifest.json`, at most # bytes", MOST_MANIFEST_BYTES],
    ["`envelopes.json`, at most # MiB", MOST_LIST_BYTES / MIB],
    ["`documents.json`, at most # MiB", MOST_DOCUMENTS_BYTES / MIB],
    ["at most # rosters, # annexes and # moves", MOST_EACH, MOST_EACH, MOST_MOVES],
    ["when the bundle was made, 0 to # slots", MOST_SLOTS],
    ["`envelopes`: 0 to #, each of 1 to 2^# − 1 bytes", MOST_ENVELOPES, Math.log2(MOST_ENVELOPE_BYTES + 1)],
    ["did not fetch, of at most # days", MOST_DAYS],
  ],
  "## Casebook": [
    ["Canonical JSON, at most # bytes", MOST_ACT_BYTES],
    ["ascending, at most #: where there are more", MOST_HEADS],
    ["An attachment is `{name,type,size,sha256,stored}`, at most #", MOST_ATTACHMENTS + 1],
    ["`text` (at most # UTF-16 code units, perhaps none)", MOST_TRANSLATION],
    ["(the signed letter, canonical JSON, at most # bytes)", LETTER_LENGTH],
    [
      "a kept `text` has at most #, a `summary` #, the `text` of a note 1 to #",
      MOST_TEXT,
      MOST_SUMMARY,
      MOST_NOTE,
    ],
    ["`why` 1 to #, of an attachment `name` and `type` 1 to #", MOST_REASON, MOST_NAME],
    ["was given # days ago or more", DAYS_OF_A_BAG / 2],
    ["of at most # bytes, both numbers at most #", MOST_HEAD_BYTES, MOST_ACTS],
    [
      "`acts.jsonl`, at most # GiB: signed documents, a line of at most # bytes",
      MOST_ACTS_BYTES / 2 ** 30,
      MOST_LINE_BYTES,
    ],
    ["canonical JSON of at most 1,048,576 bytes, at most # filters", MOST_LOOKS],
  ],
  "## HTTP": [
    ["at most # bytes with its CR LF", MOST_LINE],
    ["closed unanswered after # seconds", LINE_DEADLINE / SECOND],
    ["n·# on; every part but the last is exactly # bytes", LEAF_LENGTH, LEAF_LENGTH],
    ["remembered: among the last # that were stored", uploads.MOST_REMEMBERED],
    ["at most # of them, # of one circuit", MOST_UPLOADS, MOST_UPLOADS_A_CIRCUIT],
    ["have been idle for # minutes go", uploads.IDLE / MINUTE],
    ["A server that stops waits # seconds for", LAST_GRACE / SECOND],
    ["header with 1 to # stanzas", MAX_STANZAS],
    ["| open connections | # | # |", MOST_CONNECTIONS_A_CIRCUIT, MOST_CONNECTIONS],
    ["of those over a bound # are told", MOST_TOLD],
    ["| connections on which tor's line is awaited | | # |", MOST_AWAITED],
    ["| requests in a minute | # | |", limits.MOST_REQUESTS_A_MINUTE],
    ["doesn't count | # (`NIGHTJAR_CIRCUIT_TIPS`) |", circuitTips],
    ["| bodies being read or stored | # | # |", bodies.MOST_BODIES_A_CIRCUIT, bodies.MOST_BODIES],
    ["at most 1 MiB each | | # MiB |", bodies.MOST_BYTES / MIB],
    ["in ten minutes, and under way | # | # |", limits.MOST_LOOKS, MOST_UNDER_WAY],
    [
      "| unfinished uploads | #, a quarter of the tenth or one largest envelope | a tenth of the room, #",
      MOST_UPLOADS_A_CIRCUIT,
      MOST_UPLOADS,
    ],
    ["the room (`NIGHTJAR_ROOM`, # GiB)", room / 2 ** 30],
    ["An envelope has at most # MiB", maxEnvelope / MIB],
    ["is kept for bodies of at most # KiB", bodies.SMALL_BODY / 1024],
    ["for envelopes of at most # KiB", SMALL_TIP / 1024],
    ["# minutes for the answer with the letters", LONGEST / MINUTE],
    [`\`201 {"token":"<64 hex>","seconds":#}\``, SESSION_SECONDS],
    ["A challenge is # bytes", CHALLENGE_LENGTH],
    ["less than # seconds, once, and by at most # requests", challenges.LIFE, challenges.MOST_SPENT],
    ["of more than # of one courier the oldest ends", MOST_SESSIONS],
    ["ascending, the last # of each at most", MOST_FILES],
    ["ascending by id, at most #, those behind", MOST_OF_A_PAGE],
    ["ascending, for # days at least", TOLD_DAYS],
    ["to the letter, of at most # bytes", MAX_ASKED_LENGTH],
    ["to the byte, 1 to # ids", MOST_RECEIPTS],
    ["It is there for # days", DAYS_OF_A_BAG],
    ["at least # apart, so at most # of them are in the pool", DAYS_BETWEEN_BAGS, MOST_BAGS_OF_A_COURIER],
    ["taken of the # couriers in force with", MOST_DELIVERING_COURIERS],
    ["the pool has # bags at most", MOST_SLOTS / SLOTS_OF_A_BAG],
    ["file format, # to #", Math.min(...paddings), Math.max(...paddings)],
    ["as SQLite's `user_version`: #. Form # has no such zeros", FORM, OLDEST_FORM],
    ["Its file waits until # hours after the end of that day", uploads.GRACE / HOUR],
    ["one more than # days ago", LONGEST_ABSENCE],
    ["the time that passes for # days", AGREEMENT / (24 * HOUR)],
    ["files every # seconds whether or not", HEARTBEAT / SECOND],
    ["more than the retention (# days,", retentionDays],
    ["were answered # times or more", FLOOD],
    ["in memory, of the last # days", MOST_TALLIED],
  ],
};

const inWords = (n: number) =>
  ({ 2: "two", 6: "six", 7: "seven", 10: "ten", 15: "fifteen" })[n] ?? `no word for ${n}`;

test.each(Object.entries(NUMBERS))("%s of SPEC.md has the code's numbers", (heading, numbers) => {
  const text = section(heading).replace(/\s+/g, " ");
  // In a table with thousands parted, in an example not, in prose as a word.
  const has = (sentence: string, values: number[], form: (n: number) => string) => {
    const left = values.values();
    return text.includes(sentence.replaceAll("#", () => form(left.next().value ?? Number.NaN)));
  };
  const wrong = numbers.filter(
    ([sentence, ...values]) =>
      ![(n: number) => n.toLocaleString("en-US"), String, inWords].some((form) =>
        has(sentence, values, form),
      ),
  );
  expect(wrong).toEqual([]);
});

test("numbers that SPEC.md has in words are the code's", () => {
  expect(section("## Casebook")).toContain("At most four letters of a bag are `received`");
  expect(section("## Casebook")).toContain("It is\n*due* if fewer than four count");
  expect([MOST_RECEIVED, MOST_SLOTS_OF_A_LETTER, eraseAfterDays, MOST_STORED]).toEqual([4, 4, 3, MOST_ACTS]);
  expect(section("## HTTP")).toContain("(three, `NIGHTJAR_ERASE_AFTER`; with 0 at once)");
  const http = section("## HTTP").replace(/\s+/g, " ");
  expect(http).toContain("An unfinished upload goes an hour after its last part.");
  expect(http).toContain("corrects it by an hour at most, and by as much again a day");
  expect([uploads.LIFE, DRIFT_A_DAY]).toEqual([HOUR, HOUR]);
  expect(http).toContain("A quarter of the bodies and of their bytes is kept for bodies of");
  const { RESERVE, MOST_BODIES, MOST_BYTES } = bodies;
  expect(RESERVE).toEqual({ bodies: MOST_BODIES / 4, bytes: MOST_BYTES / 4 });
  expect(http).toContain("and the last twentieth of the room for envelopes of");
  expect(http).toContain("together hold at most a tenth of the spool's room");
  expect(http).toContain("those that one circuit began hold a quarter of that tenth");
  expect([SMALL_SHARE, STAGING_SHARE, CIRCUIT_SHARE]).toEqual([1 / 20, 1 / 10, 1 / 4]);
  expect(http).toContain(
    "a minute for the headers of a request, a minute and four more for each MiB of a body's parts, two minutes " +
      "without a byte, a minute between two requests, two hours for a request,",
  );
  const { headersTimeout, requestTimeout, keepAliveTimeout, idle } = TIMES;
  expect([headersTimeout, requestTimeout, keepAliveTimeout, idle]).toEqual([
    MINUTE,
    2 * HOUR,
    MINUTE,
    2 * MINUTE,
  ]);
  expect([PACE, LEAF_LENGTH]).toEqual([{ least: MINUTE, leaf: 4 * MINUTE }, MIB]);
});

test("the table of acts has every kind, with its fields in their order", () => {
  const [kindsTable = ""] = section("### Act").split("| field | codes |");
  const rows = cells(kindsTable).flatMap(([kinds = "", fields = ""]) =>
    named(kinds).map((kind) => [kind, fields] as const),
  );
  const table = new Map(rows.filter(([kind]) => kind in KINDS));
  for (const [kind, shape] of Object.entries(KINDS)) {
    const fields = named(table.get(kind)?.replace(/\([^()]*\)/g, "") ?? "");
    const own = fields.length === 1 ? [...fields, kind] : fields;
    expect(own.slice(0, Object.keys(shape).length), kind).toEqual(Object.keys(shape));
  }
});

test("the table of codes in acts has the code's, in their order", () => {
  const { status, priority, sensitivity, verification, link } = REVIEWING_CODES;
  const codes = {
    status,
    priority,
    sensitivity,
    verification,
    link,
    audience: AUDIENCES,
    dimensions: DIMENSIONS,
  };
  const [, table = ""] = section("### Act").split("| field | codes |");
  const [, ...rows] = cells(table.split("\n\n")[0] ?? "");
  expect(
    Object.fromEntries(rows.map(([field = "", listed = ""]) => [named(field)[0], named(listed)])),
  ).toEqual(codes);
});

test("the tables of what is wrong with acts have every code", () => {
  const rows = cells(section("### What is wrong with acts")).map(([code = ""]) => named(code)[0]);
  expect(rows.filter((code) => code !== undefined && code !== "code").sort()).toEqual(
    [...REFUSALS, ...DOUBTS].sort(),
  );
});

test("the table of exports has every form, and its list every field", () => {
  const text = section("### Files of an export");
  const forms = cells(text).map(([form = ""]) => named(form)[0]);
  expect(forms.filter((form) => form !== undefined)).toEqual([...EXPORT_FORMS]);
  const [, list = ""] = text.split("- The fields are one table");
  const known = new Set(named(list.split("\n- ")[0] ?? ""));
  const parts = (field: string) =>
    field.split(/^(station_|incident_|since|when)/).filter((part) => part !== "");
  const unnamed = FIELD_NAMES.filter(
    (field) =>
      !known.has(field) && !parts(field).every((part) => known.has(part)) && !field.endsWith("_other"),
  );
  expect(unnamed).toEqual([]);
});

test("there are as many sizes of plaintexts as SECURITY.md says", () => {
  const security = readFileSync(join(ROOT, "SECURITY.md"), "utf8").replace(/\s+/g, " ");
  let count = 0;
  for (let size = paddedLength(0); size <= maxEnvelope; size = paddedLength(size + 1)) count++;
  expect(maxEnvelope).toBe(100 * MIB);
  expect(security).toContain(`one of some ${Math.round(count / 10) * 10} buckets between 64 KiB and 100 MiB`);
});

test("an envelope, a sealed letter, a letter's text and a reply are as long as SPEC.md says", () => {
  const flat = spec.replace(/\s+/g, " ");
  const { roster } = testInstance();
  const ofEnvelope = (r: number, padded: number) =>
    70 + 1_557 * r + 16 + padded + 16 * Math.ceil(padded / 65_536);
  expect(flat).toContain("70 + 1,557·r + 16 + P + 16·⌈P / 65,536⌉ bytes");
  const { length } = roster.roster.reviewers;
  for (const size of [1, 70_000, 5_000_000])
    expect(envelopeLength([size], roster)).toBe(ofEnvelope(length, paddedLength(tarLength([size]))));
  expect(SEALED_LETTER_LENGTH).toBe(ofEnvelope(1, LETTER_LENGTH));
  expect(flat).toContain(
    "With one signature that leaves some 2,610 bytes of JSON for the text, with two 2,480.",
  );
  const letter = {
    instance: roster.anchor.instance,
    roster: 3,
    address: keyOf(newSeed()),
    number: 1,
    on: parseDay("2026-12-01"),
  };
  const empty = { ...letter, language: "zh-Hans", code: "text", text: "" } as const;
  expect([1, 2].map((signatures) => Math.round(roomLeftIn(empty, signatures) / 10) * 10)).toEqual([
    2_610, 2_480,
  ]);
  expect(flat).toContain("some 2,270 bytes");
  expect(Math.round((REPLY_LENGTH + "null".length) / 10) * 10).toBe(2_270);
});
