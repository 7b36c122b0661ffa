import { createHash } from "node:crypto";
import { expect } from "vitest";

interface Expected {
  readonly wasm: boolean;
  /** Whom it may connect to; nobody, if nothing is said. */
  readonly connect?: string;
}

/** What a page that people keep as one file must be: it loads nothing, runs only itself, and connects where it may. */
export function expectOwnFile(html: string, { wasm, connect = "'none'" }: Expected): void {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  const directives = new Map(policy.split("; ").map((one) => [one.split(" ")[0], one.split(" ").slice(1)]));
  expect(directives.get("default-src")).toEqual(["'none'"]);
  expect(directives.get("connect-src")).toEqual(connect.split(" "));
  expect(directives.get("form-action")).toEqual(["'none'"]);
  expect(directives.get("base-uri")).toEqual(["'none'"]);
  expect(directives.get("worker-src")).toEqual(["blob:"]);
  expect(directives.get("img-src")).toEqual(["data:"]);
  expect(directives.get("require-trusted-types-for")).toEqual(["'script'"]);
  const hashOf = (name: string) => {
    const content = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(html)?.[1] ?? "";
    return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
  };
  expect(directives.get("style-src")).toEqual([hashOf("style")]);
  expect(directives.get("script-src")).toEqual([hashOf("script"), ...(wasm ? ["'wasm-unsafe-eval'"] : [])]);
}

/** It holds no address, is one script and one style, and takes what could reach a network away first. */
export function expectSelfContained(html: string, noScripts: readonly string[], connect = ""): void {
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html.match(/<style/g)).toHaveLength(1);
  const elsewhere = [...html.replace(connect, "").matchAll(/https?:\/\/[^"'`\s)]*/g)].map(([url]) => url);
  // What looks like addresses: names of SVG's and of XMP's kinds of elements, which nobody asks for.
  expect(elsewhere.filter((url) => !/^http:\/\/(www\.w3\.org|ns\.adobe\.com)\//.test(url))).toEqual([]);
  const links = [...html.matchAll(/\s(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? "");
  expect(links.filter((link) => !link.startsWith("data:image/png;"))).toEqual([]);
  for (const noScript of noScripts) expect(html).toContain(noScript);
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
  const cut = script.indexOf("RTCPeerConnection");
  expect(cut).toBeGreaterThan(0);
  expect(cut).toBeLessThan(2000);
}
