import { readdirSync, rmSync, writeFileSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { expect } from "vitest";
import { en } from "../../client/workbench/strings/en.ts";
import type { Firefox } from "../support/firefox.ts";
import { downloaded } from "../support/read-exports.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";
import { SAID, type Tip } from "./sending.ts";
import { at, passphraseOf } from "./stage.ts";

let before: Page | undefined;

/** A reviewer at the workbench, in a tab of its own, opened anew with a vault and files. */
export async function sitDown(firefox: Firefox, name: string, files: readonly string[], vault = name) {
  return await sitDownWith(firefox, at(`${vault}.vault`), passphraseOf(name), files);
}

/** The same with somebody's own passphrase. */
export async function sitDownWith(
  firefox: Firefox,
  vault: string,
  passphrase: string,
  files: readonly string[],
) {
  await before?.close();
  before = await firefox.context.newPage();
  const bench = new WorkbenchPage(before);
  await before.setViewport({ width: 1440, height: 1000 });
  await bench.start(at("workbench.html"));
  await bench.unlock(vault, passphrase);
  await bench.unlocked();
  if (files.length > 0) await bench.bring(...files.map((file) => at(file)));
  return bench;
}

/** Finds a tip by its words, and opens it. */
export async function openTip(bench: WorkbenchPage, tip: Tip): Promise<void> {
  await bench.lookFor(SAID[tip].found);
  await bench.openTip(SAID[tip].found);
  await bench.lookFor("");
}

/** Keeps a tip and says of it that everybody may be told. */
export async function keep(bench: WorkbenchPage, tip: Tip): Promise<void> {
  await openTip(bench, tip);
  await bench.press(en.review.keep);
  await bench.find("#tlp");
  await bench.select("#tlp", "clear");
  await bench.sees(en.review.tlpMeans.clear);
}

export async function grade(bench: WorkbenchPage, source: string, information: string): Promise<void> {
  await bench.select("#source", source);
  await bench.select("#information", information);
}

export async function note(bench: WorkbenchPage, text: string): Promise<void> {
  await bench.fill("#note", text);
  await bench.press(en.review.addNote);
  await bench.sees(text);
}

export async function redact(bench: WorkbenchPage, tip: Tip): Promise<void> {
  await bench.fill("#redact-words", SAID[tip].secret);
  await bench.fill("#redact-why", "Would show who it is");
  await bench.click("#redact");
  await bench.find(".sent mark.redacted");
}

/** Says that an exception should take two reviewers. */
export async function wantTwo(bench: WorkbenchPage): Promise<void> {
  await bench.press(en.sections.export);
  await bench.click("#rule");
}

/** Saves the casebook, and carries what the browser saved. */
export async function save(firefox: Firefox, bench: WorkbenchPage, as: string): Promise<void> {
  clear(firefox);
  await bench.press(en.casebook.save);
  writeFileSync(at(as), await downloaded(firefox, "casebook-"));
  await bench.choose("check-saved", at(as));
  await bench.sees(en.casebook.saved);
}

/** All forms that the workbench writes for the public as files. */
export const AS_FILES = ["csv", "json", "geojson", "uwazi"] as const;

/** What the workbench writes for the public in these forms, and on paper, as one run of bytes for each. */
export async function exportAs(
  forms: readonly (typeof AS_FILES)[number][],
  firefox: Firefox,
  bench: WorkbenchPage,
  cases: number,
): Promise<Map<string, Buffer>> {
  const written = new Map<string, Buffer>();
  await bench.press(en.sections.export);
  await bench.select("#export-audience", "public");
  for (const form of forms) {
    clear(firefox);
    await bench.select("#export-form", form);
    await bench.click("#look");
    await bench.sees(en.exports.leaves(cases));
    await bench.find("#write:not([disabled])");
    await bench.click("#write");
    await bench.find(".wrote");
    written.set(form, await downloaded(firefox, `${form}-public-`));
  }
  written.set("dossier", await dossier(firefox, bench));
  return written;
}

/** The first case on paper, as the text that is saved of it. */
async function dossier(firefox: Firefox, bench: WorkbenchPage): Promise<Buffer> {
  clear(firefox);
  await bench.select("#export-form", "dossier");
  await bench.click("#look");
  await bench.click(".outlook td button");
  await bench.find(".paper");
  await bench.press(en.exports.saveText);
  const text = await downloaded(firefox, "dossier-");
  await bench.press(en.exports.back);
  return text;
}

export function clear({ downloads }: Firefox): void {
  for (const name of readdirSync(downloads)) rmSync(`${downloads}/${name}`);
  expect(readdirSync(downloads)).toEqual([]);
}
