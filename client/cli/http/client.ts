import type { Agent, IncomingMessage } from "node:http";
import { request as sendRequest } from "node:http";
import { ServerError } from "../../http/errors.ts";
import { STOPPED } from "../../http/patience.ts";
import type { Answer, HttpAsker, Question } from "../../http/question.ts";
import { TargetAgent } from "./agent.ts";
import { addressOf, nameOfTarget, type Target } from "./target.ts";

/** No byte for so long, in milliseconds, and the connection counts as broken. */
const SILENCE = 120_000;

/** Speaks HTTP/1.1 with one server over few connections that are kept. Follows no redirect, sends no cookie. */
export class HttpClient implements HttpAsker {
  readonly #target: Target;
  readonly #agent: Agent;
  readonly #stop: AbortSignal;

  /** @param preface what is said on each connection before HTTP */
  constructor(target: Target, stop: AbortSignal, preface = "") {
    this.#target = target;
    this.#agent = new TargetAgent(target, preface);
    this.#stop = stop;
  }

  /** As a courier signs whom it talks to. */
  get address(): string {
    return addressOf(this.#target);
  }

  /** Asks once. @throws ServerError network, interrupted */
  async ask(question: Question): Promise<Answer> {
    try {
      return answerOf(await this.#send(question), this.#stop);
    } catch (error) {
      throw brokenOff(error, this.#stop, this.address);
    }
  }

  /** Closes what is open. */
  close(): void {
    this.#agent.destroy();
  }

  #send({ method, path, headers = [], body }: Question): Promise<IncomingMessage> {
    const flat = [["Host", nameOfTarget(this.#target)] as const, ...headers].flat();
    if (body && !flat.includes("Content-Length")) flat.push("Content-Length", String(body.length));
    return new Promise((resolve, reject) => {
      const sent = sendRequest({ method, path, headers: flat, agent: this.#agent, signal: this.#stop });
      sent.setTimeout(SILENCE, () => sent.destroy(new Error("no answer for two minutes")));
      sent.on("response", resolve).on("error", reject);
      sent.end(body);
    });
  }
}

function answerOf(message: IncomingMessage, stop: AbortSignal): Answer {
  return {
    status: message.statusCode ?? 0,
    header(name) {
      const values = message.headersDistinct[name.toLowerCase()];
      return values?.length === 1 ? values[0] : undefined;
    },
    body: bodyOf(message, stop),
  };
}

async function* bodyOf(message: IncomingMessage, stop: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of message) yield chunk as Uint8Array;
  } catch (error) {
    throw brokenOff(error, stop, "the server");
  }
}

/** Whatever went wrong below HTTP is one thing to the rest: the connection, which may be better another time. */
function brokenOff(error: unknown, stop: AbortSignal, name: string): unknown {
  if (stop.aborted) return new ServerError("interrupted", STOPPED);
  if (!(error instanceof Error)) return error;
  const detail = "code" in error && typeof error.code === "string" ? error.code : error.message;
  return new ServerError(
    "network",
    `The connection to ${name} failed (${detail}): check the address, and that the server and Tor run.`,
  );
}
