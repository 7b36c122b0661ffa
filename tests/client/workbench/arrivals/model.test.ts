import { afterEach, expect, test, vi } from "vitest";
import { type ArrivalsHost, ArrivalsModel } from "../../../../client/workbench/arrivals/model.ts";
import type { Found, FoundTip } from "../../../../client/workbench/worker/messages.ts";
import { tipNamed } from "../../../support/casebooks.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const found = (number: number) => ({ opened: { id: tipNamed(number) } }) as FoundTip;
const tips = (...numbers: number[]): Found => ({ kind: "tips", tips: numbers.map(found) });
const file = (name: string) => new File([], name);

/**
 * A desk whose worker tells this of each file, and is done with it when `end` is; and whose queue stumbles over whatever
 * holds the second tip.
 */
function deskTold(told: Readonly<Record<string, readonly Found[]>>, end = Promise.resolve()) {
  const taken: string[] = [];
  const host = {
    worker: {
      call: async (_: string, { name }: { name: string }, hear: (found: Found) => void) => {
        for (const one of told[name] ?? []) hear(one);
        await end;
      },
    },
    casebook: { noteFile: () => {} },
    queue: {
      tips: new Map(),
      visible: [],
      learn: () => {},
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
  return { arrivals: new ArrivalsModel(host as unknown as ArrivalsHost), taken };
}

const broken: Found = { kind: "broken", name: "one", code: "damaged", tip: tipNamed(9) };

test("what the page stumbles over is said of its file, and what comes after it is opened", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { arrivals, taken } = deskTold({ a: [tips(1, 2)], b: [broken, tips(3)], c: [tips(4)] });
  await arrivals.open(["a", "b", "c"].map(file));
  expect(arrivals.opening).toBeUndefined();
  expect(taken).toEqual([3, 4].map(tipNamed));
  expect(arrivals.broken).toEqual([
    { file: "a", name: "a", code: "worker-broken" },
    { file: "b", name: "one", code: "damaged" },
    { file: "b", name: "b", code: "worker-broken" },
  ]);
});

test("tips are taken while others are still being opened, and it is said how many of how many", async () => {
  vi.useFakeTimers();
  const end = Promise.withResolvers<void>();
  const bundle = { kind: "bundle", bundle: { count: 3, rosters: [] } } as unknown as Found;
  const { arrivals, taken } = deskTold({ a: [bundle, tips(1), tips(3)] }, end.promise);
  const opened = arrivals.open([file("a")]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(taken).toEqual([1, 3].map(tipNamed));
  expect(arrivals.opening).toMatchObject({ name: "a", tips: { done: 2, of: 3 } });
  end.resolve();
  await opened;
  expect(arrivals.opening).toBeUndefined();
});
