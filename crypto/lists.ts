// What takes a list as a list: spread into arguments, a long one overruns the stack.

/** The list gets all of the others, in their order. */
export function pushAll<T>(list: T[], others: Iterable<T>): void {
  for (const other of others) list.push(other);
}
