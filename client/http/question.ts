/** What is asked of a server. */
export interface Question {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  /** In this order, names as they go out; Host goes before them, and the body's length behind unless it is there. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array;
}

/** An answer whose body is still to come. */
export interface Answer {
  readonly status: number;
  /** A header's value, if it stands there once. */
  header(name: string): string | undefined;
  /** To be read to its end, or left by `return`, which closes the connection. @throws ServerError network, interrupted */
  readonly body: AsyncGenerator<Uint8Array>;
}

/** Asks one server. */
export interface HttpAsker {
  /** Asks once. @throws ServerError network, interrupted */
  ask(question: Question): Promise<Answer>;
}
