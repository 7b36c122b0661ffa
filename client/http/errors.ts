/** Every way in which a server, or the way to it, fails whoever asks. */
export type ServerErrorCode =
  | "network"
  | "server-busy"
  | "server-full"
  | "session-over"
  | "courier-refused"
  | "answer-refused"
  /** It serves sources, or something else, where couriers were looked for. */
  | "no-couriers"
  | "document-refused"
  /** Whoever asks stopped it. */
  | "interrupted";

/** The one error of asking a server. The message is a whole English sentence with the next step. */
export class ServerError extends Error {
  override readonly name = "ServerError";
  readonly code: ServerErrorCode;

  constructor(code: ServerErrorCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
