/** Lanes of a page. */
const PAGE = 128;

/** What two pages are together, as long as both are there: thousands who join the same crowds share what comes of it. */
const MERGED = new WeakMap<Int32Array, WeakMap<Int32Array, Int32Array>>();

function merged(one: Int32Array, other: Int32Array): Int32Array {
  const known = MERGED.get(one) ?? new WeakMap<Int32Array, Int32Array>();
  MERGED.set(one, known);
  const before = known.get(other);
  if (before) return before;
  const isMore = other.some((position, i) => position > (one[i] ?? 0));
  const both = isMore ? Int32Array.from(one, (position, i) => Math.max(position, other[i] ?? 0)) : one;
  known.set(other, both);
  return both;
}

/**
 * How many acts of each lane are in somebody's past. Pages that didn't change are shared: who comes behind thousands of
 * lanes, and adds one act, takes up one page and the list of pages.
 */
export class Seen {
  static readonly NOTHING = new Seen([]);
  readonly #pages: readonly (Int32Array | undefined)[];

  private constructor(pages: readonly (Int32Array | undefined)[]) {
    this.#pages = pages;
  }

  of(lane: number): number {
    return this.#pages[Math.floor(lane / PAGE)]?.[lane % PAGE] ?? 0;
  }

  /** With what the others have seen too, and with these acts: the first `position` ones of a lane. */
  static all(
    others: readonly Seen[],
    acts: readonly { readonly lane: number; readonly position: number }[],
  ): Seen {
    const [first = Seen.NOTHING, ...more] = others;
    const pages = [...first.#pages];
    const own = new Set<number>();
    const writable = (at: number): Int32Array => {
      const page = own.has(at)
        ? (pages[at] as Int32Array)
        : Int32Array.from(pages[at] ?? new Int32Array(PAGE));
      own.add(at);
      pages[at] = page;
      return page;
    };
    for (const other of more) {
      other.#pages.forEach((page, at) => {
        const mine = pages[at];
        if (page === undefined || page === mine) return;
        pages[at] = mine === undefined ? page : merged(mine, page);
      });
    }
    for (const { lane, position } of acts) {
      const at = Math.floor(lane / PAGE);
      if ((pages[at]?.[lane % PAGE] ?? 0) < position) writable(at)[lane % PAGE] = position;
    }
    return new Seen(pages);
  }
}
