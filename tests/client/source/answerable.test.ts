import { expect, test } from "vitest";
import { newCodename } from "../../../client/letters/codename.ts";
import { deriveReplyKeys } from "../../../client/letters/reply-keys.ts";
import { attachmentDigest, provesReply } from "../../../client/letters/reply-proof.ts";
import type { Reply } from "../../../client/report/reply.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import type { Tip } from "../../../client/report/tip.ts";
import {
  PARTS_IN_FLIGHT,
  type SealingDraft,
  type SealingTold,
} from "../../../client/source/worker/messages.ts";
import { PartBuffers } from "../../../client/source/worker/part-buffers.ts";
import { sealDraft } from "../../../client/source/worker/sealing.ts";
import { encodeHybridRecipient } from "../../../crypto/age/recipient-keys.ts";
import { concat } from "../../../crypto/bytes.ts";
import { LEAF_LENGTH } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { sha256Aside } from "../../../crypto/native-sha256.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { testInstance } from "../../support/instance.ts";
import { providers } from "../../support/primitives.ts";
import { openTip } from "../../support/received.ts";
import { numbersFrom, timesOfRun } from "../../support/seeded.ts";

const instance = testInstance();
const [identityFile = ""] = instance.identityFiles;
const [primitives] = providers as readonly [Primitives];

function draftOf(change: Partial<SealingDraft>): SealingDraft {
  return { language: "en", report: EMPTY_REPORT, files: [], codename: null, ...change };
}

const attachment = (number: number, content: Blob) => ({
  ...{ name: `attachments/0${number}-file.bin`, type: "text/plain" as const, size: content.size },
  ...{ cleaned: null, original: null, content },
});

/** The envelope that the page's worker makes of a draft. */
async function seal(draft: SealingDraft): Promise<Uint8Array> {
  const buffers = new PartBuffers(PARTS_IN_FLIGHT);
  const parts: Uint8Array[] = [];
  const tell = (told: SealingTold) => {
    if (!(told instanceof Uint8Array)) return;
    parts.push(told.slice());
    buffers.giveBack(told);
  };
  await sealDraft(draft, instance.roster, primitives, buffers, tell);
  return concat(...parts);
}

const answerable = (tip: Tip) => tip as Tip & { reply: Reply };

test("a tip under a codename says where an answer goes, proves it with every byte attached, and forgets the codename", async () => {
  const codename = newCodename();
  const { publics } = deriveReplyKeys(codename, instance.anchor.instance, primitives);
  const contents = [
    new Uint8Array(2 * LEAF_LENGTH + 7).fill(3),
    new Uint8Array(0),
    new Uint8Array(5).fill(9),
  ];
  const files = contents.map((content, i) => attachment(i + 1, new Blob([content])));
  const given = codename.slice() as typeof codename;
  const { tip } = await openTip(await seal(draftOf({ files, codename: given })), identityFile);
  expect(tip.reply).toMatchObject({
    recipient: encodeHybridRecipient(publics.recipient),
    mailbox: encodeHex(publics.mailbox),
    address: encodeHex(publics.address),
  });
  const digests = await Promise.all(contents.map(digestOf));
  expect(provesReply(answerable(tip), digests, primitives)).toBe(true);
  const others = digests.toReversed();
  expect(provesReply(answerable(tip), others, primitives)).toBe(false);
  expect(given).toEqual(new Uint8Array(16));
});

test("without a codename a tip says that nothing can be answered", async () => {
  const { tip } = await openTip(await seal(draftOf({})), identityFile);
  expect(tip.reply).toBeNull();
});

/** Latin, Chinese, Tibetan and Uyghur. */
const SCRIPTS = [
  "They ask about my family. ",
  "他们问家里人在哪里。",
  "བོད་ཡིག་གིས་བྲིས། ",
  "ئۇلار ئائىلەمنى سورىدى. ",
];

/** Each of them sealed twice. */
const TEXTS = timesOfRun("TEXTS", 100, 500);

test(`${TEXTS} texts of any length in four scripts, with a codename and without: one size to the byte`, async () => {
  const random = numbersFrom(22);
  const sizes = new Set<number>();
  for (let i = 0; i < TEXTS; i++) {
    const text = SCRIPTS[i % SCRIPTS.length] ?? "";
    const most = Math.floor((54 * 1024) / Buffer.byteLength(text));
    const narrative = text.repeat(1 + Math.floor(random() ** 3 * most));
    const report = { ...EMPTY_REPORT, narrative };
    for (const codename of [null, newCodename()])
      sizes.add((await seal(draftOf({ report, codename }))).length);
  }
  expect([...sizes]).toHaveLength(1);
});

async function digestOf(content: Uint8Array) {
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += LEAF_LENGTH)
    leaves.push(await sha256Aside(content.subarray(at, at + LEAF_LENGTH)));
  return attachmentDigest(leaves);
}
