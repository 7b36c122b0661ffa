import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, get, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createPolicy } from "../../../server/http/policy.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { startLocal } from "../../support/local-server.ts";
import { rawRequest } from "../../support/raw-http.ts";
import { newUploadId } from "../../support/submit.ts";

const server = await startLocal({ maxEnvelope: 200_000 });
afterAll(() => server.close());

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64");

const shown = (name: string) => readFileSync(join(server.data, "public", name), "utf8");
/** What the source's page says of its own script and style, for when it is saved. */
const ofPage = (kind: "script" | "style") =>
  new RegExp(`${kind}-src ('[^']+')`).exec(shown("source.html"))?.[1];
const plainStyle = /<style>([^<]+)<\/style>/.exec(shown("no-script.html"))?.[1] ?? "";
const styles = `${ofPage("style")} 'sha256-${sha256(plainStyle)}'`;

const EXPECTED = {
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none';script-src ${ofPage("script")};style-src ${styles};worker-src blob:;connect-src 'self';img-src blob: data:;form-action 'self';base-uri 'none';frame-ancestors 'none'`,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-dns-prefetch-control": "off",
  "x-download-options": "noopen",
  "x-frame-options": "DENY",
  "x-permitted-cross-domain-policies": "none",
  "x-xss-protection": "0",
};

/** What may stand beside the policy, because of what the answer is. */
const OF_THE_ANSWER = ["connection", "keep-alive", "content-type", "content-length", "vary"];

const HOST = "Host: localhost\r\n";
const OCTETS = "Content-Type: application/octet-stream\r\n";
const sealed = Buffer.from(fakeEnvelope()).toString("latin1");
const upload = newUploadId();
const bytes = (text: string) => Buffer.from(text, "latin1");

/** Name, request, status, and further headers that the answer must have. */
const KINDS: [string, string, number, string[]?][] = [
  ["the page", `GET / HTTP/1.1\r\n${HOST}\r\n`, 200, ["vary"]],
  ["the page's head", `HEAD / HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`, 200],
  ["the page with a query", `GET /?q=1 HTTP/1.1\r\n${HOST}\r\n`, 404],
  ["the page for an old client", `GET / HTTP/1.0\r\n${HOST}\r\n`, 200],
  ["the page that was asked for again", `GET / HTTP/1.1\r\n${HOST}If-None-Match: *\r\n\r\n`, 200],
  ["the anchor", `GET /v1/anchor HTTP/1.1\r\n${HOST}\r\n`, 200],
  ["the roster", `GET /v1/roster HTTP/1.1\r\n${HOST}\r\n`, 200],
  ["an upgrade", `GET / HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, 200],
  [
    "an envelope",
    `POST /v1/envelopes HTTP/1.1\r\n${HOST}${OCTETS}Content-Length: ${sealed.length}\r\n\r\n${sealed}`,
    201,
  ],
  [
    "the same, of its type in other letters",
    `POST /v1/envelopes HTTP/1.1\r\n${HOST}Content-Type: Application/OCTET-Stream; some=thing\r\nContent-Length: ${sealed.length}\r\n\r\n${sealed}`,
    201,
  ],
  [
    "a part",
    `PUT /v1/uploads/${upload}/parts/0 HTTP/1.1\r\n${HOST}${OCTETS}Content-Length: ${sealed.length}\r\n\r\n${sealed}`,
    204,
  ],
  ["nothing there", `GET /nothing HTTP/1.1\r\n${HOST}\r\n`, 404],
  ["another case", `GET /V1/anchor HTTP/1.1\r\n${HOST}\r\n`, 404],
  ["a slash too many", `GET /v1/anchor/ HTTP/1.1\r\n${HOST}\r\n`, 404],
  ["a wrong method", `DELETE / HTTP/1.1\r\n${HOST}\r\n`, 405, ["allow"]],
  ["options", `OPTIONS /v1/envelopes HTTP/1.1\r\n${HOST}\r\n`, 405, ["allow"]],
  ["trace", `TRACE / HTTP/1.1\r\n${HOST}\r\n`, 405, ["allow"]],
  ["a tunnel", `CONNECT example.org:443 HTTP/1.1\r\n${HOST}\r\n`, 405],
  [
    "a wrong type",
    `POST /v1/envelopes HTTP/1.1\r\n${HOST}Content-Type: text/plain\r\nContent-Length: 1\r\n\r\na`,
    415,
  ],
  ["plain text", `POST /v1/envelopes HTTP/1.1\r\n${HOST}${OCTETS}Content-Length: 5\r\n\r\nhello`, 422],
  ["too large", `POST /v1/envelopes HTTP/1.1\r\n${HOST}${OCTETS}Content-Length: 200001\r\n\r\n`, 413],
  [
    "a part before the first",
    `PUT /v1/uploads/${newUploadId()}/parts/0 HTTP/1.1\r\n${HOST}${OCTETS}Content-Length: 1\r\n\r\na`,
    422,
  ],
  [
    "an unknown upload",
    `POST /v1/uploads/${newUploadId()}/commit HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`,
    400,
  ],
  ["a path that is not UTF-8", `PUT /v1/uploads/%ff/parts/0 HTTP/1.1\r\n${HOST}${OCTETS}\r\n`, 404],
  ["no host", "GET / HTTP/1.1\r\n\r\n", 400],
  ["another site's host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421],
  ["an expectation", `GET / HTTP/1.1\r\n${HOST}Expect: miracles\r\n\r\n`, 417],
  ["no HTTP at all", "hello\r\n\r\n", 400],
  ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
  ["TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400],
  [
    "two lengths",
    `POST /v1/envelopes HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\na`,
    400,
  ],
  [
    "a broken chunk",
    `POST /v1/envelopes HTTP/1.1\r\n${HOST}${OCTETS}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    400,
  ],
  ["headers too large", `GET / HTTP/1.1\r\n${HOST}X: ${"x".repeat(20_000)}\r\n\r\n`, 431],
];

describe("every answer carries exactly the policy", () => {
  test.each(KINDS)("%s", async (_name, request, status, further = []) => {
    const answer = await rawRequest(server.port, bytes(request));
    expect(answer.status).toBe(status);
    const beside = [...answer.headers].filter(([name]) => ![...OF_THE_ANSWER, ...further].includes(name));
    expect(Object.fromEntries(beside)).toEqual(EXPECTED);
    for (const name of further) expect(answer.headers.has(name)).toBe(true);
    if (status >= 400) {
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(JSON.parse(answer.body)).toMatchObject({ status });
    }
  });

  test("too many requests on one connection", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        get({ port: server.port, path: "/nothing", agent }, (answer) => {
          answer.resume().once("end", () => resolve(answer));
        }).once("error", reject);
      });
    for (let i = 0; i < 1_200; i++) expect((await ask()).statusCode).toBe(404);
    const answer = await ask();
    agent.destroy();
    expect(answer.statusCode).toBe(429);
    expect(answer.headers).toMatchObject({ ...EXPECTED, "retry-after": "30" });
  });
});

test("the policy follows the page's own inline elements", () => {
  const page = "<style media='all'>a</style><STYLE>b</STYLE><script>x\n</script><script data-a>y</script>";
  const policy = createPolicy(page).get("content-security-policy");
  expect(policy).toContain(`script-src 'sha256-${sha256("x\n")}' 'sha256-${sha256("y")}';`);
  expect(policy).toContain(`style-src 'sha256-${sha256("a")}' 'sha256-${sha256("b")}';`);
  expect(createPolicy("<p>").get("content-security-policy")).toContain("script-src 'none';style-src 'none';");
});
