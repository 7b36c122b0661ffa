/** What a piece of code did: calls that make or copy bytes or move a list, and how much they moved altogether. */
export interface Work {
  calls: number;
  moved: number;
}

type Method = (
  this: { length: number },
  ...values: never[]
) => { length: number } | number | undefined | string;

/** What is watched: where it stands, its name, and how much one call moves. */
const WATCHED: readonly [
  object,
  string,
  (self: { length: number }, values: readonly unknown[], result: unknown) => number,
][] = [
  [Uint8Array.prototype, "set", (_self, [source]) => lengthOf(source)],
  [Uint8Array.prototype, "slice", (_self, _values, result) => lengthOf(result)],
  [Buffer, "concat", (_self, _values, result) => lengthOf(result)],
  [Buffer, "alloc", (_self, _values, result) => lengthOf(result)],
  [Buffer, "allocUnsafeSlow", (_self, _values, result) => lengthOf(result)],
  [Buffer, "from", (_self, _values, result) => lengthOf(result)],
  [Array.prototype, "shift", (self) => self.length],
  [Array.prototype, "unshift", (self) => self.length],
  [Array.prototype, "splice", (self) => self.length],
  [Array.prototype, "slice", (_self, _values, result) => lengthOf(result)],
];

/** Does it, and counts what was done for it meanwhile in this thread. */
export async function workOf(doIt: () => unknown): Promise<Work> {
  const work: Work = { calls: 0, moved: 0 };
  const note = (moved: number) => {
    work.calls++;
    work.moved += moved;
  };
  const undo = [
    ...WATCHED.map(([where, name, measure]) => watch(where, name, measure, note)),
    watchNew(note),
  ];
  try {
    await doIt();
  } finally {
    for (const one of undo) one();
  }
  return work;
}

function watch(
  where: object,
  name: string,
  measure: (typeof WATCHED)[number][2],
  note: (moved: number) => void,
): () => void {
  const holder = where as Record<string, Method>;
  const own = Object.getOwnPropertyDescriptor(holder, name);
  const plain = holder[name] as Method;
  holder[name] = function (this: { length: number }, ...values: never[]) {
    // What a list moves is known before the call; the result of anything else only behind it.
    const before = this.length;
    const result = plain.apply(this, values);
    note(measure({ length: before }, values, result));
    return result;
  };
  return () => {
    if (own) Object.defineProperty(holder, name, own);
    else delete holder[name];
  };
}

/** `new Uint8Array(…)`. */
function watchNew(note: (moved: number) => void): () => void {
  const plain = globalThis.Uint8Array;
  globalThis.Uint8Array = new Proxy(plain, {
    construct(target, values, by) {
      const made = Reflect.construct(target, values, by) as Uint8Array;
      note(made.length);
      return made;
    },
  });
  return () => {
    globalThis.Uint8Array = plain;
  };
}

function lengthOf(value: unknown): number {
  return typeof value === "object" && value !== null && "length" in value ? Number(value.length) : 0;
}
