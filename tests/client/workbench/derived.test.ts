import { effect } from "@preact/signals";
import { expect, test } from "vitest";
import type { ReviewerKey, TipId } from "../../../client/casebook/names.ts";
import { PlaceModel } from "../../../client/workbench/places/model.ts";
import { QueueModel } from "../../../client/workbench/queue/model.ts";
import type { FoundTip } from "../../../client/workbench/worker/messages.ts";
import { testInstance } from "../../support/instance.ts";
import { SAMPLE_REPORTS } from "../../support/sample-tips.ts";

const { anchor, roster } = testInstance();

const found = SAMPLE_REPORTS.map(([language, report], i): FoundTip => {
  const tip = { instance: anchor.instance, roster: roster.digest, language, report };
  const contents = { kind: "report", tip: { ...tip, attachments: [], reply: null }, files: [] } as const;
  const id = String(i).padStart(64, "0") as TipId;
  return { opened: { id, day: null, stanzas: { hybrid: 2, all: 2 }, contents }, origin: null };
});

/** A queue and the places of its tips, and how often each has been made anew since; texts become searchable by `turn`. */
function watched() {
  const turns: (() => void)[] = [];
  const casebook = { views: new Map() };
  const host = { reviewer: undefined, reviewerKey: "a".repeat(64) as ReviewerKey, casebook };
  const queue = new QueueModel(host, { later: (work) => void turns.push(work), now: () => 0 });
  const places = new PlaceModel({ queue, casebook, showAmong: () => {} });
  const made = { lines: 0, places: 0 };
  effect(() => {
    if (queue.visible) made.lines++;
  });
  effect(() => {
    if (places.seen) made.places++;
  });
  const since = (work: () => void) => {
    const before = { ...made };
    work();
    return [made.lines - before.lines, made.places - before.places];
  };
  return { queue, places, since, turn: () => turns.shift()?.() };
}

test("what is derived is made anew when something of it has changed, and for nothing else", () => {
  const { queue, places, since } = watched();
  expect(since(() => queue.take(new Blob(), found))).toEqual([1, 1]);
  expect(since(() => queue.openTip(found[1]?.opened.id))).toEqual([0, 0]);
  expect(since(() => queue.look({ order: "oldest" }))).toEqual([1, 0]);
  expect(since(() => places.look({ unit: "month" }))).toEqual([0, 0]);
  expect(since(() => places.look({ when: "came" }))).toEqual([0, 1]);
  expect(since(() => places.look({ of: "queue" }))).toEqual([0, 1]);
  expect(since(() => queue.narrow({ kind: "station" }))).toEqual([1, 1]);
});

test("a query that stands finds each text as soon as it can be searched", () => {
  const { queue, since, turn } = watched();
  queue.take(new Blob(), found);
  queue.look({ query: "Rotterdam" });
  expect([queue.fitting.length, queue.unsearched]).toEqual([0, found.length]);
  expect(since(turn)).not.toEqual([0, 0]);
  expect([queue.fitting.length, queue.unsearched]).toEqual([1, 0]);
});

test("a tip that is opened where only unread ones are shown stays in sight until something else is looked for", () => {
  const { queue } = watched();
  queue.take(new Blob(), found);
  queue.narrow({ unread: true });
  queue.openTip(queue.at);
  queue.learn([]);
  expect(queue.fitting).toHaveLength(found.length);
  queue.look({});
  expect(queue.fitting).toHaveLength(found.length - 1);
});
