import { expect, test } from "vitest";
import { TimeSlicer } from "../../../client/workbench/time-slicer.ts";

/** Turns that a test takes, on a clock that each small thing moves by 3 ms. */
function counted(things: number) {
  const turns: (() => void)[] = [];
  const done = { things: 0 };
  let clock = 0;
  const work = () => {
    clock += 3;
    done.things++;
    return done.things < things;
  };
  const later = (turn: () => void) => void turns.push(turn);
  const slicer = new TimeSlicer(work, { later, now: () => clock });
  return { slicer, turns, done };
}

test("what takes longer than a slice is done in several turns, and no more than asked for", () => {
  const { slicer, turns, done } = counted(10);
  slicer.goOn();
  slicer.goOn();
  expect(turns).toHaveLength(1);
  expect(done.things).toBe(0);
  turns.shift()?.();
  expect(done.things).toBe(3);
  let more = 0;
  for (; turns.length > 0; more++) turns.shift()?.();
  expect([more, done.things]).toEqual([3, 10]);
});

test("it goes on when there is something to do again", () => {
  const { slicer, turns, done } = counted(1);
  slicer.goOn();
  turns.shift()?.();
  expect(turns).toHaveLength(0);
  slicer.goOn();
  turns.shift()?.();
  expect(done.things).toBe(2);
});
