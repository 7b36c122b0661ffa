import { expect, test } from "vitest";
import type { TipId } from "../../../../client/casebook/names.ts";
import type { Reply } from "../../../../client/report/reply.ts";
import type { App } from "../../../../client/workbench/app.ts";
import { LettersModel } from "../../../../client/workbench/letters/model.ts";
import { answering } from "../../../../client/workbench/letters/thread.ts";
import { QueueModel } from "../../../../client/workbench/queue/model.ts";
import type { QueuedTip } from "../../../../client/workbench/queue/queued-tip.ts";
import type { Row } from "../../../../client/workbench/queue/row.ts";
import { Drafts } from "../../../../client/workbench/review/drafts.ts";
import type { ReadDraft } from "../../../../client/workbench/worker/casebook-messages.ts";
import { tipNamed } from "../../../support/casebooks.ts";
import { testInstance } from "../../../support/instance.ts";
import { tipFor } from "../../cli/support/tips.ts";

const instance = testInstance();
const [HERE, THERE] = ["aa".repeat(32), "bb".repeat(32)];
const tip = tipNamed(1);
const draft = { tip, address: HERE, name: "n", text: "{}", letter: { text: "We read it." } } as ReadDraft;

/** A desk whose worker answers when it is let. */
function atDesk() {
  const asked: string[] = [];
  let settle = (_isDone: boolean) => {};
  const app = {
    reviewer: undefined,
    drafts: new Drafts({ isAsked: () => true }),
    casebook: {
      letters: [],
      views: new Map(),
      keeping: () => [],
      signing: (_: unknown, work: () => unknown) => work(),
      hear: () => {},
    },
    worker: {
      call: (name: string) => {
        asked.push(name);
        return new Promise((resolve, reject) => {
          settle = (isDone) => (isDone ? resolve(undefined) : reject(new Error("refused")));
        });
      },
    },
    attempt: async (work: () => Promise<void>) =>
      await work().then(
        () => true,
        () => false,
      ),
  };
  const queue = new QueueModel(app as unknown as App, { later: () => {}, now: () => 0 });
  const letters = new LettersModel(Object.assign(app, { queue }) as unknown as App);
  return { app, asked, letters, queue, settle: (isDone = true) => settle(isDone) };
}

function opened(id: TipId, address: string, proof: "holds" | "fails" | null = "holds") {
  const reply = { address, recipient: "age1pq1x", mailbox: "m", proof: id } as unknown as Reply;
  const contents = {
    kind: "report",
    tip: { ...tipFor(instance), reply },
    files: [],
    proof: proof ?? undefined,
  } as const;
  return { id, day: null, stanzas: { hybrid: 2, all: 2 }, contents } as const;
}
const queued = (...which: Parameters<typeof opened>) => opened(...which) as unknown as QueuedTip;

test("a second press signs nothing, as long as the first is at work", async () => {
  const { asked, letters, settle } = atDesk();
  const row = { tip: { id: tip } } as Row;
  const first = letters.write(row, HERE, "received", { text: "", language: "en" });
  expect(letters.isBusy).toBe(true);
  await letters.write(row, HERE, "received", { text: "", language: "en" });
  await letters.accept(draft);
  expect(await letters.answer(draft, null)).toBe(false);
  expect(asked).toHaveLength(1);
  settle();
  await first;
  expect(letters.isBusy).toBe(false);
  const refusal = letters.answer(draft, "no");
  settle(false);
  expect(await refusal).toBe(false);
  expect(letters.isBusy).toBe(false);
});

test("a colleague's letter that is taken leaves one's own words; words that became it are gone", async () => {
  for (const [typed, left] of [
    ["What I would say", "What I would say"],
    [" We read it.\r\n", undefined],
  ] as const) {
    const { app, letters, settle } = atDesk();
    app.drafts.put("letter", tip, { text: typed, language: "en" });
    const taken = letters.accept(draft);
    settle();
    await taken;
    expect(app.drafts.get<{ text: string } | undefined>("letter", tip, undefined)?.text).toBe(left);
  }
});

test("a letter goes to a tip's source only if its envelope was opened and proved that address", () => {
  expect(answering(undefined, HERE)).toBe("not-opened");
  expect(answering(queued(tip, HERE), HERE)).toBe("yes");
  expect(answering(queued(tip, HERE, null), HERE)).toBe("not-opened");
  expect(answering(queued(tip, HERE, "fails"), HERE)).toBe("another");
  expect(answering(queued(tip, THERE), HERE)).toBe("another");
});

test("the list says to whom a letter goes by its address, whatever its act says", () => {
  const { letters, queue } = atDesk();
  const of = { address: HERE, tips: [tipNamed(2)] };
  queue.take(new Blob(), [{ opened: opened(tipNamed(2), THERE), origin: null }]);
  expect(letters.tipOf(of)).toBeUndefined();
  queue.take(new Blob(), [{ opened: opened(tip, HERE), origin: null }]);
  expect(letters.tipOf(of)).toBe(tip);
});
