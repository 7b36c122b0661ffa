import { expect, test } from "vitest";
import { gathering } from "../../../server/store/thread/messages.ts";

test("what is to be sent in one turn goes together, in its order, with its buffers; what comes later by itself", () => {
  const [turns, sent]: [(() => void)[], unknown[]] = [[], []];
  const gather = gathering<string>(
    (send) => turns.push(send),
    (items, buffers) => sent.push([items, buffers]),
  );
  const [one, other] = [new ArrayBuffer(1), new ArrayBuffer(2)];
  gather("a", [one]);
  gather("b", []);
  gather("c", [other]);
  expect([turns.length, sent]).toEqual([1, []]);
  turns[0]?.();
  gather("d", []);
  turns[1]?.();
  expect(sent).toEqual([
    [
      ["a", "b", "c"],
      [one, other],
    ],
    [["d"], []],
  ]);
});
