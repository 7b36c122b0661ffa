import type { IncomingMessage, ServerResponse } from "node:http";
import { OCTETS } from "../../protocol/http.ts";
import { LETTERS_PATH } from "../../protocol/letters.ts";
import { type Address, at } from "../http/addresses.ts";
import { answer } from "../http/answer.ts";
import { LookQuota } from "../http/limits.ts";
import { ProblemError } from "../http/problem.ts";
import type { LetterPool } from "./letter-pool.ts";

/** Looks that may be under way at once. */
export const MOST_UNDER_WAY = 64;

/** Milliseconds that one may take: a full pool at 3 KB a second. */
export const LONGEST = 10 * 60_000;

/** Where everybody looks at the letters, all of them, always. */
export function letterAddresses(letters: LetterPool): Address[] {
  const looks = new Looks();
  return [at("GET", LETTERS_PATH, (request, response) => looks.send(request, response, letters.bytes))];
}

/** Answers with the pool, to few at once, each within a time. */
export class Looks {
  readonly #quota = new LookQuota();
  readonly #longest: number;
  #underWay = 0;

  constructor(longest = LONGEST) {
    this.#longest = longest;
  }

  /** So many are under way. */
  get underWay(): number {
    return this.#underWay;
  }

  /** @throws ProblemError busy, too-many-requests */
  async send(request: IncomingMessage, response: ServerResponse, pool: Uint8Array): Promise<void> {
    if (response.destroyed) return;
    if (this.#underWay >= MOST_UNDER_WAY) throw new ProblemError("busy");
    this.#underWay++;
    const late = setTimeout(() => response.destroy(), this.#longest);
    response.once("close", () => {
      clearTimeout(late);
      this.#underWay--;
    });
    await this.#quota.count(request);
    answer(response, 200, OCTETS, pool);
  }
}
