import { Session } from "node:inspector";
import { FOLDERS, ROOT } from "../support/imports.ts";

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** A function of the project's own, and how often its blocks ran: the outer one first, each within the one before it. */
interface Ran {
  readonly name: string;
  readonly ranges: readonly Range[];
}

interface Answer {
  readonly result: readonly { readonly url: string; readonly functions: readonly Pick<Ran, "ranges">[] }[];
}

const OWN = FOLDERS.map((folder) => `file://${ROOT}/${folder}/`);

/** Which code runs, by the engine's precise coverage. */
export class Coverage {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#post("Profiler.enable");
    this.#post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** The functions that ran since this was last asked. */
  take(): Ran[] {
    return (this.#post("Profiler.takePreciseCoverage") as Answer).result
      .filter(({ url }) => OWN.some((own) => url.startsWith(own)))
      .flatMap(({ url, functions }) =>
        functions
          .filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
          .map(({ ranges }) => ({ name: `${url}:${ranges[0]?.startOffset}`, ranges })),
      );
  }

  close(): void {
    this.#session.disconnect();
  }

  /** In this thread: the answer is there when the call returns. */
  #post(method: string, parameters: object = {}): unknown {
    let answer: unknown;
    this.#session.post(method, parameters, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}

/**
 * The characters of code that have run. Not blocks: the engine joins neighbours that ran equally often, so that
 * their edges move from one look to the next.
 */
export class Reached {
  readonly #functions = new Map<string, Uint8Array>();
  /** Characters of code. */
  size = 0;

  /** Whether something of this never ran before. */
  lacks(ran: readonly Ran[]): boolean {
    return ran.some((one) => freshIn(one, this.#of(one)).length > 0);
  }

  /** Whether it lacked something of this. */
  add(ran: readonly Ran[]): boolean {
    const before = this.size;
    for (const one of ran) {
      const reached = this.#of(one);
      const fresh = freshIn(one, reached);
      for (const at of fresh) reached[at] = 1;
      this.size += fresh.length;
    }
    return this.size > before;
  }

  #of({ name, ranges }: Ran): Uint8Array {
    const known = this.#functions.get(name) ?? new Uint8Array(lengthOf(ranges));
    this.#functions.set(name, known);
    return known;
  }
}

function lengthOf([whole]: readonly Range[]): number {
  return whole ? whole.endOffset - whole.startOffset : 0;
}

/** Where in its function something ran that hadn't. */
function freshIn({ ranges }: Ran, reached: Uint8Array): number[] {
  const start = ranges[0]?.startOffset ?? 0;
  const now = new Uint8Array(reached.length);
  for (const { startOffset, endOffset, count } of ranges)
    now.fill(count > 0 ? 1 : 0, startOffset - start, endOffset - start);
  const fresh: number[] = [];
  for (const [at, ran] of now.entries()) if (ran === 1 && reached[at] === 0) fresh.push(at);
  return fresh;
}
