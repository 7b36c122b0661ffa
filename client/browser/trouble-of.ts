/** Something could not be done; a page has a sentence in every language for each `trouble` that it knows. */
export abstract class TroubleOf<Trouble extends string> extends Error {
  override readonly name = "TroubleError";
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}
