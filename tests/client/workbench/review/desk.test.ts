import { afterEach, expect, test, vi } from "vitest";
import type { What } from "../../../../client/casebook/what.ts";
import { CasebookDesk, type CasebookHost } from "../../../../client/workbench/review/casebook.ts";
import { troubleIn } from "../../../../client/workbench/worker-client.ts";
import { tipNamed } from "../../../support/casebooks.ts";

afterEach(() => vi.restoreAllMocks());

const status: What = { kind: "status", tip: tipNamed(1), status: "closed" };

/** A casebook whose worker answers what it is asked, in order, when it is let. */
function atDesk() {
  const asked: string[] = [];
  const answers: ((answer: unknown) => void)[] = [];
  const said: string[] = [];
  const host = {
    queue: { tips: new Map() },
    worker: {
      call: (name: string) => {
        asked.push(name);
        return new Promise((resolve) => void answers.push(resolve));
      },
    },
    attempt: async (work: () => Promise<unknown>) =>
      await work().then(
        () => true,
        (error) => said.push(troubleIn(error)) < 0,
      ),
  };
  const casebook = new CasebookDesk(host as unknown as CasebookHost);
  return { casebook, asked, said, answer: (answer: unknown, at = 0) => answers.splice(at, 1)[0]?.(answer) };
}

test("what is said while the worker opens a bundle is unsaved from the moment on in which it is said", async () => {
  const { casebook, answer } = atDesk();
  expect(casebook.toSave).toBe(0);
  const step = casebook.step([status]);
  expect(casebook.toSave).toBe(1);
  casebook.unsaved = 1;
  expect(casebook.toSave).toBe(1);
  answer(undefined);
  await step;
  casebook.unsaved = 0;
  expect(casebook.toSave).toBe(0);
});

test("a casebook that the browser doesn't take can be saved again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { casebook, said, answer } = atDesk();
  const saving = casebook.save();
  expect(casebook.saving).toBe(true);
  // There is no document here to offer a file in.
  answer({ bytes: new Uint8Array(1), readers: [] });
  await saving;
  expect(said).toEqual(["worker-broken"]);
  expect(casebook.saving).toBe(false);
});

test.each([0, 1])(
  "a casebook is sealed once all that was said before is signed: the files of what is kept then are in it (step %s ends first)",
  async (first) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { casebook, asked, answer } = atDesk();
    const steps = [casebook.step([status]), casebook.step([{ ...status }])];
    const saving = casebook.save();
    await Promise.resolve();
    expect(asked).toEqual(["act", "act"]);
    answer(undefined, first);
    await steps[first];
    expect(asked).toHaveLength(2);
    answer(undefined);
    await vi.waitUntil(() => asked.length === 3);
    expect(asked[2]).toBe("seal");
    answer({ bytes: new Uint8Array(1), readers: [] });
    await saving;
  },
);
