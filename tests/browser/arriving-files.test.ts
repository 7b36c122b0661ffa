import { appendFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MAX_FILES_LENGTH } from "../../client/source/chosen-files.ts";
import { en } from "../../client/source/strings/en.ts";
import { SENTENCE_OF } from "../../client/source/strings/sentence-of.ts";
import type { Firefox } from "../support/firefox.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { SourcePage } from "../support/source-page.ts";

const POLL = { timeout: 90_000 };
let served: ServedPage;
let firefox: Firefox;
let source: SourcePage;

beforeAll(async () => {
  served = await servePage();
  firefox = await sharedFirefox();
  source = new SourcePage(firefox.page);
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
});
beforeEach(() => source.open(`${served.network.url}/`));

type Arrival = "dragenter" | "dragover" | "drop" | "paste";

/** Files that arrive at an element as by a hand, by name and text. Returns whether the page kept the browser from them. */
function arrive(
  page: Page,
  type: Arrival,
  selector: string,
  files: Readonly<Record<string, string>>,
): Promise<boolean> {
  return page.evaluate(
    (kind, where, entries) => {
      const transfer = new DataTransfer();
      for (const [name, text] of entries)
        transfer.items.add(new File([text], name, { type: "application/pdf" }));
      const always = { bubbles: true, cancelable: true };
      // Firefox makes paste events with text only: the files are put into the event that the page gets.
      const event =
        kind === "paste"
          ? Object.defineProperty(new ClipboardEvent(kind, always), "clipboardData", { value: transfer })
          : new DragEvent(kind, { ...always, dataTransfer: transfer });
      const element = document.querySelector(where);
      if (!element) throw new Error(`nothing is ${where}`);
      return !element.dispatchEvent(event);
    },
    type,
    selector,
    Object.entries(files),
  );
}

test("files that are dropped or pasted are sent like chosen ones", async () => {
  await source.narrate("dropped and pasted");
  await source.goTo("files");
  await arrive(firefox.page, "dragenter", ".drop", {});
  expect(await firefox.page.$(".drop.over")).not.toBeNull();
  expect(await arrive(firefox.page, "dragover", ".drop", {})).toBe(true);
  expect(await arrive(firefox.page, "drop", ".drop", { "a.pdf": "%PDF-1 a", "b.pdf": "%PDF-1 b" })).toBe(
    true,
  );
  expect(await firefox.page.$(".drop.over")).toBeNull();
  await arrive(firefox.page, "paste", "h1", { "c.pdf": "%PDF-1 c" });
  const names = ["01-document.pdf", "02-document.pdf", "03-document.pdf"];
  await expect.poll(() => source.fileNames(), POLL).toEqual(names);
  await source.sendAsTheyAre();
  await source.send();
  await source.reaches("arrived");
  const tips = await served.received();
  const received = tips.find(({ tip }) => tip.report.narrative === "dropped and pasted");
  const contents = [...(received?.files ?? [])].map(([name, bytes]) => [
    name,
    new TextDecoder().decode(bytes),
  ]);
  expect(contents).toEqual(names.map((name, i) => [`attachments/${name}`, `%PDF-1 ${"abc"[i]}`]));
});

test("what is pasted elsewhere is the browser's own affair; a file dropped beside its place is neither taken nor opened", async () => {
  const { page } = firefox;
  for (const place of ["header", "body"])
    expect(await arrive(page, "drop", place, { "stray.pdf": "%PDF-1" })).toBe(true);
  await source.goTo("narrative");
  expect(await arrive(page, "paste", "#narrative", {})).toBe(false);
  expect(await arrive(page, "paste", "#narrative", { "stray.pdf": "%PDF-1" })).toBe(false);
  await source.goTo("files");
  expect(await source.fileNames()).toEqual([]);
  expect(await arrive(page, "paste", "h1", {})).toBe(false);
  expect(await source.fileNames()).toEqual([]);

  for (const step of ["narrative", "files"] as const) {
    await source.goTo(step);
    expect(await arrive(page, "dragover", "h1", {})).toBe(true);
    expect(await arrive(page, "drop", "h1", { "stray.pdf": "%PDF-1" })).toBe(true);
  }
  expect(await source.fileNames()).toEqual([]);
  expect(page.url()).toBe(`${served.network.url}/`);
});

test("of too many files none is taken, and that is all that is said; of fewer, those that fit; a too large one is named", async () => {
  await source.goTo("files");
  const many = Object.fromEntries(Array.from({ length: 700 }, (_, i) => [`IMG_${i}.pdf`, "%PDF-1"]));
  await arrive(firefox.page, "drop", ".drop", many);
  await expect.poll(() => source.text(), POLL).toContain(en.sentences.tooManyFiles);
  expect(await source.fileNames()).toEqual([]);
  expect(await source.text()).not.toContain("IMG_");
  await arrive(firefox.page, "drop", ".drop", { "a.pdf": "%PDF-1 a", "b.pdf": "%PDF-1 b" });
  await expect.poll(() => source.fileNames(), POLL).toHaveLength(2);
  expect(await source.text()).not.toContain(en.sentences.tooManyFiles);
  const [film, text] = ["film.bin", "text.bin"].map((name) => join(firefox.downloads, name)) as [
    string,
    string,
  ];
  for (const path of [film, text]) await writeFile(path, "as it was chosen");
  await truncate(film, MAX_FILES_LENGTH + 1);
  await source.take("picker", film, text);
  await expect.poll(() => source.text(), POLL).toContain(`film.bin: ${en.sentences.filesTooLarge}`);
  expect(await source.fileNames()).toHaveLength(3);
});

const CHANGES = {
  grew: (path: string) => appendFile(path, " and more"),
  shrank: (path: string) => truncate(path, 4),
  went: (path: string) => rm(path),
};

test("a file that grew, shrank or went after it was chosen is called by its name, and can be chosen again", async () => {
  const pathOf = (what: string) => join(firefox.downloads, `${what}.pdf`);
  await source.narrate("changed since");
  for (const [what, change] of Object.entries(CHANGES)) {
    const path = pathOf(what);
    await writeFile(path, "%PDF-1 as it was chosen");
    await source.attachAsTheyAre(path);
    await change(path);
    await source.send();
    await expect.poll(() => source.text(), POLL).toContain(`${what}.pdf: ${en.sentences.fileUnreadable}`);
    expect(await source.text()).not.toContain(en.sentences[SENTENCE_OF.network]);

    await source.goTo("files");
    expect(await source.text()).toContain(en.files.damaged["file-unreadable"]);
    await source.press(en.files.remove);
  }
  for (const what of Object.keys(CHANGES)) await writeFile(pathOf(what), `%PDF-1 ${what}, chosen again`);
  await source.attachAsTheyAre(...Object.keys(CHANGES).map(pathOf));
  await source.send();
  await source.reaches("arrived");
  const tips = await served.received();
  const received = tips.find(({ tip }) => tip.report.narrative === "changed since");
  expect([...(received?.files.values() ?? [])].map((bytes) => new TextDecoder().decode(bytes))).toEqual(
    Object.keys(CHANGES).map((what) => `%PDF-1 ${what}, chosen again`),
  );
});
