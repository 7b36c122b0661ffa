import { afterEach, expect, test, vi } from "vitest";
import type { What } from "../../../../client/casebook/what.ts";
import { type LettersHost, LettersModel } from "../../../../client/workbench/letters/model.ts";
import type { Row } from "../../../../client/workbench/queue/row.ts";
import { type CasebookHost, CasebookModel } from "../../../../client/workbench/review/casebook.ts";
import { Drafts } from "../../../../client/workbench/review/drafts.ts";
import type { ReadDraft } from "../../../../client/workbench/worker/casebook-messages.ts";
import { codeIn } from "../../../../client/workbench/worker-client.ts";
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
        (error) => said.push(codeIn(error)) < 0,
      ),
  };
  const casebook = new CasebookModel(host as unknown as CasebookHost);
  return {
    casebook,
    host,
    asked,
    said,
    answer: (answer: unknown, at = 0) => answers.splice(at, 1)[0]?.(answer),
  };
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
  answer({ bytes: new Uint8Array(1), readers: [], without: [] });
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
    answer({ bytes: new Uint8Array(1), readers: [], without: [] });
    await saving;
  },
);

test.each(["write", "accept"] as const)(
  "a tip that is kept by way of a letter is unsaved while that is signed, and sealed with its files (%s)",
  async (way) => {
    const { casebook, host, asked, answer } = atDesk();
    const tip = { id: tipNamed(1), contents: { kind: "by-hand", text: "We saw it.", readAs: [], files: [] } };
    const row = { tip, kept: false } as unknown as Row;
    const drafts = new Drafts({ isAsked: () => true });
    const queue = { tips: new Map(), rowOf: () => row };
    const letters = new LettersModel({ ...host, casebook, drafts, queue } as unknown as LettersHost);
    const draft = { tip: tipNamed(1), text: "{}", letter: { text: "We read it." } } as ReadDraft;
    const said = { text: "", language: "en" };
    const done = way === "write" ? letters.write(row, "aa", "received", said) : letters.accept(draft);
    expect(casebook.toSave).toBe(1);
    // It isn't kept a second time meanwhile.
    expect(casebook.keeping(row)).toEqual([]);
    const saving = casebook.save();
    await Promise.resolve();
    expect(asked).toHaveLength(1);
    answer(undefined);
    await done;
    await vi.waitUntil(() => asked.length === 2);
    expect(asked[1]).toBe("seal");
    vi.spyOn(console, "error").mockImplementation(() => {});
    answer({ bytes: new Uint8Array(1), readers: [], without: [] });
    await saving;
  },
);

test("a letter that fails keeps nothing: what was to be kept with it can be kept again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { casebook } = atDesk();
  const failing = casebook.signing([status], () => Promise.reject(new Error("refused")));
  expect(casebook.toSave).toBe(1);
  await expect(failing).rejects.toThrow("refused");
  expect(casebook.toSave).toBe(0);
});
