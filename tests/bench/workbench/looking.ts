import { openAsBlob } from "node:fs";
import type { ReviewerKey } from "../../../client/casebook/names.ts";
import { NO_FILTER } from "../../../client/workbench/queue/filter.ts";
import { QueueModel } from "../../../client/workbench/queue/model.ts";
import type { FoundTip } from "../../../client/workbench/worker/messages.ts";
import { openFile } from "../../../client/workbench/worker/open-file.ts";
import { Session } from "../../../client/workbench/worker/session.ts";
import { printMeasure } from "../measure.ts";
import type { BenchDesk } from "./bench-desk.ts";

const QUERIES = ["派出所", "police station", "會長請客", "my cousin was", "Rotterdam", "馬德里火車站"];

/** The queue in Node: how long a key in the search takes, and a filter, without the drawing; and what memory tips take. */
export async function benchLooking({ bundle, unlocked, count }: BenchDesk): Promise<void> {
  const found: FoundTip[] = [];
  const nothing = () => {};
  const finds = {
    bundle: nothing,
    broken: nothing,
    read: nothing,
    people: nothing,
    casebook: nothing,
    own: nothing,
    draft: nothing,
  };
  const before = memory();
  await openFile(await openAsBlob(bundle), "bench.tar", new Session(unlocked), {
    ...finds,
    tip: (tip) => found.push(tip),
  });
  const host = {
    reviewer: unlocked.describe(),
    reviewerKey: "" as ReviewerKey,
    casebook: { views: new Map() },
  };
  const queue = new QueueModel(host, { later: (work) => work(), now: () => 0 });
  const start = performance.now();
  queue.take(new Blob(), found);
  const taken = performance.now() - start;
  printMeasure(
    `${count} tips taken into the queue and made searchable`,
    `${milliseconds(taken / count, 3)} a tip`,
  );
  printMeasure(`memory that ${count} text tips take`, `${Math.round((memory() - before) / 2 ** 20)} MiB`);
  const typing = QUERIES.flatMap((query) =>
    Array.from({ length: query.length }, (_, i) => timeOf(queue, { query: query.slice(0, i + 1) })),
  );
  const kinds = [null, "station", "pressure", "by-hand"] as const;
  const needs = [null, "danger_now", "danger_soon"] as const;
  queue.look({ query: "" });
  const filtering = kinds.flatMap((kind) =>
    needs.map((need) => timeOf(queue, { filter: { ...NO_FILTER, kind, need } })),
  );
  printMeasure("a key in the search, p95", p95(typing), "below 50 ms");
  printMeasure("a filter, p95", p95(filtering), "below 100 ms");
}

function timeOf(queue: QueueModel, looking: Parameters<QueueModel["look"]>[0]): number {
  const start = performance.now();
  queue.look(looking);
  return performance.now() - start;
}

function memory(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed;
}

function p95(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return milliseconds(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN, 1);
}

function milliseconds(value: number, digits: number): string {
  return `${value.toFixed(digits)} ms`;
}
