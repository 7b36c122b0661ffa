import { utf8 } from "../../crypto/bytes.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "../../crypto/documents/anchor.ts";
import type { RosterDigest } from "../../crypto/documents/roster.ts";
import { encodeHex, parseHex } from "../../crypto/encoding.ts";
import { type Attachment, fitTogether } from "./attachment.ts";
import { ReportError } from "./errors.ts";
import { fieldsOf, listOf, textOf } from "./fields.ts";
import { readAttachment } from "./read-attachment.ts";
import { readReply } from "./read-reply.ts";
import { readReport } from "./read-report.ts";
import type { Reply } from "./reply.ts";
import type { Report } from "./report.ts";
import { MAX_TIP_LENGTH, writeTip } from "./tip-json.ts";
import { isCode, isFirstCode } from "./vocabulary/codes.ts";

/** The first file of a tip's tar, as SPEC.md ("tip.json") has it. */
export interface Tip {
  readonly instance: InstanceId;
  /** The roster that the page sealed to: a reviewer notices a tip replayed under another. */
  readonly roster: RosterDigest;
  /** The language of the page, as a BCP 47 tag: `en`, `zh-Hans`, `zh-Hant`. */
  readonly language: string;
  readonly report: Report;
  /** In the order of the tar. */
  readonly attachments: readonly Attachment[];
  /** Where an answer may go, if anywhere. Undefined in a tip of the first version, which can't say. */
  readonly reply: Reply | null | undefined;
}

export const TIP_FILE_NAME = "tip.json";

export type { Attachment, Report };
export { MAX_TIP_LENGTH };

/**
 * UTF-8 JSON, canonical and settled (`settleReport`). What it returns, `parseTip` accepts: nothing is sealed that
 * a reviewer's side would refuse. @throws ReportError tip-too-large; tip-malformed, if attachments don't fit together
 */
export function encodeTip(tip: Tip): Uint8Array {
  const bytes = utf8(written(tip));
  parseTip(bytes);
  return bytes;
}

/** One text for one array of bytes: nothing is replaced, nothing is left out. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Accepts exactly what `encodeTip` makes. @throws ReportError tip-malformed, tip-too-large */
export function parseTip(bytes: Uint8Array): Tip {
  if (bytes.length > MAX_TIP_LENGTH) throw new ReportError("tip-too-large", `${bytes.length} bytes`);
  let tip: Tip;
  let text: string;
  try {
    text = decoder.decode(bytes);
    tip = readTip(JSON.parse(text));
  } catch (error) {
    if (error instanceof ReportError) throw error;
    throw new ReportError("tip-malformed", error instanceof Error ? error.message : undefined);
  }
  if (written(tip) !== text) throw new ReportError("tip-malformed", "not canonical");
  return tip;
}

function written(tip: Tip): string {
  return writeTip({ ...tip, instance: encodeInstanceId(tip.instance), roster: encodeHex(tip.roster) });
}

/** Of which version it is, its keys say; whether it says so itself, the caller finds by writing it again. */
function readTip(value: unknown): Tip {
  const fields = fieldsOf(value, "tip");
  const reply = fields.reply === undefined ? undefined : readReply(fields.reply);
  const known = reply === undefined ? isFirstCode : isCode;
  const attachments = listOf(fields.attachments, "attachments").map((one) => readAttachment(known, one));
  if (!fitTogether(attachments)) throw new ReportError("tip-malformed", "attachments");
  return {
    instance: parseInstanceId(fields.instance),
    roster: parseHex(fields.roster, 32, "document-malformed") as Uint8Array as RosterDigest,
    language: textOf(fields.language, "language"),
    report: readReport(known, fields.report),
    attachments,
    reply,
  };
}
