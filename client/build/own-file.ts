import { ICON } from "./icon.ts";
import { checkInline, escapeText, inlineHash } from "./inline.ts";

/** A page that people keep as one file and open from disk. */
export interface OwnFile {
  /** The id of the element that the script fills. */
  readonly root: string;
  /** What is there without JavaScript, in each language; the first one gives the title. */
  readonly languages: readonly {
    readonly language: string;
    readonly title: string;
    readonly noScript: string;
  }[];
  readonly script: string;
  readonly style: string;
  /** Whether it compiles WebAssembly, where the browser does. */
  readonly wasm: boolean;
  /** Whom it may connect to, as a content security policy says it: nobody, unless something else is given. */
  readonly connect?: string;
}

/** The whole HTML: what is there without JavaScript, then the one style and the one script. */
export function ownFile(file: OwnFile): Uint8Array<ArrayBuffer> {
  const { root, languages, script, style } = file;
  for (const text of [script, style]) checkInline(text);
  return new TextEncoder().encode(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(file)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeText(languages[0]?.title ?? "")}</title>
<link rel="icon" href="${ICON}">
<style>${style}</style>
</head>
<body>
<div id="${root}"><noscript>${languages.map(({ language, noScript }) => `<p lang="${language}">${escapeText(noScript)}</p>`).join("")}</noscript></div>
<script>${script}</script>
</body>
</html>
`);
}

/** Nothing is loaded, nothing is sent but where it may connect to, nothing runs but this; no text becomes markup or script. */
function policy({ script, style, wasm, connect = "'none'" }: OwnFile): string {
  return [
    "default-src 'none'",
    `script-src ${inlineHash(script)}${wasm ? " 'wasm-unsafe-eval'" : ""}`,
    `style-src ${inlineHash(style)}`,
    "worker-src blob:",
    `connect-src ${connect}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types nightjar-worker",
  ].join("; ");
}
