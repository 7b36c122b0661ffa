import { CryptoError } from "../../crypto/errors.ts";
import { MOST_POOL_LENGTH, parsePool } from "../../protocol/letters.ts";
import {
  answerRefused,
  codeFrom,
  MOST_PROBLEM_BYTES,
  readBody,
  serverErrorFor,
  serverErrorOf,
} from "../http/answers.ts";
import type { Answer } from "../http/question.ts";

// What a server answers about letters (SPEC.md, "Letters"), each parsed once, strictly.

/** Why a server doesn't take a mailbag, though it is one. */
const BAG_REFUSALS = [
  "mailbag-too-soon",
  "courier-not-delivering",
  "letters-malformed",
  "clock-doubted",
] as const;
export type BagRefusal = (typeof BAG_REFUSALS)[number];

/** What became of a mailbag: it is new there, or had been taken before by whomever, or isn't taken. */
export type Delivered = "taken" | "there" | BagRefusal;

/** @throws ServerError network, server-busy, answer-refused; so does the other */
export async function readDelivered(answer: Answer): Promise<Delivered> {
  if (answer.status === 204 || answer.status === 200) {
    await readBody(answer, 0);
    return answer.status === 204 ? "taken" : "there";
  }
  const code = await codeFrom(answer);
  const refusal = BAG_REFUSALS.find((one) => one === code);
  if (refusal !== undefined) return refusal;
  throw serverErrorFor(answer.status, code);
}

/** The bytes of a pool; undefined if the server has no such address. */
export async function readPool(answer: Answer): Promise<Uint8Array | undefined> {
  if (answer.status === 404) {
    await readBody(answer, MOST_PROBLEM_BYTES);
    return undefined;
  }
  if (answer.status !== 200) throw await serverErrorOf(answer);
  const bytes = await readBody(answer, MOST_POOL_LENGTH);
  try {
    parsePool(bytes);
    return bytes;
  } catch (error) {
    if (error instanceof CryptoError) throw answerRefused(error.message);
    throw error;
  }
}
