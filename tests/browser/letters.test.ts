import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Codename, codenameOf, indexOfWord, newCodename } from "../../client/letters/codename.ts";
import { attachmentDigest, provesReply } from "../../client/letters/reply-proof.ts";
import type { Reply } from "../../client/report/reply.ts";
import type { Tip } from "../../client/report/tip.ts";
import { en } from "../../client/source/strings/en.ts";
import type { Strings } from "../../client/source/strings/strings.ts";
import { zhHans } from "../../client/source/strings/zh-hans.ts";
import { LEAF_LENGTH } from "../../crypto/digest.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { sha256Aside } from "../../crypto/native-sha256.ts";
import { ROSTER_PATH } from "../../protocol/addresses.ts";
import { LETTERS_PATH, SLOT_LENGTH } from "../../protocol/letters.ts";
import { seriousOn } from "../support/axe.ts";
import { sourcePageOf } from "../support/built-pages.ts";
import { type Firefox, launchFirefox, SAFER } from "../support/firefox.ts";
import { dayNamed, letterTo, poolOf } from "../support/given-letters.ts";
import { newSeed, type TestInstance, testInstance } from "../support/instance.ts";
import { LettersPage, wordsOfCodename } from "../support/letters-page.ts";
import { largeJpeg } from "../support/pictures.ts";
import { sodium } from "../support/primitives.ts";
import { inLong } from "../support/seeded.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";
import { SourcePage } from "../support/source-page.ts";

const { letters: said } = en;
const POLL = { timeout: 90_000 };
const folder = mkdtempSync(join(tmpdir(), "nightjar-letters-"));
const photo = join(folder, "photo.jpg");
let served: ServedPage;
let firefox: Firefox;
let page: Page;
let source: SourcePage;
let letters: LettersPage;

beforeAll(async () => {
  writeFileSync(photo, largeJpeg());
  served = await servePage({ instance: testInstance({ letters: 1 }) });
  firefox = await inLong(sharedFirefox, () => launchFirefox(SAFER))();
  page = firefox.page;
  source = new SourcePage(page);
  letters = new LettersPage(page, source);
});
afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  served.network.decide = () => "pass";
  served.network.replaced.clear();
});

/** Opens the page while this is what everybody gets. */
async function openWith(pool: Uint8Array | undefined, strings: Strings = en): Promise<void> {
  if (pool) served.network.replaced.set(LETTERS_PATH, pool);
  await source.open(`${served.network.url}/`, strings);
}

/** From now on everybody gets the page and the roster of another instance. */
async function servesInstead({ anchor, file }: TestInstance): Promise<void> {
  served.network.replaced.set("/", await sourcePageOf(anchor));
  served.network.replaced.set(ROSTER_PATH, encodeRosterFile(file));
}

async function received(narrative: string) {
  const found = (await served.received()).filter(({ tip }) => tip.report.narrative === narrative);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} tips match`);
  return found[0];
}

const primary = () => page.$eval("button.primary", ({ textContent }) => textContent);

const replyIn = ({ reply }: Tip): Reply => {
  if (!reply) throw new Error("the tip can't be answered");
  return reply;
};

test("written with a codename and a photo, answered by way of a mailbag, read, and written again: one address", async () => {
  await openWith(undefined);
  await source.goTo("need");
  await source.tick("advice");
  await source.narrate("answer me");
  await source.attach(photo);
  await source.goTo("review");
  expect(await source.text()).toContain(said.ask.needed);
  const words = await letters.useNewCodename();
  expect(words).toHaveLength(12);
  expect(await source.text()).toContain(said.ask.ready);
  expect(await source.text()).not.toContain(said.ask.needed);
  await source.send();
  await source.reaches("arrived");
  expect(await source.text()).toContain(en.ends.arrivedAnswerable[1]);

  const first = await received("answer me");
  expect(first.tip.report.need).toBe("advice");
  const reply = replyIn(first.tip);
  const digests = await Promise.all([...first.files.values()].map(digestOf));
  expect(provesReply({ ...first.tip, reply }, digests, sodium)).toBe(true);

  await openWith(await poolOf([letterTo(codenameFrom(words), served.instance, { code: "more" })]));
  await letters.toLetters();
  expect(await letters.look(words)).toContain(said.coded.more);
  await source.press(said.found.writeAgain);
  await source.reachesStep("tell");
  await source.narrate("more of it");
  await source.send();
  await source.reaches("arrived");
  const second = replyIn((await received("more of it")).tip);
  expect(second).toMatchObject({
    address: reply.address,
    recipient: reply.recipient,
    mailbox: reply.mailbox,
  });
});

test("a person who wants no answer goes on without a click, and the tip says that it can't be answered", async () => {
  await openWith(undefined);
  await source.narrate("no answer");
  await source.goTo("review");
  expect(await source.text()).toContain(said.ask.text);
  await source.send();
  await source.reaches("arrived");
  expect(await source.text()).toContain(en.ends.arrivedNext[1]);
  expect((await received("no answer")).tip.reply).toBeNull();
});

describe("what a codename opens", () => {
  test("nothing, some of many, and what isn't as it must be: each said, one codename after the other", async () => {
    const { instance } = served;
    const [late, wronged] = [newCodename(), newCodename()];
    const twice = {
      number: 5,
      code: "text",
      text: "come to the station",
      by: [newSeed(), newSeed()],
    } as const;
    const forged = [6, 7].map((number) => {
      const genuine = letterTo(wronged, instance, { number });
      const [signature] = genuine.document.signatures;
      const other = signature && { ...signature, signature: new Uint8Array(64).fill(number) };
      return { ...genuine, document: { ...genuine.document, signatures: other ? [other] : [] } };
    });
    await openWith(
      await poolOf([
        letterTo(newCodename(), instance),
        letterTo(late, instance, { number: 900 }),
        letterTo(wronged, instance, { number: 3, roster: 9 }),
        letterTo(wronged, instance, twice),
        ...forged,
      ]),
    );
    await letters.toLetters();

    // 1. Of many that are missing, five by their numbers.
    const some = await letters.look(late);
    expect(some).toContain(said.found.missing("1, 2, 3, 4, and 5", true));
    expect(await primary()).toBe(said.found.writeAgain);
    await source.press(said.found.otherWords);

    // 2. A gap, an older list, one who isn't a reviewer, forged signatures: none is shown.
    const wrong = await letters.look(wronged);
    expect(wrong).toContain(said.found.heading(1));
    expect(wrong).toContain(said.found.missing("1 and 2", false));
    expect(wrong).toContain(said.found.older);
    expect(wrong).toContain(said.found.former);
    expect(wrong).toContain(said.found.invalid(2));
    expect(await primary()).toBe(said.found.otherWords);
    expect(wrong).not.toContain("station");
    await source.press(said.found.otherWords);

    // 3. Nothing, of which the page says all that it can mean, and says so again where one sends.
    const nothing = await letters.look(newCodename());
    expect(nothing).toContain(said.found.none);
    for (const meaning of said.found.meanings) expect(nothing).toContain(meaning);
    expect(await primary()).toBe(said.found.otherWords);
    expect(nothing).toContain(said.entry.unproven);
    await source.press(said.found.writeAgain);
    await source.narrate("x");
    await source.goTo("review");
    expect(await source.text()).toContain(said.entry.unproven);
  });

  test("several, where a free text needs two: in their order, each in its language, and not what one alone wrote", async () => {
    const codename = newCodename();
    const two = testInstance({ letters: 2 });
    const by = two.secrets.reviewers.map(({ signing }) => signing);
    const written = "请不要再去那里。\n<b>Don’t</b> go there again.";
    const text = { code: "text", language: "zh-Hant", text: written } as const;
    await servesInstead(two);
    await openWith(
      await poolOf([
        letterTo(codename, two, { ...text, number: 2, on: dayNamed("2026-11-22"), by }),
        letterTo(newCodename(), two),
        letterTo(codename, two, { number: 3, code: "text", text: "come to the quayside" }),
        letterTo(codename, two, { number: 1, code: "received" }),
      ]),
      zhHans,
    );
    const own = new LettersPage(page, source, zhHans);
    await own.toLetters();
    const shown = await own.look(codename);
    const { found, coded } = zhHans.letters;
    expect(shown).toContain(found.heading(2));
    const [one = -1, other = -1] = [coded.received, written].map((part) => shown.indexOf(part));
    expect(one).toBeGreaterThan(0);
    expect(other).toBeGreaterThan(one);
    expect(shown).toContain(found.writtenIn("繁体中文"));
    expect(shown).toContain(found.care);
    expect(shown).toContain(found.invalid(1));
    expect(shown).not.toContain("quayside");
    expect(
      await page.$eval(".letter .said", (text) => [
        text.getAttribute("lang"),
        text.getAttribute("translate"),
      ]),
    ).toEqual(["zh-Hant", "no"]);
    for (const absent of [found.older, found.former, found.missing("1", false)])
      expect(shown).not.toContain(absent);
  });
});

describe("entering a codename", () => {
  const words = wordsOfCodename(newCodename());

  beforeAll(async () => {
    served.network.replaced.set(LETTERS_PATH, await poolOf([]));
    await source.open(`${served.network.url}/`);
  });
  /** Beside the way nothing entered is left standing. */
  beforeEach(() => letters.toLetters());
  afterEach(async () => {
    await source.press(en.way.back);
    await source.reachesStep("begin");
  });

  test("by the keyboard's letters, wherever the focus is", async () => {
    for (const word of words) await page.keyboard.type(`${word} `);
    expect(await letters.entered()).toEqual(words);
    await page.keyboard.press("Backspace");
    expect((await letters.entered()).slice(-2)).toEqual([words[10], ""]);
  });

  test("by Tab and the buttons", async () => {
    await page.keyboard.press("Tab");
    for (let i = 0; i < 12; i++) await page.keyboard.press("Tab");
    const reached = await page.evaluate(() => document.activeElement?.textContent);
    expect(reached).toBe("a");
  });

  test("by touch", async () => {
    for (const letter of "zebr") {
      const box = await page.$$eval(
        ".keys button",
        async (keys, wanted) => {
          const key = keys.find(({ textContent }) => textContent === wanted);
          key?.scrollIntoView({ block: "center" });
          // Where it is drawn by then: a touch counts from what was seen last.
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          const { x, y, width, height } = key?.getBoundingClientRect() ?? new DOMRect();
          return { x: x + width / 2, y: y + height / 2, width, height };
        },
        letter,
      );
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(43.9);
      await page.touchscreen.tap(box.x, box.y);
    }
    expect((await letters.entered())[0]).toBe("zebra");
  });

  test("typed, in any case, with anything between; what is no word is called, and the field keeps nothing", async () => {
    await source.press(said.entry.look);
    expect(await source.text()).toContain(said.entry.incomplete);
    await page.click("summary");
    await page.type("#typed-words", `${words[0]?.toUpperCase()}, ${words[1]?.slice(0, 4)}\u3000Abandn `);
    expect(await source.text()).toContain(said.entry.unknown("Abandn"));
    await page.type("#typed-words", `${words.slice(2).join(" ")}`);
    await page.keyboard.press("Enter");
    expect(await letters.entered()).toEqual(words);
    expect(await page.$eval("#typed-words", (field) => (field as HTMLInputElement).value)).toBe("");
    await source.press(said.entry.look);
    await expect.poll(() => source.text(), POLL).toContain(said.found.none);
    await source.press(said.found.otherWords);
  });

  test("twelve words that don't belong together: that one of them is wrong is said, and not which", async () => {
    const zeros = wordsOfCodename(new Uint8Array(16) as Codename).with(11, "zoo");
    await letters.tap(zeros);
    await source.press(said.entry.look);
    const text = await source.text();
    expect(text).toContain(said.entry.mismatch);
    const alert = await page.$eval(".notice:not([hidden])", ({ textContent }) => textContent);
    for (const word of zeros) expect(alert).not.toContain(word);
  });

  test("in no form, in no field with a name, and in nothing that a browser keeps, checks, corrects or translates", async () => {
    await page.click("summary");
    const found = await page.evaluate(() => ({
      forms: document.querySelectorAll("form").length,
      named: document.querySelectorAll("body [name], [type=password]").length,
      fields: [...document.querySelectorAll("main input")].map((field) =>
        ["autocomplete", "autocapitalize", "spellcheck", "translate"].map((name) => field.getAttribute(name)),
      ),
    }));
    expect(found).toEqual({ forms: 0, named: 0, fields: [["off", "none", "false", "no"]] });
  });
});

describe("a codename that was shown", () => {
  test("is hidden, and others than its words are not taken for it; shown again; gone once somebody leaves", async () => {
    await openWith(await poolOf([]));
    await source.narrate("x");
    await source.goTo("review");
    const words = await letters.makeCodename();
    await letters.repeat(wordsOfCodename(newCodename()));
    expect(await source.text()).toContain(said.codename.differs);
    expect(await letters.shownWords()).toEqual([]);
    expect(rowsIn(await page.evaluate(() => document.body.innerText), words)).toEqual([]);
    await source.press(said.codename.showAgain);
    await page.waitForSelector('html[data-at="codename"]');
    expect(rowsIn(await source.text(), words)).toEqual([]);
    await source.press(said.codename.show);
    expect(await letters.shownWords()).toEqual(words);
    expect(rowsIn(await source.text(), words)).toHaveLength(words.length - 2);
    await letters.repeat(words);
    await source.reachesStep("review");
    await source.press(said.ask.drop);
    expect(await source.text()).toContain(said.ask.text);

    const others = await letters.makeCodename();
    expect(rowsIn(await page.content(), others)).toHaveLength(others.length - 2);
    await source.press(en.leave);
    await expect.poll(() => page.url(), POLL).toBe("about:blank");
    await page.goBack({ timeout: 5_000 }).catch((error: unknown) => expect(error).toBeInstanceOf(Error));
    expect(rowsIn(await page.content(), others)).toEqual([]);
  });
});

test("letters that are refused stop nobody: ten minutes, says the page, and what is written is sent", async () => {
  served.network.decide = ({ path }) => (path === LETTERS_PATH ? "busy" : "pass");
  await openWith(undefined);
  await letters.toLetters();
  expect(await source.text()).toContain(en.sentences.lettersRefused);
  expect(await letters.look(newCodename())).toContain(en.sentences.lettersRefused);
  await source.press(said.found.writeAgain);
  await source.narrate("all the same");
  await source.send();
  await source.reaches("arrived");
  expect((await received("all the same")).tip.reply).not.toBeNull();
});

test("letters that break off on their way are said not to be had, and not asked for again", async () => {
  served.network.decide = ({ path }) => (path === LETTERS_PATH ? { cutAfter: 3 * SLOT_LENGTH } : "pass");
  const before = served.network.requests.length;
  await openWith(await poolOf([]));
  await letters.toLetters();
  expect(await letters.look(newCodename())).toContain(en.sentences.lettersUnreachable);
  await source.press(said.found.otherWords);
  await letters.look(newCodename());
  const asked = served.network.requests.slice(before).filter(({ path }) => path === LETTERS_PATH);
  expect(asked).toHaveLength(1);
});

test("under a roster that gives no letters nothing is asked, fetched or offered", async () => {
  await servesInstead(testInstance());
  const before = served.network.requests.length;
  await openWith(undefined);
  expect(await source.text()).not.toContain(said.read);
  await source.goTo("need");
  const seen = () =>
    page.$$eval(
      "input[value=advice], input[value=support_referral]",
      (inputs) => inputs.filter((input) => input.checkVisibility()).length,
    );
  expect(await seen()).toBe(0);
  await source.narrate("one way");
  await source.goTo("review");
  expect(await source.text()).not.toContain(said.ask.heading);
  expect(served.network.requests.slice(before).map(({ path }) => path)).toEqual(["/", ROSTER_PATH]);
});

test("from the disk: a codename can be used; the letters are a second file, and it opens them without a network", async () => {
  const codename = newCodename();
  const files = { page: "notes.html", roster: "roster.json", letters: "letters" };
  const put = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);
  put(files.page, served.html);
  put(files.roster, encodeRosterFile(served.instance.file));
  put(files.letters, await poolOf([letterTo(codename, served.instance, { code: "closed" })]));
  const before = served.network.requests.length;
  await source.open(pathToFileURL(join(folder, files.page)).href);
  await source.goTo("roster");
  expect(await source.text()).not.toContain(said.fromFile.text);
  await source.take("roster", join(folder, files.roster));
  await expect.poll(() => source.text(), POLL).toContain(said.fromFile.text);

  // Without the letters: what a wrong word means is said.
  await source.narrate("x");
  await source.goTo("review");
  await source.press(said.ask.have);
  await source.reachesStep("letters");
  expect(await source.text()).toContain(said.entry.unproven);
  await letters.tap(wordsOfCodename(newCodename()));
  await source.press(said.codename.done);
  await source.reachesStep("tell");
  await source.goTo("review");
  expect(await source.text()).toContain(said.ask.ready);
  expect(await source.text()).toContain(said.entry.unproven);
  await source.press(said.ask.drop);

  // With them, by the way that was come.
  for (const place of ["tell", "letters", "review", "tell", "roster"] as const) {
    await source.press(en.way.back);
    await source.reachesStep(place);
  }
  await source.take("pool", join(folder, files.roster));
  await expect.poll(() => source.text(), POLL).toContain(en.sentences.notLetters);
  expect(await source.text()).not.toContain(said.fromFile.chosen);
  await source.take("pool", join(folder, files.letters));
  await expect.poll(() => source.text(), POLL).toContain(said.fromFile.chosen);
  await letters.toLetters();
  expect(await letters.look(codename)).toContain(said.coded.closed);
  expect(served.network.requests.length).toBe(before);
});

describe("for everybody", () => {
  const codename = newCodename();

  afterEach(() => page.setViewport({ width: 1200, height: 800 }));

  test.each(inLong([en], [en, zhHans]))(
    "axe finds nothing serious, and all fits from 320 pixels on: $language",
    async (strings) => {
      const own = new LettersPage(page, source, strings);
      const found: string[] = [];
      const look = async (screen: string) => {
        for (const violation of await seriousOn(page)) found.push(`${screen}: ${violation}`);
        for (const width of [320, 1200]) {
          await page.setViewport({ width, height: 700 });
          const wrong = await page.evaluate(() => [
            ...(document.documentElement.scrollWidth > document.documentElement.clientWidth
              ? ["too wide"]
              : []),
            ...[...document.querySelectorAll("button, summary, input[type=text]")]
              .filter((pressed) => pressed.checkVisibility())
              .filter((pressed) => {
                const { width, height } = pressed.getBoundingClientRect();
                return height < 43.9 || (width < 43.9 && pressed.closest(".entry-of-words") !== null);
              })
              .map(({ textContent }) => `small: ${textContent}`),
          ]);
          found.push(...wrong.map((what) => `${screen}, ${width}: ${what}`));
        }
      };
      await openWith(
        await poolOf([
          letterTo(codename, served.instance, { number: 2, code: "text", text: "W".repeat(300), roster: 3 }),
          letterTo(codename, served.instance, { number: 3, by: [newSeed()] }),
        ]),
        strings,
      );
      await source.narrate("x");
      await source.goTo("review");
      await look("asked");
      const words = await own.makeCodename();
      await look("codename");
      await source.press(strings.letters.codename.hide);
      await page.keyboard.type("spa");
      await page.click("summary");
      await look("entering");
      await source.press(strings.letters.entry.remove);
      await source.press(strings.letters.entry.remove);
      await source.press(strings.letters.entry.remove);
      await own.tap(words);
      await source.press(strings.letters.codename.done);
      await source.reachesStep("review");
      await look("answerable");
      await source.press(strings.letters.ask.drop);
      await source.goTo("begin");
      await own.toLetters();
      await own.look(newCodename());
      await look("none");
      await source.press(strings.letters.found.otherWords);
      await own.look(codename);
      await look("found");
      expect(found).toEqual([]);
    },
  );
});

/** Which three words of a codename stand in a row, tags aside; one alone, or two, may be any text's own. */
function rowsIn(text: string, words: readonly string[]): string[] {
  const read =
    text
      .replaceAll(/<[^>]*>/g, " ")
      .match(/[a-z]+/gi)
      ?.join(" ") ?? "";
  return words.slice(2).flatMap((_, i) => {
    const row = words.slice(i, i + 3).join(" ");
    return ` ${read} `.includes(` ${row} `) ? [row] : [];
  });
}

function codenameFrom(words: readonly string[]): Codename {
  const found = codenameOf(Uint16Array.from(words, (word) => indexOfWord(word) ?? 0));
  if (!found) throw new Error("the words belong together");
  return found;
}

async function digestOf(content: Uint8Array) {
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += LEAF_LENGTH)
    leaves.push(await sha256Aside(content.subarray(at, at + LEAF_LENGTH)));
  return attachmentDigest(leaves);
}
