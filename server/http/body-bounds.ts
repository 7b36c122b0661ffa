import type { CircuitId } from "../circuits/circuit-line.ts";
import { ProblemError } from "./problem.ts";

const KIB = 1024;
const MIB = KIB ** 2;

/** Request bodies that are read or being stored at once, at most. */
export const MOST_BODIES = 256;

/** Of those, how many by one circuit: a page sends three parts at a time. */
export const MOST_BODIES_A_CIRCUIT = 8;

/** Bytes that all of them together may hold. */
export const MOST_BYTES = 64 * MIB;

/** What only small bodies may fill, so that large ones don't crowd them out: a tip without files is one. */
export const SMALL_BODY = 128 * KIB;
export const RESERVE = { bodies: MOST_BODIES / 4, bytes: MOST_BYTES / 4 };

/** Who has memory for a request body, and how much. All is set aside before the first byte is read. */
export class BodyBounds {
  readonly #byCircuit = new Map<CircuitId, number>();
  #bodies = 0;
  #bytes = 0;

  /** So many bodies have been let in and haven't left. */
  get bodies(): number {
    return this.#bodies;
  }

  /**
   * Lets a body of at most `bytes` in; the result is to be called once, when nothing of it is held any more.
   * @throws ProblemError busy; too-many-requests if it is this circuit alone that asks too much
   */
  enter(circuit: CircuitId | undefined, bytes: number): () => void {
    const held = circuit === undefined ? 0 : (this.#byCircuit.get(circuit) ?? 0);
    if (held >= MOST_BODIES_A_CIRCUIT) throw new ProblemError("too-many-requests");
    const kept = bytes <= SMALL_BODY ? { bodies: 0, bytes: 0 } : RESERVE;
    const fits = this.#bodies < MOST_BODIES - kept.bodies && this.#bytes + bytes <= MOST_BYTES - kept.bytes;
    if (!fits) throw new ProblemError("busy");
    this.#add(circuit, 1, bytes);
    return () => this.#add(circuit, -1, -bytes);
  }

  #add(circuit: CircuitId | undefined, bodies: number, bytes: number): void {
    this.#bodies += bodies;
    this.#bytes += bytes;
    if (circuit === undefined) return;
    const held = (this.#byCircuit.get(circuit) ?? 0) + bodies;
    if (held > 0) this.#byCircuit.set(circuit, held);
    else this.#byCircuit.delete(circuit);
  }
}
