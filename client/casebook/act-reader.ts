import { type Acts, linkActs } from "./chain.ts";
import { type Line, type ReadLine, readLine, type Trust } from "./line.ts";

/**
 * Reads lines with one trust, each once: a signature costs about a millisecond to verify, and merging shows the
 * same lines again.
 */
export class ActReader {
  readonly #trust: Trust;
  readonly #read = new Map<Line, ReadLine>();

  constructor(trust: Trust) {
    this.#trust = trust;
  }

  /** What these lines say together. */
  actsOf(lines: Iterable<Line>): Acts {
    return linkActs([...new Set(lines)].map((line) => this.#readOnce(line)));
  }

  #readOnce(line: Line): ReadLine {
    const known = this.#read.get(line);
    if (known) return known;
    const read = readLine(line, this.#trust);
    this.#read.set(line, read);
    return read;
  }
}
