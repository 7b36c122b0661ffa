import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands between a browser and a server, and keeps all that the browser sends. */
export interface Eavesdropper extends AsyncDisposable {
  readonly url: string;
  /** What was sent so far, from the last call on. */
  heard(): Buffer;
  /** The same as text, and it stays. */
  heardSoFar(): string;
}

export async function eavesdropOn(server: string): Promise<Eavesdropper> {
  const pieces: Buffer[] = [];
  const sockets = new Set<Socket>();
  const { hostname, port } = new URL(server);
  const proxy = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket) && other.destroy());
      socket.on("error", () => other.destroy());
      socket.pipe(other);
    }
    near.on("data", (piece) => pieces.push(piece));
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port: own } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    heardSoFar: () => Buffer.concat(pieces).toString("latin1"),
    heard: () => Buffer.concat(pieces.splice(0)),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, "close");
    },
  };
}
