/** Text as HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Text as HTML, in which what stands between backticks is code. */
export function inline(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}

export function paragraphs(texts: readonly string[]): string {
  return texts.map((text) => `<p>${inline(text)}</p>`).join("\n");
}

/** Text to be copied in one piece: a click selects all of it. Lines stay lines. */
export function copyable(text: string): string {
  return `<pre class="copy" tabindex="0">${escapeHtml(text)}</pre>`;
}
