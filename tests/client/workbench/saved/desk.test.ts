import { expect, onTestFinished, test, vi } from "vitest";
import { NO_FILTER } from "../../../../client/workbench/queue/filter.ts";
import { SavedDesk, type SavedHost } from "../../../../client/workbench/saved/desk.ts";
import { en } from "../../../../client/workbench/strings/en.ts";

test("what is kept while the file is being sealed isn't in it, and stays unsaved until the next", async () => {
  vi.stubGlobal("document", { createElement: () => ({ click() {} }) });
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  const sealed: { text: string; done: (bytes: Uint8Array) => void }[] = [];
  const desk = new SavedDesk({
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
