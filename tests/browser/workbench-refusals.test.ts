import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packBundle } from "../../client/bundle/write-bundle.ts";
import { EMPTY_REPORT } from "../../client/report/report.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { collect, utf8 } from "../../crypto/bytes.ts";
import { dayOf } from "../../protocol/day.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { spooled } from "../support/bundles.ts";
import { type Desk, fileOf, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { newSeed } from "../support/instance.ts";
import { sodium } from "../support/primitives.ts";
import { byHand, HELD, hostile } from "../support/two-hundred.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const home = mkdtempSync(join(tmpdir(), "nightjar-refusals-"));
const file = join(home, "workbench.html");
let desk: Desk;
let firefox: Firefox;
let bench: WorkbenchPage;

beforeAll(async () => {
  writeFileSync(file, await builtWorkbench());
  desk = await testDesk();
  // Whoever sits offline with the level of Tor Browser that they are used to, and what nobody else looks at there.
  firefox = await launchFirefox(SAFER);
  bench = new WorkbenchPage(firefox.page);
  await firefox.page.evaluateOnNewDocument(watchOpeners);
  await bench.start(file);
  await bench.unlock(path("Wren.vault"));
  await bench.unlocked();
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  desk.remove();
  rmSync(home, { recursive: true });
});

declare global {
  /** For each opener that was ended, how many tips the page said were open then. */
  var openWhenEnded: number[];
}

/** Runs in the page, before its own program. */
function watchOpeners(): void {
  globalThis.openWhenEnded = [];
  globalThis.Worker = class extends Worker {
    readonly #name: string | undefined;
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.#name = options?.name;
    }
    override terminate(): void {
      if (this.#name === "opener")
        globalThis.openWhenEnded.push(Number(/(\d+) of \d+/.exec(document.body.innerText)?.[1] ?? Infinity));
      super.terminate();
    }
  };
}

const saying = (narrative: string) => sealedTip(desk, { ...EMPTY_REPORT, narrative });
const path = (name: string) => join(desk.folder, name);
const linesWith = async (text: string) => (await bench.rows()).filter((row) => row.includes(text)).length;

test("a tip that came by itself is compared once a bundle tells with what", async () => {
  writeFileSync(path("loose.age"), await saying("by itself"));
  await bench.bring(path("loose.age"));
  await bench.openTip("by itself");
  await bench.sees(en.marks["not-compared"].sentence);
  await bench.bring(await writeBundle(desk, "later.tar", [[await saying("in a bundle"), "2026-11-20"]]));
  await bench.seesNoMore(en.marks["not-compared"].sentence, "article");
  expect(await bench.rows()).toHaveLength(2);
});

// Two words each: one alone could be in the name that a tip gets by chance.
test("a bundle that is cut short shows what came before, and says so", async () => {
  const whole = readFileSync(
    await writeBundle(desk, "whole.tar", [
      [await saying("comes first"), "2026-11-19"],
      [await saying("comes second"), "2026-11-20"],
    ]),
  );
  writeFileSync(path("cut.tar"), whole.subarray(0, whole.length - 60_000));
  await bench.bring(path("cut.tar"));
  await bench.sees(en.errors["bundle-damaged"]);
  expect([await linesWith("comes first"), await linesWith("comes second")]).toEqual([1, 0]);
});

test("an envelope that was exchanged is named, and the others open", async () => {
  const [mine, theirs] = [await saying("as it was"), await saying("as it was not")];
  const listed = [spooled(mine, "2026-11-19"), spooled(await saying("beside it"), "2026-11-20")];
  const contents = {
    instance: desk.instance.anchor.instance,
    made: dayOf(Date.UTC(2026, 10, 21)),
    list: { envelopes: listed, left: [] },
    documents: desk.documents,
    contentOf: ({ id }: { id: string }) => [id === listed[0]?.id ? theirs : (listed[1]?.bytes ?? theirs)],
  };
  writeFileSync(path("swapped.tar"), await collect(packBundle(contents, desk.courier, sodium)));
  await bench.bring(path("swapped.tar"));
  await bench.sees(en.errors["envelope-changed"]);
  expect([await linesWith("beside it"), await linesWith("as it was")]).toEqual([1, 0]);
});

test("a courier whom no steward named, and what was left behind, are said; another instance's bundle is refused", async () => {
  const stranger = { ...desk, courier: newSeed() };
  await bench.bring(await writeBundle(stranger, "stranger.tar", [[await saying("carried"), "2026-11-20"]]));
  await bench.sees(en.open.courierUnknown);
  const elsewhere = await testDesk(["Rook"]);
  const foreign = await sealedTip(elsewhere, EMPTY_REPORT);
  const before = await bench.rows();
  await bench.bring(await writeBundle(elsewhere, "foreign.tar", [[foreign, "2026-11-20"]]));
  await bench.sees(en.errors["bundle-foreign"]);
  expect(await linesWith("carried")).toBe(1);
  expect(await bench.rows()).toEqual(before);
  elsewhere.remove();
});

test("pictures that lie: a bomb is not decoded, what is none is not shown, an SVG is never a picture", async () => {
  const png = Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0xff, 0xff, 0,
    0, 0xff, 0xff, 8, 6, 0, 0, 0,
  ]);
  const small = png.slice();
  small.set([0, 0, 0, 9, 0, 0, 0, 9], 16);
  const svg = utf8(
    '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"><script>document.title=1</script></svg>',
  );
  const files = [
    fileOf("01-picture.png", "image/png", png),
    fileOf("02-picture.png", "image/png", small),
    fileOf("03-picture.svg", "image/svg+xml", svg),
  ];
  const tip = await sealedTip(desk, { ...EMPTY_REPORT, narrative: "pictures" }, files);
  await bench.bring(await writeBundle(desk, "pictures.tar", [[tip, "2026-11-20"]]));
  await bench.openTip("pictures");
  const look = `::-p-xpath(//button[normalize-space()="${en.files.look}"])`;
  expect(await firefox.page.$$(look)).toHaveLength(2);
  await bench.press(en.files.look);
  await bench.sees(en.files.tooLarge);
  await bench.press(en.files.look);
  await bench.sees(en.files.notShown);
  expect(await firefox.page.$("canvas")).toBeNull();
  expect(await firefox.page.title()).toBe(en.title);
});

test("texts that are markup, or lines as long as any, are opened, found, compared, and shown as text", async () => {
  const before = (await bench.rows()).length;
  await bench.bring(
    await writeBundle(desk, "hostile.tar", [...(await hostile(desk)), ...(await byHand(desk))]),
  );
  await bench.counts(before + HELD.hostile + HELD.byHand);
  // The workers that the page started for it did it: had they not begun, they'd have been ended before anything was open.
  await firefox.page.waitForFunction(() => globalThis.openWhenEnded.length === 2);
  expect(Math.min(...(await firefox.page.evaluate(() => globalThis.openWhenEnded)))).toBeGreaterThan(0);
  for (const [words, shown] of [
    ["srcdoc", "<img src=x onerror="],
    ["this isn’t", "\\u{202e}elbadaer"],
    ["line without an end", "xxxxxxxx"],
    ["没有标点", "长长长长"],
    ["One line by hand", "yyyyyyyy"],
    ["Marks above", "Marks above marks"],
  ] as const) {
    await bench.lookFor(words);
    await bench.openTip("");
    await bench.sees(shown);
    expect(
      await firefox.page.$(".sent :is(img, script, svg, a, iframe, object, embed, form, style)"),
    ).toBeNull();
  }
  // All of them have been compared, too.
  await bench.sees(en.together.suggestionsWhy);
  expect(await firefox.page.title()).toBe(en.title);
});
