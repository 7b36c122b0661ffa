import { Agent, request } from "node:http";
import { Duplex } from "node:stream";
import { SocksClient } from "socks";
import type { Answer } from "../submit.ts";

/** Requests to an onion by circuits of their own. */
export class Through implements Disposable {
  readonly #agent: CircuitAgent;
  readonly #host: string;

  /** @param name those with the same name share a circuit, those with another never do */
  constructor(socksPort: number, host: string, name: string, most = 4) {
    this.#host = host;
    this.#agent = new CircuitAgent(socksPort, host, name, most);
  }

  /** @throws Error of the proxy or of the connection, if nothing is answered */
  ask(method: string, path: string, body?: Uint8Array, type = "application/octet-stream"): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = {
        host: this.#host,
        ...(body ? { "content-type": type, "content-length": body.length } : {}),
      };
      const sent = request({ agent: this.#agent, method, path, headers, timeout: 60_000 }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (piece) => {
          text += piece;
        });
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      });
      sent.on("timeout", () => sent.destroy(new Error("nothing was answered for a minute")));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}

type Connected = (error: Error | null, stream: Duplex) => void;

class CircuitAgent extends Agent {
  readonly #connect: () => Promise<Duplex>;

  constructor(socksPort: number, host: string, name: string, most: number) {
    super({ keepAlive: true, maxSockets: most });
    this.#connect = async () => {
      const { socket } = await SocksClient.createConnection({
        proxy: { host: "127.0.0.1", port: socksPort, type: 5, userId: name, password: name },
        command: "connect",
        destination: { host, port: 80 },
        timeout: 60_000,
      });
      return socket;
    };
  }

  override createConnection(_options: unknown, connected?: Connected): undefined {
    this.#connect().then(
      (socket) => connected?.(null, socket),
      // Nobody looks at the stream then, but one is due.
      (error: Error) => connected?.(error, new Duplex().destroy()),
    );
    return undefined;
  }
}
