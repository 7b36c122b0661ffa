import type { Branded } from "../../crypto/bytes.ts";

/**
 * What tor calls one client's circuit, as long as it runs: 32 bits, small and increasing. In memory only, never
 * logged, and tied to what was sent only while an upload is unfinished.
 */
export type CircuitId = Branded<number, "CircuitId">;

/** Bytes of the longest line that PROXY protocol, version 1, allows, with its CR LF. */
export const MOST_BYTES = 107;

/**
 * `PROXY TCP6 fc00:dead:beef:4dad::<high>:<low> ::1 <port> <port>`: what tor writes before the first byte of a
 * connection with `HiddenServiceExportCircuitID haproxy`; the address's last 32 bits are the circuit.
 */
const LINE =
  /^PROXY TCP6 fc00:dead:beef:4dad::([0-9a-f]{1,4}):([0-9a-f]{1,4}) ::1 (0|[1-9]\d{0,4}) (0|[1-9]\d{0,4})$/;

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** Reads the line that must stand before anything else on a connection from tor, however it is cut. */
export class CircuitLineReader {
  #held: Uint8Array = new Uint8Array(0);

  /**
   * Takes more bytes; returns the circuit and what came after the line once the line is whole. Undefined means that
   * more is needed, null that this is no such line: the connection is to be closed.
   */
  push(chunk: Uint8Array): { readonly circuit: CircuitId; readonly rest: Uint8Array } | undefined | null {
    const bytes = Buffer.concat([this.#held, chunk.subarray(0, MOST_BYTES)]);
    const end = bytes.indexOf(LINE_FEED);
    if (end < 0) {
      this.#held = bytes;
      return bytes.length < MOST_BYTES ? undefined : null;
    }
    if (end >= MOST_BYTES || bytes[end - 1] !== CARRIAGE_RETURN) return null;
    const circuit = parseLine(bytes.toString("latin1", 0, end - 1));
    const taken = end + 1 - this.#held.length;
    return circuit === undefined ? null : { circuit, rest: chunk.subarray(taken) };
  }
}

function parseLine(line: string): CircuitId | undefined {
  const match = LINE.exec(line);
  if (!match) return undefined;
  const [, high = "", low = "", from = "", to = ""] = match;
  if (Number(from) > 65_535 || Number(to) > 65_535) return undefined;
  return (Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16)) as CircuitId;
}
