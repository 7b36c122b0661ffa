import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** A server's connections, and the answers owed on each: how it ends without leaving anybody in the dark. */
export class UnderWay {
  readonly #server: Server;
  readonly #owed = new Map<Socket, Set<ServerResponse>>();
  #isEnding = false;

  constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket: Socket) => {
      this.#owed.set(socket, new Set());
      socket.once("close", () => this.#owed.delete(socket));
    });
  }

  /** To be called with each answer, before anything is done with it. */
  note(response: ServerResponse): void {
    const owed = this.#owed.get(response.req.socket) ?? new Set();
    owed.add(response);
    response.once("close", () => owed.delete(response));
    if (this.#isEnding) endWithLast(owed);
  }

  /** From now on each connection ends with its last answer: who asks one thing after the other would never be done. */
  end(): void {
    this.#isEnding = true;
    for (const owed of this.#owed.values()) endWithLast(owed);
    this.#server.closeIdleConnections();
  }

  /**
   * Cuts all connections but those on which a whole request is being carried out: whoever isn't told that it was would
   * take it for undone.
   */
  cut(): void {
    for (const [socket, owed] of this.#owed) if (![...owed].some(isCarriedOut)) socket.destroy();
  }
}

/** What was asked behind another thing, before that was answered, has its answer too. */
function endWithLast(owed: ReadonlySet<ServerResponse>): void {
  const [last, ...before] = [...owed].reverse();
  for (const response of before) if (!response.headersSent) response.removeHeader("Connection");
  if (last?.headersSent === false) last.setHeader("Connection", "close");
}

function isCarriedOut({ req, headersSent }: ServerResponse): boolean {
  return req.complete && !headersSent;
}
