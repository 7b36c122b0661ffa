/** Does the work for each, whatever became of the others; then throws the first error, if there was one. */
export async function tryAll<T>(items: Iterable<T>, work: (item: T) => unknown): Promise<void> {
  const errors: unknown[] = [];
  for (const item of [...items]) {
    try {
      await work(item);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
