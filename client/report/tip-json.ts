import { utf8 } from "../../crypto/bytes.ts";
import { type Attachment, settleAttachment } from "./attachment.ts";
import type { ReplyFields } from "./reply.ts";
import { type Report, settleReport } from "./report.ts";

/** What a tip.json says, with its two digests as hexadecimal: no cryptography is needed to count its bytes. */
export interface TipJson {
  /** 64 hexadecimal digits. */
  readonly instance: string;
  /** 64 hexadecimal digits. */
  readonly roster: string;
  readonly language: string;
  readonly report: Report;
  readonly attachments: readonly Attachment[];
  /** Null for nowhere. Undefined makes it a tip of the first version, which has no such key. */
  readonly reply: ReplyFields | null | undefined;
}

/** Most bytes of an encoded tip.json. With it alone, the tar is still in the first padding bucket. */
export const MAX_TIP_LENGTH = 60 * 1024;

/**
 * JSON, settled (`settleReport`), with every key there and in the one order that SPEC.md ("tip.json") gives; of any
 * length.
 */
export function writeTip(tip: TipJson): string {
  return JSON.stringify({
    type: `nightjar-tip/v${tip.reply === undefined ? 1 : 2}`,
    instance: tip.instance,
    roster: tip.roster,
    language: tip.language,
    report: settleReport(tip.report),
    attachments: tip.attachments.map(settleAttachment),
    reply: tip.reply,
  });
}

const ANY_DIGEST = "0".repeat(64);

/** Bytes left in a tip.json with this in it; negative if it is too long. */
export function roomLeft(tip: Omit<TipJson, "instance" | "roster">): number {
  return MAX_TIP_LENGTH - utf8(writeTip({ ...tip, instance: ANY_DIGEST, roster: ANY_DIGEST })).length;
}
