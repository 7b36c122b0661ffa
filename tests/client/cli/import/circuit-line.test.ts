import { expect, test } from "vitest";
import { lineOfNewCircuit } from "../../../../client/cli/import/import-all.ts";
import { CircuitLineReader } from "../../../../server/circuits/circuit-line.ts";

test("a server takes the line as tor's, always for a circuit that tor doesn't have", () => {
  const circuits = Array.from({ length: 2_000 }, () => {
    const read = new CircuitLineReader().push(Buffer.from(lineOfNewCircuit()));
    return read?.rest.length === 0 ? read.circuit : -1;
  });
  expect(Math.min(...circuits)).toBeGreaterThanOrEqual(2 ** 31);
  expect(Math.max(...circuits)).toBeLessThan(2 ** 32);
  expect(new Set(circuits).size).toBeGreaterThan(1_990);
});
