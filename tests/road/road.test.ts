/**
 * The whole road with the real clock, but for the last day of its server, from a founded instance to a colleague's merged casebook and beyond a
 * revocation and a move of the anchor: each stage takes only what the stage before wrote, by the product's own pages
 * and commands; at Safer in `npm run test:long`.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { en as source } from "../../client/source/strings/en.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { equalBytes } from "../../crypto/bytes.ts";
import { SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { startDemo } from "../client/cli/support/demo.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import type { Firefox } from "../support/firefox.ts";
import { filesIn } from "../support/read-exports.ts";
import { inLong } from "../support/seeded.ts";
import { SourcePage } from "../support/source-page.ts";
import { look, sendWithCodename, writeBack } from "./answering.ts";
import { carry, carryByPage, carryOn } from "./carrying.ts";
import { foundInstance, moveAnchor, people, replaceWren, revokeLark } from "./ceremony.ts";
import { expectFound, expectHidden, exportByCommand, FORMS, filesOf } from "./export.ts";
import { answer, readAnswer } from "./letters.ts";
import { lie } from "./lying.ts";
import {
  AS_FILES,
  exportAs,
  grade,
  keep,
  note,
  openTip,
  redact,
  save,
  sitDown,
  sitDownWith,
  wantTwo,
} from "./reviewing.ts";
import { SAID, send, sendTips, type Tip } from "./sending.ts";
import { type Serving, serve, setUp } from "./serving.ts";
import { at, done, newFirefox, ROAD, stage, typed } from "./stage.ts";

// Each vault takes a minute to open at Safer.
vi.setConfig({ testTimeout: inLong(600_000, 3_600_000) });

const BUNDLES = ["small.bundle", "rest.bundle"];
const FIRST: readonly Tip[] = ["text", "files", "sixty", "byHand"];
/** What the two reviewers redact between them. */
const REDACTED: readonly Tip[] = ["text", "files", "byHand"];
/** What is redacted is so before it takes any form: where forms have all been seen, two of them show it. */
const SOME_FORMS = ["csv", "json"] as const;
/** What their sources let out; the one that was sealed by hand says nothing of consent. */
const PUBLIC: readonly Tip[] = ["text", "files", "sixty"];

let firefox: Firefox;
let serving: Serving | undefined;
beforeAll(async () => {
  firefox = await newFirefox();
  writeFileSync(at("workbench.html"), await builtWorkbench());
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await serving?.[Symbol.asyncDispose]();
  if (process.env.ROAD_FOLDER === undefined) rmSync(ROAD, { recursive: true });
});

test("an instance is founded", () => stage("found", foundInstance));

test("it is set up, and served as the unit does", () =>
  stage(
    "serve",
    async () => {
      if (!existsSync(at("data"))) await setUp();
      serving = await serve();
    },
    true,
  ));

test("three tips from the page, and one without it", () =>
  stage("send", () => sendTips(firefox, serving?.url ?? "")));

test("a courier brings them on exFAT, over a small stick and one that is pulled out", () =>
  stage("carry", carry));

test("another courier brings the same by courier.html", () => stage("carry by page", carryByPage));

test("Wren opens the bundles, keeps, grades, notes, redacts, saves", () =>
  stage("review", async () => {
    const bench = await sitDown(firefox, "wren", BUNDLES);
    await bench.counts(FIRST.length);
    for (const tip of FIRST) await keep(bench, tip);
    await openTip(bench, "text");
    await grade(bench, "B", "2");
    await note(bench, "Ask about the door.");
    await redact(bench, "text");
    await wantTwo(bench);
    await bench.find(".ruling[open]");
    await save(firefox, bench, "wren-1.age");
  }));

test("Lark opens the same bundles and Wren's casebook, agrees, differs, redacts, saves", () =>
  stage("share", async () => {
    const bench = await sitDown(firefox, "lark", [...BUNDLES, "wren-1.age"]);
    await bench.counts(FIRST.length);
    await openTip(bench, "text");
    const review = await bench.text(".review");
    for (const said of ["Ask about the door.", "Wren", en.review.tlpMeans.clear])
      expect(review).toContain(said);
    expect(await bench.text(".redactions")).toContain("Would show who it is");
    await note(bench, "I heard the same.");
    await bench.select("#assigned", await optionOf(bench, "#assigned", "Wren"));
    await openTip(bench, "files");
    await grade(bench, "F", "6");
    await redact(bench, "files");
    await openTip(bench, "byHand");
    await redact(bench, "byHand");
    await wantTwo(bench);
    await bench.sees(en.unverified.exceptionsTake(2));
    await save(firefox, bench, "lark-1.age");
  }));

test("merged on both sides, both read the same", () =>
  stage("merge", async () => {
    const wren = await sitDown(firefox, "wren", [...BUNDLES, "wren-1.age", "lark-1.age"]);
    await openTip(wren, "files");
    expect(await wren.text(".redactions")).toContain("Lark");
    expect(await wren.text(".grade strong")).toBe("F6");
    await grade(wren, "A", "1");
    await save(firefox, wren, "both.age");
    await done("casebook merge --vault lark.vault --out both-cli.age wren-1.age both.age", "lark");
    const lark = await sitDown(firefox, "lark", ["both-cli.age"]);
    await lark.counts(FIRST.length);
    await openTip(lark, "files");
    expect(await lark.text(".grade strong")).toBe("A1");
    await openTip(lark, "byHand");
    expect(await lark.text(".sent")).toContain(SAID.byHand.secret);
  }));

test("nothing redacted leaves, with the bundle or without it, by workbench or command line", () =>
  stage("leave", async () => {
    const by = { vault: "wren", name: "wren", more: "", casebook: "both-cli.age" };
    const byCommand = exportByCommand("first", by);
    for (const [files, forms] of [
      [[...BUNDLES, "both.age"], AS_FILES],
      [["both.age"], inLong<typeof SOME_FORMS | typeof AS_FILES>(SOME_FORMS, AS_FILES)],
    ] as const) {
      const bench = await sitDown(firefox, "wren", files);
      const written = await exportAs(forms, firefox, bench, 3);
      for (const bytes of written.values()) expectHidden(bytes, REDACTED);
      expectFound(
        filesIn(written.get("json") ?? Buffer.alloc(0)).get("cases.json") ?? Buffer.alloc(0),
        PUBLIC,
      );
    }
    expect(await byCommand).toEqual([0, 0, 0, 0, 0]);
    for (const bytes of filesOf("first")) expectHidden(bytes, REDACTED);
    expectFound(Buffer.concat(filesOf("first")), PUBLIC);
    const [table, counts] = (["csv", "counts"] as const).map((form) =>
      Buffer.concat(filesOf("first", [form])).toString(),
    );
    for (const code of ["police_overseas_post", "consulate", "fam_police_visit"])
      expect(table).toContain(code);
    expect(counts).toContain("fam_police_visit");
  }));

test("Magpie, the third of them, lies in a casebook of their own: nothing leaks, and the others go on", () =>
  stage("lie", async () => {
    await lie("magpie", "both.age", "lies.age", ["text", "byHand"]);
    await done("casebook merge --vault wren.vault --out lied.age both.age lies.age", "wren");
    const by = { vault: "wren", name: "wren", more: "", casebook: "lied.age" };
    expect(await exportByCommand("lied", by, ["csv", "json"])).toEqual([0, 0]);
    for (const bytes of filesOf("lied", ["csv", "json"])) {
      expectHidden(bytes, REDACTED);
      for (const tip of ["text", "byHand"] as const)
        expect(Buffer.from(bytes).includes(SAID[tip].found)).toBe(false);
    }
    expectFound(Buffer.concat(filesOf("lied", ["csv", "json"])), ["files", "sixty"]);
    expect(await done("casebook verify --vault lark.vault lied-json.age", "lark")).toContain("0 findings");
  }));

test("somebody who keeps a codename is answered: the mailbag goes by a stick, and the courier delivers it", () =>
  stage("answer", () => answer(firefox, serving?.url ?? "")));

test("a second round: Lark is revoked, the anchor moves, Wren's lost vault comes back from its shares", () =>
  stage("second round", async () => {
    const [one = "", , three = ""] = await people.share("wren");
    await revokeLark();
    await moveAnchor();
    await replaceWren([three, one]);
    await serving?.[Symbol.asyncDispose]();
    serving = await serve();
    await send(new SourcePage(await firefox.context.newPage()), serving?.url ?? "", "later");
    await carryOn("later.bundle");

    const opening = typed("open --vault lark.vault --out lark-tips later.bundle", "lark");
    const lark = await sitDown(firefox, "lark", ["later.bundle"]);
    await lark.sees(en.open.broken(1));
    expect(await lark.rows()).not.toContainEqual(expect.stringContaining(SAID.later.found));
    expect((await opening).code).toBe(3);

    const wren = await sitDown(firefox, "wren", ["later.bundle", "both.age"], "wren-2");
    await wren.counts(FIRST.length + 1);
    await keep(wren, "later");
    await redact(wren, "later");
    await save(firefox, wren, "wren-2.age");
  }));

test("with the newest roster only, nothing that Lark redacted leaves either", () =>
  stage("leave again", async () => {
    const all: readonly Tip[] = [...REDACTED, "later"];
    const newest = "--roster data/public/rosters/0007.json --annex data/public/annexes/0007.json";
    const by = { vault: "wren-2", name: "wren", casebook: "wren-2.age" };
    const forms = inLong<typeof SOME_FORMS | typeof FORMS>(SOME_FORMS, FORMS);
    const byCommand = (how: string, more: string) => exportByCommand(how, { ...by, more }, forms);
    const codes = byCommand("newest", newest).then(async (first) => [first, await byCommand("alone", "")]);
    const bench = await sitDown(firefox, "wren", ["wren-2.age"], "wren-2");
    const asFiles = inLong<typeof SOME_FORMS | typeof AS_FILES>(SOME_FORMS, AS_FILES);
    for (const bytes of (await exportAs(asFiles, firefox, bench, 4)).values()) expectHidden(bytes, all);
    expect(await codes).toEqual([forms, forms].map(() => forms.map(() => 0)));
    for (const how of ["newest", "alone"]) {
      for (const bytes of filesOf(how, forms)) expectHidden(bytes, all);
      expectFound(Buffer.concat(filesOf(how, forms)), [...PUBLIC, "later"]);
    }
  }));

test("a day later the answer is read by its codename, and written to again; a colleague sees it all in one thread", () =>
  stage("read", async () => {
    await serving?.[Symbol.asyncDispose]();
    serving = await serve(SECONDS_PER_DAY);
    await readAnswer(firefox, serving.url);
  }));

test("the demo carries its tip, a reviewer reads it in the workbench that it wrote, and writes back", () =>
  stage("demo", async () => {
    const running = await startDemo(at("demo"));
    try {
      const codename = await sendWithCodename(firefox, running.url, "Sent to the demo");
      const carried = /demo\/(bundles\/\S+\.bundle)$/m;
      const [bundle = ""] = await vi.waitUntil(() => carried.exec(running.said()), { timeout: 300_000 });
      expect(running.said()).toContain(at("demo/workbench.html"));
      const workbenches = ["demo/workbench.html", "workbench.html"].map((name) => readFileSync(at(name)));
      // Where two files of this size differ, a matcher takes two minutes to write down how.
      expect(equalBytes(...(workbenches as [Buffer, Buffer]))).toBe(true);
      const passphrase = /passphrase +(.+)/.exec(running.said())?.[1] ?? "";
      const vaults = running.said().match(/\S+\.vault(?=\n)/g) ?? [];
      expect(vaults).toHaveLength(2);
      // What one reads, both do: their vaults are opened elsewhere, and each costs here what it costs people.
      for (const path of inLong(vaults.slice(-1), vaults)) {
        const bench = await sitDownWith(firefox, path, passphrase, [bundle]);
        await bench.counts(1);
        expect(await bench.rows()).toEqual([expect.stringContaining("Sent to the demo")]);
        if (path !== vaults.at(-1)) continue;
        await bench.openTip("Sent to the demo");
        await writeBack(firefox, bench, "Were there two doors?", at("demo/mailbags"));
      }
      await vi.waitUntil(() => running.said().includes("A mailbag has come"), { timeout: 300_000 });
      const { said } = await look(firefox, running.url, codename);
      expect(said).toContain("Were there two doors?");
      expect(said).toContain(source.letters.coded.more);
    } finally {
      await running.stop();
    }
  }));

/** What a list has under a name. */
async function optionOf(
  bench: Awaited<ReturnType<typeof sitDown>>,
  list: string,
  name: string,
): Promise<string> {
  return await bench.page.$$eval(
    `${list} option`,
    (options, wanted) => {
      const found = options.find(({ textContent }) => textContent === wanted);
      if (!found) throw new Error(`nobody is called ${wanted}`);
      return (found as HTMLOptionElement).value;
    },
    name,
  );
}
