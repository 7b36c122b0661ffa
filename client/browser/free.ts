/**
 * Gives the memory of a chunk back at once, where it is all of its buffer: chunks come faster than a collector runs,
 * and would be held by the hundred. Nobody may look at the chunk any more.
 */
export function free({ buffer, length }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0);
}
