import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** What somebody asked a SOCKS5 proxy for. */
export interface SocksRequest {
  /** 1 an IPv4 address, 3 a name, 4 an IPv6 address (RFC 1928, section 5). */
  readonly addressType: number;
  readonly host: string;
  readonly port: number;
}

export interface SocksProxy extends AsyncDisposable {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  readonly port: number;
  readonly requests: readonly SocksRequest[];
}

/** A SOCKS5 proxy on loopback that sends whatever is asked for to one port of this machine; without one, nowhere. */
export async function startSocksProxy(port?: number): Promise<SocksProxy> {
  const requests: SocksRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    serve(socket, port, requests).catch(() => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    address: `127.0.0.1:${address.port}`,
    port: address.port,
    requests,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}

async function serve(socket: Socket, port: number | undefined, requests: SocksRequest[]): Promise<void> {
  const [, methods = 0] = await take(socket, 2);
  await take(socket, methods);
  socket.write(Buffer.of(5, 0));
  const [, , , addressType = 0] = await take(socket, 4);
  const length = addressType === 3 ? ((await take(socket, 1))[0] ?? 0) : addressType === 4 ? 16 : 4;
  const host = await take(socket, length);
  const name = addressType === 3 ? host.toString("latin1") : [...host].join(".");
  requests.push({ addressType, host: name, port: (await take(socket, 2)).readUInt16BE() });
  if (port === undefined) return void socket.destroy();
  const onward = connect(port, "127.0.0.1");
  onward.on("error", () => socket.destroy());
  await once(onward, "connect");
  socket.write(Buffer.of(5, 0, 0, 1, 127, 0, 0, 1, 0, 0));
  socket.pipe(onward).pipe(socket);
}

async function take(socket: Socket, length: number): Promise<Buffer> {
  for (;;) {
    const taken: Buffer | null = length === 0 ? Buffer.alloc(0) : socket.read(length);
    if (taken) return taken;
    await once(socket, "readable");
  }
}
