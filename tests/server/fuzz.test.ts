import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EnvelopeInspector } from "../../crypto/age/intake.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { digestOf, fakeEnvelope, headerLengthOf } from "../support/envelopes.ts";
import { type LocalServer, startLocal } from "../support/local-server.ts";
import { exchange } from "../support/raw-http.ts";
import { begunUploads, storedEnvelopes } from "../support/spool-files.ts";
import { codeOf, newUploadId, post, putPart, send } from "../support/submit.ts";

let server: LocalServer;
beforeAll(async () => {
  server = await startLocal();
});
afterAll(() => server.close());

/** Whether the ground floor's own inspector, given all at once, would let these bytes in. */
function isAcceptable(bytes: Uint8Array): boolean {
  try {
    const inspector = new EnvelopeInspector();
    inspector.push(bytes);
    inspector.finish();
    return true;
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}

/** One change somewhere in the header or at the end, where changes matter. */
const mutated = fc
  .record({
    length: fc.integer({ min: 0, max: 70_000 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom("flip", "insert", "remove", "cut", "double"),
    byte: fc.integer({ min: 0, max: 255 }),
  })
  .map(({ length, at, kind, byte }) => {
    const whole = Buffer.from(fakeEnvelope(length));
    const place = Math.floor(at * (headerLengthOf(whole) + 50));
    const [before, after] = [whole.subarray(0, place), whole.subarray(place)];
    switch (kind) {
      case "flip":
        return Buffer.concat([before, Buffer.of((after[0] ?? 0) ^ (byte || 1)), after.subarray(1)]);
      case "insert":
        return Buffer.concat([before, Buffer.of(byte), after]);
      case "remove":
        return Buffer.concat([before, after.subarray(1 + (byte % 8))]);
      case "cut":
        return Buffer.from(before);
      default:
        return Buffer.concat([before, before, after]);
    }
  });

const bodies = fc.oneof(
  mutated,
  fc.uint8Array({ maxLength: 5_000 }).map((bytes) => Buffer.from(bytes)),
);

function expectProblem(answer: { status: number; body: string }): void {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(typeof codeOf(answer)).toBe("string");
}

test("any bytes as an envelope: stored whole, or a 4xx problem and nothing stored", async () => {
  await fc.assert(
    fc.asyncProperty(bodies, async (bytes) => {
      const before = storedEnvelopes(server.data).length;
      const answer = await post(server.url, bytes);
      const stored = storedEnvelopes(server.data);
      if (isAcceptable(bytes)) {
        expect(answer.status).toBe(201);
        expect(stored.length).toBe(before + 1);
        expect(stored.some(({ digest }) => digest === digestOf(bytes))).toBe(true);
      } else {
        expectProblem(answer);
        expect(stored.length).toBe(before);
      }
    }),
    { numRuns: 150 },
  );
});

test("any bytes as a first part: kept, or a 4xx problem and nothing kept", async () => {
  await fc.assert(
    fc.asyncProperty(bodies, async (bytes) => {
      const before = begunUploads(server.data).sort();
      const answer = await putPart(server.url, newUploadId(), 0, bytes);
      if (answer.status === 204)
        expect(begunUploads(server.data).sort()).toEqual([...before, bytes.length].sort());
      else {
        expectProblem(answer);
        expect(begunUploads(server.data).sort()).toEqual(before);
      }
    }),
    { numRuns: 100 },
  );
});

test("any JSON or bytes as a commit: a 4xx problem", async () => {
  const commits = fc.oneof(
    fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc
      .record({ parts: fc.anything(), digest: fc.anything() })
      .map((value) => Buffer.from(JSON.stringify(value) ?? "")),
  );
  await fc.assert(
    fc.asyncProperty(commits, async (body) => {
      const url = `${server.url}/v1/uploads/${newUploadId()}/commit`;
      expectProblem(await send("POST", url, body, "application/json"));
    }),
    { numRuns: 150 },
  );
});

test("any bytes instead of HTTP: whatever is answered has the policy and is no 5xx, and the server goes on", async () => {
  const words = [
    ...[
      "GET ",
      "POST ",
      "PUT ",
      "/",
      "/v1/envelopes",
      "/v1/roster",
      " HTTP/1.1\r\n",
      " HTTP/1.0\r\n",
      "\r\n",
      "\r\n\r\n",
    ],
    ...[
      "Host: localhost\r\n",
      "Content-Length: ",
      "4",
      "\r\n",
      "Transfer-Encoding: chunked\r\n",
      "Upgrade: x\r\n",
    ],
    ...["Connection: upgrade\r\n", "Expect: 100-continue\r\n", "a=b", "\0", "é", ": "],
  ];
  const requests = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 20 })
      .map((some) => Buffer.from(some.join(""))),
  );
  let answers = 0;
  await fc.assert(
    fc.asyncProperty(requests, async (bytes) => {
      const text = await exchange(server.port, bytes);
      for (const answer of text
        .split(/(?=HTTP\/1\.1 \d)/)
        .filter((piece) => !/^HTTP\/1\.1 100|^$/.test(piece))) {
        expect(answer).toMatch(/^HTTP\/1\.1 [24]\d\d /);
        for (const [name, value] of server.policy) expect(answer).toContain(`\r\n${name}: ${value}\r\n`);
        answers++;
      }
    }),
    { numRuns: 300 },
  );
  expect(answers).toBeGreaterThan(150);
  expect((await post(server.url, fakeEnvelope())).status).toBe(201);
});
