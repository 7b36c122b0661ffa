import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { describeEnvelope, unpackEnvelope } from "../../../client/cli/open/open-envelope.ts";
import { openSmallTip, openTip } from "../../../client/opening/open-tip.ts";
import { Replies } from "../../../client/opening/replies.ts";
import type { Reply } from "../../../client/report/reply.ts";
import type { Tip } from "../../../client/report/tip.ts";
import { hybridIdentity } from "../../../crypto/age/identities.ts";
import { digestOfWhole } from "../../../crypto/digest.ts";
import { type Day, parseDay } from "../../../protocol/day.ts";
import { inPieces } from "../../support/chunks.ts";
import { testInstance } from "../../support/instance.ts";
import { replyOf } from "../../support/replies.ts";
import { sealedTip, sodium, tipFor } from "../cli/support/tips.ts";

const instance = testInstance({ primitives: sodium });
const [reviewer] = instance.secrets.reviewers;
if (!reviewer) throw new Error("a reviewer");
const keys = { identities: [hybridIdentity(reviewer.hybrid)], primitives: sodium };

/** Files of 0 bytes, of a few, and of more than one leaf. */
const FILES = {
  "attachments/01-a": new Uint8Array(0),
  "attachments/02-b": randomBytes(5),
  "attachments/03-c": randomBytes(1024 * 1024 + 7),
};
const SMALL = { "attachments/01-a": randomBytes(5), "attachments/02-b": new Uint8Array(0) };

const codename = randomBytes(16);

/** A tip that may be answered, with these files. */
async function answerable(files: Readonly<Record<string, Uint8Array>>, narrative = "A door."): Promise<Tip> {
  const attachments = Object.entries(files).map(([name, { length: size }]) => ({
    ...{ name, size, type: "application/octet-stream", cleaned: null, original: null },
  }));
  const tip = tipFor(instance, { attachments });
  const said = { ...tip, report: { ...tip.report, narrative } };
  const digests = await Promise.all(
    Object.values(files).map(async (bytes) =>
      bytes.length > 0 ? await digestOfWhole(bytes) : createHash("sha256").digest(),
    ),
  );
  return { ...said, reply: replyOf(codename, said, digests) };
}

/** What opening says of its proof, read in pieces, and as a whole where it is small. */
async function proofsOf(tip: Tip, files: Readonly<Record<string, Uint8Array>>): Promise<unknown[]> {
  const sealed = await sealedTip(instance, tip, files);
  const streamed = await openTip(
    (async function* () {
      yield* inPieces(sealed, 60_000);
    })(),
    null,
    keys,
  );
  const whole = await openSmallTip(sealed, await digestOfWhole(sealed), null, keys);
  return [streamed, whole].map(({ contents }) => contents.kind === "report" && contents.proof);
}

test("an address proves its text with its files, and nothing else", async () => {
  expect(await proofsOf(await answerable({}), {})).toEqual(["holds", "holds"]);
  expect(await proofsOf(await answerable(SMALL), SMALL)).toEqual(["holds", "holds"]);
  expect(await proofsOf(await answerable(FILES), FILES)).toEqual(["holds", "holds"]);
  expect(await proofsOf(tipFor(instance), {})).toEqual([undefined, undefined]);
});

test("the genuine tip.json with other files of the same sizes proves nothing", async () => {
  const swapped = { ...SMALL, "attachments/01-a": randomBytes(5) };
  expect(await proofsOf(await answerable(SMALL), swapped)).toEqual(["fails", "fails"]);
  const late = Uint8Array.from(FILES["attachments/03-c"]);
  late[1024 * 1024 + 3] = (late[1024 * 1024 + 3] ?? 0) ^ 1;
  expect(await proofsOf(await answerable(FILES), { ...FILES, "attachments/03-c": late })).toEqual([
    "fails",
    "fails",
  ]);
});

test("another text, recipient, mailbox or address under the same proof proves nothing", async () => {
  const tip = await answerable({});
  const other = replyOf(randomBytes(16), tip);
  const { report, reply } = tip as Tip & { reply: Reply };
  for (const changed of [
    { ...tip, report: { ...report, narrative: "Another door." } },
    { ...tip, language: "zh-Hans" },
    { ...tip, reply: { ...reply, recipient: other.recipient } },
    { ...tip, reply: { ...reply, mailbox: other.mailbox } },
    { ...tip, reply: { ...reply, address: other.address } },
    { ...tip, reply: { ...reply, proof: other.proof } },
  ])
    expect(await proofsOf(changed as Tip, {})).toEqual(["fails", "fails"]);
});

const ONE = "01".padEnd(64, "0");
const day = (number: number) => parseDay(`2026-11-0${number}`);
const reply = (mailbox: string, proof: string, recipient = "age1pq1x") =>
  ({ address: "aa".repeat(32), recipient, mailbox, proof }) as Reply;
const report = (said: Reply, proof: "holds" | "fails" | "mailbox-weak" = "holds") =>
  ({ kind: "report", tip: { ...tipFor(instance), reply: said }, proof }) as const;

test("the first mailbox of an address stays; what comes with another is an alarm, and a replay is one", () => {
  const came = [
    ["d", day(4), report(reply("m2", "p4"))],
    ["a", day(1), report(reply("m1", "p1"))],
    ["c", day(3), report(reply("m1", "p1"))],
    ["b", day(2), report(reply("m1", "p2"))],
    ["e", null, report(reply("m1", "p2"))],
    ["f", null, report(reply("m9", "p9"), "fails")],
    ["g", day(2), report(reply("m1", "p5", "age1pq1y"))],
  ] as const;
  fc.assert(
    fc.property(fc.shuffledSubarray([...came], { minLength: came.length }), (shuffled) => {
      const replies = new Replies<string>();
      for (const [name, on, contents] of shuffled) replies.note(name, on, contents);
      const among = Object.fromEntries(came.map(([name]) => [name, replies.amongOf(name)]));
      expect(among).toEqual({
        ...{ a: undefined, b: undefined, c: "tip-replayed", d: "reply-changed", e: "tip-replayed" },
        ...{ f: undefined, g: "reply-changed" },
      });
      expect(replies.replyTo("aa".repeat(32))?.mailbox).toBe("m1");
    }),
  );
});

/** How often something of a tip is looked at, and how many rows are drawn anew, while so many come of one address. */
function workOf(count: number, tipOf: (number: number) => readonly [mailbox: string, proof: string]): number {
  let looks = 0;
  const looked = <T>(value: T) => {
    looks++;
    return value;
  };
  const replies = new Replies<string>();
  const dayOf = (number: number) => {
    const text = new Date(Date.UTC(2026, 0, number)).toISOString().slice(0, 10);
    return { valueOf: () => looked(text) } as unknown as Day;
  };
  for (let i = 0; i < count; i++) {
    const [mailbox, proof] = tipOf(i);
    const counting = {
      ...{ address: "aa".repeat(32), recipient: "age1pq1x" },
      get mailbox() {
        return looked(mailbox);
      },
      get proof() {
        return looked(proof);
      },
    } as Reply;
    const contents = { ...report(counting), tip: { ...tipFor(instance), reply: counting } } as const;
    const others = replies.note(`${i}`, dayOf((i * 7919) % count), contents);
    looks += others.length;
    for (const name of [`${i}`, ...others]) replies.amongOf(name);
  }
  return looks;
}

test("twice as many tips of one codename cost twice as much, whatever they say", () => {
  const kinds: ((number: number) => readonly [string, string])[] = [
    (number) => ["m", `${number}`],
    () => ["m", "p"],
    (number) => [`${number}`, `${number}`],
    (number) => [`${number % 2}`, `${number}`],
  ];
  for (const kind of kinds) expect(workOf(2000, kind) / workOf(1000, kind)).toBeLessThan(2.3);
});

test("a tip that was known without its day takes its place by it, and says whose place is another then", () => {
  const replies = new Replies<string>();
  expect(replies.note("a", day(2), report(reply("m1", "p1")))).toEqual([]);
  expect(replies.note("b", null, report(reply("m2", "p2")))).toEqual([]);
  expect(replies.note("c", day(4), report(reply("m2", "p3")))).toEqual([]);
  expect(replies.amongOf("b")).toBe("reply-changed");
  expect([...replies.note("b", day(1), report(reply("m2", "p2")))].sort()).toEqual(["a", "c"]);
  expect(["a", "b", "c"].map((name) => replies.amongOf(name))).toEqual([
    "reply-changed",
    undefined,
    undefined,
  ]);
  expect(replies.note("b", day(1), report(reply("m2", "p2")))).toEqual([]);
  expect([...replies.note("b", day(3), report(reply("m2", "p2")))].sort()).toEqual(["a", "c"]);
  expect(replies.lastHeard("aa".repeat(32))).toBe(day(4));
});

test("to a weak mailbox nothing goes, and no later one takes its place", () => {
  const replies = new Replies<string>();
  replies.note("a", day(1), report(reply(ONE, "p1"), "mailbox-weak"));
  replies.note("b", day(2), report(reply("m2", "p2")));
  expect(replies.replyTo("aa".repeat(32))).toBeUndefined();
  expect(replies.amongOf("b")).toBe("reply-changed");
});

test("a mailbox of low order is seen on opening, though its proof holds", async () => {
  const bare = tipFor(instance);
  const weak = replyOf(codename, bare, [], { mailbox: "00".repeat(32) });
  expect(await proofsOf({ ...bare, reply: weak }, {})).toEqual(["mailbox-weak", "mailbox-weak"]);
});

test("nightjar open says each of them, and the first of two stays quiet", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-replies-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const replies = new Replies<string>();
  const opening = { ...keys, expected: { instance: undefined, rosters: [] }, whole: false, replies };
  const noticesFor = async (name: string, tip: Tip, files: Readonly<Record<string, Uint8Array>>) => {
    const bytes = await sealedTip(instance, tip, files);
    const into = mkdtempSync(join(folder, "tip-"));
    const unpacked = await unpackEnvelope(into, [bytes], opening);
    const { notices } = await describeEnvelope(into, name, day(1), unpacked, opening);
    const said = notices.filter(({ alarm }) => alarm).map(({ sentence }) => sentence);
    for (const sentence of said)
      expect(readFileSync(join(into, "tip.txt"), "utf8")).toContain(sentence.slice(0, 40));
    return said;
  };
  const tip = await answerable(SMALL);
  expect(await noticesFor("a", tip, SMALL)).toEqual([]);
  expect(await noticesFor("b", tip, SMALL)).toEqual([expect.stringContaining("A TIP THAT CAME BEFORE")]);
  const swapped = { ...SMALL, "attachments/01-a": randomBytes(5) };
  expect(await noticesFor("c", tip, swapped)).toEqual([expect.stringContaining("DID NOT WRITE THIS TEXT")]);
  expect(await noticesFor("d", await answerable({}, "More of it."), {})).toEqual([]);
});
