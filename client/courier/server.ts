import { utf8 } from "../../crypto/bytes.ts";
import type { InstanceId } from "../../crypto/documents/anchor.ts";
import {
  COURIER_SESSION_PAYLOAD_TYPE,
  encodeCourierSession,
} from "../../crypto/documents/courier-session.ts";
import { encodeSignedDocument, signPayload } from "../../crypto/documents/dsse.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { EnvelopeId } from "../../protocol/addresses.ts";
import {
  CHALLENGE_PATH,
  DAYS_PATH,
  DOCUMENTS_PATH,
  dayPath,
  ENVELOPE_PATH,
  EXPIRED_PATH,
  encodeAskedEnvelope,
  RECEIPTS_PATH,
  SESSION_PATH,
} from "../../protocol/addresses.ts";
import type { Day } from "../../protocol/day.ts";
import { JSON_TYPE, OCTETS } from "../../protocol/http.ts";
import { COURIER_LETTERS_PATH } from "../../protocol/letters.ts";
import { MOST_DOCUMENTS_BYTES } from "../bundle/documents.ts";
import type { LeftBehind, ListedEnvelope } from "../bundle/list.ts";
import { answerRefused, MOST_PROBLEM_BYTES, readBody, serverErrorOf } from "../http/answers.ts";
import { ServerError } from "../http/errors.ts";
import { type Patience, persist } from "../http/patience.ts";
import type { Answer, HttpAsker, Question } from "../http/question.ts";
import { type Delivered, readDelivered, readPool } from "./letter-answers.ts";
import {
  type ExpiredDay,
  type Page,
  readChallenge,
  readDays,
  readExpired,
  readPage,
  readToken,
} from "./server-answers.ts";

/**
 * A server as a courier sees it (SPEC.md, "Couriers"). A session is begun when it is needed, and again when it is
 * over. What fails in passing is tried again, but for `envelope`, whose reader goes on from where it broke off.
 */
export class CourierServer {
  /** By what it is dialled. */
  readonly address: string;
  readonly #client: HttpAsker;
  readonly #instance: InstanceId;
  readonly #seed: SigningSeed;
  readonly #signatures: Signatures;
  readonly #patience: Patience;
  #session: Promise<string> | undefined;

  /** @param address where `client` dials, which is signed: a server that relays the session has another */
  constructor(
    client: HttpAsker,
    address: string,
    instance: InstanceId,
    seed: SigningSeed,
    signatures: Signatures,
    patience: Patience,
  ) {
    this.#client = client;
    this.address = address;
    this.#instance = instance;
    this.#seed = seed;
    this.#signatures = signatures;
    this.#patience = patience;
  }

  /** The documents as they came. @throws ServerError network, server-busy, courier-refused, answer-refused; so do all */
  documents(): Promise<Uint8Array> {
    return this.#get(DOCUMENTS_PATH, (answer) => readBody(answer, MOST_DOCUMENTS_BYTES));
  }

  /** What this courier has not acknowledged, by day. */
  days(): Promise<readonly LeftBehind[]> {
    return this.#get(DAYS_PATH, readDays);
  }

  /** What went past retention before any courier had it, by day, for as long as the server remembers. */
  expired(): Promise<readonly ExpiredDay[]> {
    return this.#get(EXPIRED_PATH, readExpired);
  }

  /** What this courier has not acknowledged of a day; with `again` all that is there, whoever has acknowledged it. */
  page(day: Day, after: EnvelopeId | undefined, again = false): Promise<Page> {
    return this.#get(dayPath({ day, again, after }), (answer) => readPage(answer, day, after));
  }

  /** All that `page` gives of a day, page by page. */
  async *listed(day: Day, again = false): AsyncGenerator<ListedEnvelope> {
    for (let page = await this.page(day, undefined, again); ; ) {
      yield* page.envelopes;
      if (!page.more) return;
      page = await this.page(day, page.envelopes.at(-1)?.id, again);
    }
  }

  /** An envelope's bytes from `start` on, or undefined if it is gone from the server. Asks once. */
  async envelope(
    { id, size }: ListedEnvelope,
    start: number,
  ): Promise<AsyncGenerator<Uint8Array> | undefined> {
    const asked = utf8(encodeAskedEnvelope({ id, from: start }));
    const answer = await this.#authorized(posted(ENVELOPE_PATH, asked));
    if (answer.status === 404) {
      await readBody(answer, MOST_PROBLEM_BYTES);
      return undefined;
    }
    if (answer.status !== (start === 0 ? 200 : 206)) throw await serverErrorOf(answer);
    const wholeRange = start === 0 || answer.header("content-range") === `bytes ${start}-${size - 1}/${size}`;
    if (!wholeRange || answer.header("content-length") !== String(size - start)) {
      await answer.body.return(undefined);
      throw answerRefused(`envelope ${id} has another size than was listed`);
    }
    return answer.body;
  }

  /** The server may forget these envelopes, as far as this courier goes. At most 1,000. */
  async acknowledge(ids: readonly EnvelopeId[]): Promise<void> {
    const question = posted(RECEIPTS_PATH, utf8(JSON.stringify({ envelopes: ids })));
    await persist(this.#patience, async () => {
      const answer = await this.#authorized(question);
      if (answer.status !== 204) throw await serverErrorOf(answer);
      await readBody(answer, 0);
    });
  }

  /** All letters that are public today, as they came; undefined from a server that doesn't know of letters. */
  letters(): Promise<Uint8Array | undefined> {
    return persist(this.#patience, async () =>
      readPool(await this.#authorized({ method: "GET", path: COURIER_LETTERS_PATH })),
    );
  }

  /** Delivers a mailbag, which may be done as often as one likes. @param bag MAILBAG_LENGTH bytes */
  deliver(bag: Uint8Array): Promise<Delivered> {
    const question = posted(COURIER_LETTERS_PATH, bag, OCTETS);
    return persist(this.#patience, async () => readDelivered(await this.#authorized(question)));
  }

  #get<T>(path: string, read: (answer: Answer) => Promise<T>): Promise<T> {
    return persist(this.#patience, async () => {
      const answer = await this.#authorized({ method: "GET", path });
      if (answer.status !== 200) throw await serverErrorOf(answer);
      return await read(answer);
    });
  }

  /** Asks within a session; one that is over is followed by another, once. */
  async #authorized(question: Question): Promise<Answer> {
    for (let again = true; ; again = false) {
      this.#session ??= this.#begin();
      const session = this.#session;
      const answer = await this.#client.ask(withToken(question, await this.#orForget(session)));
      if (answer.status !== 401) return answer;
      const error = await serverErrorOf(answer);
      if (this.#session === session) this.#session = undefined;
      if (error.code !== "session-over" || !again) throw error;
    }
  }

  /** A session that couldn't be begun is not waited for by others. */
  async #orForget(session: Promise<string>): Promise<string> {
    try {
      return await session;
    } catch (error) {
      if (this.#session === session) this.#session = undefined;
      throw error;
    }
  }

  async #begin(): Promise<string> {
    const asked = await this.#client.ask({ method: "GET", path: CHALLENGE_PATH });
    if (asked.status === 404) throw await noCouriers(asked);
    if (asked.status !== 200) throw await serverErrorOf(asked);
    const challenge = await readChallenge(asked);
    const payload = encodeCourierSession({
      instance: this.#instance,
      address: this.address,
      challenge,
    });
    const body = encodeSignedDocument(
      signPayload(COURIER_SESSION_PAYLOAD_TYPE, payload, this.#seed, this.#signatures),
    );
    const answer = await this.#client.ask(posted(SESSION_PATH, body));
    if (answer.status !== 201) throw await serverErrorOf(answer);
    return await readToken(answer);
  }
}

async function noCouriers(answer: Answer): Promise<ServerError> {
  await readBody(answer, MOST_PROBLEM_BYTES);
  return new ServerError(
    "no-couriers",
    "No couriers are served at this address; it may be the one for sources: use the couriers' own, which the operator has.",
  );
}

function posted(path: string, body: Uint8Array, type: string = JSON_TYPE): Question {
  return { method: "POST", path, headers: [["Content-Type", type]], body };
}

function withToken(question: Question, token: string): Question {
  const headers = [...(question.headers ?? []), ["Authorization", `Bearer ${token}`] as const];
  return { ...question, headers };
}
