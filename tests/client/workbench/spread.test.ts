import { expect, test } from "vitest";
import { Spread } from "../../../client/workbench/spread.ts";

/** Turns that a test takes, on a clock that each small thing moves by 3 ms. */
function counted(things: number) {
  const turns: (() => void)[] = [];
  const done = { things: 0, slices: 0 };
  let clock = 0;
  const work = () => {
    clock += 3;
    done.things++;
    return done.things < things;
  };
  const later = (turn: () => void) => void turns.push(turn);
  const spread = new Spread(work, () => done.slices++, { later, now: () => clock });
  return { spread, turns, done };
}

test("what takes longer than a slice is done in several turns, and no more than asked for", () => {
  const { spread, turns, done } = counted(10);
  spread.goOn();
  spread.goOn();
  expect(turns).toHaveLength(1);
  expect(done.things).toBe(0);
  turns.shift()?.();
  expect(done).toEqual({ things: 3, slices: 1 });
  while (turns.length > 0) turns.shift()?.();
  expect(done).toEqual({ things: 10, slices: 4 });
});

test("it goes on when there is something to do again", () => {
  const { spread, turns, done } = counted(1);
  spread.goOn();
  turns.shift()?.();
  expect(turns).toHaveLength(0);
  spread.goOn();
  turns.shift()?.();
  expect(done.things).toBe(2);
});
