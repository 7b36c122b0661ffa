import {
  COURIER_SESSION_PAYLOAD_TYPE,
  type CourierSession,
  encodeCourierSession,
} from "../../crypto/documents/courier-session.ts";
import { encodeSignedDocument, signDocument } from "../../crypto/documents/dsse.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { ENVELOPE_PATH } from "../../protocol/addresses.ts";
import { OCTETS } from "../../protocol/http.ts";
import { COURIER_LETTERS_PATH } from "../../protocol/letters.ts";
import { keyOf, type TestInstance } from "./instance.ts";
import { sodium } from "./primitives.ts";
import { annexFor, publishAnnex } from "./roster-files.ts";
import type { Answer } from "./submit.ts";

/**
 * Puts these couriers in force, and nobody else, on a server that serves the instance's first roster.
 * @param numbers theirs, if not 1, 2, 3, …
 */
export async function putInForce(
  data: string,
  instance: TestInstance,
  couriers: readonly SigningSeed[],
  numbers?: readonly number[],
): Promise<void> {
  publishAnnex(data, 1, await annexFor(instance, instance.file.roster, couriers.map(keyOf), numbers));
}

export interface Listed {
  readonly id: string;
  readonly size: number;
  readonly digest: string;
}

export type Page = { readonly envelopes: readonly Listed[]; readonly more: boolean };

/** A signed answer to a challenge, with whatever a test wants otherwise. */
export function sessionDocument(
  session: CourierSession,
  courier: SigningSeed,
  payloadType = COURIER_SESSION_PAYLOAD_TYPE,
): Uint8Array {
  const payload = encodeCourierSession(session);
  const signatures = [signDocument(payloadType, payload, courier, sodium)];
  return encodeSignedDocument({ payloadType, payload, signatures });
}

/** A courier's client, small and trusting: the real one is the CLI's. */
export class TestCourier {
  readonly url: string;
  readonly seed: SigningSeed;
  readonly #instance: TestInstance;
  token = "";

  constructor(url: string, instance: TestInstance, seed: SigningSeed) {
    this.url = url;
    this.#instance = instance;
    this.seed = seed;
  }

  async challenge(): Promise<Uint8Array> {
    const { body } = await this.ask("/v1/courier/challenge");
    return Buffer.from((JSON.parse(body) as { challenge: string }).challenge, "hex");
  }

  /** @param address what it says that it dialled */
  async begin(challenge?: Uint8Array, address = new URL(this.url).host): Promise<Answer> {
    const { instance } = this.#instance.anchor;
    const session = { instance, address, challenge: challenge ?? (await this.challenge()) };
    const document = sessionDocument(session, this.seed);
    const answer = await this.send("/v1/courier/session", document);
    if (answer.status === 201) this.token = (JSON.parse(answer.body) as { token: string }).token;
    return answer;
  }

  async ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, { headers: { ...this.#authorization(), ...headers } });
    return { status: response.status, body: await response.text() };
  }

  async send(path: string, body: Uint8Array | string, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await this.post(path, body, headers);
    return { status: response.status, body: await response.text() };
  }

  post(path: string, body: Uint8Array | string, headers: Record<string, string> = {}): Promise<Response> {
    const bytes = typeof body === "string" ? body : new Uint8Array(body);
    const all = { ...this.#authorization(), "content-type": "application/json", ...headers };
    return fetch(`${this.url}${path}`, { method: "POST", headers: all, body: bytes });
  }

  async days(): Promise<{ day: string; count: number; bytes: number }[]> {
    return JSON.parse((await this.ask("/v1/courier/days")).body).days;
  }

  async page(day: string, after?: string): Promise<Page> {
    const query = after === undefined ? "" : `?after=${after}`;
    return JSON.parse((await this.ask(`/v1/courier/days/${day}${query}`)).body);
  }

  /** Everything that waits, of all days. */
  async list(): Promise<Listed[]> {
    const all: Listed[] = [];
    for (const { day } of await this.days()) {
      for (let page = await this.page(day); ; page = await this.page(day, all.at(-1)?.id)) {
        all.push(...page.envelopes);
        if (!page.more) break;
      }
    }
    return all;
  }

  async fetch(id: string, from = 0): Promise<{ response: Response; bytes: Uint8Array }> {
    const response = await this.post(ENVELOPE_PATH, JSON.stringify({ id, from }));
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  }

  /** What an envelope that is asked for is answered, as text. */
  askEnvelope(id: string, from = 0, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(ENVELOPE_PATH, JSON.stringify({ id, from }), headers);
  }

  acknowledge(ids: readonly string[]): Promise<Answer> {
    return this.send("/v1/courier/receipts", JSON.stringify({ envelopes: ids }));
  }

  deliver(bag: Uint8Array, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(COURIER_LETTERS_PATH, bag, { "content-type": OCTETS, ...headers });
  }

  #authorization(): Record<string, string> {
    return this.token === "" ? {} : { authorization: `Bearer ${this.token}` };
  }
}
