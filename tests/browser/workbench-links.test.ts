import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linkActs, nextAct } from "../../client/casebook/chain.ts";
import { signAct } from "../../client/casebook/line.ts";
import { newDeviceId, type ReviewerKey, tipIdOf } from "../../client/casebook/names.ts";
import { sealCasebook } from "../../client/casebook/write-casebook.ts";
import { EMPTY_REPORT, EMPTY_STATION, type Report } from "../../client/report/report.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { hybridPublicKey } from "../../crypto/age/identities.ts";
import { collect } from "../../crypto/bytes.ts";
import { DigestBuilder } from "../../crypto/digest.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { dayOf } from "../../protocol/day.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { type Desk, inRoster, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import type { TestBrowser } from "../support/firefox.ts";
import { SAMPLE_REPORTS } from "../support/sample-tips.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const sodium = await loadSodium();
const { together: words, stations } = en;
const home = mkdtempSync(join(tmpdir(), "nightjar-links-"));
const FLOOD = 12;
let desk: Desk;
let firefox: TestBrowser;
let bench: WorkbenchPage;

/** A station in Berlin, told of in traditional characters: the sample about it is in simplified ones. */
const SAME_STATION: Report = {
  ...EMPTY_REPORT,
  station: {
    ...EMPTY_STATION,
    premises: ["restaurant"],
    place: SAMPLE_REPORTS[1]?.[1].station?.place ?? EMPTY_STATION.place,
  },
  narrative: "我也見過：餐館後面有一個房間，說是幫人辦護照手續。他們問的不是護照，而是家裡人在哪裡。",
};

beforeAll(async () => {
  const file = join(home, "workbench.html");
  writeFileSync(file, await builtWorkbench());
  desk = await testDesk();
  const flood = Array.from({ length: FLOOD }, (_, i) => ({
    ...EMPTY_REPORT,
    narrative: `Everything that this box has been told about the tea house is a lie. Nobody who ever was there believes it, nobody was asked anything, and those who say so are paid for it. Throw it all away, as number ${i} of us says.`,
  }));
  const reports = [...SAMPLE_REPORTS.map(([, report]) => report), SAME_STATION, ...flood];
  const envelopes = await Promise.all(reports.map((report) => sealedTip(desk, report)));
  const onlyHeron = await sealedTo(1, { ...EMPTY_REPORT, narrative: "For Heron, who has kept it." });
  const bundle = await writeBundle(
    desk,
    "bundle.tar",
    [...envelopes, onlyHeron].map((bytes) => [bytes, "2026-11-20"] as const),
  );
  firefox = await sharedFirefox();
  bench = new WorkbenchPage(firefox.page);
  await firefox.page.setViewport({ width: 1440, height: 2000 });
  await bench.start(file);
  await bench.unlock(join(desk.folder, "Wren.vault"));
  await bench.unlocked();
  await bench.bring(bundle, await casebookOf(1, onlyHeron));
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  desk.remove();
  rmSync(home, { recursive: true });
});

/** The samples, the same station once more, and what only Heron could open. */
const others = SAMPLE_REPORTS.length + 2;

/** An envelope for one of the reviewers only. */
async function sealedTo(place: number, report: Report): Promise<Uint8Array> {
  const elsewhere = await testDesk(["Rook"]);
  Object.assign(elsewhere.instance.roster.roster.reviewers, [inRoster(desk, place)]);
  const sealed = await sealedTip(elsewhere, report);
  elsewhere.remove();
  return sealed;
}

/** A casebook, for all, in which one reviewer has kept what is in an envelope. */
async function casebookOf(reviewer: number, envelope: Uint8Array): Promise<string> {
  const vault = desk.vaults[reviewer];
  if (!vault) throw new Error("as many vaults as reviewers");
  const { instance } = desk.instance.anchor;
  const key = encodeHex(sodium.ed25519PublicKey(vault.signing)) as ReviewerKey;
  const digest = new DigestBuilder();
  digest.push(envelope);
  const act = nextAct(
    linkActs([], new Set()),
    { instance, reviewer: key, device: newDeviceId() },
    dayOf(Date.UTC(2026, 10, 21)),
    {
      kind: "kept",
      tip: tipIdOf(digest.finish()),
      form: "text",
      text: "For Heron, who has kept it.",
      attachments: [],
      arrived: null,
    },
  );
  const recipients = desk.vaults.map(({ longLived }) => hybridPublicKey(longLived, sodium));
  const lines = new Set([signAct(act, vault.signing, sodium)]);
  const path = join(desk.folder, "heron.age");
  writeFileSync(
    path,
    await collect(
      sealCasebook(
        { documents: { anchor: desk.instance.anchor, rosters: [], annexes: [] }, lines, attachments: [] },
        recipients,
        sodium,
      ),
    ),
  );
  return path;
}

test("a flood is one line, is set aside at once, and comes back, at once and later", async () => {
  await bench.sees(words.alike(FLOOD));
  expect(await bench.rows()).toHaveLength(others + 1);
  await bench.openTip("tea house");
  await bench.press(words.unfold);
  expect(await bench.rows()).toHaveLength(others + FLOOD);
  await bench.press(words.fold);
  await bench.press(words.setAllAside(FLOOD, 0));
  await bench.sees(words.asideNow(FLOOD));
  expect(await bench.rows()).toHaveLength(others);
  await bench.press(words.undo);
  await bench.sees(words.alike(FLOOD));
  await bench.openTip("tea house");
  await bench.press(words.setAllAside(FLOOD, 0));
  await bench.sees(words.asideNow(FLOOD));
  await bench.press(words.showAside);
  await bench.openTip("tea house");
  await bench.press(words.toQueue);
  await bench.press(words.showQueue);
  expect(await bench.rows()).toHaveLength(others + 1);
});

test("a suggestion says why, in whichever script; accepting it keeps both tips and links them", async () => {
  await bench.openTip("我也見過");
  await bench.sees(words.whys.same_place("Berlin, Kantstraße 1"));
  await bench.press(words.keepAndLink);
  await bench.sees(words.takeBack);
  const links = await bench.text("#links");
  expect(links).toContain(words.senses.duplicate);
  expect(links).toContain("餐馆");
  expect(await bench.text("#suggestions")).toContain(words.nothingFound);
});

test("what only another reviewer could open is marked, with the reason", async () => {
  await bench.openTip(words.shut);
  expect(await bench.text("article .noticed")).toBe(words.shutWhy(en.errors["not-for-us"]));
  expect(await bench.text("article .quoted")).toBe("For Heron, who has kept it.");
});

test("another tip is found by its name, linked with a direction, and unlinked; the other says it the other way round", async () => {
  await bench.openTip("Two men");
  const other = await bench.text("article h1");
  await bench.openTip("我也見過");
  const here = await bench.text("article h1");
  await bench.page.type("#link-to", other.slice(0, -1));
  await bench.page.keyboard.press("Enter");
  await bench.select("#link-how", "precedes");
  await bench.press(words.keepAndLink);
  await bench.page.waitForFunction(
    (text) => document.querySelector("#links")?.textContent?.includes(text),
    {},
    words.senses.precedes,
  );
  await bench.openTip("Two men");
  const said = (await bench.text("#links")).replace(/\s+/g, " ");
  expect(said).toContain(`${words.senses.follows} ${here}`);
  await bench.press(words.takeBack);
  await bench.sees(words.noLinks);
});

test("a station is made from a tip, found in the list, changed, and shows its tips in the queue", async () => {
  await bench.openTip("我也見過");
  await bench.press(words.newStation);
  await bench.page.type("#new-title", ", the shop");
  await bench.openTip("Two men");
  await bench.press(en.casebook.drafts(1));
  await bench.find("#new-title");
  await bench.press(words.make);
  await bench.page.waitForSelector("#supports li");
  await bench.press(en.sections.stations);
  const table = (await bench.text(".stations table")).replace(/\s+/g, " ");
  expect(table).toContain("Berlin, the shop");
  expect(await bench.page.$("#drafts")).toBeNull();
  expect(table).toContain("Germany");
  await bench.press("Berlin, the shop");
  // It is there to be read, and changed only when somebody wants to.
  await bench.find("#entity-summary #map .pin");
  expect(await bench.page.$("#entity-title")).toBeNull();
  expect(await bench.text("#entity-summary")).toContain("Germany");
  await bench.click("#entity-edit");
  await bench.page.$eval("#entity-title", (field) => {
    (field as HTMLInputElement).value = "The back room";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await bench.press(stations.save);
  await bench.sees("The back room");
  await bench.select("#verification", "likely");
  await bench.press(stations.showTips(1));
  await bench.sees(stations.among("The back room"));
  expect(await bench.rows()).toHaveLength(1);
  await bench.press(en.queue.showAll);
  expect(await bench.rows()).toHaveLength(others + 1);
});
