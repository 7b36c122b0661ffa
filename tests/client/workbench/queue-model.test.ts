import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReviewerKey, TipId } from "../../../client/casebook/names.ts";
import type { TipView } from "../../../client/casebook/view.ts";
import { NO_FILTER } from "../../../client/workbench/queue/filter.ts";
import { type QueueHost, QueueModel } from "../../../client/workbench/queue/model.ts";
import { ORDERS } from "../../../client/workbench/queue/order.ts";
import type { FoundTip } from "../../../client/workbench/worker/messages.ts";
import { testInstance } from "../../support/instance.ts";
import { SAMPLE_REPORTS } from "../../support/sample-tips.ts";
import { tipFor } from "../cli/support/tips.ts";

const instance = testInstance();
const file = new Blob();
const me = "a".repeat(64) as ReviewerKey;

interface Host extends QueueHost {
  readonly casebook: { views: ReadonlyMap<TipId, TipView> };
}

/** A queue whose texts can be searched as soon as they have come in. */
function queueOf(host: Host = { reviewer: undefined, reviewerKey: me, casebook: { views: new Map() } }) {
  const later = (work: () => void) => work();
  return { host, queue: new QueueModel(host, { later, now: () => 0 }) };
}

function foundTip(number: number): FoundTip {
  const [language, report] = SAMPLE_REPORTS[number % SAMPLE_REPORTS.length] ?? [];
  if (!language || !report) throw new Error("no sample");
  const tip = tipFor(instance, { language, report });
  const words = String(number % 4).padStart(8, "0");
  const id = `${words}${String(number).padStart(12, "0")}${"0".repeat(44)}` as TipId;
  const day = `2026-11-${String((number % 9) + 1).padStart(2, "0")}` as FoundTip["opened"]["day"];
  return {
    opened: { id, day, stanzas: { hybrid: 2, all: 2 }, contents: { kind: "report", tip, files: [] } },
    origin: null,
  };
}

const NOTHING = [
  "kept grade status priority tlp pap sensitivity assigned aside verification stationPlace",
  "pressurePlace labels notes redactions entities links dismissed overrides",
];
const EMPTY = Object.fromEntries(NOTHING.flatMap((names) => names.split(" ")).map((name) => [name, []]));

function viewOf(tip: TipId, change: Readonly<Record<string, unknown>>): TipView {
  const said = Object.entries(change).map(([name, value]) => [
    name,
    [{ value, by: me, on: "2026-11-20", act: "b".repeat(64), doubt: null }],
  ]);
  return { ...EMPTY, tip, ...Object.fromEntries(said) } as unknown as TipView;
}

const events = fc.oneof(
  fc.record({ do: fc.constant("take" as const), from: fc.nat(20), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    do: fc.constant("act" as const),
    number: fc.nat(20),
    change: fc.oneof(
      fc.record({ status: fc.constantFrom("todo", "closed") }),
      fc.record({ priority: fc.constantFrom("urgent", "low") }),
      fc.record({ labels: fc.constantFrom("harbour", "餐馆") }),
      fc.record({ aside: fc.boolean() }),
    ),
  }),
  fc.record({
    do: fc.constant("look" as const),
    looking: fc.record(
      {
        order: fc.constantFrom(...ORDERS),
        query: fc.constantFrom("", "餐館", "street", "harb", "abandon"),
        filter: fc.constantFrom(NO_FILTER, { ...NO_FILTER, status: "closed" as const }),
      },
      { requiredKeys: [] },
    ),
  }),
);

test("what has changed bit by bit is seen as what is made at once", () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 25 }), (all) => {
      const { queue, host } = queueOf();
      for (const event of all) {
        if (event.do === "look") queue.look(event.looking);
        else if (event.do === "take") {
          queue.take(
            file,
            Array.from({ length: event.count }, (_, i) => foundTip(event.from + i)),
          );
        } else {
          const view = viewOf(foundTip(event.number).opened.id, event.change);
          host.casebook.views = new Map([...host.casebook.views, [view.tip, view]]);
          queue.takeKept([view]);
        }
        const { queue: fresh } = queueOf(host);
        for (const id of queue.tips.keys()) fresh.take(file, [foundTip(Number(id.slice(8, 20)))]);
        fresh.look(queue.looking);
        expect(queue.fitting).toEqual(fresh.fitting);
        expect(queue.rows).toEqual(fresh.rows);
        expect(queue.named).toEqual(fresh.named);
      }
    }),
    { numRuns: 60 },
  );
});

test("one act makes one row anew, and leaves all others as they are", () => {
  const { queue, host } = queueOf();
  queue.take(
    file,
    Array.from({ length: 200 }, (_, i) => foundTip(i)),
  );
  const before = new Map(queue.fitting.map((row) => [row.tip.id, row]));
  const view = viewOf(foundTip(7).opened.id, { priority: "urgent" });
  host.casebook.views = new Map([[view.tip, view]]);
  queue.takeKept([view]);
  expect(queue.fitting.filter((row) => before.get(row.tip.id) !== row).map(({ tip }) => tip.id)).toEqual([
    view.tip,
  ]);
  expect(queue.rowOf(view.tip)?.priority).toBe("urgent");
});

test("what a reviewer has said something of is read, also by the casebook alone; what others said of isn't", () => {
  const { queue, host } = queueOf();
  const [mine, theirs, unspoken] = [0, 1, 2].map((number) => foundTip(number).opened.id);
  if (!mine || !theirs || !unspoken) throw new Error("three tips");
  const of = (tip: TipId, by: string) => {
    const view = viewOf(tip, { aside: false });
    return { ...view, aside: view.aside.map((said) => ({ ...said, by: by as ReviewerKey })) };
  };
  const views = [of(mine, me), of(theirs, "c".repeat(64))];
  host.casebook.views = new Map(views.map((view) => [view.tip, view]));
  // The casebook comes before what it is about.
  queue.takeKept(views);
  queue.take(file, [0, 1, 2].map(foundTip));
  queue.narrow({ unread: true });
  expect(queue.fitting.map(({ tip }) => tip.id).sort()).toEqual([theirs, unspoken].sort());
});

test("where only unread tips are shown, what is judged goes, and comes back once that is taken back; what is opened stays", () => {
  const { queue, host } = queueOf();
  const tips = [0, 1, 2].map((number) => foundTip(number).opened.id);
  const say = (tip: TipId | undefined, change: Readonly<Record<string, unknown>>) => {
    if (!tip) throw new Error("a tip");
    const view = viewOf(tip, change);
    host.casebook.views = new Map([...host.casebook.views, [tip, view]]);
    queue.takeKept([view]);
  };
  const shown = () => queue.fitting.map(({ tip }) => tips.indexOf(tip.id)).sort();
  queue.take(file, [0, 1, 2].map(foundTip));
  queue.narrow({ unread: true });
  queue.openTip(tips[0]);
  say(tips[0], { status: "closed" });
  // As by a casebook of before, or together with others.
  say(tips[1], { status: "closed" });
  expect(shown()).toEqual([0, 2]);
  queue.look({});
  expect(shown()).toEqual([2]);
  for (const tip of tips) say(tip, {});
  expect(shown()).toEqual([1, 2]);
  expect(tips.map((tip) => queue.isRead(tip))).toEqual([true, false, false]);
});
