import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CircuitLineReader } from "../../../server/circuits/circuit-line.ts";

const LINE = "PROXY TCP6 fc00:dead:beef:4dad::1:23 ::1 35 80\r\n";
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

/** The bytes cut into pieces of these lengths, and the rest. */
function cut(whole: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let offset = 0;
  for (const length of lengths) {
    pieces.push(whole.subarray(offset, offset + length));
    offset += length;
  }
  return [...pieces, whole.subarray(offset)];
}

/** What a reader makes of a connection's chunks, up to its first answer. */
function read(chunks: readonly Uint8Array[]) {
  const reader = new CircuitLineReader();
  for (const [i, chunk] of chunks.entries()) {
    const answer = reader.push(chunk);
    if (answer === null) return null;
    if (answer) {
      const rest = Buffer.concat([answer.rest, ...chunks.slice(i + 1)]).toString("latin1");
      return { circuit: answer.circuit, rest };
    }
  }
  return undefined;
}

describe("tor's line before a connection", () => {
  test("gives the circuit and what follows, wherever it is cut", () => {
    const whole = bytes(`${LINE}GET / HTTP/1.1\r\n`);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 8 }), (lengths) => {
        expect(read(cut(whole, lengths))).toEqual({ circuit: 0x1_0023, rest: "GET / HTTP/1.1\r\n" });
      }),
    );
    expect(read([...whole].map((byte) => Uint8Array.of(byte)))?.circuit).toBe(0x1_0023);
  });

  test.each([
    ["::0:0", 0],
    ["::0:1", 1],
    ["::ffff:ffff", 0xffff_ffff],
  ])("%s is circuit %i", (end, circuit) => {
    expect(read([bytes(LINE.replace("::1:23", end))])).toEqual({ circuit, rest: "" });
  });

  test.each([
    "GET / HTTP/1.1\r\n",
    "PROXY UNKNOWN\r\n",
    "PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n",
    LINE.replace("fc00", "fd00"),
    LINE.replace("\r\n", "\n"),
    LINE.replace("::1:23", "::1:2G"),
    LINE.replace("::1:23", "::1:00023"),
    LINE.replace(" 35 ", " 65536 "),
    LINE.replace(" 35 ", " 035 "),
    LINE.replace("PROXY", "proxy"),
    ` ${LINE}`,
    LINE.replace("80\r\n", "80 \r\n"),
    "\n",
    "PROXY TCP6 ".padEnd(107, "0"),
    "\r\n\r\n\0\r\nQUIT\n",
  ])("%j is refused", (text) => {
    expect(read([bytes(text)])).toBeNull();
    expect(read([...bytes(text)].map((byte) => Uint8Array.of(byte)))).toBeNull();
  });

  test("nothing but such a line is ever taken, and no more than 107 bytes are held", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const answer = read([noise]);
        expect(answer === undefined ? noise.length < 107 : answer === null).toBe(true);
      }),
    );
  });
});
