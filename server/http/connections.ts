import type { Server, Socket } from "node:net";
import { circuitOfSocket } from "../circuits/circuit-front.ts";
import type { CircuitId } from "../circuits/circuit-line.ts";
import { ProblemError } from "./problem.ts";

/** Most connections at once. (Node's own bound would read the address of whoever it turns away.) */
export const MOST_CONNECTIONS = 2_048;

/** Of those, how many of one circuit: as many as tor itself allows in `deploy/tor/`. */
export const MOST_CONNECTIONS_A_CIRCUIT = 64;

/** Connections over a bound that are still told so; any further is closed unanswered. */
export const MOST_TOLD = 128;

/** Milliseconds that such a connection has to ask, and to read the answer. */
const TELLING = 5_000;

/** Bounds a server's connections, in all and by circuit. */
export class Connections {
  readonly #byCircuit = new Map<CircuitId, number>();
  readonly #over = new WeakMap<Socket, ProblemError>();
  #open = 0;
  #told = 0;

  constructor(server: Server) {
    server.on("connection", (socket: Socket) => this.#take(socket));
  }

  /** What to tell a connection that is over a bound: busy, or too-many-requests if its circuit alone is. */
  refusalOf(socket: Socket): ProblemError | undefined {
    return this.#over.get(socket);
  }

  #take(socket: Socket): void {
    const circuit = circuitOfSocket(socket);
    const refusal = this.#refusalFor(circuit);
    if (refusal) this.#tell(socket, refusal);
    else this.#count(socket, circuit);
  }

  #refusalFor(circuit: CircuitId | undefined): ProblemError | undefined {
    const held = circuit === undefined ? 0 : (this.#byCircuit.get(circuit) ?? 0);
    if (held >= MOST_CONNECTIONS_A_CIRCUIT) return new ProblemError("too-many-requests");
    return this.#open >= MOST_CONNECTIONS ? new ProblemError("busy") : undefined;
  }

  #count(socket: Socket, circuit: CircuitId | undefined): void {
    this.#open++;
    if (circuit !== undefined) this.#byCircuit.set(circuit, (this.#byCircuit.get(circuit) ?? 0) + 1);
    socket.once("close", () => {
      this.#open--;
      if (circuit === undefined) return;
      const held = (this.#byCircuit.get(circuit) ?? 0) - 1;
      if (held > 0) this.#byCircuit.set(circuit, held);
      else this.#byCircuit.delete(circuit);
    });
  }

  #tell(socket: Socket, refusal: ProblemError): void {
    if (this.#told >= MOST_TOLD) {
      socket.destroy();
      return;
    }
    this.#told++;
    this.#over.set(socket, refusal);
    const timer = setTimeout(() => socket.destroy(), TELLING);
    socket.once("close", () => {
      clearTimeout(timer);
      this.#told--;
    });
  }
}
