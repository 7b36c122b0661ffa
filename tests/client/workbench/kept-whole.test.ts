import { expect, test } from "vitest";
import { MOST_HEADS } from "../../../client/casebook/acts.ts";
import { MOST_LINE_BYTES, type ReadLine, readLine, signAct } from "../../../client/casebook/line.ts";
import type { ActDigest } from "../../../client/casebook/names.ts";
import { MOST_NAME, MOST_TEXT } from "../../../client/casebook/what.ts";
import type { TipContents } from "../../../client/opening/opened-tip.ts";
import { readByHand } from "../../../client/opening/read-by-hand.ts";
import { readSmallTip } from "../../../client/opening/read-small-tip.ts";
import { readTip } from "../../../client/opening/read-tip.ts";
import { type Attachment, MOST_ATTACHMENTS } from "../../../client/report/attachment.ts";
import { ReportError } from "../../../client/report/errors.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { encodeTip, MAX_TIP_LENGTH, type Tip } from "../../../client/report/tip.ts";
import { factsOf } from "../../../client/workbench/queue/queued-tip.ts";
import { keptWhat } from "../../../client/workbench/review/kept-act.ts";
import { concat, utf8 } from "../../../crypto/bytes.ts";
import type { RosterDigest } from "../../../crypto/documents/roster.ts";
import { noble } from "../../../crypto/primitives/noble.ts";
import { packPaddedTar } from "../../../crypto/tar.ts";
import { DAY, INSTANCE, newPerson, sodium, tipNamed } from "../../support/casebooks.ts";
import { codeWith } from "../../support/code-of.ts";
import { encoded } from "../../support/encoded-text.ts";
import { rawTar } from "../cli/support/tar-bytes.ts";

const files = (count: number): Attachment[] =>
  Array.from({ length: count }, (_, i) => {
    const name = `attachments/${String(i + 1).padStart(3, "0")}-`.padEnd(100, '"');
    return { name, type: "text/plain", size: 1, cleaned: null, original: null };
  });

/** A tip.json of exactly the most bytes, in which every character that can be is escaped. */
function largestTip(attachments: readonly Attachment[]): Uint8Array {
  const of = (narrative: string): Tip => ({
    instance: INSTANCE,
    roster: new Uint8Array(32) as RosterDigest,
    language: "en",
    report: { ...EMPTY_REPORT, narrative },
    attachments,
    reply: null,
  });
  const room = MAX_TIP_LENGTH - encodeTip(of("x")).length + 1;
  return encodeTip(of("\\".repeat(room >> 1) + "x".repeat(room & 1)));
}

async function tarOf(json: Uint8Array, attachments: readonly Attachment[]): Promise<Uint8Array> {
  const entries = attachments.map(({ name, size }) => ({ name, size, content: [utf8("x")] }));
  const tar: Uint8Array[] = [];
  for await (const piece of packPaddedTar([
    { name: "tip.json", size: json.length, content: [json] },
    ...entries,
  ]))
    tar.push(piece.slice());
  return concat(...tar);
}

const pieces = async function* (bytes: Uint8Array) {
  yield bytes;
};

const handMade = (count: number, content: (i: number) => Uint8Array) =>
  rawTar(
    ...Array.from({ length: count }, (_, i) => [
      { name: "././@LongLink", type: "L", content: `${"长".repeat(MOST_NAME)}${i}.txt\0` },
      { name: "x", content: content(i) },
    ]).flat(),
  );

/** The line that keeps it, by somebody who has as much to name as an act may name, as everybody reads it. */
function keptLine(contents: TipContents): ReadLine {
  const { key, seed, device } = newPerson();
  const tip = { id: tipNamed(1), day: DAY, contents, stanzas: null, source: null, facts: factsOf(contents) };
  const heads = Array.from({ length: MOST_HEADS }, (_, i) => String(i).padStart(64, "0") as ActDigest);
  const chain = { instance: INSTANCE, reviewer: key, device, previous: null, heads, number: 1, on: DAY };
  const line = signAct({ ...chain, what: keptWhat(tip) }, seed, sodium);
  return readLine(line, { instance: INSTANCE, reviewers: new Set([key]), signatures: sodium });
}

test("whatever opens can be kept: as many files, and as much text, as a reader takes", async () => {
  const most = files(MOST_ATTACHMENTS);
  const json = largestTip(most);
  expect(json).toHaveLength(MAX_TIP_LENGTH);
  const chinese = encoded("国".repeat(20_000), "utf-8");
  const little = encoded("a\n".repeat(MOST_TEXT / 4 - 1), "utf-16le");
  const opened: TipContents[] = [
    await readTip(pieces(await tarOf(json, most)), noble),
    await readSmallTip(await tarOf(utf8("{}"), most), noble),
    await readByHand(pieces(handMade(MOST_ATTACHMENTS, (i) => (i < 3 ? chinese : utf8("x"))))),
    await readByHand(pieces(little), "utf-8"),
  ];
  expect(opened.map(({ kind }) => kind)).toEqual(["report", "unreadable", "by-hand", "by-hand"]);
  expect(opened.map(({ files }) => files.length)).toEqual([100, 101, 100, 1]);
  const texts = opened.flatMap((contents) => (contents.kind === "by-hand" ? [contents.text ?? ""] : []));
  expect(texts[0]?.length).toBeGreaterThan(60_000);
  expect(texts[1]).toMatch(/^(?:a\uFFFD\n\uFFFD)+$/);
  for (const contents of opened) {
    const { kind, line } = keptLine(contents);
    expect(kind).toBe("signed");
    expect(line.length).toBeLessThan(MOST_LINE_BYTES);
  }
});

test("one file more is no tip: who writes and who reads refuse it alike, and one made by hand stays one file", async () => {
  const more = files(MOST_ATTACHMENTS + 1);
  expect(codeWith(ReportError, () => largestTip(more))).toBe("tip-malformed");
  const tar = await tarOf(utf8("{}"), more);
  for (const read of [() => readTip(pieces(tar), noble), () => readSmallTip(tar, noble)])
    await expect(read()).rejects.toMatchObject({ code: "tar-entry-refused" });
  const byHand = await readByHand(pieces(handMade(MOST_ATTACHMENTS + 1, () => utf8("x"))));
  expect(byHand.files).toHaveLength(1);
});
