// A spread puts each member of a list on the stack, and overruns it where one from outside is long enough.

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
