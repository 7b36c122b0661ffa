import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import { CLASSIC_LIST_PATH, HYBRID_LIST_PATH, NO_SCRIPT_PATH } from "../../../protocol/addresses.ts";
import { ARMOR_PATTERN } from "./armor-pattern.ts";
import { COMMANDS } from "./commands.ts";
import { lettersScript } from "./letters-script.ts";
import { copyable, escapeHtml, inline, paragraphs } from "./markup.ts";
import type { Choice, NoScriptStrings, Note } from "./strings/strings.ts";
import { reportTemplate } from "./template.ts";

/** The choice of a language, then everything in each: one address, so that it tells nobody which was read. */
export function instructions(languages: readonly NoScriptStrings[], instance: InstanceId): string {
  const links = languages.map(
    ({ language, languageName, heading }) =>
      `<a href="#${language}" lang="${language}"><strong>${languageName}</strong> <span>${escapeHtml(heading)}</span></a>`,
  );
  return `<nav class="languages">
${links.join("\n")}
</nav>
<main>
${languages.map((strings) => part(strings, instance)).join("\n")}
</main>`;
}

function part(strings: NoScriptStrings, instance: InstanceId): string {
  const { language } = strings;
  return `<section class="language" id="${language}" lang="${language}">
<h1>${escapeHtml(strings.heading)}</h1>
<p class="lede">${inline(strings.lede)}</p>
${easier(strings)}
${before(strings)}
${write(strings)}
${recipients(strings)}
${seal(strings)}
${handIn(strings)}
${after(strings)}
${letters(strings, instance)}
</section>`;
}

function easier({ easier: { heading, text, steps, openPage, otherwise } }: NoScriptStrings): string {
  return `<div class="panel">
<h2>${escapeHtml(heading)}</h2>
<p>${inline(text)}</p>
<ol>
${steps.map((step) => `<li>${inline(step)}</li>`).join("\n")}
</ol>
<p><a class="button primary" href="/">${escapeHtml(openPage)}</a></p>
<p class="hint">${inline(otherwise)}</p>
</div>`;
}

function before({ before: { heading, notes } }: NoScriptStrings): string {
  return `<div class="notes">
<h2>${escapeHtml(heading)}</h2>
<ul>
${notes.map(note).join("\n")}
</ul>
</div>`;
}

function note({ heading, text }: Note): string {
  return `<li><strong>${escapeHtml(heading)}</strong> <span>${inline(text)}</span></li>`;
}

function write(strings: NoScriptStrings): string {
  const { heading, text } = strings.write;
  return `<h2>${escapeHtml(heading)}</h2>
${paragraphs(text)}
${copyable(reportTemplate(strings))}`;
}

function recipients({ recipients: { heading, text, hybrid, classic, never } }: NoScriptStrings): string {
  return `<h2>${escapeHtml(heading)}</h2>
${paragraphs(text)}
<div class="choices">
${choice(hybrid, HYBRID_LIST_PATH)}
${choice(classic, CLASSIC_LIST_PATH)}
</div>
<p>${inline(never)}</p>`;
}

/** Both lists are saved under one name, so that one command serves both. */
function choice({ heading, text, save }: Choice, address: string): string {
  return `<div class="choice">
<h3>${escapeHtml(heading)}</h3>
<p>${inline(text)}</p>
<p><a class="button" href="${address}" download="recipients.txt">${escapeHtml(save)}</a></p>
</div>`;
}

function seal({ seal: strings }: NoScriptStrings): string {
  return `<h2>${escapeHtml(strings.heading)}</h2>
<p>${inline(strings.text)}</p>
<h3>${escapeHtml(strings.linux)}</h3>
${copyable(COMMANDS.linux)}
<h3>${escapeHtml(strings.mac)}</h3>
${copyable(COMMANDS.mac)}
<h3>${escapeHtml(strings.windows)}</h3>
${copyable(COMMANDS.windows)}
${paragraphs(strings.result)}
<details>
<summary>${escapeHtml(strings.withoutList)}</summary>
<p>${escapeHtml(strings.withoutListHybrid)}</p>
${copyable(COMMANDS.linuxHybrid)}
<p>${escapeHtml(strings.withoutListClassic)}</p>
${copyable(COMMANDS.linuxClassic)}
</details>`;
}

function handIn({ language, handIn: strings }: NoScriptStrings): string {
  return `<h2>${escapeHtml(strings.heading)}</h2>
${form(`<label for="${language}-file">${escapeHtml(strings.file)}</label>
<p class="hint" id="${language}-file-hint">${inline(strings.fileHint)}</p>
<input type="file" name="sealed" id="${language}-file" aria-describedby="${language}-file-hint" accept=".age" required>
<button class="button primary">${escapeHtml(strings.sendFile)}</button>`)}
${form(`<label for="${language}-text">${escapeHtml(strings.paste)}</label>
<p class="hint" id="${language}-text-hint">${inline(strings.pasteHint)}</p>
<input type="text" name="sealed" id="${language}-text" aria-describedby="${language}-text-hint" pattern="${escapeHtml(ARMOR_PATTERN)}" title="${escapeHtml(strings.pasteOnly)}" placeholder="-----BEGIN AGE ENCRYPTED FILE-----" spellcheck="false" autocapitalize="off" required>
<button class="button primary">${escapeHtml(strings.sendPaste)}</button>`)}`;
}

function form(fields: string): string {
  return `<form method="post" action="${NO_SCRIPT_PATH}" enctype="multipart/form-data" autocomplete="off">
${fields}
</form>`;
}

function after({ after: { heading, text } }: NoScriptStrings): string {
  return `<h2>${escapeHtml(heading)}</h2>
${paragraphs(text)}`;
}

function letters({ letters: strings }: NoScriptStrings, instance: InstanceId): string {
  return `<h2>${escapeHtml(strings.heading)}</h2>
<p>${inline(strings.text)}</p>
<details>
<summary>${escapeHtml(strings.experts)}</summary>
${paragraphs(strings.steps)}
${copyable(lettersScript(instance))}
</details>`;
}
