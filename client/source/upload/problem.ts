import { PAGE_CODES, type PageCode, type SourceErrorCode } from "../errors.ts";
import { SENTENCE_OF } from "../strings/sentence-of.ts";
import type { Answer } from "./transport.ts";

/** What a failed answer means: the code of its problem document, if it is one that this page knows. */
export function codeOfAnswer({ status, body }: Answer): SourceErrorCode {
  const code = stringField(body, "code");
  if (code !== undefined && isServerCode(code)) return code;
  return status >= 500 ? "server-broken" : "answer-unknown";
}

/** Whether the very same request may go better in a while. */
export function isPassing(status: number, code: SourceErrorCode): boolean {
  if (status === 507) return false;
  return status >= 500 || status === 429 || status === 408 || code === "interrupted";
}

/** Of these the same upload can go on where it stopped; else the tip is sealed and sent anew. */
export const RESUMABLE: ReadonlySet<SourceErrorCode> = new Set<SourceErrorCode>([
  "network",
  "interrupted",
  "timeout",
  "busy",
  "spool-busy",
  "spool-full",
  "too-many-requests",
  "internal",
  "server-broken",
]);

/** The server knows nothing of the upload any more, though nothing is wrong with what was sent. */
export const FORGOTTEN: ReadonlySet<SourceErrorCode> = new Set<SourceErrorCode>([
  "part-first",
  "upload-unknown",
  "parts-missing",
]);

/** A field of a JSON object, if that is what the text is and the field is a string. */
export function stringField(json: string, name: string): string | undefined {
  const value = jsonOf(json);
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  const field: unknown = Reflect.get(value, name);
  return typeof field === "string" ? field : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Some proxy's own error page, say: the status still counts.
    return undefined;
  }
}

const OWN: ReadonlySet<string> = new Set<string>(PAGE_CODES);

function isServerCode(code: string): code is Exclude<SourceErrorCode, PageCode> {
  return Object.hasOwn(SENTENCE_OF, code) && !OWN.has(code);
}
