import { equalBytes, parseUtf8, utf8 } from "../bytes.ts";
import { CryptoError } from "../errors.ts";

/** Largest signed document or anchor, in bytes: 16 reviewers with hybrid keys are about 40 KiB. */
export const MAX_DOCUMENT_LENGTH = 256 * 1024;

/**
 * Parses JSON that must be exactly the bytes that `encode` makes of the result: no unknown or repeated key, no
 * other order, no white space, no second way to write a string. @throws CryptoError document-malformed, and
 * what `read` throws
 * @param mostBytes for what isn't signed by a person and may be longer
 */
export function parseCanonical<T>(
  bytes: Uint8Array,
  read: (value: unknown) => T,
  encode: (document: T) => Uint8Array,
  mostBytes = MAX_DOCUMENT_LENGTH,
): T {
  if (bytes.length > mostBytes) throw new CryptoError("document-malformed", "too large");
  const document = read(parseJson(bytes));
  if (!equalBytes(encode(document), bytes)) throw new CryptoError("document-malformed", "not canonical");
  return document;
}

export function encodeJson(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value));
}

function parseJson(bytes: Uint8Array): unknown {
  const text = parseUtf8(bytes, "document-malformed");
  try {
    return JSON.parse(text);
  } catch {
    throw new CryptoError("document-malformed", "not JSON");
  }
}

/** The fields of a JSON object whose `type` is as expected. */
export function fieldsOf(value: unknown, type?: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new CryptoError("document-malformed", "not an object");
  }
  const fields = value as Record<string, unknown>;
  if (type !== undefined && fields.type !== type) throw new CryptoError("document-malformed", "type");
  return fields;
}

export function parseCount(value: unknown, least: number, most: number, name: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new CryptoError("document-malformed", `${name} must be a whole number from ${least} to ${most}`);
}

export function parseList(value: unknown, least: number, most: number, name: string): unknown[] {
  if (Array.isArray(value) && value.length >= least && value.length <= most) return value;
  throw new CryptoError("document-malformed", `${name} must be a list of ${least} to ${most}`);
}

/** A name that people chose: 1 to 64 characters, none invisible, no white space at either end. */
export function parseLabel(value: unknown, name: string): string {
  if (typeof value === "string" && /^[^\p{C}\p{DI}]{1,64}$/u.test(value) && value.trim() === value)
    return value;
  throw new CryptoError("document-malformed", name);
}

export function parseText(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw new CryptoError("document-malformed", name);
}
