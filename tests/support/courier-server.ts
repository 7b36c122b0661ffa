import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { collect, equalBytes } from "../../crypto/bytes.ts";
import { encodeDigest } from "../../crypto/digest.ts";
import { COURIER_SESSION_PAYLOAD_TYPE, parseCourierSession } from "../../crypto/documents/courier-session.ts";
import { parseSignedDocument, verifyDocument } from "../../crypto/documents/dsse.ts";
import type { VerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import { documentsOf, type SpooledEnvelope } from "./bundles.ts";
import type { TestInstance } from "./instance.ts";

/** An envelope of the fake spool; its bytes are made when they are asked for. */
export interface FakeEnvelope extends Omit<SpooledEnvelope, "bytes"> {
  readonly bytes: () => Uint8Array;
}

/** What comes instead of an answer: nothing but a closed connection, or so many bytes of the body and then that. */
export type Interference = "cut" | { readonly cutAfter: number } | { readonly body: Uint8Array } | undefined;

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
}

/** A server for couriers that keeps to SPEC.md's contract, in memory, and does as a test says. */
export interface FakeCourierServer extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Ids that were acknowledged. */
  readonly acknowledged: Set<string>;
  readonly envelopes: FakeEnvelope[];
  /** How many challenges were turned into sessions. */
  sessions: number;
  documents: Uint8Array;
  /** What it says to have expired unfetched. */
  expired: readonly { readonly day: string; readonly count: number }[];
  /** Asked before each answer. */
  interfere: (asked: Asked) => Interference;
  /** All tokens are forgotten. */
  endSessions(): void;
}

const PAGE = 1000;

/** @param where a port of its own on loopback, or the path of a Unix socket */
export async function startCourierServer(
  instance: TestInstance,
  courier: VerifyingKey,
  envelopes: readonly FakeEnvelope[],
  where: string | undefined = undefined,
): Promise<FakeCourierServer> {
  const fake = new Fake(instance, courier, envelopes, await documentsOf(instance, [courier]));
  await fake.listen(where);
  return fake;
}

class Fake implements FakeCourierServer {
  readonly asked: Asked[] = [];
  readonly acknowledged = new Set<string>();
  /** What it says to have expired unfetched. */
  expired: readonly { readonly day: string; readonly count: number }[] = [];
  readonly envelopes: FakeEnvelope[];
  sessions = 0;
  documents: Uint8Array;
  interfere: (asked: Asked) => Interference = () => undefined;
  url = "";
  readonly #instance: TestInstance;
  readonly #courier: VerifyingKey;
  readonly #challenges = new Set<string>();
  readonly #tokens = new Set<string>();
  #index: ReadonlyMap<string, FakeEnvelope> = new Map();
  readonly #server: Server;

  constructor(
    instance: TestInstance,
    courier: VerifyingKey,
    envelopes: readonly FakeEnvelope[],
    documents: Uint8Array,
  ) {
    this.#instance = instance;
    this.#courier = courier;
    this.envelopes = envelopes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.documents = documents;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  async listen(where: string | undefined): Promise<void> {
    if (where === undefined) this.#server.listen(0, "127.0.0.1");
    else this.#server.listen(where);
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address !== null && typeof address !== "string") this.url = `http://127.0.0.1:${address.port}`;
  }

  endSessions(): void {
    this.#tokens.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    const asked = { method, path: url, range: headers.range };
    this.asked.push(asked);
    const body = await collect(request);
    const interference = this.interfere(asked);
    if (interference === "cut") return void response.destroy();
    const { pathname, searchParams } = new URL(url, "http://localhost");
    if (pathname === "/v1/courier/challenge") return this.#challenge(response);
    if (pathname === "/v1/courier/session") return this.#session(body, response);
    const token = /^Bearer ([0-9a-f]{64})$/.exec(headers.authorization ?? "")?.[1] ?? "";
    if (!this.#tokens.has(token)) return problem(response, 401, "session-over");
    const replaced = interference && "body" in interference ? interference.body : undefined;
    const [, day] = /^\/v1\/courier\/days\/([\d-]{10})$/.exec(pathname) ?? [];
    const [, id] = /^\/v1\/courier\/envelopes\/([0-9a-f]{32})$/.exec(pathname) ?? [];
    if (id !== undefined) {
      const cutAfter = interference && "cutAfter" in interference ? interference.cutAfter : undefined;
      return this.#envelope(id, headers.range, response, cutAfter, replaced);
    }
    if (replaced) return void response.writeHead(200).end(replaced);
    if (pathname === "/v1/courier/documents") return void response.writeHead(200).end(this.documents);
    if (pathname === "/v1/courier/days") return json(response, 200, { days: this.#days() });
    if (pathname === "/v1/courier/expired") return json(response, 200, { expired: this.expired });
    if (day !== undefined) return json(response, 200, this.#page(day, searchParams.get("after") ?? ""));
    if (pathname === "/v1/courier/receipts" && method === "POST") {
      const { envelopes } = JSON.parse(Buffer.from(body).toString("utf8")) as { envelopes: string[] };
      for (const receipt of envelopes) this.acknowledged.add(receipt);
      return void response.writeHead(204).end();
    }
    problem(response, 404, "not-found");
  }

  #challenge(response: ServerResponse): void {
    const challenge = randomBytes(56).toString("hex");
    this.#challenges.add(challenge);
    json(response, 200, { challenge });
  }

  #session(body: Uint8Array, response: ServerResponse): void {
    if (!this.#accepts(body)) {
      problem(response, 401, "courier-refused");
      return;
    }
    const token = randomBytes(32).toString("hex");
    this.#tokens.add(token);
    this.sessions++;
    json(response, 201, { token, seconds: 3600 });
  }

  #accepts(body: Uint8Array): boolean {
    try {
      const document = parseSignedDocument(body);
      const payload = verifyDocument(document, COURIER_SESSION_PAYLOAD_TYPE, [this.#courier], 1, noble);
      const { instance, challenge } = parseCourierSession(payload);
      const known = this.#challenges.delete(Buffer.from(challenge).toString("hex"));
      return known && equalBytes(instance, this.#instance.anchor.instance);
    } catch (error) {
      if (error instanceof CryptoError) return false;
      throw error;
    }
  }

  #pending(): FakeEnvelope[] {
    return this.envelopes.filter(({ id }) => !this.acknowledged.has(id));
  }

  #byId(): ReadonlyMap<string, FakeEnvelope> {
    if (this.#index.size !== this.envelopes.length) {
      this.#index = new Map(this.envelopes.map((envelope) => [envelope.id, envelope]));
    }
    return this.#index;
  }

  #days() {
    const days = Map.groupBy(this.#pending(), ({ day }) => day);
    return [...days]
      .map(([day, list]) => ({
        day,
        count: list.length,
        bytes: list.reduce((sum, { size }) => sum + size, 0),
      }))
      .sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  #page(day: string, after: string) {
    const pending = this.#pending().filter((envelope) => envelope.day === day && envelope.id > after);
    return {
      envelopes: pending
        .slice(0, PAGE)
        .map(({ id, size, digest }) => ({ id, size, digest: encodeDigest(digest) })),
      more: pending.length > PAGE,
    };
  }

  #envelope(
    id: string,
    range: string | undefined,
    response: ServerResponse,
    cutAfter: number | undefined,
    replaced: Uint8Array | undefined,
  ): void {
    const envelope = this.#byId().get(id);
    if (!envelope) {
      problem(response, 404, "not-found");
      return;
    }
    const bytes = replaced ?? envelope.bytes();
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
    const headers = { "Content-Type": "application/octet-stream", "Content-Length": bytes.length - start };
    if (range === undefined) response.writeHead(200, headers);
    else {
      const contentRange = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
      response.writeHead(206, { ...headers, "Content-Range": contentRange });
    }
    if (cutAfter === undefined) response.end(bytes.subarray(start));
    else response.write(bytes.subarray(start, start + cutAfter), () => response.destroy());
  }
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
}

function problem(response: ServerResponse, status: number, code: string): void {
  const type = { "Content-Type": "application/problem+json" };
  response
    .writeHead(status, type)
    .end(JSON.stringify({ type: `urn:nightjar:problem:${code}`, title: code, status, code }));
}

/** Deterministic bytes, to be made again instead of held: `size` of them, other ones for each number. */
export function bytesNumber(number: number, size: number): Uint8Array {
  const block = createHash("sha512").update(String(number)).digest();
  return Buffer.alloc(size, block);
}
