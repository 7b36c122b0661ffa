import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, type RequestOptions, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { EMPTY_REPORT } from "../../client/report/report.ts";
import { encodeTip } from "../../client/report/tip.ts";
import { open } from "../../crypto/age/open.ts";
import { collect } from "../../crypto/bytes.ts";
import { sealEnvelope } from "../../crypto/envelope.ts";
import { randomBelow, randomBytes } from "../../crypto/random.ts";
import { LETTERS_PATH } from "../../protocol/letters.ts";
import { parseIdentityFile } from "../support/age-text.ts";
import { digestOf, fakeEnvelope, partsOf } from "../support/envelopes.ts";
import { filesBelow, filesWith } from "../support/files.ts";
import { testInstance } from "../support/instance.ts";
import { findInMemory, findInOpenFiles, formsOf, type Needles } from "../support/memory.ts";
import { sodium } from "../support/primitives.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { storedEnvelopes } from "../support/spool-files.ts";
import { newUploadId } from "../support/submit.ts";

// What is shown: of a sealed tip the server's process never holds the plaintext, in files, output or memory; what is
// sent to it unsealed, by mistake, is written nowhere; and nothing of a client is written, nor its address even held
// as text. What is not claimed: headers and refused bodies pass through the memory of Node, and linger there; a
// server can't tell sealed bytes from others behind a good header; the kernel knows addresses, of course.

const marker = (what: string) => `${what}-${Buffer.from(randomBytes(12)).toString("hex")}`;
const instance = testInstance();
const data = await prepareData({ instance });
const workplace = mkdtempSync(join(tmpdir(), "nightjar-cwd-"));
const temporary = join(workplace, "tmp");
/** An address of the client's own, among those of this machine. */
const address = `127.77.${100 + randomBelow(150)}.${100 + randomBelow(150)}`;
const agent = marker("Browser");
let server: RunningServer;

beforeAll(async () => {
  mkdirSync(temporary);
  server = await startServer({ data, cwd: workplace, env: { TMPDIR: temporary } });
});
afterAll(async () => {
  if (server) await server.kill();
  removeData(data);
  rmSync(workplace, { recursive: true });
});

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: Uint8Array | string;
}

/** Sends from the client's own address, with its user agent; returns the status. */
function send({ method, path, headers = {}, body }: Sent): Promise<number> {
  const options: RequestOptions = {
    method,
    path,
    localAddress: address,
    headers: { "user-agent": agent, ...headers },
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(server.url, options, (answer: IncomingMessage) => {
      answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
    });
    outgoing.once("error", reject).end(body);
  });
}

/** The forms of a text that are in any file that the server could have written, or in its output. */
function traces(text: string): string[] {
  const paths = [data, workplace].flatMap(filesBelow);
  const written = [
    ...paths.map((path) => readFileSync(path)),
    Buffer.from(paths.join("\n") + server.output()),
  ];
  const needles = Object.entries(formsOf(text));
  const found = needles.filter(([, needle]) => written.some((bytes) => bytes.includes(needle)));
  return [...found.map(([name]) => name), ...findInOpenFiles(server.pid, Object.fromEntries(needles))];
}

describe("the search finds what is there", () => {
  const planted = marker("planted");

  const forms = formsOf(planted);
  /** With something between them, since what ends one could begin another. */
  const together = Buffer.concat(Object.values(forms).flatMap((form) => [form, Buffer.from([0xff])]));

  test("in the memory of a process, in each form", async () => {
    const holder = await holdInMemory(together);
    onTestFinished(() => void holder.kill("SIGKILL"));
    expect(findInMemory(holder.pid ?? 0, forms)).toEqual(Object.keys(forms).sort());
    expect(findInMemory(holder.pid ?? 0, formsOf(marker("other")))).toEqual([]);
  });

  test("in the memory of the server: its own data folder's name", () => {
    expect(findInMemory(server.pid, { folder: Buffer.from(data) })).toEqual(["folder"]);
  });

  test("in a file, in each form", () => {
    for (const path of [join(data, "spool", "planted"), join(temporary, "planted")]) {
      writeFileSync(path, Buffer.concat([randomBytes(5000), together, randomBytes(5000)]));
      expect(traces(planted)).toEqual(Object.keys(forms));
      rmSync(path);
    }
    expect(traces(planted)).toEqual([]);
  });
});

/** A process that holds these bytes in its memory, and nothing else of them. */
async function holdInMemory(bytes: Buffer): Promise<ChildProcess> {
  const program = `
    const masked = require("node:fs").readFileSync(0);
    globalThis.held = masked.map((byte) => byte ^ 0x5a);
    process.stdout.write("ready");
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["-e", program], { stdio: ["pipe", "pipe", "inherit"] });
  holder.stdin.end(bytes.map((byte) => byte ^ 0x5a));
  await once(holder.stdout, "data");
  return holder;
}

describe("a sealed tip", () => {
  const secret = marker("narrative");

  test("goes through both ways, and opens for a reviewer", async () => {
    const small = await sealedTip(secret, 0);
    const large = await sealedTip(secret, 2_500_000);
    const octets = { "content-type": "application/octet-stream" };
    expect(await send({ method: "POST", path: "/v1/envelopes", headers: octets, body: small })).toBe(201);
    const upload = `/v1/uploads/${newUploadId()}`;
    for (const [number, part] of partsOf(large).entries()) {
      expect(
        await send({ method: "PUT", path: `${upload}/parts/${number}`, headers: octets, body: part }),
      ).toBe(204);
    }
    const body = JSON.stringify({ parts: partsOf(large).length, digest: digestOf(large) });
    const json = { "content-type": "application/json" };
    expect(await send({ method: "POST", path: `${upload}/commit`, headers: json, body })).toBe(201);

    for (const { bytes } of storedEnvelopes(data)) {
      const opened = await open([bytes], parseIdentityFile(instance.identityFiles[0] ?? ""), sodium);
      const contents = Buffer.from(await collect(opened.plaintext));
      for (const needle of Object.values(formsOf(secret))) expect(contents.includes(needle)).toBe(true);
    }
    expect(storedEnvelopes(data).length).toBe(2);
  });

  test("leaves no trace of its contents in files or output", () => {
    expect(traces(secret)).toEqual([]);
  });

  test("leaves none in the memory of the server's process", () => {
    expect(findInMemory(server.pid, formsOf(secret))).toEqual([]);
  });
});

/** A tip that says the secret in its narrative and, in every form, in an attachment. */
async function sealedTip(secret: string, length: number): Promise<Uint8Array> {
  const name = "attachments/01-photo.bin";
  const attachment = Buffer.concat([
    ...Object.values(formsOf(secret)),
    randomBytes(length % 65_536),
    Buffer.alloc(length),
  ]);
  const tip = encodeTip({
    instance: instance.anchor.instance,
    roster: instance.roster.digest,
    language: "zh-Hans",
    report: { ...EMPTY_REPORT, narrative: `我看见了 ${secret}，在餐馆后面。` },
    attachments: [
      { name, type: "application/octet-stream", size: attachment.length, cleaned: null, original: null },
    ],
    reply: null,
  });
  const files = [
    { name: "tip.json", size: tip.length, content: [tip] },
    { name, size: attachment.length, content: [attachment] },
  ];
  return await collect(sealEnvelope(files, instance.roster, sodium));
}

describe("what is sent unsealed, by mistake", () => {
  const octets = { "content-type": "application/octet-stream" };
  const json = { "content-type": "application/json" };
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const upload = `/v1/uploads/${newUploadId()}`;
  const begun = `/v1/uploads/${newUploadId()}`;
  const long = (text: string) => `${text} `.repeat(20_000);

  /** Each puts a marker of its own somewhere. */
  const MISTAKES: [string, (text: string) => Sent][] = [
    ["the path", (text) => ({ method: "GET", path: `/${text}` })],
    ["the page's query", (text) => ({ method: "GET", path: `/?tip=${text}` })],
    ["the roster's query", (text) => ({ method: "GET", path: `/v1/roster?${text}` })],
    ["a broken path", (text) => ({ method: "GET", path: `/v1/uploads/%ff${text}/commit` })],
    ["a form to the page", (text) => ({ method: "POST", path: "/", headers: form, body: `tip=${text}` })],
    [
      "a cookie and a referrer",
      (text) => ({ method: "GET", path: "/", headers: { cookie: text, referer: text } }),
    ],
    [
      "any header",
      (text) => ({ method: "GET", path: "/v1/anchor", headers: { authorization: text, [text]: text } }),
    ],
    ["a plain envelope", (text) => ({ method: "POST", path: "/v1/envelopes", headers: octets, body: text })],
    [
      "a long plain envelope",
      (text) => ({ method: "POST", path: "/v1/envelopes", headers: octets, body: long(text) }),
    ],
    [
      "a text",
      (text) => ({
        method: "POST",
        path: "/v1/envelopes",
        headers: { "content-type": "text/plain" },
        body: text,
      }),
    ],
    ["a form", (text) => ({ method: "POST", path: "/v1/envelopes", headers: form, body: `tip=${text}` })],
    [
      "JSON",
      (text) => ({ method: "POST", path: "/v1/envelopes", headers: json, body: JSON.stringify({ text }) }),
    ],
    [
      "a type",
      (text) => ({ method: "POST", path: "/v1/envelopes", headers: { "content-type": text }, body: text }),
    ],
    [
      "an age header's stanza",
      (text) => ({
        method: "POST",
        path: "/v1/envelopes",
        headers: octets,
        body: `age-encryption.org/v1\n-> ${text} ${text}\n\n--- ${"A".repeat(43)}\n${text}`,
      }),
    ],
    [
      "a header without an end",
      (text) => ({
        method: "POST",
        path: "/v1/envelopes",
        headers: octets,
        body: `age-encryption.org/v1\n-> ${text}`,
      }),
    ],
    [
      "a payload of a wrong length",
      (text) => ({ method: "POST", path: "/v1/envelopes", headers: octets, body: misshapen(text) }),
    ],
    [
      "a first part",
      (text) => ({ method: "PUT", path: `${upload}/parts/0`, headers: octets, body: long(text) }),
    ],
    [
      "a later part",
      (text) => ({ method: "PUT", path: `${upload}/parts/1`, headers: octets, body: long(text) }),
    ],
    [
      "a part of the wrong type",
      (text) => ({ method: "PUT", path: `${upload}/parts/0`, headers: json, body: text }),
    ],
    [
      "an upload id",
      (text) => ({ method: "PUT", path: `/v1/uploads/${text}/parts/0`, headers: octets, body: text }),
    ],
    [
      "a commit",
      (text) => ({
        method: "POST",
        path: `${upload}/commit`,
        headers: json,
        body: JSON.stringify({ parts: 1, digest: text }),
      }),
    ],
    [
      "a commit that is text",
      (text) => ({ method: "POST", path: `${upload}/commit`, headers: json, body: text }),
    ],
    [
      "a note beside a commit",
      (text) => ({
        method: "POST",
        path: `${begun}/commit`,
        headers: json,
        body: JSON.stringify({ parts: 1, digest: "0".repeat(64), text }),
      }),
    ],
    ["another method", (text) => ({ method: "PATCH", path: "/v1/envelopes", headers: octets, body: text })],
    ["another host", (text) => ({ method: "GET", path: "/", headers: { host: text } })],
  ];

  /** Behind a good header, in an upload of several MiB that turns out at its end to have an impossible length. */
  function misshapen(text: string): Uint8Array {
    const envelope = Buffer.concat([fakeEnvelope(65_536 * 40), Buffer.alloc(1)]);
    envelope.write(long(text), 10_000);
    envelope.write(text, envelope.length - 1_000);
    return envelope;
  }

  test.each(MISTAKES)("in %s, is in no file and no output", async (_where, make) => {
    const text = marker("mistake");
    await send({ method: "PUT", path: `${begun}/parts/0`, headers: octets, body: fakeEnvelope() });
    await send(make(text));
    expect(traces(text)).toEqual([]);
  });

  test("as no HTTP at all, is in no file and no output", async () => {
    const text = marker("mistake");
    for (const bytes of [text, `${text} / HTTP/1.1\r\n\r\n`, `GET / HTTP/1.1\r\n${text}\r\n\r\n`]) {
      const socket = connect({
        port: Number(new URL(server.url).port),
        host: "127.0.0.1",
        localAddress: address,
      });
      socket.resume().end(`${bytes}\r\n`);
      await once(socket, "close");
    }
    expect(traces(text)).toEqual([]);
  });

  test("by a client that breaks off, is in no file and no output", async () => {
    const text = marker("mistake");
    const socket = connect({
      port: Number(new URL(server.url).port),
      host: "127.0.0.1",
      localAddress: address,
    });
    socket.write(
      `POST /v1/envelopes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n`,
    );
    socket.write(`User-Agent: ${agent}\r\nContent-Length: 3000000\r\n\r\n`);
    socket.write(Buffer.concat([fakeEnvelope(65_536 * 40).subarray(0, 10_000), Buffer.from(long(text))]));
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.destroy();
    await once(socket, "close");
    await expect.poll(() => traces(text), { timeout: 90_000, interval: 1_000 }).toEqual([]);
  });
});

describe("the client", () => {
  test("looks at the letters, too, and what it says of itself there is in no file and no output", async () => {
    const looking = marker("looking");
    for (let i = 0; i < 3; i++)
      expect(await send({ method: "GET", path: LETTERS_PATH, headers: { "accept-language": looking } })).toBe(
        200,
      );
    expect(traces(looking)).toEqual([]);
  });

  test("address and user agent are in no file and no output", () => {
    expect(traces(address)).toEqual([]);
    expect(traces(agent)).toEqual([]);
  });

  test("the address isn't in memory as text either, since nothing reads it", () => {
    const { "UTF-8": utf8, "UTF-16LE": utf16 } = formsOf(address) as Needles &
      Record<"UTF-8" | "UTF-16LE", Buffer>;
    expect(findInMemory(server.pid, { utf8, utf16 })).toEqual([]);
  });

  test("nor after the process was killed", async () => {
    await server.kill();
    const needles = [...Object.values(formsOf(address)), ...Object.values(formsOf(agent))];
    expect([...filesWith(data, needles), ...filesWith(workplace, needles)]).toEqual([]);
    expect(server.output()).toBe("");
  });
});
