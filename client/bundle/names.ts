import type { EnvelopeId } from "../../protocol/addresses.ts";

export const MANIFEST_NAME = "manifest.json";
export const LIST_NAME = "envelopes.json";
export const DOCUMENTS_NAME = "documents.json";
export const POOL_NAME = "letters.slots";

/** Most bytes of manifest.json. */
export const MOST_MANIFEST_BYTES = 16 * 1024;

/** What an envelope is called in a bundle's tar. */
export function envelopeName(id: EnvelopeId): string {
  return `envelopes/${id}.age`;
}
