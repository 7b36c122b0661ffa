import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { escapeHtml } from "./markup.ts";
import type { NoScriptStrings } from "./strings/strings.ts";

export interface PageParts {
  readonly anchor: Anchor;
  readonly style: string;
  readonly languages: readonly NoScriptStrings[];
  /** Between header and footer: HTML. */
  readonly body: string;
}

/** A whole page without a script: it looks as unremarkable in a list of tabs as the main one. */
export function page({ anchor, style, languages, body }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Notes</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
${anchor.demo ? `<div class="demo">${languages.map(demoLine).join("\n")}</div>` : ""}
<header>${MARK}<span>${escapeHtml(anchor.name)}</span></header>
${body}
</body>
</html>
`;
}

function demoLine({ language, demo }: NoScriptStrings): string {
  return `<p lang="${language}">${escapeHtml(demo)}</p>`;
}

/** A small moon: drawn here, since the page loads nothing. */
const MARK =
  '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z"/></svg>';
