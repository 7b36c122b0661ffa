import { ServerError } from "../../http/errors.ts";
import type { Answer, HttpAsker, Question } from "../../http/question.ts";
import type { CourierAddress } from "../address.ts";

/** No byte for so long, in milliseconds, and the connection counts as broken. */
const SILENCE = 120_000;

/** Asks a server by the browser, which through Tor Browser is through Tor. No credentials, no referrer, no redirect. */
export class BrowserAsker implements HttpAsker {
  readonly #address: CourierAddress;
  readonly #stop: AbortSignal;

  constructor(address: CourierAddress, stop: AbortSignal) {
    this.#address = address;
    this.#stop = stop;
  }

  async ask({ method, path, headers = [], body }: Question): Promise<Answer> {
    const silence = new Silence();
    const signal = AbortSignal.any([this.#stop, silence.signal]);
    try {
      const response = await fetch(`http://${this.#address}${path}`, {
        ...{ method, signal, headers: headers.map(([name, value]): [string, string] => [name, value]) },
        ...{ cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" },
        ...(body && { body: new Uint8Array(body) }),
      });
      return {
        status: response.status,
        header: (name) => response.headers.get(name) ?? undefined,
        body: this.#bodyOf(response, silence),
      };
    } catch (error) {
      silence.end();
      throw this.#brokenOff(error);
    }
  }

  async *#bodyOf(response: Response, silence: Silence): AsyncGenerator<Uint8Array> {
    const reader = response.body?.getReader();
    try {
      for (;;) {
        const read = await reader?.read();
        if (!read || read.done) return;
        silence.broken();
        yield read.value;
      }
    } catch (error) {
      throw this.#brokenOff(error);
    } finally {
      silence.end();
      // A connection that broke has nothing left to be let go of.
      await reader?.cancel().catch(() => {});
    }
  }

  /** Whatever went wrong below HTTP is one thing to the rest; a browser tells no page which. */
  #brokenOff(error: unknown): unknown {
    if (this.#stop.aborted) return new ServerError("interrupted", "Stopped.");
    if (error instanceof TypeError || error instanceof DOMException)
      return new ServerError("network", "The connection failed.");
    return error;
  }
}

/** Aborts when nothing was heard for too long. */
class Silence {
  readonly #controller = new AbortController();
  #timer = this.#begin();

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  broken(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#begin();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #begin(): number {
    return setTimeout(() => this.#controller.abort(), SILENCE);
  }
}
