import { escapeHtml, paragraphs } from "./markup.ts";
import type { PlainAnswerName, PlainStrings } from "./strings/strings.ts";

/** One answer in all languages, one below the other: which was read is not known when it is given. */
export function answer(name: PlainAnswerName, languages: readonly PlainStrings[]): string {
  const kind = name === "received" ? "good" : "grave";
  return `<main>
${languages.map((strings, i) => inLanguage(name, strings, kind, i === 0 ? "h1" : "h2")).join("\n")}
</main>`;
}

function inLanguage(name: PlainAnswerName, strings: PlainStrings, kind: string, heading: string): string {
  const { language, answers, back } = strings;
  // The answer stands at /plain itself, so that a link to /plain#… would only scroll: the empty query makes it load.
  const link = `<p><a class="button" href="/plain?#${language}">${escapeHtml(back)}</a></p>`;
  return `<section class="panel ${kind}" lang="${language}">
<${heading}>${escapeHtml(answers[name].heading)}</${heading}>
${paragraphs(answers[name].text)}
${name === "received" ? "" : link}
</section>`;
}
