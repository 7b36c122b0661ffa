import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeHeader } from "../../../crypto/age/header.ts";
import { concat, equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { filesWith, samplesOf } from "../../support/files.ts";
import { type LocalServer, startLocal } from "../../support/local-server.ts";
import { longHeader } from "../../support/long-headers.ts";
import { rawRequest } from "../../support/raw-http.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";
import { codeOf, post } from "../../support/submit.ts";

const MAX = 5_000_000;
let server: LocalServer;
beforeAll(async () => {
  server = await startLocal({ maxEnvelope: MAX, heartbeat: 250 });
});
afterAll(() => server.close());

const kept = (bytes: Uint8Array) => filesWith(join(server.data, "spool"), samplesOf(bytes)).length > 0;

describe("an envelope in one shot", () => {
  test.each([0, 1, 65_536, 1_040_000, 1_048_576, 3_000_000])("of %i bytes is stored", async (length) => {
    const envelope = fakeEnvelope(length);
    expect(await post(server.url, envelope)).toEqual({
      status: 201,
      body: JSON.stringify({ digest: digestOf(envelope) }),
    });
    // A log that is emptied at that moment is read where it has just been.
    await expect.poll(() => kept(envelope)).toBe(true);
  });

  test.each([65_536, 3_000_000])("of %i bytes again: the same answer, stored once", async (length) => {
    const envelope = fakeEnvelope(length);
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(server.url, envelope)));
    answers.push(await post(server.url, envelope));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(201);
    const stored = storedEnvelopes(server.data).filter((other) => other.digest === digestOf(envelope));
    expect(stored.map(({ bytes }) => equalBytes(bytes, envelope))).toEqual([true]);
  });

  test("many at once", async () => {
    const envelopes = Array.from({ length: 60 }, (_, i) => fakeEnvelope(i * 1000));
    const answers = await Promise.all(envelopes.map((envelope) => post(server.url, envelope)));
    expect(answers.map((answer) => answer.body)).toEqual(
      envelopes.map((envelope) => JSON.stringify({ digest: digestOf(envelope) })),
    );
  });
});

const whole = fakeEnvelope();
const headerEnd = Buffer.from(whole).indexOf("\n--- ") + 49;
const header = (...stanzas: { type: string; args: string[]; body: Uint8Array }[]) =>
  encodeHeader({ stanzas, mac: new Uint8Array(32), authenticated: new Uint8Array(0) });
const payload = whole.subarray(headerEnd);
const x25519 = { type: "X25519", args: ["A".repeat(43)], body: new Uint8Array(32) };
const scrypt = { type: "scrypt", args: ["A".repeat(22), "18"], body: new Uint8Array(32) };
const grease = { type: "a-grease", args: [], body: new Uint8Array(7) };

/** What is refused, and with which status and code. */
const REFUSED: [string, Uint8Array, number, string][] = [
  ["nothing", new Uint8Array(0), 422, "not-age"],
  ["plain text", utf8("I saw it with my own eyes. ".repeat(100)), 422, "not-age"],
  ["plain text of many MiB", new Uint8Array(4_000_000).fill(65), 422, "not-age"],
  ["armor", utf8("-----BEGIN AGE ENCRYPTED FILE-----\n"), 422, "armored"],
  ["a header cut short", whole.subarray(0, headerEnd - 10), 422, "truncated"],
  ["a header alone", whole.subarray(0, headerEnd), 422, "payload-length"],
  [
    "a file cut short inside the last tag",
    fakeEnvelope(65_537).subarray(0, headerEnd + 16 + 65_552 + 5),
    422,
    "payload-length",
  ],
  ["a nonce alone", whole.subarray(0, headerEnd + 16), 422, "payload-length"],
  ["an unknown stanza", concat(header({ ...x25519, type: "piv-p256" }), payload), 422, "stanza-unknown"],
  ["a passphrase", concat(header(scrypt), payload), 422, "stanza-unknown"],
  ["grease alone", concat(header(grease), payload), 422, "no-recipient"],
  [
    "65 recipients",
    concat(header(...Array.from({ length: 65 }, () => x25519)), payload),
    422,
    "too-many-recipients",
  ],
  [
    "a malformed stanza",
    concat(header({ ...x25519, body: new Uint8Array(31) }), payload),
    422,
    "stanza-malformed",
  ],
  [
    "an endless header",
    concat(utf8("age-encryption.org/v1\n-> X25519 "), new Uint8Array(300_000).fill(65)),
    422,
    "header-too-large",
  ],
  ["a header of 87,000 lines", longHeader(), 422, "too-many-recipients"],
  ["one byte too many", fakeEnvelope(MAX), 413, "too-large"],
];

describe("refused, with a code, and nothing of it kept", () => {
  test.each(REFUSED)("%s", async (_name, bytes, status, code) => {
    const marked = concat(bytes);
    const answer = await post(server.url, marked);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(JSON.parse(answer.body)).toEqual({
      type: `urn:nightjar:problem:${code}`,
      title: expect.stringMatching(/^[A-Z].*[.]$/),
      status,
      code,
    });
    const random =
      status === 413 || code === "payload-length" ? marked.subarray(headerEnd) : new Uint8Array(0);
    expect(kept(random)).toBe(false);
  });

  test("a wrong length behind many good MiB", async () => {
    const envelope = concat(fakeEnvelope(65_536 * 40), Uint8Array.of(1));
    const answer = await post(server.url, envelope);
    expect([answer.status, codeOf(answer)]).toEqual([422, "payload-length"]);
    await expect.poll(() => kept(envelope)).toBe(false);
  });

  test("too large without saying so before", async () => {
    const envelope = fakeEnvelope(MAX);
    const head =
      "POST /v1/envelopes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    const body = Buffer.concat([
      Buffer.from(`${envelope.length.toString(16)}\r\n`),
      envelope,
      Buffer.from("\r\n0\r\n\r\n"),
    ]);
    const answer = await rawRequest(server.port, Buffer.concat([Buffer.from(head), body]));
    expect(answer.status).toBe(413);
    await expect.poll(() => kept(envelope)).toBe(false);
  });

  test.each([100_000, 3_000_000])("a sender who goes away after half of %i bytes", async (length) => {
    const envelope = fakeEnvelope(length);
    const socket = connect(server.port, "127.0.0.1");
    socket.write(
      `POST /v1/envelopes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nContent-Length: ${envelope.length}\r\n\r\n`,
    );
    await new Promise((resolve) => socket.write(envelope.subarray(0, envelope.length - 500), resolve));
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
    await once(socket, "close");
    await expect.poll(() => kept(envelope)).toBe(false);
  });

  test("the first wrong byte ends it: the answer comes while the sender still has most to send", async () => {
    const answer = await rawRequest(
      server.port,
      "POST /v1/envelopes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nContent-Length: 4000000\r\n\r\nage-encryption.org/v2",
    );
    expect([answer.status, answer.headers.get("connection")]).toEqual([422, "close"]);
  });

  test("a body that nobody asked for is not waited for: Expect gets its refusal at once", async () => {
    const answer = await rawRequest(
      server.port,
      `POST /v1/envelopes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nExpect: 100-continue\r\nContent-Length: ${MAX + 1}\r\n\r\n`,
    );
    expect(answer.status).toBe(413);
  });
});
