import { expect, test } from "vitest";
import { ARMOR_PATTERN } from "../../../../client/source/no-script/armor-pattern.ts";
import { buildNoScriptPages } from "../../../../client/source/no-script/build.ts";
import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import { NO_SCRIPT_ANSWERS } from "../../../../server/no-script/pages.ts";
import { fakeEnvelope } from "../../../support/envelopes.ts";
import { armored } from "../../../support/forms.ts";
import { testInstance } from "../../../support/instance.ts";

const { anchor } = testInstance();
const pages = new Map(
  [...buildNoScriptPages(encodeAnchor(anchor))].map(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString("utf8"),
  ]),
);
const LANGUAGES = ["en", "zh-Hans", "zh-Hant"];

test("the pages are those that the server looks for", () => {
  const wanted = [
    "no-script.html",
    ...[...NO_SCRIPT_ANSWERS, "not-yet"].map((name) => `no-script-${name}.html`),
  ];
  expect([...pages.keys()].sort()).toEqual(wanted.sort());
});

test("the same anchor gives the same bytes", () => {
  const again = buildNoScriptPages(encodeAnchor(anchor));
  for (const [name, bytes] of again) expect(Buffer.from(bytes).toString("utf8")).toBe(pages.get(name));
});

test.each([...pages])("%s is in all languages, loads nothing and points nowhere else", (_name, html) => {
  for (const language of LANGUAGES) expect(html).toMatch(new RegExp(`<section [^>]*lang="${language}"`));
  expect(html).not.toMatch(/<script|https?:|src=|@import|url\(|\son[a-z]+=|国内|國內/i);
  const addresses = [...html.matchAll(/(?:href|action)="([^"]*)"/g)].map((match) => match[1]);
  for (const address of addresses) {
    expect(address).toMatch(
      /^(data:,|\/|\/no-script(\/recipients(-classic)?\.txt)?|(\/no-script\?)?#(en|zh-Hans|zh-Hant))$/,
    );
  }
  expect(html).toContain("<title>Notes</title>");
});

test("a demo says so on every page and in every language; another instance does not", () => {
  const real = buildNoScriptPages(encodeAnchor({ ...anchor, demo: false }));
  for (const [name, html] of pages) {
    expect(html.match(/<div class="demo">[\s\S]*?<\/div>/)?.[0].match(/<p lang=/g)?.length).toBe(3);
    expect(Buffer.from(real.get(name) ?? []).toString("utf8")).not.toContain('class="demo"');
  }
});

test("an instance's name is text, not markup", () => {
  const name = '<b>"A & B"</b>';
  for (const [, bytes] of buildNoScriptPages(encodeAnchor({ ...anchor, name }))) {
    const html = Buffer.from(bytes).toString("utf8");
    expect(html).toContain("&lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt;");
    expect(html).not.toContain("<b>");
  }
});

test("the languages ask the same questions and give the same commands", () => {
  const parts = LANGUAGES.map(
    (language) =>
      pages
        .get("no-script.html")
        ?.match(new RegExp(`<section class="language" id="${language}"[\\s\\S]*?</section>`))?.[0] ?? "",
  );
  const counts = parts.map((part) => part.match(/\[[ x]\]/g)?.length);
  expect(new Set(counts).size).toBe(1);
  const commands = parts.map((part) =>
    [...part.matchAll(/<pre class="copy"[^>]*>([^<]*)<\/pre>/g)].slice(1).map((match) => match[1]),
  );
  expect(commands[0]?.length).toBe(6);
  expect(commands[1]).toEqual(commands[0]);
  expect(commands[2]).toEqual(commands[0]);
});

test("the paste field's pattern takes armor, with and without its line ends, and no plaintext", async () => {
  const pattern = new RegExp(`^(?:${ARMOR_PATTERN})$`, "v");
  for (const length of [65_536, 65_537, 65_538, 130, 5]) {
    for (const lineEnd of ["", " ", "\n", "> > ", "\r\n\r\n    "]) {
      const text = Buffer.from(await armored(fakeEnvelope(length), lineEnd)).toString("latin1");
      expect(pattern.test(text)).toBe(true);
      expect(pattern.test(` ${text} `)).toBe(true);
      expect(pattern.test(`${text}They came on Monday.`)).toBe(false);
      expect(pattern.test(text.replace(/-[\s>]*$/, ""))).toBe(false);
      expect(pattern.test(text.slice(1))).toBe(false);
    }
  }
  const around = (text: string) =>
    `-----BEGIN AGE ENCRYPTED FILE-----${text}-----END AGE ENCRYPTED FILE-----`;
  for (const text of ["They came on Monday.", "", "a", around(""), around("hello"), around("aGVsbG8=")])
    expect(pattern.test(text)).toBe(false);
});
