import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  COURIER_SESSION_PAYLOAD_TYPE,
  encodeCourierSession,
} from "../../../crypto/documents/courier-session.ts";
import { encodeSignedDocument, signDocument } from "../../../crypto/documents/dsse.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { putInForce, sessionDocument, TestCourier } from "../../support/couriers.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { testInstance } from "../../support/instance.ts";
import { type LocalServer, startLocal } from "../../support/local-server.ts";
import { sodium } from "../../support/primitives.ts";
import { startProxy } from "../../support/proxy.ts";
import { codeOf, post } from "../../support/submit.ts";

const instance = testInstance();
const [first, second, stranger] = instance.couriers as [SigningSeed, SigningSeed, SigningSeed];
let server: LocalServer;
let courier: TestCourier;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
  server = await startLocal({ instance });
});
beforeEach(async () => {
  await putInForce(server.data, instance, [first, second]);
  courier = new TestCourier(server.couriers, instance, first);
});
afterAll(async () => {
  await server.close();
  vi.useRealTimers();
});

/** By the clock of the door; the store's own goes on. */
const later = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

const outcome = ({ status, body }: { status: number; body: string }) => [status, codeOf({ status, body })];
const REFUSED = [401, "courier-refused"];
const OVER = [401, "session-over"];
/** What an honest courier signs. */
const signed = (challenge: Uint8Array) => ({
  instance: instance.anchor.instance,
  address: new URL(server.couriers).host,
  challenge,
});
const begin = (document: Uint8Array | string) => courier.send("/v1/courier/session", document);

test("a courier in force signs a challenge and is let in", async () => {
  const answer = await courier.begin();
  expect(answer.status).toBe(201);
  expect(JSON.parse(answer.body)).toEqual({ token: expect.stringMatching(/^[0-9a-f]{64}$/), seconds: 3600 });
  expect(await courier.days()).toEqual([]);
});

describe("whatever is wrong with a session's document has the same answer", () => {
  const WRONG: [string, (challenge: Uint8Array) => Uint8Array | Promise<Uint8Array>][] = [
    ["a stranger's key", (challenge) => sessionDocument(signed(challenge), stranger)],
    [
      "another instance",
      (challenge) =>
        sessionDocument({ ...signed(challenge), instance: testInstance().anchor.instance }, first),
    ],
    ["a challenge of one's own", () => sessionDocument(signed(randomBytes(56)), first)],
    [
      "a tampered challenge",
      (challenge) => {
        const other = challenge.slice();
        other[20] = (other[20] ?? 0) ^ 1;
        return sessionDocument(signed(other), first);
      },
    ],
    [
      "an old challenge",
      (challenge) => {
        later(300_000);
        return sessionDocument(signed(challenge), first);
      },
    ],
    [
      "a spent challenge",
      async (challenge) => {
        expect((await courier.begin(challenge)).status).toBe(201);
        return sessionDocument(signed(challenge), first);
      },
    ],
    [
      "a challenge that another courier has spent",
      async (challenge) => {
        const other = new TestCourier(server.couriers, instance, second);
        expect((await other.begin(challenge)).status).toBe(201);
        return sessionDocument(signed(challenge), first);
      },
    ],
    [
      "another address",
      (challenge) => sessionDocument({ ...signed(challenge), address: "127.0.0.1:1" }, first),
    ],
    [
      "no address",
      (challenge) => {
        const text = Buffer.from(sessionDocument(signed(challenge), first)).toString();
        const payload = Buffer.from(encodeCourierSession(signed(challenge))).toString("base64");
        const { type, instance, challenge: answered } = JSON.parse(Buffer.from(payload, "base64").toString());
        const before = Buffer.from(JSON.stringify({ type, instance, challenge: answered }));
        return Buffer.from(text.replace(payload, before.toString("base64")));
      },
    ],
    ["another payload type", (challenge) => sessionDocument(signed(challenge), first, "application/other")],
    [
      "a signature over another payload",
      (challenge) => {
        const text = Buffer.from(sessionDocument(signed(challenge), first)).toString();
        const payload = Buffer.from(encodeCourierSession(signed(challenge))).toString("base64");
        const other = Buffer.from(encodeCourierSession(signed(randomBytes(56))));
        return sessionDocumentWith(text.replace(payload, other.toString("base64")));
      },
    ],
    [
      "two signatures",
      (challenge) => {
        const payloadType = COURIER_SESSION_PAYLOAD_TYPE;
        const payload = encodeCourierSession(signed(challenge));
        const signatures = [first, second].map((seed) => signDocument(payloadType, payload, seed, sodium));
        return encodeSignedDocument({ payloadType, payload, signatures });
      },
    ],
  ];
  const sessionDocumentWith = (text: string) => Buffer.from(text);

  test.each(WRONG)("%s", async (_what, make) => {
    const answer = await begin(await make(await courier.challenge()));
    expect(outcome(answer)).toEqual(REFUSED);
    const known = await begin(sessionDocument(signed(randomBytes(56)), stranger));
    expect(answer.body).toBe(known.body);
  });

  test("no courier in force", async () => {
    await putInForce(server.data, instance, []);
    expect(outcome(await courier.begin())).toEqual(REFUSED);
  });

  test("but no signed document at all is a bad request", async () => {
    for (const body of ["", "{}", "null", "[]", '{"payloadType":"x","payload":"","signatures":[]}'])
      expect(outcome(await begin(body))).toEqual([400, "bad-request"]);
  });

  test("what was refused has spent nothing", async () => {
    const challenge = await courier.challenge();
    await begin(sessionDocument(signed(challenge), stranger));
    expect((await courier.begin(challenge)).status).toBe(201);
  });
});

test("a false server that relays a courier's session is not let in by it, whatever Host it sends", async () => {
  await using relay = await startProxy(server.couriers);
  const deceived = new TestCourier(relay.url, instance, first);
  expect(outcome(await deceived.begin())).toEqual(REFUSED);
  expect(relay.requests.map(({ path }) => path)).toEqual(["/v1/courier/challenge", "/v1/courier/session"]);
  const sent = async (host: string, address: string) => {
    const session = { ...signed(await courier.challenge()), address };
    const headers = { host, "content-type": "application/json" };
    return await statusOf("/v1/courier/session", headers, sessionDocument(session, first));
  };
  const [right, wrong] = [new URL(server.couriers).host, new URL(relay.url).host];
  expect(await sent(right, wrong)).toBe(401);
  expect(await sent(wrong, right)).toBe(201);
});

/** Of a request with any Host, which \`fetch\` doesn't send. */
async function statusOf(path: string, headers: Record<string, string>, body: Uint8Array) {
  const asked = request(`${server.couriers}${path}`, { method: "POST", headers }).end(body);
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

describe("a session", () => {
  const PATHS = [
    "/v1/courier/documents",
    "/v1/courier/days",
    "/v1/courier/days/2026-11-21",
    "/v1/courier/expired",
  ];

  test.each([
    ["none", {}],
    ["no token", { authorization: "Bearer " }],
    ["an unknown token", { authorization: `Bearer ${"0".repeat(64)}` }],
    ["another scheme", { authorization: `Basic ${"0".repeat(64)}` }],
  ])("that is none (%s) opens nothing", async (_what, headers) => {
    for (const path of PATHS)
      expect(outcome(await courier.ask(path, headers as Record<string, string>))).toEqual(OVER);
    const asked = await courier.askEnvelope("0".repeat(32), 0, headers as Record<string, string>);
    expect(outcome(asked)).toEqual(OVER);
    expect(outcome(await courier.acknowledge(["0".repeat(32)]))).toEqual(OVER);
  });

  test("is over after an hour", async () => {
    await courier.begin();
    later(3_600_000);
    expect(outcome(await courier.ask("/v1/courier/days"))).toEqual(OVER);
  });

  test("of a courier who is revoked is over at once, and there is no new one", async () => {
    await post(server.url, fakeEnvelope());
    await courier.begin();
    const other = new TestCourier(server.couriers, instance, second);
    await other.begin();
    const [envelope] = await courier.list();
    await putInForce(server.data, instance, [second]);
    for (const path of PATHS) expect(outcome(await courier.ask(path))).toEqual(OVER);
    expect(outcome(await courier.askEnvelope(envelope?.id ?? ""))).toEqual(OVER);
    expect(outcome(await courier.acknowledge([envelope?.id ?? ""]))).toEqual(OVER);
    expect(outcome(await courier.begin())).toEqual(REFUSED);
    expect((await other.list()).length).toBe(1);
    await putInForce(server.data, instance, [first, second]);
    expect((await courier.list()).length).toBe(1);
  });

  test("401 says how to authenticate, and no answer sets a cookie, dates itself or names the instance", async () => {
    const response = await fetch(`${server.couriers}/v1/courier/days`);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none';script-src 'none';style-src 'none';");
    expect(policy).not.toContain("sha256-");
    for (const [name, value] of server.policy)
      if (name !== "content-security-policy") expect(response.headers.get(name)).toBe(value);
    for (const name of ["set-cookie", "date", "etag", "server"])
      expect(response.headers.has(name)).toBe(false);
  });
});

describe("the two listeners have nothing in common", () => {
  const COURIERS: [string, string][] = [
    ["GET", "/v1/courier/challenge"],
    ["POST", "/v1/courier/session"],
    ["GET", "/v1/courier/documents"],
    ["GET", "/v1/courier/days"],
    ["GET", "/v1/courier/days/2026-11-21"],
    ["POST", "/v1/courier/envelope"],
    ["POST", "/v1/courier/receipts"],
  ];
  const SOURCES: [string, string][] = [
    ["GET", "/v1/anchor"],
    ["GET", "/v1/roster"],
    ["GET", "/no-script"],
    ["POST", "/no-script"],
    ["GET", "/no-script/recipients.txt"],
    ["POST", "/v1/envelopes"],
    ["PUT", `/v1/uploads/${"0".repeat(32)}/parts/0`],
    ["POST", `/v1/uploads/${"0".repeat(32)}/commit`],
  ];
  const statuses = (url: string, routes: [string, string][]) =>
    Promise.all(routes.map(async ([method, path]) => (await fetch(`${url}${path}`, { method })).status));

  test("couriers' routes don't exist for sources, nor sources' for couriers", async () => {
    expect(new Set(await statuses(server.url, COURIERS))).toEqual(new Set([404]));
    expect(new Set(await statuses(server.couriers, SOURCES))).toEqual(new Set([404]));
    expect(await statuses(server.couriers, COURIERS)).not.toContain(404);
    expect(await statuses(server.url, SOURCES)).not.toContain(404);
    const [door, page] = await Promise.all([server.couriers, server.url].map((url) => fetch(`${url}/`)));
    expect(door?.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await door?.text()).toMatch(/^You are in\./);
    expect(page?.headers.get("content-type")).toContain("text/html");
  });

  test("a page saved as a file may read couriers' answers, no site may, and of sources' nobody", async () => {
    const asked = (url: string, method: string, path: string, origin: string) =>
      fetch(`${url}${path}`, { method, headers: { origin } });
    const allowed = async (url: string, method: string, path: string, origin: string) => {
      const { headers } = await asked(url, method, path, origin);
      return [...headers.keys()].filter((name) => name.startsWith("access-control-"));
    };
    for (const [method, path] of [...COURIERS, ["GET", "/nowhere"] as const, ["PATCH", "/"] as const]) {
      const { headers } = await asked(server.couriers, method, path, "null");
      expect([path, headers.get("access-control-allow-origin")]).toEqual([path, "null"]);
      expect(headers.get("access-control-expose-headers")).toContain("Content-Range");
      expect(headers.get("vary")).toBe("Origin");
      expect(headers.has("access-control-allow-credentials")).toBe(false);
      for (const origin of ["http://example.onion", "file://", "*", "null, null", ""])
        expect(await allowed(server.couriers, method, path, origin)).toEqual([]);
    }
    const leave = await asked(server.couriers, "OPTIONS", "/v1/courier/envelope", "null");
    expect([leave.status, await leave.text()]).toEqual([204, ""]);
    expect(leave.headers.get("access-control-allow-methods")).toBe("GET, POST");
    expect(leave.headers.get("access-control-allow-headers")).toBe("Authorization, Content-Type");
    expect(leave.headers.get("access-control-max-age")).toBe("86400");
    expect(
      (await asked(server.couriers, "OPTIONS", "/v1/courier/envelope", "http://example.onion")).status,
    ).toBe(405);
    for (const [method, path] of [...SOURCES, ["GET", "/"] as const, ["OPTIONS", "/v1/envelopes"] as const])
      expect(await allowed(server.url, method, path, "null")).toEqual([]);
  });

  test("a wrong method is said to be one", async () => {
    for (const [method, path] of COURIERS) {
      const response = await fetch(`${server.couriers}${path}`, { method: "PATCH" });
      expect([path, response.status]).toEqual([path, 405]);
      expect(response.headers.get("allow")).toContain(method);
    }
  });
});
