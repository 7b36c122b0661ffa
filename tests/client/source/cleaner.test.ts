import { afterEach, expect, test, vi } from "vitest";
import { Cleaner } from "../../../client/source/cleaner.ts";
import type { Call, Reply } from "../../../client/workers/calls.ts";

afterEach(() => vi.unstubAllGlobals());

/** A worker of which the first can't be made, and every other answers at once. */
class SecondWorker {
  static made = 0;
  #hear: (event: { readonly data: Reply }) => void = () => {};

  constructor() {
    if (SecondWorker.made++ === 0) throw new Error("no room for a worker");
  }

  addEventListener(type: string, hear: (event: { readonly data: Reply }) => void): void {
    if (type === "message") this.#hear = hear;
  }

  postMessage({ call }: Call): void {
    this.#hear({ data: { call, answer: { kind: "uncleanable", findings: [] } } });
  }
}

test("a worker that can't be made leaves one file uncleaned, and the next file has another", async () => {
  vi.stubGlobal("Worker", SecondWorker);
  const cleaner = new Cleaner();
  const file = new Blob(["x"]);
  expect(await cleaner.clean(file)).toEqual({ kind: "damaged", code: "cleaner-broken" });
  expect(await cleaner.clean(file)).toEqual({ kind: "uncleanable", findings: [] });
});
