import { request as sendRequest } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { buildSourcePage } from "../../client/source/build/build.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { testInstance } from "../support/instance.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";

/**
 * Most bytes that may come over the wire for the page, its headers with it: what it has come to, and a little room.
 * Firefox asks for brotli wherever it sees a secure context, an http onion or loopback among them; gzip, weaker by a
 * quarter, is for whoever doesn't.
 */
const MOST_BYTES = { br: 172_000, gzip: 218_000 };

const instance = testInstance();
let page: Buffer;
let data: string;
let server: RunningServer;

beforeAll(async () => {
  page = Buffer.from(await buildSourcePage(encodeAnchor(instance.anchor)));
  data = prepareData({ instance, page });
  server = await startServer({ data });
});

afterAll(async () => {
  await server.stop();
  removeData(data);
});

interface Received {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
  /** Everything that came over the connection. */
  readonly wireBytes: number;
}

function ask(method: "GET" | "HEAD", acceptEncoding?: string): Promise<Received> {
  const headers = acceptEncoding === undefined ? {} : { "accept-encoding": acceptEncoding };
  return new Promise((resolve, reject) => {
    const request = sendRequest(server.url, { method, headers, agent: false }, (response) => {
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

/** What the server begins to offer a moment after it listens. */
async function brotliIsThere(): Promise<void> {
  const isThere = async () => (await ask("HEAD", "br")).headers["content-encoding"] === "br";
  await vi.waitUntil(isThere, { timeout: 60_000, interval: 100 });
}

const codings = { gzip: gunzipSync, br: brotliDecompressSync } as const;

describe.each(["br", "gzip"] as const)("with %s", (coding) => {
  const decode = codings[coding];
  beforeAll(brotliIsThere);

  test("the page is no heavier than it may be, and is the page", async () => {
    const { status, headers, body, wireBytes } = await ask("GET", coding);
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBe(coding);
    expect(headers["content-length"]).toBe(String(body.length));
    expect(decode(body).equals(page)).toBe(true);
    expect(wireBytes).toBeGreaterThan(body.length);
    expect(wireBytes).toBeLessThanOrEqual(MOST_BYTES[coding]);
  });

  test("HEAD says the same, without the bytes", async () => {
    const [head, get] = [await ask("HEAD", coding), await ask("GET", coding)];
    expect(head.body.length).toBe(0);
    expect(head.headers).toEqual(get.headers);
  });
});

test("whoever asks for neither gets the page as it is", async () => {
  for (const accepted of [undefined, "identity", "zstd, gzip;q=0", "identity;q=0"]) {
    const { headers, body } = await ask("GET", accepted);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(headers["content-length"]).toBe(String(page.length));
    expect(body.equals(page)).toBe(true);
  }
});

test("what depends on the header says so to every cache between", async () => {
  for (const accepted of [undefined, "gzip", "br"]) {
    expect((await ask("GET", accepted)).headers.vary).toBe("Accept-Encoding");
  }
});
