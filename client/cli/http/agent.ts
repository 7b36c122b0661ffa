import { Agent, type ClientRequestArgs } from "node:http";
import { connect, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { SocksClient } from "socks";
import { CONNECTIONS } from "../../courier/fetch.ts";
import type { SocksProxy, Target } from "./target.ts";

/** A connection through Tor may take this long to come about, in milliseconds. */
const CONNECT_PATIENCE = 90_000;

type Connected = (error: Error | null, stream: Duplex) => void;

/** Keeps connections to one server, and opens them the one way that its target says. */
export class TargetAgent extends Agent {
  readonly #target: Target;
  readonly #preface: string;

  /** @param preface what is said on each before HTTP; nothing through a proxy */
  constructor(target: Target, preface: string) {
    super({ keepAlive: true, maxSockets: CONNECTIONS, maxFreeSockets: CONNECTIONS });
    this.#target = target;
    this.#preface = preface;
  }

  override createConnection(_options: ClientRequestArgs, connected?: Connected): Duplex | null | undefined {
    const target = this.#target;
    if (target.kind === "socket") return this.#begin(connect({ path: target.path }));
    if (!target.proxy) return this.#begin(connect({ host: target.host, port: target.port }));
    throughProxy(target.proxy, target).then(
      (socket) => connected?.(null, socket),
      // Nobody looks at the stream then, but one is due.
      (error: Error) => connected?.(error, new Duplex().destroy()),
    );
    return undefined;
  }

  #begin(socket: Socket): Socket {
    if (this.#preface !== "") socket.write(this.#preface);
    return socket;
  }
}

async function throughProxy(proxy: SocksProxy, { host, port }: { host: string; port: number }) {
  const { socket } = await SocksClient.createConnection({
    proxy: { host: proxy.host, port: proxy.port, type: 5 },
    command: "connect",
    destination: { host, port },
    timeout: CONNECT_PATIENCE,
  });
  return socket;
}
