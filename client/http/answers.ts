import { joined, parseUtf8 } from "../../crypto/bytes.ts";
import { type Field, objectOf, parseDocument } from "../../crypto/documents/canonical.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { ServerError } from "./errors.ts";
import type { Answer } from "./question.ts";

/** Most bytes of an answer that is no envelope and no document. */
export const MOST_JSON_BYTES = 1024 * 1024;

/** Most bytes of an answer of which only the status counts. */
export const MOST_PROBLEM_BYTES = 64 * 1024;

/** Reads a body to its end. @throws ServerError answer-refused if it is longer; network */
export async function readBody(answer: Answer, mostBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body) {
    length += part.length;
    if (length > mostBytes) throw answerRefused("it is too long");
    parts.push(part);
  }
  return joined(parts);
}

/** A JSON answer in the one form that SPEC.md gives it. @throws ServerError answer-refused, network */
export async function readJson<T>(answer: Answer, field: Field<T>): Promise<T> {
  const bytes = await readBody(answer, MOST_JSON_BYTES);
  try {
    return parseDocument(field, bytes, MOST_JSON_BYTES);
  } catch (error) {
    if (error instanceof CryptoError) throw answerRefused(error.message);
    throw error;
  }
}

/** What a server says that isn't of this version, or isn't true. */
export function answerRefused(why: string): ServerError {
  return new ServerError(
    "answer-refused",
    `The server's answer is refused (${why}): nothing of it was used; tell the operator if it stays so.`,
  );
}

/** The error that an answer's problem document stands for. @throws ServerError network */
export async function serverErrorOf(answer: Answer): Promise<ServerError> {
  return serverErrorFor(answer.status, await codeFrom(answer));
}

/** The code of an answer's problem document; "without a code" if it is none. @throws ServerError network, answer-refused */
export async function codeFrom(answer: Answer): Promise<string> {
  return codeOf(await readBody(answer, MOST_JSON_BYTES));
}

/** The error that a status and a problem's code stand for. */
export function serverErrorFor(status: number, code: string): ServerError {
  if (code === "session-over" || code === "courier-refused") return new ServerError(code, REFUSED);
  if (status === 507) {
    return new ServerError(
      "server-full",
      "The server's spool is full: tell the operator, and try again later.",
    );
  }
  if (status >= 500 || status === 429 || status === 408) {
    return new ServerError(
      "server-busy",
      `The server is busy or in trouble (${status} ${code}): try again later.`,
    );
  }
  return answerRefused(`${status} ${code}`);
}

const REFUSED =
  "The server does not accept this courier: check the anchor, the key, and the address letter by letter, which must be " +
  "one that the operator gave it; and ask the stewards whether the key stands in the annex in force.";

function codeOf(body: Uint8Array): string {
  try {
    const { code } = objectOf(JSON.parse(parseUtf8(body, "document-malformed")));
    return typeof code === "string" && /^[a-z][a-z-]{0,63}$/.test(code) ? code : "without a code";
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof CryptoError) return "without a code";
    throw error;
  }
}
