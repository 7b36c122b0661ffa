import fc from "fast-check";
import { expect, test } from "vitest";
import type { SourceErrorCode } from "../../../client/source/errors.ts";
import { formatBytes, formatShare } from "../../../client/source/format.ts";
import { en } from "../../../client/source/strings/en.ts";
import { SENTENCE_OF } from "../../../client/source/strings/sentence-of.ts";
import { codeOfAnswer, stringField } from "../../../client/source/upload/problem.ts";
import { whyNotHere } from "../../../client/source/where.ts";
import { CRYPTO_ERROR_CODES } from "../../../crypto/errors.ts";
import { HTTP_STATUS, STORE_STATUS } from "../../../protocol/http.ts";

test("every code that a server can answer, or the ground floor throw, has a sentence", () => {
  // To couriers, and to who asks for the roster.
  const elsewhere = [
    "courier-refused",
    "session-over",
    "courier-not-delivering",
    "mailbag-too-soon",
    "clock-doubted",
    "no-roster",
  ];
  const problems = Object.keys({ ...HTTP_STATUS, ...STORE_STATUS }).filter(
    (code) => !elsewhere.includes(code),
  );
  expect(problems.length).toBeGreaterThan(15);
  for (const code of [...CRYPTO_ERROR_CODES, ...problems] as SourceErrorCode[]) {
    expect(codeOfAnswer({ status: 422, body: JSON.stringify({ code }) })).toBe(code);
    expect(en.sentences[SENTENCE_OF[code]]).toMatch(/\.$/);
  }
});

test("a server can't put words of its own, or codes that aren't a server's, into the page", () => {
  for (const code of ["stopped", "nothing-said", "toString", "__proto__", "", 5, null]) {
    expect(codeOfAnswer({ status: 400, body: JSON.stringify({ code }) })).toBe("answer-unknown");
  }
  for (const body of ["", "<h1>502</h1>", "[]", "null", '"code"', "{}"]) {
    expect(codeOfAnswer({ status: 502, body })).toBe("server-broken");
  }
});

test("a field is read from any text without a throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), fc.string(), (text, name) => {
      expect(["string", "undefined"]).toContain(typeof stringField(text, name));
    }),
  );
});

test("a demo runs on its own machine only, and no page runs where it can't seal", () => {
  const at = (url: string, demo: boolean, isSecureContext = true) => {
    const { protocol, hostname } = new URL(url);
    return whyNotHere(demo, { protocol, hostname, isSecureContext });
  };
  for (const host of ["localhost", "127.0.0.1", "127.77.3.4", "[::1]"]) {
    expect(at(`http://${host}:8080/`, true)).toBeUndefined();
  }
  for (const host of ["example.org", "127.0.0.1.example.org", "localhost.example.org", "10.0.0.1", "[::2]"]) {
    expect(at(`http://${host}/`, true)).toBe("demo-elsewhere");
    expect(at(`http://${host}/`, false)).toBeUndefined();
    expect(at(`http://${host}/`, false, false)).toBe("insecure-context");
  }
  expect(at("file:///home/amnesia/source.html", true)).toBeUndefined();
  expect(at("file:///home/amnesia/source.html", false, false)).toBe("insecure-context");
});

test("sizes and shares are said in words of the language", () => {
  expect(
    [0, 999, 1000, 180_009, 999_499, 999_500, 3_100_000, 100_000_000].map((n) => formatBytes(n, "en")),
  ).toEqual(["0 bytes", "999 bytes", "1 kB", "180 kB", "999 kB", "1 MB", "3.1 MB", "100 MB"]);
  expect([1, 0.999, 0.5, 0.0999].map((share) => formatShare(share, "en"))).toEqual([
    "100%",
    "99%",
    "50%",
    "9%",
  ]);
});
