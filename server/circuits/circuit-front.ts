import type { Server as HttpServer, IncomingMessage } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { type CircuitId, CircuitLineReader } from "./circuit-line.ts";

/** Milliseconds that tor may take to write its line: it writes it before anything else. */
export const LINE_DEADLINE = 10_000;

/** Connections at once on which the line is still awaited, at most. */
export const MOST_AWAITED = 1_024;

const circuits = new WeakMap<Socket, CircuitId>();

/** The circuit that a request came by, if its connection came through a front. */
export function circuitOf(request: IncomingMessage): CircuitId | undefined {
  return circuitOfSocket(request.socket);
}

export function circuitOfSocket(socket: Socket): CircuitId | undefined {
  return circuits.get(socket);
}

/**
 * The server that tor connects to: takes tor's line off each connection, remembers the circuit for as long as the
 * connection lives, and hands the connection to the HTTP server, which doesn't listen itself. A connection without
 * the line is closed unanswered.
 */
export function createCircuitFront(http: HttpServer): Server {
  // A server that doesn't listen enforces none of its timeouts until it believes that it does.
  http.emit("listening");
  let awaited = 0;
  const front = createServer({ pauseOnConnect: false }, (socket) => {
    if (awaited >= MOST_AWAITED) {
      socket.destroy();
      return;
    }
    awaited++;
    readLine(socket, http, () => awaited--);
  });
  front.on("close", () => http.close());
  return front;
}

function readLine(socket: Socket, http: HttpServer, ended: () => void): void {
  const reader = new CircuitLineReader();
  const deadline = setTimeout(() => socket.destroy(), LINE_DEADLINE);
  const ignoreBrokenLine = () => socket.destroy();
  const end = () => {
    clearTimeout(deadline);
    ended();
    socket.off("data", take).off("close", end).off("error", ignoreBrokenLine);
  };
  const take = (chunk: Buffer) => {
    const read = reader.push(chunk);
    if (read === undefined) return;
    end();
    if (read === null) {
      socket.destroy();
      return;
    }
    circuits.set(socket, read.circuit);
    socket.pause();
    if (read.rest.length > 0) socket.unshift(read.rest);
    http.emit("connection", socket);
    socket.resume();
  };
  socket.on("data", take).on("close", end).on("error", ignoreBrokenLine);
}
