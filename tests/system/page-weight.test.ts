import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as sendRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { testInstance } from "../support/instance.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";

const BUILD = fileURLToPath(new URL("../../client/source/build/main.ts", import.meta.url));

/** Most bytes of a page on its way to a source, whatever else changes: 200 KB. */
const BOUND = 200 * 1024;

/** What a browser asks for that would rather have brotli, and what Firefox asks of an onion over http, where it wouldn't. */
const ASKED = { br: "gzip, deflate, br, zstd", gzip: "gzip, deflate" } as const;

/**
 * Most bytes that may come over the wire for the page of `npm run build`, its headers with it: what it has come to,
 * and a little room. Gzip is what counts, since it is what Tor Browser gets of an onion.
 */
const MOST_BYTES = { br: 169_300, gzip: 203_300 };

/** The same for a page without its `source.html.gz`, which the server compresses by zlib: the demo's. */
const MOST_BYTES_OF_ZLIB = 216_000;

const codings = { gzip: gunzipSync, br: brotliDecompressSync } as const;

const instance = testInstance();
let built: string;
let page: Buffer;

beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), "nightjar-weight-"));
  writeFileSync(join(built, "anchor.json"), encodeAnchor(instance.anchor));
  execFileSync(process.execPath, [BUILD, "--anchor", join(built, "anchor.json"), "--out", built]);
  page = readFileSync(join(built, "source.html"));
});

afterAll(() => rmSync(built, { recursive: true }));

interface Received {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
  /** Everything that came over the connection. */
  readonly wireBytes: number;
}

function ask(url: string, method: "GET" | "HEAD", acceptEncoding?: string): Promise<Received> {
  const headers = acceptEncoding === undefined ? {} : { "accept-encoding": acceptEncoding };
  return new Promise((resolve, reject) => {
    const request = sendRequest(url, { method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("error", reject).on("end", () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(pieces),
          wireBytes: response.socket.bytesRead,
        }),
      );
    });
    request.on("error", reject).end();
  });
}

/** A server of the built page, and beside it what a test puts there. */
function startWith(gzip?: Uint8Array): Promise<RunningServer> {
  const data = prepareData({ instance, page });
  if (gzip) writeFileSync(join(data, "public/source.html.gz"), gzip);
  return startServer({ data });
}

async function ended(server: RunningServer): Promise<void> {
  await server.stop();
  removeData(server.data);
}

describe("with what npm run build makes", () => {
  let server: RunningServer;

  beforeAll(async () => {
    const data = prepareData({ instance });
    for (const name of ["source.html", "source.html.gz"])
      copyFileSync(join(built, name), join(data, "public", name));
    server = await startServer({ data });
    // What the server begins to offer a moment after it listens.
    const brotliIsThere = async () =>
      (await ask(server.url, "HEAD", "br")).headers["content-encoding"] === "br";
    await vi.waitUntil(brotliIsThere, { timeout: 60_000, interval: 100 });
  });

  afterAll(() => ended(server));

  describe.each(["br", "gzip"] as const)("and %s", (coding) => {
    test("the page is no heavier than it may be, and is the page", async () => {
      const { status, headers, body, wireBytes } = await ask(server.url, "GET", ASKED[coding]);
      expect(status).toBe(200);
      expect(headers["content-encoding"]).toBe(coding);
      expect(headers["content-length"]).toBe(String(body.length));
      expect(codings[coding](body).equals(page)).toBe(true);
      expect(wireBytes).toBeGreaterThan(body.length);
      expect(wireBytes).toBeLessThanOrEqual(MOST_BYTES[coding]);
      expect(MOST_BYTES[coding]).toBeLessThanOrEqual(BOUND);
    });

    test("HEAD says the same, without the bytes", async () => {
      const [head, get] = [
        await ask(server.url, "HEAD", ASKED[coding]),
        await ask(server.url, "GET", ASKED[coding]),
      ];
      expect(head.body.length).toBe(0);
      expect(head.headers).toEqual(get.headers);
    });
  });

  test("gzip is the file that was built, and the operator is told nothing of it", async () => {
    const { body } = await ask(server.url, "GET", ASKED.gzip);
    expect(body.equals(readFileSync(join(built, "source.html.gz")))).toBe(true);
    expect(server.output()).toBe("");
  });

  test("whoever asks for neither gets the page as it is", async () => {
    for (const accepted of [undefined, "identity", "zstd, gzip;q=0", "identity;q=0"]) {
      const { headers, body } = await ask(server.url, "GET", accepted);
      expect(headers["content-encoding"]).toBeUndefined();
      expect(headers["content-length"]).toBe(String(page.length));
      expect(body.equals(page)).toBe(true);
    }
  });

  test("what depends on the header says so to every cache between", async () => {
    for (const accepted of [undefined, "gzip", "br"]) {
      expect((await ask(server.url, "GET", accepted)).headers.vary).toBe("Accept-Encoding");
    }
  });
});

test("without a built gzip form the server makes one, as of the demo's page", async () => {
  const server = await startWith();
  const { headers, body, wireBytes } = await ask(server.url, "GET", ASKED.gzip);
  expect(headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(body).equals(page)).toBe(true);
  expect(wireBytes).toBeLessThanOrEqual(MOST_BYTES_OF_ZLIB);
  expect(server.output()).toBe("");
  await ended(server);
});

test.each([
  ["another page's", () => gzipSync(page.subarray(1))],
  ["a truncated", () => readFileSync(join(built, "source.html.gz")).subarray(0, -100)],
  ["a foreign", () => Buffer.from("a file of another kind")],
])("%s gzip form isn't served, and the operator is told", async (_, wrong) => {
  const server = await startWith(wrong());
  const { headers, body } = await ask(server.url, "GET", ASKED.gzip);
  expect(headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(body).equals(page)).toBe(true);
  await expect
    .poll(server.output)
    .toMatch(/^\S+source\.html\.gz isn't the page beside it and isn't served: [^\n]+\n$/);
  await ended(server);
});
