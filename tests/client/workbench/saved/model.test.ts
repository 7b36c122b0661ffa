import { expect, onTestFinished, test, vi } from "vitest";
import { NO_FILTER } from "../../../../client/workbench/queue/filter.ts";
import { type SavedHost, SavedModel } from "../../../../client/workbench/saved/model.ts";
import { encodeLooks } from "../../../../client/workbench/saved/saved-looks.ts";
import { en } from "../../../../client/workbench/strings/en.ts";

test("what is kept while the file is being sealed isn't in it, and stays unsaved until the next", async () => {
  vi.stubGlobal("document", { createElement: () => ({ click() {} }) });
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  const sealed: { text: string; done: (bytes: Uint8Array) => void }[] = [];
  const desk = new SavedModel({
    queue: { looking: { query: "", order: "newest", filter: NO_FILTER }, look() {} },
    strings: en,
    worker: { call: (_: string, text: string) => new Promise((done) => sealed.push({ text, done })) },
    async attempt(work: () => Promise<unknown>) {
      await work();
      return true;
    },
  } as unknown as SavedHost);
  const save = async (meanwhile: () => void) => {
    const saving = desk.save();
    meanwhile();
    sealed.at(-1)?.done(new Uint8Array(0));
    await saving;
  };
  desk.keep("one");
  await save(() => desk.keep("another"));
  expect(sealed.at(-1)?.text).not.toContain("another");
  expect(desk.unsaved).toBe(true);
  await save(() => {});
  expect(sealed.at(-1)?.text).toContain("another");
  expect(desk.unsaved).toBe(false);
});

test("a file that is opened takes the place of nothing that no file has yet", async () => {
  const looking = { query: "", order: "newest", filter: NO_FILTER } as const;
  const queue = { looking: { ...looking, query: "today" }, look() {} };
  const desk = new SavedModel({ queue } as unknown as SavedHost);
  const file = (query: string) =>
    encodeLooks(["X", "Y"].map((name) => ({ name, looking: { ...looking, query } })));
  const queries = () => Object.fromEntries(desk.looks.map(({ name, looking }) => [name, looking.query]));
  desk.take(file("a month ago"));
  desk.take(file("last week"));
  expect(queries()).toEqual({ X: "last week", Y: "last week" });
  desk.keep("X");
  desk.take(file("last week"));
  expect(queries()).toEqual({ X: "today", Y: "last week" });
});
