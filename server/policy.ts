import { createHash } from "node:crypto";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet from "helmet";

/** The headers that every answer carries, whatever it answers: computed once, when the page is known. */
export type Policy = ReadonlyMap<string, string>;

/**
 * The one policy of this server: nothing but the page's own inline script and styles runs, and nothing is kept,
 * framed, sniffed or sent elsewhere. Written out whole, since a default (`upgrade-insecure-requests`, HSTS) would
 * break an onion on plain http.
 */
export function createPolicy(page: string): Policy {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.setHeader("Cache-Control", "no-store");
  const protect = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: directivesFor(page) },
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

function directivesFor(page: string): Record<string, string[]> {
  const styles = hashesOf("style", page);
  return {
    "default-src": ["'none'"],
    "script-src": [...hashesOf("script", page), "'wasm-unsafe-eval'"],
    "style-src": styles.length > 0 ? styles : ["'none'"],
    "worker-src": ["blob:"],
    "connect-src": ["'self'"],
    "img-src": ["blob:", "data:"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
  };
}

/** CSP hash sources for the contents of the page's inline elements of this name, in the page's order. */
function hashesOf(element: "script" | "style", page: string): string[] {
  const inline = new RegExp(`<${element}(?:\\s[^>]*)?>([\\s\\S]*?)</${element}>`, "gi");
  const contents = [...page.matchAll(inline)].map((match) => match[1] ?? "");
  const hashes = contents.map((text) => createHash("sha256").update(text, "utf8").digest("base64"));
  return [...new Set(hashes)].map((hash) => `'sha256-${hash}'`);
}
