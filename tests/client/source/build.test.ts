import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SENTENCES as cleanSentences } from "../../../client/pictures/sentences.ts";
import { SENTENCES as reportSentences } from "../../../client/report/sentences.ts";
import { fillPage, leaveToIn, type PageTemplate } from "../../../client/source/build/fill.ts";
import { LANGUAGES } from "../../../client/source/strings/languages.ts";
import { WITHOUT_SCRIPT } from "../../../client/source/strings/without-script.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { SENTENCES as cryptoSentences } from "../../../crypto/sentences.ts";
import { builtInClone } from "../../support/built-in-clone.ts";
import { builtTemplate, sourcePageOf } from "../../support/built-pages.ts";
import { testInstance } from "../../support/instance.ts";

const { anchor } = testInstance();
let folder: string;
let template: PageTemplate;
let html: string;

const filled = (...[anchorOfIt, leaveTo]: [typeof anchor, string?]) =>
  Buffer.from(fillPage(template, encodeAnchor(anchorOfIt), leaveTo)).toString();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nightjar-build-"));
  template = await builtTemplate({ demo: true, mirror: false });
  html = filled(anchor);
});

afterAll(() => rmSync(folder, { recursive: true }));

test("a clone elsewhere builds the same bytes, and says which in a file beside", () => {
  const clone = join(folder, "a longer name, and deeper/source/http/b");
  mkdirSync(clone, { recursive: true });
  writeFileSync(join(clone, "anchor.json"), encodeAnchor(anchor));
  const command = ["client/source/build/main.ts", "--anchor", "anchor.json"];
  expect(builtInClone(clone, "source.html", ...command).equals(Buffer.from(html))).toBe(true);
});

test("the page loads nothing: no address, no import, no font, one script and one style inline", () => {
  const style = /<style>(.*)<\/style>/.exec(html)?.[1];
  expect(/url\(|@import|src:/.test(style ?? "url(")).toBe(false);
  expect(/<img|<iframe|<object|<embed/i.test(html)).toBe(false);
  // What XMP's own names begin with, in pictures: the cleaner looks for them.
  expect(html.replaceAll("http://ns.adobe.com/", "").match(/https?:\/\//g)).toBeNull();
  const links = [...html.matchAll(/\s(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
  const [icon, ...others] = links;
  expect(icon).toMatch(/^data:image\/png;base64,/);
  expect(others).toEqual(["/no-script#en", "/no-script#zh-Hans", "/no-script#zh-Hant"]);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html.match(/<style/g)).toHaveLength(1);
});

/** What errors of packages say, one of each. */
const PACKAGES_SAY = {
  "@noble/hashes/utils.js": "crypto.getRandomValues must be defined",
  "@noble/ciphers/utils.js": "expected Uint8Array",
  "@noble/curves/utils.js": "positive bigint expected, got ",
  "@noble/curves/abstract/edwards.js": "phflag",
  "@scure/base/index.js": "Excess padding",
};

test("the page holds the codes of errors, and not their English sentences", () => {
  for (const [code, sentence] of Object.entries({
    ...cryptoSentences,
    ...reportSentences,
    ...cleanSentences,
  })) {
    expect(html, code).not.toContain(sentence);
    expect(html).toContain(code);
  }
  for (const [name, sentence] of Object.entries(PACKAGES_SAY)) {
    expect(readFileSync(join("node_modules", name), "utf8")).toContain(sentence);
    expect(html).not.toContain(sentence);
  }
});

test("its own policy allows that script and that style, and nothing else that is inline", () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(policy).not.toMatch(/unsafe-|https?:/);
  for (const name of ["script", "style"]) {
    const content = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(content).digest("base64");
    expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
  }
});

test("it needs no WebAssembly, at whatever level", () => {
  expect(html).not.toMatch(/WebAssembly|libsodium|AGFzb/);
});

test("a demo says so without JavaScript too; the real thing doesn't", async () => {
  for (const { demo } of LANGUAGES) expect(html.includes(demo)).toBe(true);
  const real = { ...anchor, demo: false };
  expect(Buffer.from(await sourcePageOf(real)).toString()).not.toContain(`class="demo"`);
  expect(() => fillPage(template, encodeAnchor(real))).toThrow(RangeError);
});

test("without JavaScript there is a way on, in every language", () => {
  const without = /<noscript>(.*)<\/noscript>/.exec(html)?.[1] ?? "";
  for (const { language } of LANGUAGES) {
    const { text, link } = WITHOUT_SCRIPT[language];
    expect(without).toContain(text);
    expect(without).toContain(`<a href="/no-script#${language}">${link}</a>`);
    expect(html.split(text), "once: not in the script too").toHaveLength(2);
  }
});

test("the page to leave to is nothing, or what the build is given; nothing that could do harm", async () => {
  expect(html).toContain("location.replace('about:blank')");
  expect(filled(anchor, "https://weather.example")).toContain("location.replace('https://weather.example/')");
  for (const leaveTo of ["javascript:alert(1)", "data:text/html,x", "/no-script", "file:///etc", ""])
    expect(() => filled(anchor, leaveTo)).toThrow(RangeError);
});

test.each([
  "about:blank",
  "https://weather.example/today?in='a'&or=\\b\\",
  "https://weather.example/o'clock#\\'</script><!--",
])("where a page leads is found in it again: %s", (leaveTo) => {
  expect(leaveToIn(filled(anchor, leaveTo))).toBe(new URL(leaveTo).href);
});

test("the mirrored language is in a test's build only", async () => {
  const mirrored = await sourcePageOf(anchor, { mirror: true });
  const holds = [html, Buffer.from(mirrored).toString()].map((page) => page.includes('"Mirror"'));
  expect(holds).toEqual([false, true]);
});

const NAMES = [
  ['</script><b onclick="x">&', "&lt;/script&gt;&lt;b onclick=&quot;x&quot;&gt;&amp;"],
  ["<!--<script>", "&lt;!--&lt;script&gt;"],
  ["Heron's \\' $& `夜鹰`", "Heron's \\' $&amp; `夜鹰`"],
] as const;

test.each(NAMES)("the name of an instance is text: %s", (name, shown) => {
  const page = filled({ ...anchor, name });
  expect(page).toContain(`${shown}</span>`);
  // Its script has the anchor's very text.
  const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "";
  const literal = /'\{"type":"nightjar-anchor.*?[^\\]\}'/.exec(script)?.[0] ?? "";
  expect(new Function(`return ${literal}`)()).toBe(Buffer.from(encodeAnchor({ ...anchor, name })).toString());
});

test("what isn't an anchor isn't filled in", () => {
  expect(() => fillPage(template, Buffer.from("{}"))).toThrow(
    expect.objectContaining({ code: "document-malformed" }),
  );
});
