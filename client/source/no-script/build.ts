import { readFileSync } from "node:fs";
import { utf8 } from "../../../crypto/bytes.ts";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { answer } from "./answer.ts";
import { instructions } from "./instructions.ts";
import { page } from "./page.ts";
import { en } from "./strings/en.ts";
import type { NoScriptAnswerName } from "./strings/strings.ts";
import { zhHans } from "./strings/zh-hans.ts";
import { zhHant } from "./strings/zh-hant.ts";

const LANGUAGES = [en, zhHans, zhHant];

/**
 * The no-script pages for one instance, by the names under which the server looks for them in its public
 * folder: `no-script.html`, a template in which the server repeats a line with `{{hybrid-recipient}}` or
 * `{{classic-recipient}}` for each reviewer, and `no-script-NAME.html` for each answer. The same tree and anchor give the
 * same bytes on every machine. @throws CryptoError if the anchor isn't one
 */
export function buildNoScriptPages(anchorBytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const anchor = parseAnchor(anchorBytes);
  const style = ["../../browser/base.css", "style.css"]
    .map((name) => readFileSync(new URL(name, import.meta.url), "utf8"))
    .join("")
    .trim();
  const whole = (body: string) => utf8(page({ anchor, style, languages: LANGUAGES, body }));
  const answers = (Object.keys(en.answers) as NoScriptAnswerName[]).map((name): [string, Uint8Array] => [
    `no-script-${name}.html`,
    whole(answer(name, LANGUAGES)),
  ]);
  return new Map([["no-script.html", whole(instructions(LANGUAGES, anchor.instance))], ...answers]);
}
