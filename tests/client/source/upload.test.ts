import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { RESUMABLE } from "../../../client/source/upload/problem.ts";
import type { Answer, Transport, UploadRequest } from "../../../client/source/upload/transport.ts";
import { type Patience, sleep } from "../../../client/source/upload/until-answered.ts";
import { Upload } from "../../../client/source/upload/upload.ts";
import { LEAF_LENGTH } from "../../../crypto/digest.ts";
import { digestOf, partsOf } from "../../support/envelopes.ts";

const ID = "0123456789abcdef0123456789abcdef";

/** A server in memory that keeps to the contract, and a network that does as the test says. */
class FakeServer {
  readonly requests: string[] = [];
  readonly parts = new Map<number, Uint8Array>();
  /** Envelopes, by digest. */
  readonly stored = new Map<string, Uint8Array>();
  /** Instead of handling a request: an answer, or "lost" on the way there, or "unheard" on the way back. */
  fault: (request: UploadRequest, count: number) => Answer | "lost" | "unheard" | undefined = () => undefined;
  delay: () => Promise<void> = async () => {};

  readonly transport: Transport = async (request) => {
    this.requests.push(`${request.method} ${request.path}`);
    const fault = this.fault(request, this.requests.length);
    await this.delay();
    if (fault === "lost") throw new TypeError("NetworkError");
    const answer = fault === undefined || fault === "unheard" ? this.#handle(request) : fault;
    await this.delay();
    if (fault === "unheard") throw new TypeError("NetworkError");
    return answer;
  };

  #handle({ path, body }: UploadRequest): Answer {
    if (typeof body === "string") return this.#commit(body);
    if (path === "/v1/envelopes") return this.#store(body);
    const n = Number(/^\/v1\/uploads\/[0-9a-f]{32}\/parts\/(\d+)$/.exec(path)?.[1]);
    if (n > 0 && !this.parts.has(0)) return problem(409, "part-first");
    const before = this.parts.get(n);
    if (before && !Buffer.from(before).equals(body)) return problem(409, "part-conflict");
    this.parts.set(n, body.slice());
    return { status: 204, body: "" };
  }

  #commit(body: string): Answer {
    const { parts, digest } = JSON.parse(body) as { parts: number; digest: string };
    const all = Array.from({ length: parts }, (_, i) => this.parts.get(i));
    if (all.includes(undefined)) return problem(409, "parts-missing");
    const whole = Buffer.concat(all.map((part) => part ?? new Uint8Array(0)));
    return digestOf(whole) === digest ? this.#store(whole) : problem(422, "digest-mismatch");
  }

  #store(envelope: Uint8Array): Answer {
    const digest = digestOf(envelope);
    this.stored.set(digest, envelope);
    return { status: 201, body: JSON.stringify({ digest }) };
  }
}

function problem(status: number, code: string): Answer {
  return { status, body: JSON.stringify({ type: `urn:nightjar:problem:${code}`, status, code }) };
}

/** An upload of a random envelope with everything offered already, and a record of what it told. */
function uploadOf(length: number, server: FakeServer, pauses = [1, 2, 4]) {
  const envelope = randomBytes(length);
  const told = { acknowledged: 0, pauses: [] as (number | undefined)[] };
  const patience: Patience = {
    pauses,
    sleep: async () => {},
    waiting: (seconds) => told.pauses.push(seconds),
  };
  const parts = partsOf(envelope);
  const upload = new Upload({
    id: ID,
    parts: parts.length,
    transport: server.transport,
    patience,
    acknowledged: (bytes) => {
      told.acknowledged += bytes.length;
      bytes.fill(0); // Whoever gets them back may write into them.
    },
  });
  for (const part of parts) upload.offer(new Uint8Array(part));
  upload.finish(digestOf(envelope));
  return { envelope, upload, told };
}

describe("an envelope of one part", () => {
  test.each([1, LEAF_LENGTH - 1, LEAF_LENGTH])("of %i bytes goes in one request", async (length) => {
    const server = new FakeServer();
    const { envelope, upload, told } = uploadOf(length, server);
    await upload.run();
    expect(server.requests).toEqual(["POST /v1/envelopes"]);
    expect([...server.stored.keys()]).toEqual([digestOf(envelope)]);
    expect(told.acknowledged).toBe(length);
  });

  test("waits for its digest before it goes", async () => {
    const server = new FakeServer();
    const patience = { pauses: [], sleep, waiting: () => {} };
    const options = { id: ID, parts: 1, transport: server.transport, patience, acknowledged: () => {} };
    const upload = new Upload(options);
    const bytes = new Uint8Array(10);
    const running = upload.run();
    upload.offer(bytes);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(server.requests).toEqual([]);
    upload.finish(digestOf(bytes));
    await running;
  });
});

describe("an envelope of several parts", () => {
  test("part 0 is stored before any other leaves, and the commit comes last", async () => {
    const server = new FakeServer();
    const { envelope, upload, told } = uploadOf(5 * LEAF_LENGTH + 1, server);
    await upload.run();
    expect(server.requests[0]).toBe(`PUT /v1/uploads/${ID}/parts/0`);
    expect(server.requests.at(-1)).toBe(`POST /v1/uploads/${ID}/commit`);
    expect(server.requests).toHaveLength(7);
    expect([...server.stored.keys()]).toEqual([digestOf(envelope)]);
    expect(told.acknowledged).toBe(envelope.length);
  });

  test("pauses grow, and end with an error that can be resumed", async () => {
    const server = new FakeServer();
    server.fault = ({ path }) => (path.endsWith("parts/0") ? "lost" : undefined);
    const { upload, told } = uploadOf(2 * LEAF_LENGTH, server);
    await expect(upload.run()).rejects.toMatchObject({ code: "network" });
    expect(told.pauses).toEqual([1, undefined, 2, undefined, 4, undefined]);
    expect(server.requests).toHaveLength(4);
    expect(RESUMABLE.has("network")).toBe(true);
  });

  test("goes on from the parts that are missing, and sends none twice that was acknowledged", async () => {
    const server = new FakeServer();
    server.fault = ({ path }) => (/parts\/[34]$/.test(path) ? problem(507, "spool-full") : undefined);
    const { envelope, upload, told } = uploadOf(6 * LEAF_LENGTH, server);
    await expect(upload.run()).rejects.toMatchObject({ code: "spool-full" });
    const kept = [...server.parts.keys()];
    expect(told.acknowledged).toBe(kept.length * LEAF_LENGTH);
    server.fault = () => undefined;
    server.requests.length = 0;
    await upload.run();
    for (const n of kept) expect(server.requests).not.toContain(`PUT /v1/uploads/${ID}/parts/${n}`);
    expect([...server.stored.keys()]).toEqual([digestOf(envelope)]);
    expect(told.acknowledged).toBe(envelope.length);
  });

  test("asks only for the commit when that alone had failed", async () => {
    const server = new FakeServer();
    server.fault = ({ path }) => (path.endsWith("commit") ? problem(503, "busy") : undefined);
    const { upload } = uploadOf(2 * LEAF_LENGTH, server);
    await expect(upload.run()).rejects.toMatchObject({ code: "busy" });
    server.fault = () => undefined;
    server.requests.length = 0;
    await upload.run();
    expect(server.requests).toEqual([`POST /v1/uploads/${ID}/commit`]);
  });

  test("is refused at once, without a retry, where a retry can't help", async () => {
    for (const [status, code] of [
      [409, "part-conflict"],
      [413, "too-large"],
      [422, "truncated"],
    ] as const) {
      const server = new FakeServer();
      server.fault = () => problem(status, code);
      const { upload } = uploadOf(2 * LEAF_LENGTH, server);
      await expect(upload.run()).rejects.toMatchObject({ code });
      expect(server.requests).toHaveLength(1);
      expect(RESUMABLE.has(code)).toBe(false);
    }
  });

  test("stops when told, and can be run again", async () => {
    const server = new FakeServer();
    const { envelope, upload } = uploadOf(4 * LEAF_LENGTH, server);
    server.fault = (_request, count) => {
      if (count === 3) upload.stop();
      return count === 3 ? "lost" : undefined;
    };
    await expect(upload.run()).rejects.toMatchObject({ code: "stopped" });
    await upload.run();
    expect([...server.stored.keys()]).toEqual([digestOf(envelope)]);
  });

  test("stops while it waits for a part that is still being sealed", async () => {
    const server = new FakeServer();
    const patience = { pauses: [], sleep, waiting: () => {} };
    const options = { id: ID, parts: 3, transport: server.transport, patience, acknowledged: () => {} };
    const upload = new Upload(options);
    upload.offer(new Uint8Array(LEAF_LENGTH));
    const running = upload.run();
    setTimeout(() => upload.stop(), 5);
    await expect(running).rejects.toMatchObject({ code: "stopped" });
  });
});

test("a pause is as long as it says, and up to half of it longer, each time another length", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const lengths = new Set<number>();
  for (let i = 0; i < 50; i++) {
    const begun = Date.now();
    const [over] = await Promise.all([
      sleep(4, new AbortController().signal).then(() => Date.now() - begun),
      vi.advanceTimersByTimeAsync(6_000),
    ]);
    expect(over).toBeGreaterThanOrEqual(4_000);
    expect(over).toBeLessThanOrEqual(6_000);
    lengths.add(over);
  }
  expect(lengths.size).toBeGreaterThan(10);
});

test("a server that stored something else is not believed", async () => {
  const server = new FakeServer();
  server.fault = ({ path }) =>
    path === "/v1/envelopes" || path.endsWith("commit")
      ? { status: 201, body: JSON.stringify({ digest: "0".repeat(64) }) }
      : undefined;
  for (const length of [100, 2 * LEAF_LENGTH]) {
    const { upload } = uploadOf(length, server);
    await expect(upload.run()).rejects.toMatchObject({ code: "digest-mismatch" });
  }
});

test("what a server answers wrongly is never more than a code", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 300, max: 599 }),
      fc.oneof(fc.string(), fc.json()),
      async (status, body) => {
        const server = new FakeServer();
        server.fault = () => ({ status, body });
        const { upload } = uploadOf(100, server, []);
        await expect(upload.run()).rejects.toMatchObject({ name: "SourceError" });
      },
    ),
    { numRuns: 200 },
  );
});

test("whatever is lost, repeated or overtaken on the way, the envelope arrives whole and once", async () => {
  const fate = fc.constantFrom("lost", "unheard", undefined, undefined);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.array(fate, { maxLength: 30 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }),
      async (parts, fates, delays) => {
        const server = new FakeServer();
        server.fault = (_request, count) => fates[count - 1];
        let turn = 0;
        server.delay = () =>
          new Promise((resolve) => setTimeout(resolve, delays[turn++ % delays.length] ?? 0));
        const { envelope, upload, told } = uploadOf((parts - 1) * LEAF_LENGTH + 7, server, Array(40).fill(0));
        await upload.run();
        expect([...server.stored.keys()]).toEqual([digestOf(envelope)]);
        expect(told.acknowledged).toBe(envelope.length);
      },
    ),
    { numRuns: 40 },
  );
});
