import { fileURLToPath } from "node:url";
import type { PageTemplate } from "../../source/build/fill.ts";
import { exists, readSmallText } from "../files.ts";

/** Where this program lies, without a slash at its end. */
export const PROGRAM = fileURLToPath(new URL("../../../", import.meta.url)).replace(/\/$/, "");

/** What a package of this program has, and a source tree hasn't: the page's template, below the program. */
export const TEMPLATE = { script: "template/page.js", style: "template/page.css" } as const;

const MOST_BYTES = 8 * 1024 * 1024;

/** The template that came with this program, if one did. @throws CliError file-… */
export async function packagedTemplate(): Promise<PageTemplate | undefined> {
  const [script, style] = [`${PROGRAM}/${TEMPLATE.script}`, `${PROGRAM}/${TEMPLATE.style}`];
  if (!(await exists(script))) return undefined;
  const text = await readSmallText(script, MOST_BYTES);
  return { script: text, style: await readSmallText(style, MOST_BYTES), demo: false };
}
