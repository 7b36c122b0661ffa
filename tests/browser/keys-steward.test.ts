import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../client/keys/strings/en.ts";
import { LANGUAGES } from "../../client/keys/strings/languages.ts";
import { courierCard, reviewerCard } from "../../client/vault/enrol.ts";
import { parseAnchor } from "../../crypto/documents/anchor.ts";
import { encodeSignedDocument } from "../../crypto/documents/dsse.ts";
import { instantOf, startOfDay } from "../../crypto/documents/instant.ts";
import { parsePeriodLength, periodsFrom } from "../../crypto/documents/period.ts";
import { temporaryFolder } from "../client/cli/support/cli.ts";
import { seriousOn } from "../support/axe.ts";
import { builtKeys } from "../support/built-pages.ts";
import { newReviewer, sodium } from "../support/ceremony.ts";
import type { Firefox } from "../support/firefox.ts";
import { Founding } from "../support/founding.ts";
import { newSeed } from "../support/instance.ts";
import { PASSPHRASE, People } from "../support/people.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import type { StewardPage } from "../support/steward-page.ts";

/** Where pictures of the page are put, if somebody wants to look at them. */
const { SCREENSHOTS } = process.env;

const folder = temporaryFolder();
const stick = (name: string) => join(folder, name);
const page = stick("keys.html");
await writeFile(page, await builtKeys());
const { steward: words } = en;
const HANDLES = ["Crane", "Heron", "Ibis"] as const;

/** The stewards, of whom two have signed a first month: a whole founding by the page's buttons is along the road. */
const people = new People(folder);
let firefox: Firefox;
let founding: Founding;
/** Heron, who came back. */
let heron: StewardPage;
beforeAll(async () => {
  await people.found(HANDLES);
  for (const reviewer of ["Wren", "Lark"]) await people.enrol(reviewer);
  await people.appoint("Swift");
  const cards = ["Wren", "Lark", "Swift"];
  await people.decide(["Heron", "Crane"], { weeks: 0, months: 1, letters: 1 }, { cards, others: ["Ibis"] });
  await people.freshen("Crane");
  await people.take("Heron", people.ceremonyFileOf("Crane"));
  firefox = await sharedFirefox();
  founding = new Founding(firefox, page);
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
});

/** The ceremony file of one, saved and carried to the stick. */
async function handOn(tab: StewardPage, handle: string): Promise<string> {
  return await tab.save("ceremony", `${handle}.tar`);
}

/** What axe finds serious, and a picture for who wants one. */
async function look(tab: StewardPage, what: string): Promise<void> {
  if (what === "found") await warnsOfThresholds(tab);
  if (what === "sign") await isReadInEveryLanguage(tab);
  await picture(tab, what);
  expect(await seriousOn(tab.page)).toEqual([]);
}

async function warnsOfThresholds(tab: StewardPage): Promise<void> {
  for (const [threshold, warning] of [
    ["1", words.remarks.warnings["one-steward"]({})],
    ["3", words.remarks.warnings["all-stewards"]({})],
    ["2", undefined],
  ] as const) {
    await tab.page.select("#threshold", threshold);
    await tab.drawn();
    const shown = await tab.page.$$eval(".warnings", (parts) => parts.map((part) => part.textContent));
    expect(shown).toEqual(warning === undefined ? [] : [warning]);
  }
}

async function isReadInEveryLanguage(tab: StewardPage): Promise<void> {
  for (const { language, steward } of LANGUAGES) {
    await tab.page.select("#language", language);
    await tab.drawn();
    const seen = await tab.text(".review");
    expect(seen).toContain(steward.sign.joins("Wren", steward.sign.reviewer));
    expect(seen).toContain(steward.sign.letters.first(steward.draft.letters.signers[1]));
  }
  await tab.page.select("#language", "en");
  await tab.drawn();
}

async function picture(tab: StewardPage, name: string): Promise<void> {
  await tab.page.bringToFront();
  if (!SCREENSHOTS) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  for (const width of [1200, 360]) {
    await tab.page.setViewport({ width, height: 900 });
    await tab.drawn();
    await tab.page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}.png`), fullPage: true });
  }
}

/** The cards of two reviewers and a courier, made as the product makes them, for an instance. */
async function newCards(anchorPath: string): Promise<string[]> {
  const anchor = parseAnchor(new Uint8Array(await readFile(anchorPath)));
  const periods = periodsFrom(startOfDay(instantOf(Date.now())), parsePeriodLength("1mo"), 12);
  const documents = [
    ...["Wren", "Lark"].map((handle) => reviewerCard(newReviewer(anchor, handle, periods), sodium)),
    courierCard(anchor, "Swift", newSeed(), sodium),
  ];
  const paths = documents.map((_, i) => stick(`${i}.card`));
  for (const [i, path] of paths.entries()) {
    const document = documents[i];
    if (document) await writeFile(path, encodeSignedDocument(document));
  }
  return paths;
}

test("a steward founds an instance and drafts its first quarter: what is warned of and what will be signed is said", async () => {
  const others = new People(stick("others"));
  for (const handle of ["Heron", "Ibis"]) await others.newSteward(handle);
  const tab = await founding.steward("Crane", PASSPHRASE);
  const files = ["Heron", "Ibis"].map(others.ceremonyFileOf);
  const anchor = await founding.found(tab, files, "Night post", look);
  await founding.draft(tab, await newCards(anchor), look);
  await tab.page.close();
}, 300_000);

test("who comes back opens vault and file; without the memory nothing is signed; a changed file is refused, in three languages", async () => {
  const tab = await founding.tab();
  await tab.go("#open");
  await tab.choose("vault", people.vaultOf("Heron"));
  await tab.fill("passphrase", PASSPHRASE);
  await tab.choose("own", people.ceremonyFileOf("Crane"));
  await tab.act();
  expect(await tab.error()).toContain("another steward’s");
  const changed = new Uint8Array(await readFile(people.ceremonyFileOf("Heron")));
  const at = changed.findIndex((_, i) => i > 600 && changed[i] === 0x22);
  changed[at + 3] = (changed[at + 3] ?? 0) ^ 1;
  await writeFile(stick("changed.tar"), changed);
  await tab.choose("own", stick("changed.tar"));
  await tab.act();
  expect(await tab.error()).toMatch(/^changed\.tar: /);
  for (const language of ["zh-Hans", "zh-Hant", "en"]) {
    await tab.page.select("#language", language);
    await tab.drawn();
    expect(await tab.error()).toMatch(/changed\.tar/);
  }
  await tab.choose("own", people.ceremonyFileOf("Heron"));
  await tab.act();
  await tab.isAt(words.next.publish.heading);
  await picture(tab, "back");
  heron = tab;
}, 200_000);

test("a draft is given up, and one without Lark is signed only once all gave it up; what is printed is the sheet of words", async () => {
  const tab = await opened("Crane");
  await tab.isAt(words.next.publish.heading);
  await tab.go("#more summary");
  await picture(tab, "more");
  expect(await seriousOn(tab.page)).toEqual([]);
  await draftAnew(tab);
  await tab.act();
  await tab.isAt(words.next.collect.heading);

  // Given up without a word: what was signed stays remembered, and another is not signed in its place.
  await tab.act("#give-up");
  await tab.isAt(words.next.publish.heading);
  await tab.act(`::-p-xpath(//button[normalize-space()="${words.table.takeOut("Lark")}"])`);
  await draftAnew(tab);
  await tab.act();
  expect(await tab.error()).toContain(en.errors["signed-otherwise"]);
  await tab.go("#forget");
  await picture(tab, "give-up");
  await tab.act("#give-up");
  await draftAnew(tab);
  await tab.act();
  await tab.isAt(words.next.collect.heading);

  const paper = execFileSync("pdftotext", ["-layout", "-", "-"], { input: await tab.page.pdf() })
    .toString()
    .normalize("NFKC");
  const { sheet, room } = words.table;
  for (const said of [sheet, "Night post", ...HANDLES, "Wren", "Swift"]) expect(paper).toContain(said);
  expect(paper.replace(/\s+/g, " ")).toContain((await tab.anchorWords()).split(" ").slice(0, 3).join(" "));
  for (const unsaid of [room, words.giveUp.act, words.next.collect.now.slice(0, 20)])
    expect(paper).not.toContain(unsaid);
  await tab.page.close();
}, 300_000);

test("the anchor moves: one steward leaves, another comes, the old ones sign, and all see the same new words", async () => {
  await people.newSteward("Egret");
  const lost = people.ceremonyFileOf("Egret");
  const egret = await founding.steward("Egret", PASSPHRASE);
  const card = await handOn(egret, "Egret");
  const crane = await opened("Crane");
  const before = await crane.anchorWords();
  // Egret forgot the passphrase of a first key before it counted: that one goes, and no steward of now can.
  await crane.choose("brought", lost);
  await crane.choose("brought", card);
  expect(await crane.error()).toContain(en.errors["handle-repeated"]);
  const out = (handle: string) => `::-p-xpath(//button[normalize-space()="${words.table.takeOut(handle)}"])`;
  for (const steward of ["Heron", "Ibis", "Crane"]) expect(await crane.page.$(out(steward))).toBeNull();
  await crane.act(out("Egret"));
  await crane.choose("brought", card);
  await crane.go("#more summary");
  await crane.go(`::-p-xpath(//label[normalize-space()="${words.move.leaves("Ibis")}"]/input)`);
  await picture(crane, "move");
  expect(await seriousOn(crane.page)).toEqual([]);
  await crane.act("#move");
  expect(await crane.text()).toContain(words.sign.move);
  expect(await crane.text(".review")).toContain(words.sign.leaves("Ibis", words.sign.steward));
  await crane.go("#day");
  await crane.act();
  const drafted = await handOn(crane, "Crane.moves");

  await heron.choose("brought", drafted);
  const read = await heron.text(".review");
  expect(read).toContain(words.sign.joins("Egret", words.sign.steward));
  expect(read).toContain(words.sign.thresholds(words.found.of(2, 3), words.found.of(2, 3)));
  await heron.go("#day");
  await heron.act();
  await crane.choose("brought", await handOn(heron, "Heron.moves"));
  await crane.act();
  const moved = await handOn(crane, "Crane.moved");
  for (const tab of [heron, egret]) await tab.choose("brought", moved);
  const after = await crane.anchorWords();
  expect(after).not.toBe(before);
  expect(read.replace(/\s+/g, " "), "what was signed said these words").toContain(after);
  for (const tab of [heron, egret]) expect(await tab.anchorWords()).toBe(after);
}, 300_000);

test("a steward's lost vault comes back from shares, and goes on with the ceremony file under another passphrase", async () => {
  await heron.go("#more summary");
  await heron.go("#shares");
  await heron.act();
  const shares = [await heron.save("share-1", "1.share"), await heron.save("share-3", "3.share")];
  await heron.go("#leave");
  await heron.go("#role-steward");
  await heron.go("#restore");
  expect(await heron.text()).not.toContain(en.vault.restore.noPeriods);
  await heron.choose("shares", ...shares);
  await heron.passphrase("seven words drawn by dice");
  await heron.act();
  const restored = await heron.save("vault", "Heron.restored.vault");
  await heron.act();
  await comesBack(heron, restored, "seven words drawn by dice");

  await heron.go("#more summary");
  await heron.go("#passphrase");
  await heron.passphrase(PASSPHRASE);
  await heron.act();
  const changed = await heron.save("vault", "Heron.changed.vault");
  await heron.act();
  const shown = await heron.anchorWords();
  const again = await founding.tab();
  await again.go("#open");
  await comesBack(again, changed, PASSPHRASE);
  expect(await again.anchorWords()).toBe(shown);

  /** To the table, with the ceremony file that Heron kept. */
  async function comesBack(tab: StewardPage, vault: string, passphrase: string): Promise<void> {
    await tab.choose("vault", vault);
    await tab.fill("passphrase", passphrase);
    await tab.choose("own", people.ceremonyFileOf("Heron"));
    await tab.act();
    expect((await tab.anchorWords()).split(" ")).toHaveLength(12);
  }
}, 300_000);

/** Somebody comes back with vault and file. */
async function opened(handle: string): Promise<StewardPage> {
  const tab = await founding.tab();
  await tab.go("#open");
  await tab.choose("vault", people.vaultOf(handle));
  await tab.fill("passphrase", PASSPHRASE);
  await tab.choose("own", people.ceremonyFileOf(handle));
  await tab.act();
  return tab;
}

/** Drafts from today on, in place of what is signed. */
async function draftAnew(tab: StewardPage): Promise<void> {
  await tab.page.select("#from", "0");
  await tab.page.select("#months", "1");
  if (!(await tab.page.$("#day:checked"))) await tab.go("#day");
  await tab.act("#draft");
}
