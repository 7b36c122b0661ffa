/** Writes the views of the workbench, in each language, wide and narrow, light and dark, into screenshots/. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildWorkbench } from "../../client/workbench/build/build.ts";
import { LANGUAGES } from "../../client/workbench/strings/languages.ts";
import {
  type Desk,
  fileOf,
  sealedFor,
  sealedTip,
  testDesk,
  writeBundle,
  writeCasebook,
} from "../support/desk.ts";
import { launchFirefox } from "../support/firefox.ts";
import { tellingJpeg } from "../support/pictures.ts";
import { judgedActs, placedActs, placedTips } from "../support/placed-tips.ts";
import { SAMPLE_REPORTS } from "../support/sample-tips.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

const FOLDER = "screenshots";
const SCHEMES = { light: 1, dark: 0 };
const WIDTHS = { desktop: { width: 1440, height: 900 }, narrow: { width: 400, height: 800 } };

await mkdir(FOLDER, { recursive: true });
const home = await mkdtemp(join(tmpdir(), "nightjar-workbench-"));
const file = join(home, "workbench.html");
await writeFile(file, await buildWorkbench());
const desk = await testDesk();
try {
  const bundle = await bundleFor(desk);
  const before = placedTips(100, 3);
  const acts = [...placedActs(before, sealedFor(desk)), ...judgedActs(before)];
  const casebook = await writeCasebook(desk, "casebook.age", acts);
  for (const [scheme, preference] of Object.entries(SCHEMES)) {
    await using firefox = await launchFirefox({
      "layout.css.prefers-color-scheme.content-override": preference,
    });
    for (const [width, viewport] of Object.entries(WIDTHS)) {
      await firefox.page.setViewport(viewport);
      for (const strings of scheme === "light" ? LANGUAGES : LANGUAGES.slice(0, 1)) {
        const bench = new WorkbenchPage(firefox.page);
        const shoot = (name: string) =>
          firefox.page.screenshot({
            path: `${FOLDER}/workbench-${strings.language}-${width}-${scheme}-${name}.png`,
          });
        await bench.start(file);
        await bench.speak(strings);
        await shoot("1-lock");
        await bench.unlock(join(desk.folder, "Wren.vault"));
        await bench.unlocked();
        await shoot("2-open");
        await bench.bring(
          bundle,
          join(desk.folder, "by-hand.age"),
          join(desk.folder, "Heron.vault"),
          casebook,
        );
        await shoot("3-queue");
        await bench.lookFor("王小明");
        await bench.openTip("王小明");
        await bench.lookFor("");
        await bench.press(strings.review.keep);
        await bench.find("#tlp");
        await shoot("4-tip");
        await bench.press(strings.files.look);
        await bench.find(".picture");
        await firefox.page.$eval(".files", (files) => files.scrollIntoView());
        await shoot("5-files");
        await bench.press(strings.files.hide);
        await bench.fill("#redact-words", "王小明");
        await bench.fill("#redact-why", "…");
        await bench.click("#redact");
        await bench.find(".sent mark.redacted");
        await firefox.page.$eval(".redaction", (section) => section.scrollIntoView());
        await shoot("6-redaction");
        await firefox.page.$eval("#together", (section) => section.scrollIntoView());
        await shoot("7-together");
        await bench.press(strings.sections.stations);
        await shoot("8-stations");
        await bench.click(".stations th button");
        await shoot("9-station");
        await bench.press(strings.sections.places);
        await bench.find("#map .pin");
        await bench.drawn();
        await shoot("10-places");
        await firefox.page.$eval(".when", (section) => section.scrollIntoView());
        await shoot("11-times");
        await bench.press(strings.sections.counts);
        await bench.find("table.counted");
        await shoot("12-counts");
        await bench.click("#count-published");
        await bench.drawn();
        await shoot("13-public");
        await bench.press(strings.sections.export);
        await bench.select("#export-audience", "partners");
        await bench.click("#look");
        await bench.find(".outlook");
        await shoot("14-export");
        await bench.select("#export-audience", "internal");
        await bench.select("#export-form", "dossier");
        await bench.click("#look");
        await bench.click(".outlook td button");
        await bench.find(".paper");
        await shoot("15-dossier");
        await bench.press(strings.exports.back);
      }
    }
  }
  console.log(`The pictures are in ${FOLDER}/.`);
} finally {
  desk.remove();
  await rm(home, { recursive: true });
}

async function bundleFor(at: Desk): Promise<string> {
  const photo = fileOf("01-photo.jpg", "image/jpeg", tellingJpeg());
  const envelopes: [Uint8Array, string][] = [];
  for (const [i, [language, report]] of SAMPLE_REPORTS.entries()) {
    const files =
      i === 1
        ? [photo, fileOf("02-letter.pdf", "application/pdf", new TextEncoder().encode("%PDF-1.7"))]
        : [];
    envelopes.push([await sealedTip(at, report, files, { language }), `2026-11-${18 + i}`]);
  }
  const elsewhere = await testDesk();
  const foreign = await sealedTip(at, SAMPLE_REPORTS[3]?.[1] ?? SAMPLE_REPORTS[0]?.[1] ?? fail(), [], {
    instance: elsewhere.instance.anchor.instance,
  });
  elsewhere.remove();
  await writeFile(
    join(at.folder, "by-hand.age"),
    (await sealedTip(at, SAMPLE_REPORTS[0]?.[1] ?? fail())).subarray(0, 50_000),
  );
  return await writeBundle(at, "bundle-2026-11-22.tar", [...envelopes, [foreign, "2026-11-22"]]);
}

function fail(): never {
  throw new Error("no samples");
}
