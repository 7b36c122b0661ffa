import { type Acts, linkActs } from "./chain.ts";
import { type Line, type ReadLine, readLine, type Trust } from "./line.ts";
import type { ReviewerKey } from "./names.ts";

/**
 * Reads lines with one trust, each once: a signature costs about a millisecond to verify, and merging shows the
 * same lines again.
 */
export class ActReader {
  readonly #trust: Trust;
  readonly #inForce: ReadonlySet<ReviewerKey>;
  readonly #read = new Map<Line, ReadLine>();

  /** @param inForce the reviewers of today, as far as is known */
  constructor(trust: Trust, inForce: ReadonlySet<ReviewerKey>) {
    this.#trust = trust;
    this.#inForce = inForce;
  }

  /** What these lines say together. */
  actsOf(lines: Iterable<Line>): Acts {
    return linkActs(
      [...new Set(lines)].map((line) => this.#readOnce(line)),
      this.#inForce,
    );
  }

  #readOnce(line: Line): ReadLine {
    const known = this.#read.get(line);
    if (known) return known;
    const read = readLine(line, this.#trust);
    this.#read.set(line, read);
    return read;
  }
}
