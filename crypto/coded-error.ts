/**
 * The one error of a layer: `code` is what programs act on, out of a closed set, and `message` an English sentence that
 * says what to do.
 * @param sentences by code; a page leaves them out, and says the code instead
 */
export function codedError<Code extends string>(name: string, sentences: Readonly<Record<Code, string>>) {
  return class extends Error {
    override readonly name = name;
    readonly code: Code;
    readonly detail: string | undefined;

    /** @param detail what in particular was wrong, for people who debug; never secret, never the input itself */
    constructor(code: Code, detail?: string) {
      const sentence = sentences[code] ?? code;
      super(detail === undefined ? sentence : `${sentence} (${detail})`);
      this.code = code;
      this.detail = detail;
    }
  };
}
