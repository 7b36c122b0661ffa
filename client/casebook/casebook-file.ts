import { encodeInstanceId, type InstanceId, parseInstanceId } from "../../crypto/documents/anchor.ts";
import { encodeJson, fieldsOf, parseCanonical, parseCount } from "../../crypto/documents/canonical.ts";
import { parseHex } from "../../crypto/encoding.ts";
import type { AttachmentHash } from "./names.ts";
import { malformed } from "./readers.ts";
import { orRefused } from "./refused.ts";

/** casebook.json, the first file of a casebook's tar (SPEC.md, "Casebook"). */
export interface CasebookHead {
  /** 1: without documents.json. Written no more. */
  readonly version: 1 | 2;
  readonly instance: InstanceId;
  /** How many lines acts.jsonl has. */
  readonly acts: number;
  /** How many attachments follow. */
  readonly attachments: number;
}

export const HEAD_NAME = "casebook.json";
export const DOCUMENTS_NAME = "documents.json";
export const ACTS_NAME = "acts.jsonl";
export const MOST_HEAD_BYTES = 1024;
export const MOST_ACTS = 1_000_000;
export const MOST_ACTS_BYTES = 2 * 1024 ** 3;
export const MOST_ATTACHMENTS = 1_000_000;

const TYPES = { 1: "nightjar-casebook/v1", 2: "nightjar-casebook/v2" } as const;
const FOLDER = "attachments/";

export function encodeHead({ version, instance, acts, attachments }: CasebookHead): Uint8Array {
  return encodeJson({ type: TYPES[version], instance: encodeInstanceId(instance), acts, attachments });
}

/** Canonical JSON bytes. @throws CasebookError casebook-damaged */
export function parseHead(bytes: Uint8Array): CasebookHead {
  return orRefused("casebook-damaged", () => parseCanonical(bytes, readHead, encodeHead));
}

function readHead(value: unknown): CasebookHead {
  const version = fieldsOf(value).type === TYPES[1] ? 1 : 2;
  const fields = fieldsOf(value, TYPES[version]);
  return {
    version,
    instance: parseInstanceId(fields.instance),
    acts: parseCount(fields.acts, 0, MOST_ACTS, "acts"),
    attachments: parseCount(fields.attachments, 0, MOST_ATTACHMENTS, "attachments"),
  };
}

/** What an attachment is called in a casebook's tar. */
export function attachmentName(hash: AttachmentHash): string {
  return `${FOLDER}${hash}`;
}

/** @throws CryptoError document-malformed */
export function parseAttachmentName(name: string): AttachmentHash {
  if (!name.startsWith(FOLDER)) throw malformed("not an attachment");
  const hash = name.slice(FOLDER.length);
  parseHex(hash, 32, "document-malformed");
  return hash as AttachmentHash;
}
