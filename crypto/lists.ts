// What takes a list as a list: spread into arguments, a long one overruns the stack.

/** The list gets all of the others, in their order. */
export function pushAll<T>(list: T[], others: Iterable<T>): void {
  for (const other of others) list.push(other);
}

/** The least of a list however long, and of `others`. */
export function least<T extends number>(list: Iterable<T>, ...others: readonly [T, ...T[]]): T {
  let found = others.reduce((one, other) => (other < one ? other : one));
  for (const each of list) if (each < found) found = each;
  return found;
}

/** The greatest of a list however long, and of `others`. */
export function greatest<T extends number>(list: Iterable<T>, ...others: readonly [T, ...T[]]): T {
  let found = others.reduce((one, other) => (other > one ? other : one));
  for (const each of list) if (each > found) found = each;
  return found;
}

/** The first of these places, in a list that is sorted by it, from which on something holds; `to` if there is none. */
export function firstPlace(from: number, to: number, holds: (place: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
