import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PublicDocuments } from "../../client/bundle/documents.ts";
import { newEntityId } from "../../client/casebook/names.ts";
import { reviewerKeyOf } from "../../client/casebook/trust.ts";
import type { What } from "../../client/casebook/what.ts";
import type { Country } from "../../client/report/countries.ts";
import { EMPTY_REPORT, EMPTY_STATION } from "../../client/report/report.ts";
import { sealVault } from "../../client/vault/sealed-vault.ts";
import type { Vault } from "../../client/vault/vault.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { Casebook } from "../../client/workbench/worker/casebook.ts";
import { Unlocked } from "../../client/workbench/worker/unlocked.ts";
import { seriousOn } from "../support/axe.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { keptReport, tipNamed } from "../support/casebooks.ts";
import { newCeremony, newReviewer, published, sodium } from "../support/ceremony.ts";
import { type Desk, PASSPHRASE, sealedFor, testDesk, writeCasebook } from "../support/desk.ts";
import type { Firefox } from "../support/firefox.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const home = mkdtempSync(join(tmpdir(), "nightjar-export-"));
const file = join(home, "workbench.html");
const TIPS = 7;
/** A vault of little work: what it costs is tested elsewhere. */
const LITTLE_WORK = 4;
let desk: Desk;
let firefox: Firefox;
let bench: WorkbenchPage;

beforeAll(async () => {
  writeFileSync(file, await builtWorkbench());
  desk = await testDesk();
  firefox = await sharedFirefox();
  bench = new WorkbenchPage(firefox.page);
  await bench.start(file);
  await bench.unlock(join(desk.folder, "Wren.vault"));
  await bench.unlocked();
  await bench.bring(await writeCasebook(desk, "casebook.age", acts()));
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  desk.remove();
  rmSync(home, { recursive: true });
});

/** Characters whose glyphs some fonts also draw radicals with, over several lines. */
const CHINESE = "他们说，人在老家的门口见过警车与马，长青路一号，二楼，金龙饭店。".repeat(9);

/** Seven stations told of in two countries, one of them without consent, and an entity that two of the tips support. */
function acts(): What[] {
  const entity = newEntityId();
  const of = { title: "Behind the shop", country: "DE" as Country, premises: [], summary: "A back room." };
  return [
    ...Array.from({ length: TIPS }, (_, n): What[] => {
      const country = (n === 0 ? "NL" : "DE") as Country;
      const place = { country, region: "", city: "", address: "", precision: "country" } as const;
      const report = {
        ...EMPTY_REPORT,
        station: { ...EMPTY_STATION, premises: ["restaurant" as const], place },
        consent: n === 1 ? (["internal"] as const) : (["statistics", "partners"] as const),
        narrative: `Tip ${n}. Alice\u202e told Bob; alice saw it.${n > 2 ? CHINESE : ""}`,
      };
      return [
        keptReport(n, report, sealedFor(desk)),
        { kind: "tlp", tip: tipNamed(n), tlp: "green" },
        { kind: "verified", about: tipNamed(n), verification: "likely" },
      ];
    }).flat(),
    { kind: "entity", entity, sort: "station", ...of },
    { kind: "supports", tip: tipNamed(2), entity },
    ...[3, 4, 5, 6].map((n) => ({ kind: "supports", tip: tipNamed(n), entity }) as const),
  ];
}

const typedIn = (selector: string) =>
  firefox.page.$eval(selector, (field) => (field as HTMLInputElement).value);

const isTicked = (selector: string) =>
  firefox.page.$eval(selector, (field) => (field as HTMLInputElement).checked);

/** Goes where what was typed isn't seen; it counts as typed and not added, and the bar leads back to it. */
async function elsewhereAndBack(leave: () => Promise<void>, count = 1): Promise<void> {
  await leave();
  await bench.sees(en.casebook.drafts(count));
  await bench.press(en.casebook.drafts(count));
}

/** Heights of pages, in millimetres: on the first ones a heading would be the last line, on the other ones A4 ends. */
const PAGES = [280, 297];

/** The lines on each page of what is shown, as a PDF has them. */
async function printed(height: number): Promise<string[][]> {
  const pdf = await firefox.page.pdf({ width: "210mm", height: `${height}mm` });
  const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf }).toString();
  const pages = text.split("\f").map((page) => page.split("\n").map((line) => line.trim()));
  return pages.map((lines) => lines.filter((line) => line !== "")).filter(({ length }) => length > 0);
}

const downloads = () => readdirSync(firefox.downloads).filter((name) => !name.endsWith(".part"));

/** The one file that was downloaded whose name begins so, once it is whole. */
async function downloaded(beginning: string): Promise<Buffer> {
  const find = () => downloads().filter((name) => name.startsWith(beginning));
  await expect
    .poll(() => find().map((name) => readFileSync(join(firefox.downloads, name)).length > 0))
    .toEqual([true]);
  return readFileSync(join(firefox.downloads, find()[0] ?? ""));
}

test("words are redacted by selecting them, and wherever else they stand; the mark says why, and is taken back", async () => {
  await bench.openTip("Tip 2.");
  await firefox.page.evaluate(() => {
    const text = document.querySelector('[data-field="narrative"]')?.firstChild;
    if (!(text instanceof Text)) throw new Error("no text");
    const at = text.data.indexOf("Alice");
    getSelection()?.setBaseAndExtent(text, at, text, at + 5);
  });
  await bench.click("#redact-selection");
  await bench.sees(en.redaction.found(2));
  await firefox.page.type("#redact-why", "She asked for it");
  await bench.click("#occurrence-1");
  await elsewhereAndBack(() => bench.openTip("Tip 3."));
  expect([await typedIn("#redact-why"), await isTicked("#occurrence-1")]).toEqual([
    "She asked for it",
    false,
  ]);
  await bench.click("#occurrence-1");
  await bench.click("#redact");
  await firefox.page.waitForFunction(
    () => document.querySelectorAll(".sent .said mark.redacted").length === 2,
  );
  expect(await bench.text(".redactions")).toContain("She asked for it");
  await bench.seesNoMore(en.casebook.drafts(1), ".casebook");
  await firefox.page.type("#redact-words", "BOB");
  await firefox.page.type("#redact-why", "By mistake");
  await bench.click("#redact");
  await bench.click(`[aria-label="${en.redaction.takeBackOf("Bob")}"]`);
  await firefox.page.waitForFunction(
    () => document.querySelectorAll(".sent .said mark.redacted").length === 2,
  );
  expect(await seriousOn(firefox.page, ".redaction")).toEqual([]);
  await bench.click("#as-it-leaves");
  expect(await bench.text(".sent .part:last-of-type")).toContain("Tip 2. […]\\u{202e} told Bob; […] saw it.");
  await bench.click("#as-it-leaves");
  // A translation waits where it was typed until it is saved, and stays here as long as redacted words are in it.
  await bench.click(".translations > details > summary");
  await bench.select("#translation-into", "de");
  await bench.fill("#translation", "Er sah Alice, die es ihm erzählte.");
  await bench.sees(en.translation.redacted(2));
  await bench.sees(en.casebook.drafts(1));
  expect(await seriousOn(firefox.page, ".translations")).toEqual([]);
  await bench.click("#translation-save");
  await bench.sees(en.translation.held["redacted-words"]);
  await bench.seesNoMore(en.casebook.drafts(1), ".casebook");
  expect(await bench.text(".translations .beside")).toMatch(/Tip 2\..*German · you.*Er sah Alice/s);
  await bench.lookFor("erzahlte");
  await bench.counts(1);
  await bench.lookFor("");
});

test("counts say their base, show the tips behind a number, and what the public would see", async () => {
  await bench.press(en.sections.counts);
  await bench.find("table.counted");
  expect(await bench.text(".based")).toContain(en.counts.based.tips(TIPS, 2));
  await bench.click("#count-published");
  const shown = await bench.text("table.counted");
  // One tip in the Netherlands is too few, and waits.
  expect(shown).not.toContain("Netherlands");
  expect(shown).toMatch(/Germany\s+5\s/);
  await bench.click("#count-published");
  await bench.click(`[aria-label="${en.counts.show(1, "Netherlands")}"]`);
  expect(await bench.rows()).toEqual([expect.stringContaining("Tip 0.")]);
  await bench.press(en.queue.showAll);
});

test("an export is looked at, overridden with a reason, written, recorded, and holds nothing that is redacted", async () => {
  await bench.press(en.sections.export);
  await bench.select("#export-audience", "partners");
  await bench.click("#look");
  await bench.sees(en.exports.leaves(TIPS));
  await bench.sees(en.exports.reasons.consent);
  expect(await seriousOn(firefox.page, ".outlook")).toEqual([]);
  await bench.press(en.exports.override);
  await firefox.page.type(".override input", "Agreed by phone");
  // A reason is for one audience.
  await bench.select("#export-audience", "internal");
  await elsewhereAndBack(() => bench.press(en.sections.tips));
  await bench.find(".override input");
  expect([await typedIn("#export-audience"), await typedIn(".override input")]).toEqual([
    "partners",
    "Agreed by phone",
  ]);
  await bench.press(en.exports.overrideDo);
  await bench.sees(en.exports.leaves(TIPS + 1));
  await bench.seesNoMore(en.casebook.drafts(1), ".casebook");
  await bench.click("#write");
  await bench.sees(en.exports.saveNow);
  const files = unzipSync(await downloaded("csv-partners-"));
  expect(Object.keys(files)).toEqual(["cases.csv", "SHA256SUMS"]);
  const cases = Buffer.from(files["cases.csv"] ?? []).toString();
  expect(cases).toContain("Tip 2. […]\\u{202e} told Bob; […] saw it.");
  expect(cases).toContain("Tip 1. Alice");
  const left = await bench.text(".left tbody");
  for (const word of [en.review.you, en.exports.audiences.partners, `${TIPS + 1}`])
    expect(left).toContain(word);
});

test("a dossier of a station is printed as a view of its own, under its number, with its audience, and saved as a text", async () => {
  await bench.select("#export-form", "dossier");
  await bench.click("#look");
  await bench.find(".outlook");
  await bench.click(`[aria-label="${en.exports.dossier} Behind the shop"]`);
  await bench.find(".paper");
  await firefox.page.evaluate(() => {
    window.print = () => document.body.classList.add("printed");
  });
  await bench.press(en.exports.print);
  await bench.find("body.printed");
  expect(await seriousOn(firefox.page, ".paper")).toEqual([]);
  const paper = await bench.text(".paper");
  for (const text of [
    en.exports.markedFor(en.exports.audiences.partners),
    "TLP:GREEN",
    "A back room.",
    "Tip 3.",
  ]) {
    expect(paper).toContain(text);
  }
  expect(paper).toContain("Tip 2. […]");
  // Whoever copies from a printed PDF gets what is on it; and wherever a page ends, no heading stands there alone.
  const headings = await firefox.page.$$eval(".paper :is(h2, h3)", (all) =>
    all.map(({ textContent }) => textContent ?? ""),
  );
  for (const height of PAGES) {
    const pages = await printed(height);
    expect(pages.length).toBeGreaterThan(2);
    const all = pages
      .flatMap((lines) => lines.slice(1, -1))
      .join("")
      .replace(/\s/g, "");
    expect(all.split(CHINESE).length - 1).toBe(4);
    const last = pages.map((lines) => lines.at(-2) ?? "");
    expect([height, last.filter((line) => headings.includes(line))]).toEqual([height, []]);
  }
  await bench.press(en.exports.saveText);
  const text = (await downloaded("dossier-")).toString();
  expect(text).toContain("| A back room.");
  const number = /Station ([0-9A-F]{5}-[0-9A-F]{5})/.exec(text)?.[1];
  expect(await firefox.page.title()).toBe(en.exports.dossierOf(number ?? "none"));
  await bench.press(en.exports.back);
  await bench.sees(en.exports.left);
});

/** The casebook that somebody saves who knows these documents, in a file. */
async function savedBy(vault: Vault, documents: PublicDocuments, whats: readonly What[]): Promise<string> {
  const sealed = await sealVault(vault, PASSPHRASE, sodium, LITTLE_WORK);
  writeFileSync(join(desk.folder, `${vault.handle}.vault`), sealed);
  const casebook = new Casebook(await Unlocked.open(sealed, PASSPHRASE, sodium));
  casebook.learn(documents);
  for (const what of whats) {
    casebook.act(what);
    casebook.change();
  }
  const path = join(desk.folder, `${vault.handle}.age`);
  writeFileSync(path, (await casebook.seal([])).bytes);
  return path;
}

test("what somebody did last who has left is accepted with a reason; their false publication waits for a second", async () => {
  const ceremony = newCeremony();
  const [lark, robin] = ["Lark", "Robin"].map((handle) => newReviewer(ceremony.anchor, handle)) as [
    Vault,
    Vault,
  ];
  const { documents: both, known } = await published(ceremony, [lark, robin], "2027-01-01");
  const { documents: later } = await published(ceremony, [robin], "2027-02-01", known);
  const counted = { audience: "public", base: "likely_tips", dimensions: ["month"], cells: [] } as const;
  const larks = await savedBy(lark, both, [
    { kind: "noted", about: tipNamed(1), text: "my last word" },
    { kind: "counted", ...counted, manifest: "44".repeat(32) },
  ]);
  const robins = await savedBy(robin, later, [keptReport(1, EMPTY_REPORT)]);
  await bench.start(file);
  await bench.unlock(join(desk.folder, "Robin.vault"));
  await bench.unlocked();
  await bench.bring(robins, larks);
  await bench.press(en.sections.export);
  await bench.sees(en.unverified.heading(2));
  await openDetails();
  const left = `#accept-${reviewerKeyOf(lark, sodium).slice(0, 16)}`;
  await firefox.page.type("#drop-why", "Nobody knows");
  await firefox.page.type(`${left}-why`, "Asked her");
  await elsewhereAndBack(() => bench.press(en.sections.tips), 2);
  expect(await typedIn(`${left}-why`)).toBe("Asked her");
  await bench.press(en.unverified.acceptDo);
  await firefox.page.waitForFunction(() => !document.querySelector(".unverified"));
  expect(await bench.text(".accepted")).toContain("Asked her");
  // There is nothing more to go on without.
  await bench.drawn();
  expect(await bench.page.$("#drafts")).toBeNull();

  await openDetails();
  await firefox.page.type(".publications details input", "No file is known.");
  expect(await seriousOn(firefox.page, ".publications")).toEqual([]);
  await bench.press(en.publications.disownDo);
  await firefox.page.waitForFunction(() => !document.querySelector(".publications input"));
  const said = await bench.text(".publications");
  for (const word of ["Lark", en.review.you, "No file is known.", "second reviewer"])
    expect(said).toContain(word);
});

const openDetails = () =>
  firefox.page.$$eval("details", (all) => {
    for (const one of all) one.setAttribute("open", "");
  });
