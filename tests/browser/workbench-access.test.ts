import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWorkbench } from "../../client/workbench/build/build.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { LANGUAGES } from "../../client/workbench/strings/languages.ts";
import { utf8 } from "../../crypto/bytes.ts";
import { seriousOn } from "../support/axe.ts";
import { type Desk, fileOf, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import { launchFirefox } from "../support/firefox.ts";
import { tellingJpeg } from "../support/pictures.ts";
import { SAMPLE_REPORTS } from "../support/sample-tips.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const home = mkdtempSync(join(tmpdir(), "nightjar-access-"));
const file = join(home, "workbench.html");
let desk: Desk;
let bundle: string;
let many: string;

beforeAll(async () => {
  writeFileSync(file, await buildWorkbench());
  desk = await testDesk();
  const photo = fileOf("01-photo.jpg", "image/jpeg", tellingJpeg());
  const envelopes: [Uint8Array, string][] = [];
  for (const [language, report] of SAMPLE_REPORTS) {
    envelopes.push([await sealedTip(desk, report, [photo], { language }), "2026-11-20"]);
  }
  bundle = await writeBundle(desk, "bundle.tar", envelopes);
  writeFileSync(join(desk.folder, "note.txt"), utf8("not sealed"));
  const [, first] = SAMPLE_REPORTS[0] ?? [];
  if (!first) throw new Error("no samples");
  const crowd = await Promise.all(
    Array.from({ length: 300 }, (_, i) =>
      sealedTip(desk, { ...first, need: null, narrative: `Tip number ${i}.` }),
    ),
  );
  many = await writeBundle(
    desk,
    "many.tar",
    crowd.map((bytes) => [bytes, "2026-11-20"] as const),
  );
});
afterAll(() => {
  desk.remove();
  rmSync(home, { recursive: true });
});

const walks = [
  ...LANGUAGES.map((strings) => [strings.name, "light", strings] as const),
  ["English", "dark", en] as const,
];

test.each(walks)(
  "%s, %s: axe finds nothing serious in any view, and every view fits windows from 400 pixels on",
  async (_name, scheme, strings) => {
    await using firefox = await launchFirefox({
      "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
    });
    const { page } = firefox;
    const bench = new WorkbenchPage(page);
    const found: string[] = [];
    const look = async (view: string) => {
      for (const violation of await seriousOn(page)) found.push(`${view}: ${violation}`);
      for (const width of [400, 800, 1400]) {
        await page.setViewport({ width, height: 800 });
        const isWide = await page.evaluate(
          ({ scrollWidth, clientWidth } = document.documentElement) => scrollWidth > clientWidth,
        );
        if (isWide) found.push(`${view}: wider than ${width}`);
      }
    };
    await bench.start(file);
    await bench.speak(strings);
    await look("lock");
    await bench.unlock(join(desk.folder, "Wren.vault"));
    await bench.unlocked();
    await look("open");
    await bench.bring(bundle, join(desk.folder, "note.txt"));
    await page.$$eval("details", (all) => all.map((one) => one.setAttribute("open", "")));
    await look("queue");
    await bench.openTip("餐馆");
    await look("tip");
    await bench.press(strings.review.keep);
    await bench.find("#note");
    await bench.press(strings.files.look);
    await bench.find(".picture");
    await look("kept");
    await bench.press(strings.files.save);
    await look("saved");
    expect(found).toEqual([]);
  },
);

test("every field tells the browser to forget", async () => {
  await using firefox = await launchFirefox();
  const bench = new WorkbenchPage(firefox.page);
  const remembered = () =>
    firefox.page.$$eval("input, textarea, select", (fields) =>
      fields.filter((field) => field.getAttribute("autocomplete") !== "off").map((field) => field.id),
    );
  await bench.start(file);
  expect(await remembered()).toEqual([]);
  await bench.unlock(join(desk.folder, "Wren.vault"));
  await bench.unlocked();
  await bench.bring(bundle);
  await bench.openTip("餐馆");
  await bench.press(en.review.keep);
  await bench.find("#note");
  expect(await remembered()).toEqual([]);
});

test("however long the queue, only what is in sight is drawn; the keyboard reaches its end", async () => {
  await using firefox = await launchFirefox();
  const bench = new WorkbenchPage(firefox.page);
  await firefox.page.setViewport({ width: 1200, height: 800 });
  await bench.start(file);
  await bench.unlock(join(desk.folder, "Wren.vault"));
  await bench.unlocked();
  await bench.bring(many);
  expect(await bench.text(".count")).toBe("300");
  expect((await bench.rows()).length).toBeLessThan(40);
  await firefox.page.focus("#queue");
  for (let i = 0; i < 30; i++) await firefox.page.keyboard.press("PageDown");
  await bench.drawn();
  expect((await bench.rows()).length).toBeLessThan(40);
  const place = await firefox.page.$eval(".row.at", (row) => row.getAttribute("aria-posinset"));
  expect(place).toBe("300");
  const inSight = await firefox.page.$eval(".row.at", (row) => {
    const [line, box] = [
      row.getBoundingClientRect(),
      document.getElementById("queue")?.getBoundingClientRect(),
    ];
    return box !== undefined && line.top >= box.top && line.bottom <= box.bottom + 1;
  });
  expect(inSight).toBe(true);
  await firefox.page.keyboard.press("/");
  expect(await firefox.page.evaluate(() => document.activeElement?.id)).toBe("search");
});
