import { createHash } from "node:crypto";

/** What a content security policy calls an inline script or style: `'sha256-…'`. */
export function inlineHash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** A browser ends an inline element at its end tag, and reads a script in another way after a comment's begin. */
export function checkInline(text: string): void {
  const found = /<\/(script|style)|<!--/i.exec(text);
  if (found) throw new Error(`inline text must not contain ${found[0]}`);
}

export function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A small moon: drawn here, since a page loads nothing. */
export const MARK =
  '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z"/></svg>';
