import type { HttpProblemCode, StoreProblemCode } from "../../protocol/http.ts";
import type { Failure, SealingErrorCode } from "./worker/messages.ts";

/** What a server answers a source, but about the sealed file itself: the others are for couriers, or the roster's. */
export type ProblemCode = Exclude<
  HttpProblemCode | StoreProblemCode,
  | "courier-refused"
  | "session-over"
  | "courier-not-delivering"
  | "mailbag-too-soon"
  | "clock-doubted"
  | "no-roster"
>;

/** What can go wrong in the page itself, and on its way to the server: no server can say it. */
export const PAGE_CODES = [
  "roster-unreachable",
  /** The server has no list of reviewers that holds. */
  "no-roster",
  /** Too many visits by one circuit: letters can't be looked at for ten minutes. */
  "letters-refused",
  "letters-unreachable",
  "not-letters",
  "network",
  "server-broken",
  "answer-unknown",
  "stopped",
  "insecure-context",
  "demo-elsewhere",
  "nothing-said",
  "still-cleaning",
  "too-many-files",
  "files-too-large",
  "file-unreadable",
  "tip-too-large",
  "worker-broken",
  "not-sealed",
  "sealed-file-refused",
] as const;

export type PageCode = (typeof PAGE_CODES)[number];

export type SourceErrorCode = SealingErrorCode | ProblemCode | PageCode;

/** What is wrong, as a person is told of it. */
export type SourceFailure = Failure<SourceErrorCode>;

/** The one error of the source's page. The sentence for a person is the language file's, found by the code. */
export class SourceError extends Error implements SourceFailure {
  override readonly name = "SourceError";
  readonly code: SourceErrorCode;
  readonly opens: string | undefined;
  readonly file: string | undefined;

  constructor(code: SourceErrorCode, opens?: string, file?: string) {
    super(code);
    this.code = code;
    this.opens = opens;
    this.file = file;
  }
}

export function codeOf(error: unknown): SourceErrorCode {
  return error instanceof SourceError ? error.code : "worker-broken";
}

/** What of an error a person is told. */
export function failureOf(error: unknown): SourceFailure {
  if (!(error instanceof SourceError)) return { code: codeOf(error) };
  return { code: error.code, opens: error.opens, file: error.file };
}
