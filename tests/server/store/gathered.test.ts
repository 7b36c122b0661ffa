import { expect, test } from "vitest";
import { Gathered } from "../../../server/store/thread/messages.ts";

test("what is to be sent in one turn goes together, in its order, with its buffers; what comes later by itself", () => {
  const [turns, sent]: [(() => void)[], unknown[]] = [[], []];
  const gathered = new Gathered<string>(
    (send) => turns.push(send),
    (items, buffers) => sent.push([items, buffers]),
  );
  const [one, other] = [new ArrayBuffer(1), new ArrayBuffer(2)];
  gathered.add("a", [one]);
  gathered.add("b", []);
  gathered.add("c", [other]);
  expect([turns.length, sent]).toEqual([1, []]);
  turns[0]?.();
  gathered.add("d", []);
  turns[1]?.();
  expect(sent).toEqual([
    [
      ["a", "b", "c"],
      [one, other],
    ],
    [["d"], []],
  ]);
});
