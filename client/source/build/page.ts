import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { NO_SCRIPT_PATH } from "../../../protocol/addresses.ts";
import { ICON } from "../../build/icon.ts";
import { checkInline, escapeText, inlineHash, MARK } from "../../build/inline.ts";
import { en } from "../strings/en.ts";
import type { Strings } from "../strings/strings.ts";
import { WITHOUT_SCRIPT } from "../strings/without-script.ts";

export interface PageParts {
  readonly anchor: Anchor;
  /** All that the page offers, the one that it begins with first. */
  readonly languages: readonly Strings[];
  readonly script: string;
  readonly style: string;
}

/** The whole HTML: what is there before, and without, JavaScript; then the one style and the one script. */
export function page({ anchor, languages, script, style }: PageParts): string {
  for (const text of [script, style]) checkInline(text);
  return `<!doctype html>
<html lang="${escapeText(en.language)}" dir="${en.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeText(en.title)}</title>
<link rel="icon" href="${ICON}">
<style>${style}</style>
</head>
<body>
${anchor.demo ? `<div class="demo">${inEach(languages, "p", ({ demo }) => demo)}</div>\n` : ""}<div class="top">
<header>${MARK}<span class="who">${escapeText(anchor.name)}</span></header>
</div>
<main><noscript>${languages.map(withoutScript).join("")}</noscript></main>
<script>${script}</script>
</body>
</html>
`;
}

/**
 * What the server's own policy says, for a page that was saved: nothing runs, shows or connects but this. (A page
 * can't forbid in itself that others frame it; the server's header does.)
 */
function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${inlineHash(script)}`,
    `style-src ${inlineHash(style)}`,
    "worker-src blob:",
    "connect-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function inEach(languages: readonly Strings[], tag: "p", text: (strings: Strings) => string): string {
  return languages
    .map((strings) => `<${tag} lang="${escapeText(strings.language)}">${escapeText(text(strings))}</${tag}>`)
    .join("");
}

/** How to switch JavaScript on, and the way to the page that needs none, at the part in this language. */
function withoutScript({ language }: Strings): string {
  const lang = escapeText(language);
  const { text, link } = WITHOUT_SCRIPT[language];
  return `<section class="panel grave" lang="${lang}"><p>${escapeText(text)}</p><p><a href="${NO_SCRIPT_PATH}#${lang}">${escapeText(link)}</a></p></section>`;
}
