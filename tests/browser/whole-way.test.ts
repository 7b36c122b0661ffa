import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codesOf } from "../../client/report/vocabulary/codes.ts";
import { wordsOf } from "../../client/report/vocabulary/languages.ts";
import { QUESTIONS, type Question } from "../../client/source/steps.ts";
import { en } from "../../client/source/strings/en.ts";
import { LANGUAGES } from "../../client/source/strings/languages.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { zhHans } from "../../client/source/strings/zh-hans.ts";
import { equalBytes } from "../../crypto/bytes.ts";
import { exiftoolRead, pixelsOf } from "../client/pictures/pictures/tools.ts";
import { launchChromium } from "../support/chromium.ts";
import { type Firefox, launchFirefox, SAFER, type TestBrowser } from "../support/firefox.ts";
import { tellingJpeg } from "../support/pictures.ts";
import type { ReceivedTip } from "../support/received.ts";
import { inLong } from "../support/seeded.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { SourcePage } from "../support/source-page.ts";
import { answerEverything, expectAnswersIn, expectEveryAnswer, NARRATIVE } from "./every-answer.ts";

/** What of Tor Browser's protection against fingerprinting a page could stumble over. */
const TOR_BROWSER = {
  ...SAFER,
  "privacy.resistFingerprinting": true,
  "privacy.resistFingerprinting.letterboxing": true,
  "privacy.firstparty.isolate": true,
  "browser.privatebrowsing.autostart": true,
  "dom.serviceWorkers.enabled": false,
  "media.peerconnection.enabled": false,
};

const OF_STATION: Question[] = ["premises", "name", "stationPlace", "since"];
const OF_PRESSURE: Question[] = ["family", "direct", "pressurePlace", "when"];

const TICKED = [
  ...(["kind", "premises", "nameUsed", "linkedBureau", "pressureFamily", "pressureDirect"] as const),
  ...(["relationship", "basis", "certainty", "consent", "datePrecision", "placePrecision"] as const),
];

const AUTHORITIES = wordsOf("en").labels.consent.authorities;

const picture = tellingJpeg();
const folder = mkdtempSync(join(tmpdir(), "nightjar-way-"));
const photo = join(folder, "IMG_20260314_Müller.jpg");
const letter = join(folder, "王先生的信.pdf");
const broken = join(folder, "broken.jpg");
let served: ServedPage;
/** At default settings, for all that needs no others. */
let firefox: Firefox;

/** Of each kind one more, with personal details made up. */
const OTHERS = [
  "media/heic-exif-xmp-thumb.heic",
  "media/mov-keys-timecode.mov",
  "media/docx-revisions.docx",
  "text/mail.eml",
  "text/gbk.txt",
];
const caseFile = (path: string) =>
  fileURLToPath(new URL(`../client/pictures/cases/${path}`, import.meta.url));

beforeAll(async () => {
  writeFileSync(photo, picture);
  writeFileSync(letter, "%PDF-1.7 a letter");
  writeFileSync(broken, picture.subarray(0, 300));
  served = await servePage();
  firefox = await sharedFirefox();
});

afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const browsers: Record<string, () => Promise<TestBrowser>> = {
  "Firefox at the Safer level, with Tor Browser's protection against fingerprinting": () =>
    launchFirefox(TOR_BROWSER),
  ...inLong(
    {},
    {
      "Firefox at default settings": sharedFirefox,
      "Chromium at default settings": launchChromium,
    },
  ),
};

describe.each(Object.entries(browsers))("%s", (name, launch) => {
  test("the whole way, with a choice in every question, arrives with every field", async () => {
    await using own = await launch();
    const { page } = own;
    const source = new SourcePage(page);
    source.byMouse = true;
    await source.open(`${served.network.url}/`);
    await answerEverything(source);
    await source.goTo("narrative");
    await source.write("narrative", `${NARRATIVE} ${name}`);
    await source.attach(photo, letter, broken, ...OTHERS.map(caseFile));
    await expectFindings(source);
    await page.click("#file-1-original");
    await page.click("#file-2-asItIs");
    await page.click("#file-6-asItIs");
    await source.goTo("review");
    await expectReview(source);
    await source.send();
    await source.reaches("arrived");
    expectWhole(await received(`${NARRATIVE} ${name}`));
  });
});

describe("in a language", () => {
  let page: Page;
  let source: SourcePage;

  beforeAll(async () => {
    page = await firefox.context.newPage();
    source = new SourcePage(page);
  });

  test("going back, and forward again, finds everything as it was", async () => {
    await source.open(`${served.network.url}/`);
    await answerEverything(source);
    await source.goTo("narrative");
    const room = en.questions.roomLeft("");
    await source.write("narrative", "x".repeat(56_000));
    expect(await source.text()).toContain(room);
    await source.write("narrative", "kept");
    expect(await source.text()).not.toContain(room);
    await source.attach(photo);
    await source.goTo("review");
    const before = await source.text();
    await source.goTo("language");
    await source.speak(LANGUAGES[1] ?? en);
    await source.goTo("topic");
    await source.tick("station");
    await source.goTo("review");
    expect(await source.text()).not.toContain("Kantstraße");
    await source.goTo("language");
    await source.speak(en);
    await source.goTo("topic");
    await source.tick("station");
    await source.goTo("review");
    expect(await source.text()).toBe(before);
  });

  // In English it goes at Safer, and a whole report in traditional characters in access.test.ts.
  test.each(inLong([zhHans], LANGUAGES).map((strings): [string, Strings] => [strings.language, strings]))(
    "%s: the whole way is in it, and the tip says so",
    async (language, strings) => {
      await source.open(`${served.network.url}/`, strings);
      await source.goTo("topic");
      await source.tick("station", "pressure");
      for (const place of [...QUESTIONS, "review"] as const) {
        await source.goTo(place);
        if (language !== "en") expect(englishIn(await source.text())).toEqual([]);
      }
      expect(await page.$eval("html", (html) => html.lang)).toBe(language);
      await source.goTo("narrative");
      await source.write("narrative", `in ${language}`);
      await source.send();
      await source.reaches("arrived");
      expect(await source.text()).toContain(strings.ends.arrived);
      expect((await received(`in ${language}`)).tip.language).toBe(language);
    },
  );

  test("80 pictures travel in one tip, each cleaned", async () => {
    const many = Array.from({ length: 80 }, (_, i) => join(folder, `picture-${i}.jpg`));
    for (const path of many) writeFileSync(path, picture);
    await source.open(`${served.network.url}/`);
    await source.narrate("eighty");
    await source.attach(...many);
    await source.send();
    await source.reaches("arrived");
    const { tip, files } = await received("eighty");
    expect(tip.attachments).toHaveLength(80);
    expect(files.size).toBe(80);
    for (const bytes of files.values()) expect(bytes.length).toBeLessThan(picture.length - 300);
  });

  test("what belongs to an answer is asked, said or hinted where it is given, and every code of the vocabulary can be ticked", async () => {
    await source.open(`${served.network.url}/`);
    await source.goTo("topic");
    const seen = () =>
      page.$$eval("[data-question]", (all) =>
        all.filter((one) => one.checkVisibility()).map((one) => one.getAttribute("data-question")),
      );
    const without = (...left: Question[]) => QUESTIONS.filter((question) => !left.includes(question));
    expect(await seen()).toEqual(without(...OF_STATION, ...OF_PRESSURE));
    await source.tick("pressure");
    expect(await seen()).toEqual(without(...OF_STATION));
    await source.tick("station");
    expect(await seen()).toEqual(QUESTIONS);
    const asked = new Set<string>();
    for (const question of QUESTIONS) await source.goTo(question);
    for (const value of await page.$$eval("main input[value]", (inputs) => inputs.map((i) => i.value)))
      asked.add(value);
    for (const group of TICKED) expect(codesOf(group).filter((code) => !asked.has(code))).toEqual([]);

    // 1. Who is in danger now is shown where to turn; nothing that promises an answer is offered.
    await source.goTo("need");
    expect(await source.text()).not.toContain(en.questions.dangerNow.heading);
    const offersAdvice = await page.$eval('input[value="advice"]', (input) => input.checkVisibility());
    expect(offersAdvice).toBe(false);
    await source.tick("danger_now");
    expect(await source.text()).toContain(en.questions.dangerNow.text);

    // 2. A date that isn't whole doesn't vanish unsaid.
    await source.goTo("when");
    await source.choose("month", "3");
    await source.press(en.tell.lookOver);
    expect(await source.text()).toContain(`When: ${en.questions.dateError.incomplete}`);
    await source.choose("year", "2024");
    await source.goTo("review");
    expect(await source.text()).toContain("March 2024");

    // 3. An exact place of somebody who worked there prompts a broader choice.
    await source.goTo("stationPlace");
    await source.tick("exact");
    await source.write("address", "Kantstraße 1");
    await source.goTo("relationship");
    const hint = en.questions.narrowing["worked-there-with-exact-place"];
    expect(await source.text()).not.toContain(hint);
    await source.tick("worked_there");
    expect(await source.text()).toContain(hint);
    await source.goTo("stationPlace");
    await source.tick("city");
    await source.goTo("review");
    expect(await source.text()).not.toContain(hint);
    expect(await source.text()).not.toContain("Kantstraße");

    // 4. Authorities get nothing that wasn't allowed twice.
    await source.goTo("consent");
    await source.tick("authorities");
    await source.tick("statistics");
    await source.goTo("review");
    expect(await source.text()).not.toContain(AUTHORITIES);
    expect(await source.text()).toContain(en.questions.confirmAuthorities);
    await source.goTo("consent");
    await page.click("#confirm");
    await source.narrate("consent");
    await source.goTo("review");
    expect(await source.text()).toContain(AUTHORITIES);
    await source.send();
    await source.reaches("arrived");
    expect((await received("consent")).tip.report.consent).toEqual(["statistics", "authorities"]);
  });
});

async function expectFindings(source: SourcePage): Promise<void> {
  expect(await source.fileNames()).toEqual([
    "01-photo.jpg",
    "02-document.pdf",
    "03-photo.jpg",
    "04-photo.heic",
    "05-video.mov",
    "06-document.docx",
    "07-mail.eml",
    "08-text.txt",
  ]);
  const text = await source.text();
  expect(text).toMatch(/It held a place \(52\.52.*13\.41.*Wang Xiaoming.*Telltale Phone 9/);
  expect(text).toContain("The copy that is sent doesn’t.");
  expect(text).toMatch(
    /We found a name \(Ada Example and Bo Example\), a company \(Example Ltd\).* There may be/,
  );
  expect(text).toContain(`${en.files.uncleanable.mail} ${en.files.screenshot} ${en.files.notSent}`);
  expect(text).toContain(en.files.stays);
  expect(text).toContain(en.files.plain);
}

async function expectReview(source: SourcePage): Promise<void> {
  const text = await source.text();
  expectAnswersIn(text);
  expect(text).toMatch(/Photo 1, \d/);
  expect(text).toContain(en.review.withOriginal);
  expect(text).not.toMatch(/attachments\/|image\/jpeg/);
  expect(text).toContain(en.review.notSent(2));
}

/** Every answer, and the files: cleaned where that can be done, and what was asked for as it is. */
function expectWhole({ tip, files }: ReceivedTip): void {
  expectEveryAnswer(tip.report);
  expect(tip.attachments.map(({ name, cleaned, original }) => [name, cleaned !== null, original])).toEqual([
    ["attachments/01-photo.jpg", true, "attachments/01-original-photo.jpg"],
    ["attachments/01-original-photo.jpg", false, null],
    ["attachments/02-document.pdf", false, null],
    ["attachments/03-photo.heic", true, null],
    ["attachments/04-video.mov", true, null],
    ["attachments/05-document.docx", false, null],
    ["attachments/06-text.txt", false, null],
  ]);
  for (const film of ["attachments/03-photo.heic", "attachments/04-video.mov"])
    expect(Buffer.from(files.get(film) ?? []).toString("latin1")).not.toMatch(
      /^$|Example|12\.34|98\.76|Lavf/,
    );
  const copy = files.get("attachments/01-photo.jpg") ?? new Uint8Array(0);
  const groups = [...exiftoolRead(copy).keys()].map((tag) => tag.split(":")[0]);
  expect(groups.filter((group) => /IFD|^Exif$|GPS|XMP|IPTC/.test(group ?? ""))).toEqual([]);
  expect(Buffer.from(copy).toString("latin1")).not.toMatch(/Telltale|Wang|secretly|behind the end/);
  expect(equalBytes(pixelsOf(copy), pixelsOf(picture))).toBe(true);
  expect(equalBytes(files.get("attachments/01-original-photo.jpg") ?? new Uint8Array(0), picture)).toBe(true);
}

/** Runs of English words, but for what is the same in every language. */
function englishIn(text: string): string[] {
  return text.match(/[A-Za-z]+ [A-Za-z]+ [A-Za-z]+/g) ?? [];
}

/** The one tip in the spool with this narrative. */
async function received(narrative: string): Promise<ReceivedTip> {
  const tips = await served.received();
  const [found, ...more] = tips.filter(({ tip }) => tip.report.narrative === narrative);
  if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} tips match`);
  return found;
}
