import { ServerError } from "../../http/errors.ts";
import type { Answer, HttpAsker, Question } from "../../http/question.ts";
import type { CourierAddress } from "../address.ts";

/** No byte for so long, in milliseconds, and the connection counts as broken. */
const SILENCE = 120_000;

/** Asks a server by the browser, which through Tor Browser is through Tor. No credentials, no referrer, no redirect. */
export function browserAsker(address: CourierAddress, stop: AbortSignal): HttpAsker {
  /** Whatever went wrong below HTTP is one thing to the rest; a browser tells no page which. */
  const brokenOff = (error: unknown) => {
    if (stop.aborted) return new ServerError("interrupted", "Stopped.");
    if (error instanceof TypeError || error instanceof DOMException)
      return new ServerError("network", "The connection failed.");
    return error;
  };
  async function* bodyOf(response: Response, silence: Silence): AsyncGenerator<Uint8Array> {
    const reader = response.body?.getReader();
    try {
      for (;;) {
        const read = await reader?.read();
        if (!read || read.done) return;
        silence.broken();
        yield read.value;
      }
    } catch (error) {
      throw brokenOff(error);
    } finally {
      silence.end();
      // A connection that broke has nothing left to be let go of.
      await reader?.cancel().catch(() => {});
    }
  }
  const ask = async ({ method, path, headers = [], body }: Question): Promise<Answer> => {
    const silence = new Silence();
    const signal = AbortSignal.any([stop, silence.signal]);
    try {
      const response = await fetch(`http://${address}${path}`, {
        ...{ method, signal, headers: headers.map(([name, value]): [string, string] => [name, value]) },
        ...{ cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" },
        ...(body && { body: new Uint8Array(body) }),
      });
      return {
        status: response.status,
        header: (name) => response.headers.get(name) ?? undefined,
        body: bodyOf(response, silence),
      };
    } catch (error) {
      silence.end();
      throw brokenOff(error);
    }
  };
  return { ask };
}

/** Aborts when nothing was heard for too long. */
class Silence extends AbortController {
  #timer = this.#begin();

  broken(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#begin();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #begin(): number {
    return setTimeout(() => this.abort(), SILENCE);
  }
}
