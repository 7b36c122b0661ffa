import { instanceId } from "../../crypto/documents/anchor.ts";
import {
  encodeDocument,
  malformed,
  type Of,
  parseDocument,
  record,
} from "../../crypto/documents/canonical.ts";
import { count, oneOf } from "../../crypto/documents/fields.ts";
import { parseHex } from "../../crypto/encoding.ts";
import type { AttachmentHash } from "./names.ts";
import { orRefused } from "./refused.ts";

export const HEAD_NAME = "casebook.json";
export const DOCUMENTS_NAME = "documents.json";
export const ACTS_NAME = "acts.jsonl";
export const MOST_HEAD_BYTES = 1024;
export const MOST_ACTS = 1_000_000;
export const MOST_ACTS_BYTES = 2 * 1024 ** 3;
export const MOST_ATTACHMENTS = 1_000_000;

const FOLDER = "attachments/";

const TYPES = ["nightjar-casebook/v1", "nightjar-casebook/v2"] as const;

const HEAD = record(() => ({
  /** Version 1 is without documents.json. Written no more. */
  type: oneOf(TYPES),
  instance: instanceId,
  /** How many lines acts.jsonl has. */
  acts: count(0, MOST_ACTS),
  /** How many attachments follow. */
  attachments: count(0, MOST_ATTACHMENTS),
}));

/** casebook.json, the first file of a casebook's tar (SPEC.md, "Casebook"). */
export interface CasebookHead extends Of<typeof HEAD> {}

export function encodeHead(head: CasebookHead): Uint8Array {
  return encodeDocument(HEAD, head);
}

/** Canonical JSON bytes. @throws CasebookError casebook-damaged */
export function parseHead(bytes: Uint8Array): CasebookHead {
  return orRefused("casebook-damaged", () => parseDocument(HEAD, bytes));
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
