import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWorkbench } from "../../../client/workbench/build/build.ts";
import { LANGUAGES } from "../../../client/workbench/strings/languages.ts";
import { builtInClone } from "../../support/built-in-clone.ts";

let folder: string;
let html: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nightjar-workbench-"));
  html = Buffer.from(await buildWorkbench()).toString();
});
afterAll(() => rmSync(folder, { recursive: true }));

test("two clones build the same bytes, and say which in a file beside", () => {
  const pages = ["a", "a longer name, and deeper/b"].map((name) =>
    builtInClone(join(folder, name), "workbench.html", "client/workbench/build/main.ts"),
  );
  expect(pages.map((page) => page.equals(Buffer.from(html)))).toEqual([true, true]);
});

test("its policy lets it load nothing and send nothing, and run only itself", () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  const directives = new Map(policy.split("; ").map((one) => [one.split(" ")[0], one.split(" ").slice(1)]));
  expect(directives.get("default-src")).toEqual(["'none'"]);
  expect(directives.get("connect-src")).toEqual(["'none'"]);
  expect(directives.get("form-action")).toEqual(["'none'"]);
  expect(directives.get("base-uri")).toEqual(["'none'"]);
  expect(directives.get("worker-src")).toEqual(["blob:"]);
  expect(directives.get("img-src")).toEqual(["data:"]);
  expect(directives.get("require-trusted-types-for")).toEqual(["'script'"]);
  for (const name of ["script", "style"]) {
    const content = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(html)?.[1] ?? "";
    const hash = `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
    expect(directives.get(`${name}-src`)).toEqual(name === "script" ? [hash, "'wasm-unsafe-eval'"] : [hash]);
  }
});

test("it holds no address, loads nothing, and is one script and one style", () => {
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html.match(/<style/g)).toHaveLength(1);
  const elsewhere = [...html.matchAll(/https?:\/\/[^"'`\s)]*/g)].map(([url]) => url);
  // What looks like addresses: names of SVG's and of XMP's kinds of elements, which nobody asks for.
  expect(elsewhere.filter((url) => !/^http:\/\/(www\.w3\.org|ns\.adobe\.com)\//.test(url))).toEqual([]);
  const links = [...html.matchAll(/\s(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? "");
  expect(links.filter((link) => !link.startsWith("data:image/png;"))).toEqual([]);
  for (const { noScript } of LANGUAGES) expect(html).toContain(noScript);
});

test("what could reach a network around the policy is taken away before anything else runs", () => {
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
  const cut = script.indexOf("RTCPeerConnection");
  expect(cut).toBeGreaterThan(0);
  expect(cut).toBeLessThan(2000);
});
