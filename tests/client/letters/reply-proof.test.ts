import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AttachmentDigest,
  attachmentDigest,
  proveReply,
  provesReply,
} from "../../../client/letters/reply-proof.ts";
import type { Reply } from "../../../client/report/reply.ts";
import { encodeTip, parseTip, type Tip } from "../../../client/report/tip.ts";
import { DigestBuilder, LEAF_LENGTH } from "../../../crypto/digest.ts";
import { noble } from "../../../crypto/primitives/noble.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { testInstance } from "../../support/instance.ts";
import { sourceOf } from "../../support/letters.ts";
import { providers } from "../../support/primitives.ts";
import { replyOf } from "../../support/replies.ts";
import { RICH_ATTACHMENTS, RICH_REPORT } from "../report/rich-report.ts";

const instance = testInstance();
const codename = randomBytes(16);
const source = sourceOf(instance, codename as Uint8Array as Parameters<typeof sourceOf>[1]);
const tip: Omit<Tip, "reply"> = {
  ...{ instance: instance.anchor.instance, roster: instance.roster.digest, language: "zh-Hans" },
  ...{ report: RICH_REPORT, attachments: RICH_ATTACHMENTS },
};
const digests = RICH_ATTACHMENTS.map((_, i) =>
  attachmentDigest([randomBytes(32), new Uint8Array(32).fill(i)]),
);
const proven = (reply: Reply) => ({ ...tip, reply });
const reply = proveReply(tip, digests, source, noble);

test.each(providers)("what was proven holds, after a journey as JSON too, by $name", (provider) => {
  const there = parseTip(encodeTip(proven(reply)));
  if (!there.reply) throw new Error("it has a reply");
  expect(provesReply({ ...there, reply: there.reply }, digests, provider)).toBe(true);
});

test("another implementation makes the same, to the byte", () => {
  expect(replyOf(codename, proven(reply), digests)).toEqual(reply);
});

test.each<[string, Partial<Tip> & { digests?: readonly AttachmentDigest[] }]>([
  ["other words", { report: { ...RICH_REPORT, narrative: "come to…" } }],
  ["another language", { language: "en" }],
  ["other files of the same sizes", { digests: digests.map(() => attachmentDigest([randomBytes(32)])) }],
  ["the files in another order", { digests: digests.toReversed() }],
  ["a file less", { digests: digests.slice(1) }],
  ["another recipient", { reply: { ...reply, recipient: other().recipient } as Reply }],
  ["another mailbox", { reply: { ...reply, mailbox: other().mailbox } as Reply }],
  ["another address", { reply: { ...reply, address: other().address } as Reply }],
  ["an address of low order", { reply: { ...reply, address: "00".repeat(32) } as Reply }],
  ["another proof", { reply: { ...reply, proof: other().proof } as Reply }],
])("it doesn't hold for %s", (_, { digests: files = digests, ...change }) => {
  const changed = { ...proven(reply), ...change };
  expect(changed.reply && provesReply({ ...changed, reply: changed.reply }, files, noble)).toBe(false);
});

function other(): Reply {
  return proveReply(tip, digests, sourceOf(instance), noble);
}

test("an attachment's digest is an envelope's, cut at the same places; an empty file's is SHA-256 of nothing", () => {
  expect(Buffer.from(attachmentDigest([])).toString("hex")).toBe(createHash("sha256").digest("hex"));
  const file = randomBytes(40_000);
  const whole = Buffer.concat(Array.from({ length: 60 }, () => file));
  const builder = new DigestBuilder();
  builder.push(whole);
  const leaves = [0, 1, 2].map((i) => whole.subarray(i * LEAF_LENGTH, (i + 1) * LEAF_LENGTH));
  const hashes = leaves.map((leaf) => new Uint8Array(createHash("sha256").update(leaf).digest()));
  expect(attachmentDigest(hashes)).toEqual(builder.finish());
});

test("no byte of the proof can change", () => {
  fc.assert(
    fc.property(fc.nat(127), fc.constantFrom(..."0123456789abcdef"), (at, digit) => {
      const changed = reply.proof.slice(0, at) + digit + reply.proof.slice(at + 1);
      const holds = provesReply(proven({ ...reply, proof: changed } as Reply), digests, noble);
      expect(holds).toBe(changed === reply.proof);
    }),
  );
});
