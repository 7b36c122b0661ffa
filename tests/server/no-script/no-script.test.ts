import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { concat, equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { NO_SCRIPT_ANSWERS, type NoScriptAnswer } from "../../../server/no-script/pages.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { filesWith } from "../../support/files.ts";
import { armored, BOUNDARY, BROKEN_ARMOR, CHANGED_ARMOR, FORM_TYPE, formOf } from "../../support/forms.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../../support/server.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";

const MAX_ENVELOPE = 6_000_000;

/** What must never be found in a file or in what the server prints. */
const MARKER = "MARKER-9d2c77e0-the-name-of-a-source";

let server: RunningServer;
let answers: ReadonlyMap<string, NoScriptAnswer>;
beforeAll(async () => {
  const data = await prepareData();
  server = await startServer({ data, env: { NIGHTJAR_MAX_ENVELOPE: String(MAX_ENVELOPE) } });
  answers = new Map(
    NO_SCRIPT_ANSWERS.map((name) => [
      readFileSync(join(data, "public", `no-script-${name}.html`), "utf8"),
      name,
    ]),
  );
});
afterAll(async () => {
  expect(server.output()).toBe("");
  expect(await server.stop()).toBe(0);
  removeData(server.data);
});

interface NoScriptResult {
  readonly status: number;
  readonly answer: NoScriptAnswer | undefined;
  readonly body: string;
  readonly headers: Headers;
}

async function submit(body: Uint8Array, type = FORM_TYPE): Promise<NoScriptResult> {
  const response = await fetch(`${server.url}/no-script`, {
    method: "POST",
    headers: { "content-type": type },
    body: new Uint8Array(body),
  });
  const text = await response.text();
  return { status: response.status, answer: answers.get(text), body: text, headers: response.headers };
}

const file = (bytes: Uint8Array) => formOf(bytes, { fileName: "report.age" });

const exported = () => storedEnvelopes(server.data).map(({ bytes }) => bytes);

describe("what is sealed arrives", () => {
  const small = () => fakeEnvelope();
  const large = () => fakeEnvelope(3_500_000);
  const ways: [string, () => Uint8Array, (envelope: Uint8Array) => Promise<Uint8Array>][] = [
    ["a binary file", small, async (bytes) => file(bytes)],
    ["a large binary file", large, async (bytes) => file(bytes)],
    ["an armored file", small, async (bytes) => file(await armored(bytes))],
    ["a large armored file", large, async (bytes) => file(await armored(bytes))],
    ["an armored file from Windows", small, async (bytes) => file(await armored(bytes, "\r\n"))],
    ["pasted armor, line ends taken away", small, async (bytes) => formOf(await armored(bytes, ""))],
    ["pasted armor, line ends made spaces", small, async (bytes) => formOf(await armored(bytes, " "))],
    ["large pasted armor", large, async (bytes) => formOf(await armored(bytes, ""))],
    ...CHANGED_ARMOR.map(([name, change]): (typeof ways)[number] => [
      name,
      small,
      async (bytes) => file(change(await armored(bytes))),
    ]),
    [
      "pasted armor with space around",
      small,
      async (bytes) => formOf(concat(utf8(" \t "), await armored(bytes, ""), utf8("  "))),
    ],
  ];

  test.each(ways)("%s", async (_name, make, wrap) => {
    const envelope = make();
    const first = await submit(await wrap(envelope));
    expect([first.status, first.answer]).toEqual([201, "received"]);
    const again = await submit(await wrap(envelope));
    expect(again.body).toBe(first.body);
    expect([...again.headers]).toEqual([...first.headers]);
    expect(exported().filter((bytes) => equalBytes(bytes, envelope)).length).toBe(1);
  });

  test("a form that fetch makes, with a name that is no name", async () => {
    const envelope = fakeEnvelope();
    const body = new FormData();
    body.append("sealed", new Blob([new Uint8Array(envelope)]), 'a"b\r\n; name="x".age');
    const response = await fetch(`${server.url}/no-script`, { method: "POST", body });
    expect(answers.get(await response.text())).toBe("received");
    expect(exported().some((bytes) => equalBytes(bytes, envelope))).toBe(true);
  });

  test("what came by the other door is known here", async () => {
    const envelope = fakeEnvelope();
    await fetch(`${server.url}/v1/envelopes`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: new Uint8Array(envelope),
    });
    expect((await submit(file(envelope))).answer).toBe("received");
    expect(exported().filter((bytes) => equalBytes(bytes, envelope)).length).toBe(1);
  });
});

describe("what is not sealed is refused, and leaves nothing", () => {
  const secret = utf8(`${MARKER} told me where the station is. `.repeat(4_000));
  const sealed = fakeEnvelope(1_500_000);
  let before: number;
  beforeAll(() => {
    before = exported().length;
  });
  const cases: [string, () => Promise<Uint8Array> | Uint8Array, number, NoScriptAnswer][] = [
    ["plaintext as a file", () => file(secret), 422, "not-sealed"],
    ["plaintext as text", () => formOf(secret), 422, "not-sealed"],
    ["plaintext after space", () => formOf(concat(utf8(" "), secret)), 422, "not-sealed"],
    ["plaintext after dashes", () => formOf(concat(utf8("-----"), secret)), 422, "not-sealed"],
    ["an empty file", () => formOf(new Uint8Array(0), { fileName: "" }), 400, "unclear"],
    ["empty text", () => formOf(new Uint8Array(0)), 400, "unclear"],
    ["only space", () => formOf(utf8(" ".repeat(5_000))), 400, "unclear"],
    ["plaintext in the field's place", () => formOf(secret, { field: MARKER }), 400, "unclear"],
    ["plaintext instead of a form", () => secret, 400, "unclear"],
    ["plaintext before the form", () => concat(secret, file(sealed)), 400, "unclear"],
    [
      "plaintext in a second field",
      () => concat(formOf(sealed).slice(0, -4), utf8("\r\n"), formOf(secret, { field: "more" })),
      400,
      "unclear",
    ],
    ["plaintext after the form", () => concat(file(sealed), secret), 400, "unclear"],
    ["plaintext as a file's name", () => formOf(sealed, { fileName: MARKER.repeat(200) }), 400, "unclear"],
    ["a form cut short", () => file(sealed).slice(0, 1_200_000), 400, "damaged"],
    ["a form without its last dashes", () => file(sealed).slice(0, -4), 400, "damaged"],
    ["a file cut short", () => file(sealed.slice(0, 2_000)), 422, "damaged"],
    ["a file that ends in a header", () => file(sealed.slice(0, 400)), 422, "damaged"],
    [
      "plaintext behind a real first line",
      () => file(concat(utf8("age-encryption.org/v1\n"), secret)),
      422,
      "damaged",
    ],
    ...BROKEN_ARMOR.map(([name, answer, change]): (typeof cases)[number] => [
      name,
      async () => file(change(await armored(fakeEnvelope()), fakeEnvelope())),
      422,
      answer,
    ]),
    ["armor cut short", async () => formOf((await armored(sealed, "")).slice(0, 5_000)), 422, "damaged"],
    [
      "plaintext within armor",
      async () => formOf(concat((await armored(sealed, "")).slice(0, 34 + 640), secret)),
      422,
      "damaged",
    ],
    [
      "plaintext behind armor",
      async () => formOf(concat(await armored(fakeEnvelope(), " "), secret)),
      422,
      "damaged",
    ],
    [
      "a file under a passphrase",
      () =>
        file(
          utf8(
            `age-encryption.org/v1\n-> scrypt rTimUG1APgqJ0I1TQmD6/A 18\n${"A".repeat(43)}\n--- ${"A".repeat(43)}\n${"x".repeat(64)}`,
          ),
        ),
      422,
      "not-accepted",
    ],
    ["too large a file", () => file(fakeEnvelope(MAX_ENVELOPE)), 413, "too-large"],
    ["far too large a form", () => file(new Uint8Array(MAX_ENVELOPE * 4)), 413, "too-large"],
  ];

  test.each(cases)("%s", async (_name, make, status, answer) => {
    const result = await submit(await make());
    expect([result.status, result.answer]).toEqual([status, answer]);
    expect(result.body).not.toContain(MARKER);
  });

  test.each([
    ["application/x-www-form-urlencoded"],
    ["text/plain"],
    ["multipart/form-data"],
    ["multipart/form-data; boundary="],
    [`multipart/form-data; boundary=${"x".repeat(71)}`],
    ['multipart/form-data; boundary="a;b"'],
    [`multipart/mixed; boundary=${BOUNDARY}`],
  ])("the type %s", async (type) => {
    const result = await submit(secret, type);
    expect([result.status, result.answer]).toEqual([415, "unclear"]);
  });

  test("no file and no line of output has a trace of it", () => {
    expect(exported().length).toBe(before);
    expect(filesWith(server.data, [Buffer.from(MARKER), Buffer.from("told me where")])).toEqual([]);
    expect(server.output()).toBe("");
  });
});

describe("the first wrong byte decides", () => {
  const opening = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="sealed"\r\n\r\n`;
  test.each([
    ["in a file", `${opening}age-enc!`],
    ["in armor", `${opening}-----BEGIN PGP`],
    ["in words", `${opening}Yesterday they came`],
    ["in the form", `--${BOUNDARY.slice(0, -1)}!`],
  ])("%s", async (_name, beginning) => {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
      let received = "";
      const started = Date.now();
      socket.on("data", (piece) => {
        received += piece.toString("latin1");
      });
      socket.on("error", reject);
      // Nothing more is ever sent, and the server does not wait for it.
      socket.on("close", () => resolve(`${received}${Date.now() - started < 10_000}`));
      socket.write(
        `POST /no-script HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${FORM_TYPE}\r\nContent-Length: 500000\r\n\r\n${beginning}`,
      );
    });
    expect(text).toMatch(/^HTTP\/1\.1 4(22|00) /);
    expect(text).toContain("Connection: close");
    expect(text).toMatch(/<\/html>\s*true$/);
  });
});

test("a browser that reads only when it has sent everything gets its answer", async () => {
  const form = file(new Uint8Array(MAX_ENVELOPE).fill(0x21));
  const head = `POST /no-script HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${FORM_TYPE}\r\nContent-Length: ${form.length}\r\n\r\n`;
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    const pieces: Buffer[] = [];
    socket.on("error", reject);
    socket.on("close", () => resolve(Buffer.concat(pieces).toString("utf8")));
    socket.pause();
    socket.write(head);
    socket.write(form, () => socket.on("data", (piece) => pieces.push(piece)).resume());
  });
  expect(answer).toMatch(/^HTTP\/1\.1 422 /);
  expect(answers.get(answer.slice(answer.indexOf("\r\n\r\n") + 4))).toBe("not-sealed");
});

test("methods that the door does not take", async () => {
  for (const [path, method] of [
    ["/no-script", "PUT"],
    ["/no-script", "DELETE"],
    ["/no-script/recipients.txt", "POST"],
    ["/no-script/recipients-classic.txt", "POST"],
  ] as const) {
    expect((await fetch(server.url + path, { method })).status).toBe(405);
  }
  expect((await fetch(`${server.url}/no-script`, { method: "HEAD" })).status).toBe(200);
  expect((await fetch(`${server.url}/no-script/`)).status).toBe(404);
});
