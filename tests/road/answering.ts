import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { en as words } from "../../client/source/strings/en.ts";
import { en } from "../../client/workbench/strings/en.ts";
import type { Firefox } from "../support/firefox.ts";
import { LettersPage } from "../support/letters-page.ts";
import { downloaded } from "../support/read-exports.ts";
import { SourcePage } from "../support/source-page.ts";
import type { WorkbenchPage } from "../support/workbench-page.ts";
import { clear } from "./reviewing.ts";

/** Sends a tip from somebody who wants to be able to read an answer; gives the codename. */
export async function sendWithCodename(firefox: Firefox, url: string, narrative: string): Promise<string[]> {
  const page = await firefox.context.newPage();
  const source = new SourcePage(page);
  await source.open(url);
  await source.narrate(narrative);
  await source.goTo("review");
  const codename = await new LettersPage(page, source).useNewCodename();
  await source.send();
  await source.reaches("arrived");
  return codename;
}

/** At a tip that is open: a letter in one's own words and a worded one, and a mailbag of both, in a folder. */
export async function writeBack(
  firefox: Firefox,
  bench: WorkbenchPage,
  text: string,
  folder: string,
): Promise<void> {
  await bench.fill("#letter-text", text);
  await bench.click("#letter-sign");
  await bench.find(".thread .answer");
  await bench.click("#letter-more");
  await bench.find(".thread .answer + .answer");
  clear(firefox);
  await bench.press(en.sections.letters);
  await bench.click("#make-mailbag");
  await bench.find("#check-mailbag");
  const path = join(folder, "mailbag");
  writeFileSync(path, await downloaded(firefox, "mailbag-"));
  await bench.choose("check-mailbag", path);
}

/** Comes back to the page and looks for letters; gives what it says. */
export async function look({ context }: Firefox, url: string, codename: readonly string[]) {
  const page = await context.newPage();
  const source = new SourcePage(page);
  await source.open(`${url}/`);
  const letters = new LettersPage(page, source);
  await letters.toLetters();
  return { source, said: await letters.look(codename) };
}

/** From the letters that were found to another tip with the same codename. */
export async function writeAgain(source: SourcePage, narrative: string): Promise<void> {
  await source.press(words.letters.found.writeAgain);
  await source.narrate(narrative);
  await source.send();
  await source.reaches("arrived");
}
