import type { SqliteSpool } from "../sqlite/sqlite-spool.ts";

/** What can be asked of a spool in another thread, by name. Values cross between threads by structured clone. */
export function operationsOf(spool: SqliteSpool) {
  const { pickup } = spool;
  return {
    put: spool.put.bind(spool),
    putPart: spool.putPart.bind(spool),
    expectPart: spool.expectPart.bind(spool),
    commit: spool.commit.bind(spool),
    abandon: spool.abandon.bind(spool),
    close: spool.close.bind(spool),
    serve: pickup.serve.bind(pickup),
    days: pickup.days.bind(pickup),
    page: pickup.page.bind(pickup),
    again: pickup.again.bind(pickup),
    expired: pickup.expired.bind(pickup),
    find: pickup.find.bind(pickup),
    part: pickup.part.bind(pickup),
    acknowledge: pickup.acknowledge.bind(pickup),
  };
}

export type Operations = ReturnType<typeof operationsOf>;
export type OperationName = keyof Operations;
