import { deflateSync } from "fflate";

/**
 * Something as JSON, deflated (raw, RFC 1951), in base64: as the page's script carries it and as
 * `client/browser/unpack.ts` reads it. The compressor is a library's own, so that every machine makes the same bytes.
 */
export function packed(value: unknown): string {
  const bytes = deflateSync(new TextEncoder().encode(JSON.stringify(value)), { level: 9, mem: 12 });
  return Buffer.from(bytes).toString("base64");
}
