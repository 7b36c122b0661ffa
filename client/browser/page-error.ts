/** Something could not be done; a page has a sentence in every language for each `code` that it knows. */
export abstract class PageErrorOf<ErrorCode extends string> extends Error {
  override readonly name = "PageError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}
