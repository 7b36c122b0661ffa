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
  // The answer stands at /no-script itself, so that a link to /no-script#… would only scroll: the empty query makes it load.
  const link = `<p><a class="button" href="/no-script?#${language}">${escapeHtml(back)}</a></p>`;
  return `<section class="panel ${kind}" lang="${language}">
<${heading}>${escapeHtml(answers[name].heading)}</${heading}>
${paragraphs(answers[name].text)}
${name === "received" ? "" : link}
</section>`;
}
