import { afterEach, expect, test, vi } from "vitest";
import { ArrivalsDesk, type ArrivalsHost } from "../../../../client/workbench/arrivals/desk.ts";
import type { Found, FoundTip } from "../../../../client/workbench/worker/messages.ts";
import { tipNamed } from "../../../support/casebooks.ts";

afterEach(() => vi.restoreAllMocks());

const found = (number: number) => ({ opened: { id: tipNamed(number) } }) as FoundTip;
const tips = (...numbers: number[]): Found => ({ kind: "tips", tips: numbers.map(found) });
const file = (name: string) => new File([], name);

/** A desk whose worker tells this of each file, and whose queue stumbles over whatever holds the second tip. */
function deskTold(told: Readonly<Record<string, readonly Found[]>>) {
  const taken: string[] = [];
  const host = {
    worker: {
      call: async (_: string, { name }: { name: string }, hear: (found: Found) => void) => {
        for (const one of told[name] ?? []) hear(one);
      },
    },
    casebook: { noteFile: () => {} },
    queue: {
      tips: new Map(),
      visible: [],
      take(_: Blob, some: readonly FoundTip[]) {
        if (some.some(({ opened }) => opened.id === tipNamed(2))) throw new RangeError("too much recursion");
        taken.push(...some.map(({ opened }) => opened.id));
      },
      takeShut() {
        throw new RangeError("too much recursion");
      },
    },
    near: { note: () => {}, goOn: () => {} },
  };
  return { arrivals: new ArrivalsDesk(host as unknown as ArrivalsHost), taken };
}

const broken: Found = { kind: "broken", name: "one", trouble: "damaged", tip: tipNamed(9) };

test("what the page stumbles over is said of its file, and what comes after it is opened", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { arrivals, taken } = deskTold({ a: [tips(1, 2)], b: [broken, tips(3)], c: [tips(4)] });
  await arrivals.open(["a", "b", "c"].map(file));
  expect(arrivals.opening).toBeUndefined();
  expect(taken).toEqual([3, 4].map(tipNamed));
  expect(arrivals.broken).toEqual([
    { file: "a", name: "a", trouble: "worker-broken" },
    { file: "b", name: "one", trouble: "damaged" },
    { file: "b", name: "b", trouble: "worker-broken" },
  ]);
});
