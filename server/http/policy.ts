import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet from "helmet";
import { emptyResponse } from "./node-http.ts";

/** The headers that every answer carries, whatever it answers: computed once, when the pages are known. */
export type Policy = ReadonlyMap<string, string>;

/**
 * The policy of a listener: nothing but its pages' own inline scripts and styles runs, and nothing is kept,
 * framed, sniffed or sent elsewhere. Written out whole, since a default (`upgrade-insecure-requests`, HSTS) would
 * break an onion on plain http.
 */
export function createPolicy(...pages: readonly string[]): Policy {
  const response = emptyResponse(new Socket());
  response.setHeader("Cache-Control", "no-store");
  const protect = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: directivesFor(pages.join("\n")) },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: false,
    xFrameOptions: { action: "deny" },
  });
  protect(response.req, response, (error?: unknown) => {
    if (error) throw error;
  });
  return new Map(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}

/** To be called before anything else is done with a response. */
export function applyPolicy(policy: Policy, response: ServerResponse): void {
  response.sendDate = false;
  for (const [name, value] of policy) response.setHeader(name, value);
}

function directivesFor(pages: string): Record<string, string[]> {
  const [scripts, styles] = [hashesOf("script", pages), hashesOf("style", pages)];
  return {
    "default-src": ["'none'"],
    "script-src": scripts.length > 0 ? scripts : ["'none'"],
    "style-src": styles.length > 0 ? styles : ["'none'"],
    "worker-src": ["blob:"],
    "connect-src": ["'self'"],
    "img-src": ["blob:", "data:"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
  };
}

/** CSP hash sources for the contents of the pages' inline elements of this name, in their order. */
function hashesOf(element: "script" | "style", pages: string): string[] {
  const inline = new RegExp(`<${element}(?:\\s[^>]*)?>([\\s\\S]*?)</${element}>`, "gi");
  const contents = [...pages.matchAll(inline)].map((match) => match[1] ?? "");
  const hashes = contents.map((text) => createHash("sha256").update(text, "utf8").digest("base64"));
  return [...new Set(hashes)].map((hash) => `'sha256-${hash}'`);
}
