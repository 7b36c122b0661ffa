/** Writes all that a source can see, in each language, wide and narrow, light and dark, into screenshots/. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LANGUAGES } from "../../../client/source/strings/languages.ts";
import { encodeRosterFile } from "../../../crypto/documents/roster-file.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { launchFirefox } from "../../support/firefox.ts";
import { testInstance } from "../../support/instance.ts";
import { largeJpeg, tellingJpeg } from "../../support/pictures.ts";
import { servePage } from "../../support/served-page.ts";
import setUpTools from "../../support/system-tools.ts";
import { shootFromDisk } from "./from-disk.ts";
import { shootLetters } from "./letters.ts";
import { shootNoScript } from "./no-script.ts";
import { Scene } from "./scene.ts";
import { shootRefusal, shootSending, shootSteps, shootWithoutScript } from "./source.ts";

const FOLDER = "screenshots";
const SCHEMES = { light: 1, dark: 0 };

/** A computer with a mouse; a telephone, whose scroll bars take no room. (The sums are Firefox's own.) */
const DEVICES = {
  desktop: {
    viewport: { width: 1280, height: 900 },
    preferences: { "ui.primaryPointerCapabilities": 6, "ui.allPointerCapabilities": 6 },
  },
  narrow: {
    viewport: { width: 360, height: 740 },
    preferences: {
      "ui.primaryPointerCapabilities": 1,
      "ui.allPointerCapabilities": 1,
      "ui.useOverlayScrollbars": 1,
    },
  },
};

setUpTools();
console.log(`Writing what a source sees into ${FOLDER}/, walk by walk; it takes a few minutes.`);
await mkdir(FOLDER, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), "nightjar-screenshots-"));
try {
  await using served = await servePage({ instance: testInstance({ letters: 1 }) });
  const put = async (name: string, bytes: Uint8Array) => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };
  const letter = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(180_000, 9)]);
  const hand = {
    attachments: [
      await put("IMG_20260314_181502.jpg", tellingJpeg()),
      await put("scan.pdf", letter),
      await put("broken.jpg", tellingJpeg().subarray(0, 300)),
      await put("large.jpg", largeJpeg()),
    ],
    savedPage: await put("notes.html", served.html),
    roster: await put("roster.json", encodeRosterFile(served.instance.file)),
    sealed: await put("report.age", fakeEnvelope()),
    letter: await put("letter.age", letter),
  };
  for (const [device, { viewport, preferences }] of Object.entries(DEVICES)) {
    for (const [scheme, override] of Object.entries(SCHEMES)) {
      await using firefox = await launchFirefox({
        ...preferences,
        "layout.css.prefers-color-scheme.content-override": override,
      });
      await firefox.page.setViewport(viewport);
      for (const strings of LANGUAGES) {
        const begun = performance.now();
        const name = `${FOLDER}/${strings.language}-${device}-${scheme}`;
        const scene = new Scene(firefox.page, strings, served, hand, name);
        await shootSteps(scene);
        await shootSending(scene);
        await shootLetters(scene);
        await shootRefusal(scene);
        await shootWithoutScript(scene);
        await shootFromDisk(scene);
        await shootNoScript(scene);
        const seconds = Math.round((performance.now() - begun) / 1000);
        console.log(`${strings.name}, ${device}, ${scheme}: ${scene.taken} pictures in ${seconds} s`);
      }
    }
  }
} finally {
  await rm(folder, { recursive: true });
}
