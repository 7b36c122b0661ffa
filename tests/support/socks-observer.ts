import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A SOCKS proxy on loopback that lets nothing through, and notes who was asked for: names too, before any lookup. */
export interface SocksObserver extends AsyncDisposable {
  /** For Firefox: everything goes to the proxy, and names are looked up there. */
  readonly preferences: Readonly<Record<string, string | number | boolean>>;
  /** Hosts, in the order in which they were asked for. */
  readonly asked: readonly string[];
}

export async function observeSocks(): Promise<SocksObserver> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    listen(socket, asked);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    preferences: {
      "network.proxy.type": 1,
      "network.proxy.socks": "127.0.0.1",
      "network.proxy.socks_port": port,
      "network.proxy.socks_remote_dns": true,
      "network.proxy.no_proxies_on": "",
      "network.proxy.allow_hijacking_localhost": true,
    },
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}

/** RFC 1928: a greeting, then a request whose address is a name, or four or sixteen bytes. */
function listen(socket: Socket, asked: string[]): void {
  socket.once("data", () => {
    socket.write(Uint8Array.of(5, 0));
    socket.once("data", (request) => {
      asked.push(hostIn(request));
      socket.destroy();
    });
  });
}

function hostIn(request: Buffer): string {
  const kind = request[3];
  if (kind === 3) return request.toString("latin1", 5, 5 + (request[4] ?? 0));
  return kind === 1 ? request.subarray(4, 8).join(".") : request.toString("hex", 4, 20);
}
