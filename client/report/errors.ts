import { SENTENCES } from "./sentences.ts";

export type ReportErrorCode = keyof typeof SENTENCES;

/** The one error of the report's own layer. */
export class ReportError extends Error {
  override readonly name = "ReportError";
  readonly code: ReportErrorCode;

  constructor(code: ReportErrorCode, detail?: string) {
    super(detail === undefined ? SENTENCES[code] : `${SENTENCES[code]} (${detail})`);
    this.code = code;
  }
}
