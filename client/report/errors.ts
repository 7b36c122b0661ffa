const SENTENCES = {
  "tip-malformed":
    "The report inside is not in the form that this version knows: keep the files as they are.",
  "tip-too-large": "The report is too long for one tip: shorten the text, or send the rest as a second tip.",
} as const;

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
