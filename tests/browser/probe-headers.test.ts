import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { fetchHeaders, handInHeaders, PAGE_HEADERS } from "../../client/cli/probe/browser-headers.ts";
import { launchFirefox } from "../support/firefox.ts";
import { startSocksProxy } from "../support/socks-proxy.ts";

const ONION = `${"abcdefghijklmnopqrstuvwxyz".repeat(2)}2345.onion`;
const ORIGIN = `http://${ONION}`;

/** What of Tor Browser decides how Firefox asks an onion for something. */
const TO_ONIONS = {
  "dom.securecontext.allowlist_onions": true,
  "dom.security.https_first": false,
  "network.dns.blockDotOnion": false,
  "network.proxy.no_proxies_on": "",
  "network.proxy.socks_remote_dns": true,
  "network.proxy.type": 1,
  "privacy.resistFingerprinting": true,
};

type Headers = readonly (readonly [string, string])[];

/** As they were sent, but for the name of the browser: Tor Browser's is another than that of the one at hand. */
function pairs(raw: readonly string[]): Headers {
  const all = raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ""] as const] : []));
  return withoutBrowser(all.filter(([name]) => name !== "Host"));
}

function withoutBrowser(headers: Headers): Headers {
  return headers.map(([name, value]) => [name, name === "User-Agent" ? "" : value]);
}

test("a probe's headers are those of Firefox to an onion, name by name, in their order", async () => {
  const seen = new Map<string, Headers>();
  const server = createServer((request, response) => {
    seen.set(`${request.method} ${request.url}`, pairs(request.rawHeaders));
    request.resume();
    response.setHeader("content-type", "text/html").end("<!doctype html><p>A page.");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  await using proxy = await startSocksProxy((server.address() as AddressInfo).port);
  const [host = "", port] = proxy.address.split(":");
  const socks = { "network.proxy.socks": host, "network.proxy.socks_port": Number(port) };
  await using firefox = await launchFirefox({ ...TO_ONIONS, ...socks });
  await firefox.page.goto(`${ORIGIN}/`);
  const secure = await firefox.page.evaluate(async () => {
    const common = { cache: "no-store", credentials: "omit" } as const;
    await fetch("/v1/roster", common);
    const headers = { "content-type": "application/octet-stream" };
    await fetch("/v1/envelopes", { ...common, method: "POST", headers, body: new Uint8Array(5) });
    return isSecureContext;
  });
  expect(secure).toBe(true);
  expect(seen.get("GET /")).toEqual(withoutBrowser(PAGE_HEADERS));
  expect(seen.get("GET /v1/roster")).toEqual(withoutBrowser(fetchHeaders(ORIGIN)));
  expect(seen.get("POST /v1/envelopes")).toEqual(withoutBrowser(handInHeaders(ORIGIN, 5)));
  server.closeAllConnections();
  server.close();
});
