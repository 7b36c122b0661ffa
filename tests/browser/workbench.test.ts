import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCasebook } from "../../client/casebook/read-casebook.ts";
import { EMPTY_REPORT } from "../../client/report/report.ts";
import { buildWorkbench } from "../../client/workbench/build/build.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { hybridIdentity } from "../../crypto/age/identities.ts";
import { hybridRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect, utf8 } from "../../crypto/bytes.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { launchChromium } from "../support/chromium.ts";
import { type Desk, fileOf, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import { launchFirefox, SAFER, type TestBrowser } from "../support/firefox.ts";
import { tellingJpeg } from "../support/pictures.ts";
import { SAMPLE_REPORTS } from "../support/sample-tips.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const sodium = await loadSodium();
const home = mkdtempSync(join(tmpdir(), "nightjar-workbench-"));
const file = join(home, "workbench.html");
let desk: Desk;
let bundle: string;
let path: (name: string) => string;

beforeAll(async () => {
  writeFileSync(file, await buildWorkbench());
  desk = await testDesk();
  path = (name) => join(desk.folder, name);
  bundle = await mixedBundle();
});
afterAll(() => {
  desk.remove();
  rmSync(home, { recursive: true });
});

const browsers: Readonly<Record<string, () => Promise<TestBrowser>>> = {
  "Firefox at default settings": () => launchFirefox(),
  "Firefox at the Safer level's settings": () => launchFirefox(SAFER),
  Chromium: () => launchChromium(),
};

describe.each(Object.entries(browsers))("%s", (_name, launch) => {
  let browser: TestBrowser;
  let bench: WorkbenchPage;
  const asked: string[] = [];
  beforeAll(async () => {
    browser = await launch();
    browser.page.on("request", (request) => asked.push(request.url()));
    bench = new WorkbenchPage(browser.page);
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  test("opens from disk; a wrong passphrase, another's file and a broken vault are each a sentence", async () => {
    await bench.start(file);
    await bench.unlock(path("Wren.vault"), "wrong");
    await bench.sees(en.troubles["wrong-passphrase"]);
    await bench.start(file);
    await bench.unlock(bundle);
    await bench.sees(en.troubles["vault-malformed"]);
    await bench.start(file);
    await bench.unlock(path("Wren.vault"));
    await bench.unlocked();
  });

  test("a bundle: what opens is in the queue, what doesn't is named with its reason", async () => {
    await bench.bring(bundle, path("by-hand.age"), path("note.txt"));
    const text = await bench.text();
    expect(text).toContain(en.open.broken(3));
    for (const trouble of ["changed-after-sealing", "not-for-us", "not-sealed"] as const) {
      expect(text).toContain(en.troubles[trouble]);
    }
    const rows = await bench.rows();
    expect(rows).toHaveLength(SAMPLE_REPORTS.length + 4);
    expect(rows[0]).toContain("In danger now");
    expect(rows.filter((row) => row.includes(en.marks["other-instance"].short))).toHaveLength(1);
    expect(rows.filter((row) => row.includes(en.marks["sealed-selectively"].short))).toHaveLength(1);
    expect(rows.filter((row) => row.includes(en.queue.byHand))).toHaveLength(1);
  });

  test("search in every script, and the keyboard", async () => {
    for (const [query, found] of [
      ["王小明", "餐馆"],
      ["檢察官", "我母親"],
      ["Germany", "餐馆"],
      ["德国", "餐馆"],
      ["སྤྱི་ཚོགས", undefined],
      ["ཚོགས", "zhes pa"],
      ["سۈرەتكە", "zhes pa"],
      ["LICENC", "estate agent"],
    ] as const) {
      await bench.lookFor(query);
      const rows = await bench.rows();
      if (found) expect(rows.join("\n")).toContain(found);
      expect(rows.length).toBeLessThan(3);
    }
    await bench.lookFor("");
    await bench.page.focus("#queue");
    const heading = () => bench.text("article h1");
    await bench.page.keyboard.press("o");
    await bench.drawn();
    const first = await heading();
    await bench.page.keyboard.press("j");
    await bench.drawn();
    expect(await heading()).not.toBe(first);
    await bench.page.keyboard.press("k");
    await bench.drawn();
    expect(await heading()).toBe(first);
    await bench.page.keyboard.press("Escape");
    await bench.drawn();
    expect(await bench.page.$("article")).toBeNull();
  });

  test("a hostile tip is text, and nothing else", async () => {
    await bench.openTip("img src");
    const shown = await bench.text(".sent");
    expect(shown).toContain(`<img src=x onerror="document.title='owned'">`);
    expect(shown).toContain("\\u{202e}");
    expect(await bench.page.$(".sent img, .sent script, .sent svg, .sent a, .sent iframe")).toBeNull();
    expect(await bench.page.title()).toBe(en.title);
    const refused = await bench.page.evaluate(() => {
      try {
        document.body.insertAdjacentHTML("beforeend", "<b>markup</b>");
        return "accepted";
      } catch {
        return "refused";
      }
    });
    expect(refused).toBe("refused");
  });

  test("a tip is kept, graded, labelled and noted; the casebook opens again with all of it", async () => {
    await bench.openTip("餐馆");
    await bench.press(en.review.keep);
    await bench.find("#tlp");
    await bench.page.select("#source", "B");
    await bench.page.select("#information", "2");
    await bench.page.select("#tlp", "amber");
    await bench.page.type("#new-label", "fuzhou");
    await bench.press(en.review.addLabel);
    await bench.page.type("#note", "Ask Heron about the address.");
    await bench.press(en.review.addNote);
    await bench.sees(en.review.tlpMeans.amber);
    await bench.sees("B2");
    await bench.sees(en.casebook.unsaved(7));
    await bench.press(en.casebook.save);
    await bench.sees(en.casebook.saved);
  });

  test("a picture is shown by steps; other files are only saved, with the commands to look at them safely", async () => {
    await bench.openTip("餐馆");
    expect(await bench.page.$("canvas")).toBeNull();
    await bench.press(en.files.look);
    await bench.find(".picture.blurred canvas");
    await bench.press(en.files.sharpen);
    await bench.press(en.files.colour);
    await bench.find(".picture.coloured canvas");
    await bench.press(en.files.hide);
    expect(await bench.page.$("canvas")).toBeNull();
    const text = await bench.text(".files");
    expect(text).toContain("application/pdf");
    expect(text).toContain(en.files.lies);
  });

  test("nothing was asked of any network", () => {
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => !/^(file|blob|data|about):/.test(url))).toEqual([]);
  });
});

test("a saved casebook is for both reviewers, holds the attachments, and merges in the workbench", async () => {
  await using wren = await launchFirefox();
  const bench = new WorkbenchPage(wren.page);
  await bench.start(file);
  await bench.unlock(path("Wren.vault"));
  await bench.unlocked();
  await bench.bring(bundle);
  await bench.openTip("餐馆");
  await bench.press(en.review.keep);
  await bench.find("#source");
  await bench.page.select("#source", "A");
  await bench.press(en.casebook.save);
  await bench.sees(en.casebook.saved);
  await expect.poll(() => readdirSync(wren.downloads)).toEqual([expect.stringMatching(/\.age$/)]);
  const saved = join(wren.downloads, readdirSync(wren.downloads)[0] ?? "");
  for (const { longLived } of desk.vaults) {
    const opened = await openCasebook(
      [readFileSync(saved)],
      [hybridIdentity(longLived.slice() as typeof longLived)],
      sodium,
    );
    expect(opened.lines).toHaveLength(3);
    const hashes: string[] = [];
    for await (const { sha256, content } of opened.attachments) {
      for await (const _ of content);
      hashes.push(sha256);
    }
    expect(hashes).toHaveLength(2);
  }

  await using heron = await launchFirefox();
  const other = new WorkbenchPage(heron.page);
  await other.start(file);
  await other.unlock(path("Heron.vault"));
  await other.unlocked();
  await other.bring(bundle);
  await other.openTip("餐馆");
  await other.press(en.review.keep);
  await other.find("#source");
  await other.page.select("#source", "F");
  await other.page.select("#information", "5");
  await other.bring(saved);
  await other.sees(en.review.differ);
  const text = await other.text(".review");
  expect(text).toContain(en.review.choose("F5", en.review.you));
  expect(text).toContain(en.review.choose("A6", "Wren"));
  await other.press(en.review.choose("A6", "Wren"));
  await other.page.waitForFunction(() => !document.querySelector(".grade .differing"));
  expect(await other.text(".grade strong")).toBe("A6");

  await other.page.goto("about:blank");
  expect(other.dialogs).toEqual(["beforeunload"]);
});

async function mixedBundle(): Promise<string> {
  const photo = fileOf("01-photo.jpg", "image/jpeg", tellingJpeg());
  const letter = { ...fileOf("02-letter.pdf", "image/png", utf8("%PDF-1.7")) };
  const envelopes: [Uint8Array, string][] = [];
  for (const [i, [language, report]] of SAMPLE_REPORTS.entries()) {
    envelopes.push([
      await sealedTip(desk, report, i === 1 ? [photo, letter] : [], { language }),
      "2026-11-20",
    ]);
  }
  const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>\u202eevil ${"x".repeat(30_000)}`;
  envelopes.push([await sealedTip(desk, { ...EMPTY_REPORT, narrative: hostile }), "2026-11-21"]);
  const elsewhere = await testDesk(["Rook"]);
  const foreign = { instance: elsewhere.instance.anchor.instance };
  const plain = { ...EMPTY_REPORT, narrative: "Handed in a second time." };
  envelopes.push([await sealedTip(desk, plain, [], foreign), "2026-11-21"]);
  const { anchor, roster } = desk.instance;
  const [only] = roster.roster.reviewers;
  if (!only) throw new Error("no reviewer");
  const { roster: one } = elsewhere.instance;
  Object.assign(one.roster.reviewers, [only]);
  const selective = { ...EMPTY_REPORT, narrative: "For one of them only." };
  envelopes.push([
    await sealedTip({ instance: elsewhere.instance }, selective, [], {
      instance: anchor.instance,
      roster: roster.digest,
    }),
    "2026-11-21",
  ]);
  const broken = (await sealedTip(desk, plain)).slice();
  broken.set([1, 2, 3], broken.length - 5000);
  envelopes.push([broken, "2026-11-21"]);
  const strangers = await testDesk(["Rook"]);
  envelopes.push([await sealedTip(strangers, plain), "2026-11-21"]);
  const byHand = await collect(
    seal(
      [utf8("Written by hand. 手写的。")],
      roster.roster.reviewers.map(({ recipient }) => hybridRecipient(recipient)),
      sodium,
    ),
  );
  writeFileSync(path("by-hand.age"), byHand);
  writeFileSync(path("note.txt"), "This is not sealed.");
  elsewhere.remove();
  strangers.remove();
  return await writeBundle(desk, "bundle.tar", envelopes);
}
