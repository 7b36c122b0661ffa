import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as sendRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { testInstance } from "../support/instance.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";

const BUILD = fileURLToPath(new URL("../../client/source/build/main.ts", import.meta.url));

/** Most bytes that may come over the wire for the page, its headers with it. */
const BOUND = 135_000;

/** What Firefox asks of an onion over http, and what it asks elsewhere: this server has gzip only. */
const ASKED = ["gzip, deflate", "gzip, deflate, br, zstd"];

const instance = testInstance();
const built = mkdtempSync(join(tmpdir(), "nightjar-weight-"));
let page: Buffer;
let server: RunningServer;

beforeAll(async () => {
  writeFileSync(join(built, "anchor.json"), encodeAnchor(instance.anchor));
  execFileSync(process.execPath, [BUILD, "--anchor", join(built, "anchor.json"), "--out", built]);
  page = readFileSync(join(built, "source.html"));
  const data = await prepareData({ instance });
  copyFileSync(join(built, "source.html"), join(data, "public/source.html"));
  server = await startServer({ data });
});

afterAll(async () => {
  await server.stop();
  removeData(server.data);
  rmSync(built, { recursive: true });
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

test.each(ASKED)(
  "the page as a browser gets it (%s) is no heavier than it may be, and is the page",
  async (asked) => {
    const { status, headers, body, wireBytes } = await ask("GET", asked);
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBe("gzip");
    expect(headers["content-length"]).toBe(String(body.length));
    expect(gunzipSync(body).equals(page)).toBe(true);
    expect(wireBytes).toBeGreaterThan(body.length);
    expect(wireBytes).toBeLessThanOrEqual(BOUND);
  },
);

test("the compressed form says no time and no name", async () => {
  const { body } = await ask("GET", "gzip");
  expect([...body.subarray(0, 8)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
});

test.each(["gzip", undefined])("HEAD says the same without the bytes (%s)", async (asked) => {
  const [head, get] = [await ask("HEAD", asked), await ask("GET", asked)];
  expect(head.body.length).toBe(0);
  expect(head.headers).toEqual(get.headers);
});

test.each([undefined, "", "identity", "br", "zstd, gzip;q=0", "identity;q=0", "*;q=0", ",;q=1, é"])(
  "whoever doesn't ask for gzip (%j) gets the page as it is",
  async (asked) => {
    const { headers, body } = await ask("GET", asked);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(headers["content-length"]).toBe(String(page.length));
    expect(body.equals(page)).toBe(true);
  },
);

test.each(["*", "GZIP", "br;q=0, *", "gzip;q=0.001", "br, gzip ; q=0.5"])(
  "whoever asks for it in another way (%j) gets it",
  async (asked) => expect((await ask("GET", asked)).headers["content-encoding"]).toBe("gzip"),
);

test("what depends on the header says so to every cache between, and the operator is told nothing", async () => {
  for (const asked of [undefined, "gzip", "br"])
    expect((await ask("GET", asked)).headers.vary).toBe("Accept-Encoding");
  expect(server.output()).toBe("");
});
