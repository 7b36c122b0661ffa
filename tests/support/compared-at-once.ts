import { expect } from "vitest";

// Bytes that are the same are found so at once: element by element, as all else is compared, a megabyte takes seconds.
// Where they differ that still happens, and says where.
expect.addEqualityTesters([
  (a, b) =>
    a instanceof Uint8Array &&
    b instanceof Uint8Array &&
    a.constructor === b.constructor &&
    Buffer.compare(a, b) === 0
      ? true
      : undefined,
]);
