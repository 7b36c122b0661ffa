import { equalBytes } from "../../crypto/bytes.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "../../crypto/documents/anchor.ts";
import { parseRosterDigest, type RosterDigest } from "../../crypto/documents/roster.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { ReportError } from "./errors.ts";
import { MAX_TIP_LENGTH, serializeTip, TIP_TYPE } from "./tip-json.ts";

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
}

export interface Report {
  readonly narrative: string;
}

export interface Attachment {
  /** The tar's name: `attachments/NN-…`. */
  readonly name: string;
  /** The media type, as sniffed from its first bytes. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

export const TIP_FILE_NAME = "tip.json";

export { MAX_TIP_LENGTH };

/** UTF-8 JSON, canonical. @throws ReportError tip-too-large */
export function encodeTip(tip: Tip): Uint8Array {
  const bytes = serializeTip({
    ...tip,
    instance: encodeInstanceId(tip.instance),
    roster: encodeHex(tip.roster),
  });
  if (bytes.length > MAX_TIP_LENGTH) throw new ReportError("tip-too-large", `${bytes.length} bytes`);
  return bytes;
}

/** Accepts exactly what `encodeTip` makes. @throws ReportError tip-malformed, tip-too-large */
export function parseTip(bytes: Uint8Array): Tip {
  if (bytes.length > MAX_TIP_LENGTH) throw new ReportError("tip-too-large", `${bytes.length} bytes`);
  let tip: Tip;
  try {
    tip = readTip(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch (error) {
    throw new ReportError("tip-malformed", error instanceof Error ? error.message : undefined);
  }
  if (!equalBytes(encodeTip(tip), bytes)) throw new ReportError("tip-malformed", "not canonical");
  return tip;
}

function readTip(value: unknown): Tip {
  const fields = objectOf(value);
  if (fields.type !== TIP_TYPE) throw new ReportError("tip-malformed", "type");
  const attachments = fields.attachments;
  if (!Array.isArray(attachments)) throw new ReportError("tip-malformed", "attachments");
  return {
    instance: parseInstanceId(fields.instance),
    roster: parseRosterDigest(fields.roster),
    language: textOf(fields.language),
    report: { narrative: textOf(objectOf(fields.report).narrative) },
    attachments: attachments.map(readAttachment),
  };
}

function readAttachment(value: unknown): Attachment {
  const { name, type, size } = objectOf(value);
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) {
    throw new ReportError("tip-malformed", "attachment size");
  }
  return { name: textOf(name), type: textOf(type), size };
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new ReportError("tip-malformed", "not an object");
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw new ReportError("tip-malformed", "not text");
}
