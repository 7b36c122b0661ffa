import { randomBelow } from "../../../crypto/random.ts";

/** Tor's own circuits are numbered from below; in this half none has ever been seen. */
const UPPER_HALF = 2 ** 31;

/**
 * The line that tor writes before a connection (SPEC.md, "Behind tor"), with a circuit of chance that tor won't have:
 * what came by it counts for nobody else.
 */
export function lineOfNewCircuit(): string {
  const circuit = UPPER_HALF + randomBelow(UPPER_HALF);
  const [high, low] = [Math.floor(circuit / 2 ** 16), circuit % 2 ** 16];
  return `PROXY TCP6 fc00:dead:beef:4dad::${high.toString(16)}:${low.toString(16)} ::1 1 80\r\n`;
}
