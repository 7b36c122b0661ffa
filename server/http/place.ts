import { once } from "node:events";
import { chmodSync, lstatSync, rmSync } from "node:fs";
import { type AddressInfo, connect, type Server } from "node:net";

/** Where a listener listens: an address and a port (0 for any that is free), or a Unix socket. */
export type Place = { readonly host: string; readonly port: number } | { readonly socket: string };

/**
 * Listens, and returns the url, or `unix:` and the path. A socket that a killed server left is replaced. What goes
 * wrong is thrown as the system's own error.
 */
export async function listenAt(server: Server, place: Place): Promise<string> {
  if ("socket" in place) {
    if (await isAbandoned(place.socket)) rmSync(place.socket);
    server.listen({ path: place.socket });
    await once(server, "listening");
    // For Tor, in the socket's group; who may reach the socket at all is for its folder to say.
    chmodSync(place.socket, 0o660);
    return `unix:${place.socket}`;
  }
  server.listen(place.port, place.host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return `http://${place.host.includes(":") ? `[${place.host}]` : place.host}:${port}`;
}

/** Whether there is a socket that nobody listens at. */
async function isAbandoned(path: string): Promise<boolean> {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSocket()) return false;
  const socket = connect({ path });
  try {
    await once(socket, "connect");
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
  } finally {
    socket.destroy();
  }
}
