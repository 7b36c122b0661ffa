import { ICON } from "../../build/icon.ts";
import { checkInline, escapeText, inlineHash } from "../../build/inline.ts";
import { LANGUAGES } from "../strings/languages.ts";

/** The whole HTML: what is there without JavaScript, then the one style and the one script. */
export function page(script: string, style: string): string {
  for (const text of [script, style]) checkInline(text);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeText(LANGUAGES[0]?.title ?? "")}</title>
<link rel="icon" href="${ICON}">
<style>${style}</style>
</head>
<body>
<div id="workbench"><noscript>${LANGUAGES.map(({ language, noScript }) => `<p lang="${language}">${escapeText(noScript)}</p>`).join("")}</noscript></div>
<script>${script}</script>
</body>
</html>
`;
}

/** Nothing is loaded, nothing is sent, nothing runs but this; no text becomes markup or script. */
function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${inlineHash(script)} 'wasm-unsafe-eval'`,
    `style-src ${inlineHash(style)}`,
    "worker-src blob:",
    "connect-src 'none'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types nightjar-worker",
  ].join("; ");
}
