/** Bytes that stand in the clean copy in place of the original's; a number is so many zeros. */
export interface Patch {
  readonly at: number;
  readonly put: Uint8Array | number;
}

/** What a clean copy differs in from its original: it begins as that does, and every byte keeps its place. */
export interface Plan {
  /** Bytes of the clean copy: at most the original's. */
  readonly length: number;
  /** In order of their places, none over another. */
  readonly patches: readonly Patch[];
}

export function lengthOf({ put }: Patch): number {
  return typeof put === "number" ? put : put.length;
}

/** The pieces of a clean copy, in order: [start, end) of the original, or a patch's bytes or zeros. */
export function* piecesOf({
  length,
  patches,
}: Plan): Generator<readonly [number, number] | Uint8Array | number> {
  let at = 0;
  for (const patch of patches) {
    if (patch.at >= length) break;
    if (patch.at > at) yield [at, patch.at];
    const most = length - patch.at;
    if (typeof patch.put === "number") yield Math.min(most, patch.put);
    else yield patch.put.subarray(0, most);
    at = patch.at + lengthOf(patch);
  }
  if (at < length) yield [at, length];
}

/** Sorts patches, and cuts off what stands under an earlier one. */
export function inOrder(patches: readonly Patch[]): Patch[] {
  return [...patches].sort((a, b) => a.at - b.at);
}
