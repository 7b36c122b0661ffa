import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { encodeAskedEnvelope } from "../../../protocol/addresses.ts";
import { parseAsked, parseReceipts } from "../../../server/couriers/requests.ts";
import { ProblemError } from "../../../server/http/problem.ts";
import { putInForce, sessionDocument, TestCourier } from "../../support/couriers.ts";
import { testInstance } from "../../support/instance.ts";
import { type LocalServer, startLocal } from "../../support/local-server.ts";
import { codeOf } from "../../support/submit.ts";

const instance = testInstance();
const [first] = instance.couriers as [SigningSeed];
let server: LocalServer;
let courier: TestCourier;
beforeAll(async () => {
  server = await startLocal({ instance });
  await putInForce(server.data, instance, [first]);
  courier = new TestCourier(server.couriers, instance, first);
  await courier.begin();
});
afterAll(() => server.close());

/** The result, or undefined for a refusal; anything else that is thrown fails the test. */
function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

const text = fc.oneof(
  fc.string(),
  fc.stringMatching(/^[0-9a-fA-F]{30,34}$/),
  fc.stringMatching(/^\d{4}-\d\d-\d\d$/),
);

test("an envelope is asked for in exactly the one form, or refused", () => {
  fc.assert(
    fc.property(text, text, (id, from) => {
      for (const body of [id, `{"id":"${id}","from":0}`, `{"id":"${"0".repeat(32)}","from":${from}}`]) {
        const asked = parsed(() => parseAsked(Buffer.from(body)));
        if (asked) expect(encodeAskedEnvelope(asked)).toBe(body);
      }
    }),
    { numRuns: 1_000 },
  );
});

const bodies = fc.oneof(
  fc.json({ maxDepth: 3 }).map((json) => Buffer.from(json)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.record({ envelopes: fc.oneof(fc.anything(), fc.array(text)) }).map((value) => {
    return Buffer.from(JSON.stringify(value) ?? "");
  }),
);

test("any bytes as receipts: a list of ids, or refused", () => {
  fc.assert(
    fc.property(bodies, (body) => {
      const ids = parsed(() => parseReceipts(body));
      if (ids === undefined) return;
      expect(ids.length).toBeGreaterThan(0);
      expect(JSON.parse(body.toString())).toEqual({ envelopes: ids });
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
    }),
    { numRuns: 500 },
  );
});

test("any bytes over HTTP, as a session, an envelope asked for or receipts: a 4xx problem, and the server goes on", async () => {
  await fc.assert(
    fc.asyncProperty(bodies, fc.constantFrom("session", "envelope", "receipts"), async (body, where) => {
      const answer = await courier.send(`/v1/courier/${where}`, body);
      expect([204, 400, 401, 413]).toContain(answer.status);
      if (answer.status !== 204) expect(typeof codeOf(answer)).toBe("string");
    }),
    { numRuns: 100 },
  );
  expect(await courier.days()).toEqual([]);
});

test("a session's document with any one byte changed lets nobody in", async () => {
  const challenge = await courier.challenge();
  const whole = sessionDocument(
    { instance: instance.anchor.instance, address: new URL(server.couriers).host, challenge },
    first,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: whole.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, change) => {
        const changed = whole.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        expect([400, 401]).toContain((await courier.send("/v1/courier/session", changed)).status);
      },
    ),
    { numRuns: 150 },
  );
  expect((await courier.send("/v1/courier/session", whole)).status).toBe(201);
});
