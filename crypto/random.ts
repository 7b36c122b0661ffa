/** Where random bytes come from. `length` in bytes. */
export type Randomness = (length: number) => Uint8Array;

/** The one door for randomness on this floor: the host's CSPRNG. `length` in bytes, at most 65,536. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A uniformly random order (Fisher–Yates over rejection-sampled 32-bit numbers). */
export function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = randomBelow(i + 1);
    const [a, b] = [result[i] as T, result[j] as T];
    result[i] = b;
    result[j] = a;
  }
  return result;
}

/** A uniform integer in [0, bound), for 0 < bound ≤ 2³². */
export function randomBelow(bound: number): number {
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const bytes = randomBytes(4);
    const value = new DataView(bytes.buffer).getUint32(0);
    if (value < limit) return value % bound;
  }
}
