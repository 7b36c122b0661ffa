import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Codename, codenameOf, indexOfWord, newCodename } from "../../client/letters/codename.ts";
import { deriveReplyKeys } from "../../client/letters/reply-keys.ts";
import { en } from "../../client/source/strings/en.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import { LETTERS_PATH } from "../../protocol/letters.ts";
import { launchFirefox, SAFER } from "../support/firefox.ts";
import { letterTo, poolOf } from "../support/given-letters.ts";
import { testInstance } from "../support/instance.ts";
import { LettersPage, wordsOfCodename } from "../support/letters-page.ts";
import { findInMemory } from "../support/memory.ts";
import { launchOrdinary } from "../support/ordinary-firefox.ts";
import { contentProcesses } from "../support/process-memory.ts";
import { type ServedPage, servePage } from "../support/served-page.ts";
import { SourcePage } from "../support/source-page.ts";

/** Of no list of words, and nothing that a compressor makes shorter. */
const TYPED = "zqxwvkjhpbtn";
const ELSEWHERE = "XbWqLzKvTnJhGpYs";

const home = mkdtempSync(join(tmpdir(), "nightjar-codename-"));
let served: ServedPage;

beforeAll(async () => {
  served = await servePage({ instance: testInstance({ letters: 1 }) });
});
afterAll(async () => {
  await served[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, maxRetries: 5, retryDelay: 200 });
});

/** A codename as bytes, and the secrets that come of it, by their names. */
function secretsOf(words: readonly string[]): Record<string, Buffer> {
  const indices = indicesFrom(words);
  const codename = codenameFrom(words);
  const { letters, mailbox, address } = deriveReplyKeys(codename, served.instance.anchor.instance, noble);
  const bytes = { codename, letters, mailbox, address, indices: new Uint8Array(indices.buffer) };
  return Object.fromEntries(Object.entries(bytes).map(([name, secret]) => [name, Buffer.from(secret)]));
}

const indicesFrom = (words: readonly string[]) => Uint16Array.from(words, (word) => indexOfWord(word) ?? 0);

function codenameFrom(words: readonly string[]): Codename {
  const codename = codenameOf(indicesFrom(words));
  if (!codename) throw new Error("the words belong together");
  return codename;
}

/** The same as text: three words in a row, with little between them, in what a program may keep of a page. */
function rowsOf(words: readonly string[]): RegExp[] {
  const rows = words.slice(2).map((word, i) => [words[i], words[i + 1], word].join("[^]{1,40}?"));
  const wide = rows.map((row) => row.replaceAll(/[a-z]/g, "$&\\0"));
  return [new RegExp([...rows, ...wide].join("|"))];
}

/** What of a codename is in some bytes, in any form. */
function foundIn(contents: readonly Buffer[], words: readonly string[]): string[] {
  const secrets = Object.entries(secretsOf(words)).flatMap(([name, bytes]) =>
    (["latin1", "hex", "base64"] as const).map((form) => {
      const text = form === "base64" ? bytes.toString(form).replace(/.?=*$/, "") : bytes.toString(form);
      return [name, form, text] as const;
    }),
  );
  return contents.flatMap((content) => {
    const text = content.toString("latin1");
    const inRow = rowsOf(words).some((row) => row.test(text)) ? ["words"] : [];
    return [
      ...inRow,
      ...secrets.filter(([, , secret]) => text.includes(secret)).map(([name, form]) => `${name} ${form}`),
    ];
  });
}

/** Has a codename made and enters it by the buttons; types what is no word; sends with it. */
async function keepCodename(source: SourcePage, letters: LettersPage): Promise<string[]> {
  await source.open(`${served.network.url}/`);
  await source.narrate("A room behind the restaurant.");
  await source.goTo("review");
  return await letters.useNewCodename();
}

test("an ordinary Firefox that is killed while a codename is shown, entered and in use keeps nothing of it", async () => {
  const firefox = await launchOrdinary(home);
  const { page } = firefox;
  const source = new SourcePage(page);
  const letters = new LettersPage(page, source);
  const used = await keepCodename(source, letters);
  await source.send();
  await source.reaches("arrived");
  await source.open(`${served.network.url}/`);
  await source.narrate("It goes on.");
  await source.goTo("review");
  const shown = await letters.makeCodename();
  await source.press(en.letters.codename.hide);
  await page.click("summary");
  await page.type("#typed-words", `${shown.slice(0, 5).join(" ")} ${TYPED}`);

  const elsewhere = wordsOfCodename(newCodename());
  await firefox.control(`${ELSEWHERE} ${elsewhere.join(" ")}`, ELSEWHERE);
  await page.type("#typed-words", "q");
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await firefox.kill();
  const contents = firefox.contents();
  expect(foundIn(contents, elsewhere)).toContain("words");
  expect([foundIn(contents, used), foundIn(contents, shown)]).toEqual([[], []]);
  expect(contents.some((content) => content.includes(TYPED))).toBe(false);
}, 300_000);

test("at Safer a codename opens its letter; soon after somebody leaves, the process that had the page holds no codename and nothing that came of it", async () => {
  await using firefox = await launchFirefox(SAFER);
  const { page } = firefox;
  const source = new SourcePage(page);
  const letters = new LettersPage(page, source);
  const words = await keepCodename(source, letters);
  const needles = {
    ...secretsOf(words),
    words: Buffer.from(words.slice(0, 3).join(" ")),
    "wide words": Buffer.from(words.slice(0, 3).join(" "), "utf16le"),
  };
  const root = page.browser().process()?.pid ?? 0;
  const found = () => [root, ...contentProcesses(root)].flatMap((pid) => findInMemory(pid, needles));
  expect(found()).toContain("codename");
  await source.send();
  await source.reaches("arrived");
  // A codename opens its letter, without what makes programs quick.
  const pool = await poolOf([letterTo(codenameFrom(words), served.instance, { code: "closed" })]);
  served.network.replaced.set(LETTERS_PATH, pool);
  await source.open(`${served.network.url}/`);
  await letters.toLetters();
  expect(await letters.look(words)).toContain(en.letters.coded.closed);
  await source.press(en.leave);
  await expect.poll(() => page.url(), { timeout: 90_000 }).toBe("about:blank");
  // Firefox collects what nobody uses any more when it has nothing else to do, on a busy machine later; and where small
  // arrays lay before they were moved is written over once something runs in that process again.
  const goOn = () => page.evaluate(() => Array.from({ length: 200_000 }, () => new Uint8Array(32)).length);
  await expect.poll(() => goOn().then(found), { timeout: 300_000, interval: 2_000 }).toEqual([]);
}, 500_000);
