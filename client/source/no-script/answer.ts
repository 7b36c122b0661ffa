import { NO_SCRIPT_ANEW_PATH } from "../../../protocol/addresses.ts";
import { escapeHtml, paragraphs } from "./markup.ts";
import type { NoScriptAnswerName, NoScriptStrings } from "./strings/strings.ts";

/** One answer in all languages, one below the other: which was read is not known when it is given. */
export function answer(name: NoScriptAnswerName, languages: readonly NoScriptStrings[]): string {
  const kind = name === "received" ? "good" : "grave";
  return `<main>
${languages.map((strings, i) => inLanguage(name, strings, kind, i === 0 ? "h1" : "h2")).join("\n")}
</main>`;
}

function inLanguage(
  name: NoScriptAnswerName,
  strings: NoScriptStrings,
  kind: string,
  heading: string,
): string {
  const { language, answers, back } = strings;
  // The answer stands at the page's own address.
  const link = `<p><a class="button" href="${NO_SCRIPT_ANEW_PATH}#${language}">${escapeHtml(back)}</a></p>`;
  return `<section class="panel ${kind}" lang="${language}">
<${heading}>${escapeHtml(answers[name].heading)}</${heading}>
${paragraphs(answers[name].text)}
${name === "received" ? "" : link}
</section>`;
}
