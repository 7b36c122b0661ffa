import { chmodSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { describeError } from "../errors.ts";
import { listenAt } from "../http/place.ts";
import type { StatusReport } from "./status.ts";

/** Milliseconds that somebody may take to read the status. */
const PATIENCE = 5_000;

const MOST_CONNECTIONS = 8;

/**
 * A Unix socket, for its owner alone (0600), that says the status to whoever connects, as one line of JSON, and closes.
 * It reads nothing. What goes wrong is thrown as the system's own error.
 */
export async function listenForStatus(path: string, report: StatusReport): Promise<Server> {
  const server = createServer((socket) => answer(socket, report));
  server.maxConnections = MOST_CONNECTIONS;
  await listenAt(server, { socket: path });
  chmodSync(path, 0o600);
  return server;
}

function answer(socket: Socket, report: StatusReport): void {
  socket.on("error", () => socket.destroy());
  socket.setTimeout(PATIENCE, () => socket.destroy());
  try {
    socket.end(`${JSON.stringify(report.look())}\n`);
  } catch (error) {
    console.error(`The status could not be made: ${describeError(error)}`);
    socket.destroy();
  }
}
