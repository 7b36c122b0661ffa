import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CircuitId } from "../../../server/circuits/circuit-line.ts";
import {
  BodyBounds,
  MOST_BODIES,
  MOST_BODIES_A_CIRCUIT,
  MOST_BYTES,
  RESERVE,
  SMALL_BODY,
} from "../../../server/http/body-bounds.ts";
import { ProblemError } from "../../../server/http/problem.ts";

const MIB = 2 ** 20;
const circuit = (number: number) => number as CircuitId;
const codeFor = (bounds: BodyBounds, who: CircuitId | undefined, bytes: number) => {
  try {
    bounds.enter(who, bytes);
    return "in";
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
};

describe("memory for bodies", () => {
  test("large ones leave a reserve, which small ones may fill; then nobody comes in until one has left", () => {
    const bounds = new BodyBounds();
    const leave = Array.from({ length: (MOST_BYTES - RESERVE.bytes) / MIB }, (_, i) =>
      bounds.enter(circuit(i), MIB),
    );
    expect(codeFor(bounds, circuit(500), MIB)).toBe("busy");
    expect(codeFor(bounds, circuit(500), SMALL_BODY + 1)).toBe("busy");
    for (let i = 0; i < RESERVE.bytes / SMALL_BODY; i++)
      expect(codeFor(bounds, circuit(600 + i), SMALL_BODY)).toBe("in");
    expect(codeFor(bounds, circuit(500), 1)).toBe("busy");
    leave[0]?.();
    expect(codeFor(bounds, circuit(500), SMALL_BODY)).toBe("in");
  });

  test("the number of bodies is bounded too, however small they are", () => {
    const bounds = new BodyBounds();
    for (let i = 0; i < MOST_BODIES; i++) expect(codeFor(bounds, circuit(i), 1)).toBe("in");
    expect(codeFor(bounds, circuit(9999), 1)).toBe("busy");
  });

  test("one circuit is refused by itself, and closes the door to no other", () => {
    const bounds = new BodyBounds();
    for (let i = 0; i < MOST_BODIES_A_CIRCUIT; i++) expect(codeFor(bounds, circuit(1), MIB)).toBe("in");
    for (let i = 0; i < 1_000; i++) expect(codeFor(bounds, circuit(1), 1)).toBe("too-many-requests");
    expect(codeFor(bounds, circuit(2), MIB)).toBe("in");
    expect(codeFor(bounds, undefined, MIB)).toBe("in");
  });

  test("whatever comes and goes, in any order: never over a bound, and at the end nothing is held", () => {
    const arrival = fc.record({
      circuit: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
      bytes: fc.oneof(fc.integer({ min: 0, max: MIB }), fc.constant(MIB), fc.constant(SMALL_BODY)),
      leaves: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 300 }), (arrivals) => {
        const bounds = new BodyBounds();
        const inside: { bytes: number; leave: () => void }[] = [];
        for (const { circuit: number, bytes, leaves } of arrivals) {
          try {
            const leave = bounds.enter(number === undefined ? undefined : circuit(number), bytes);
            inside.push({ bytes, leave });
          } catch (error) {
            expect(error).toBeInstanceOf(ProblemError);
          }
          expect(inside.reduce((sum, body) => sum + body.bytes, 0)).toBeLessThanOrEqual(MOST_BYTES);
          expect(bounds.bodies).toBe(inside.length);
          if (leaves % 3 === 0 && inside.length > 0) inside.splice(leaves % inside.length, 1)[0]?.leave();
        }
        for (const { leave } of inside) leave();
        expect(bounds.bodies).toBe(0);
        expect(codeFor(bounds, circuit(0), MIB)).toBe("in");
      }),
    );
  });
});
