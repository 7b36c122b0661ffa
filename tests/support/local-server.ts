import { once } from "node:events";
import type { AddressInfo, Server as NetServer } from "node:net";
import { join } from "node:path";
import { createApp } from "../../server/app.ts";
import { createCircuitFront } from "../../server/circuits/circuit-front.ts";
import { createCourierApp } from "../../server/couriers/app.ts";
import { createListener, type Times } from "../../server/listener.ts";
import { createPolicy, type Policy } from "../../server/policy.ts";
import { loadPublicDocuments } from "../../server/public-documents.ts";
import { SqliteSpool } from "../../server/store/sqlite/sqlite-spool.ts";
import type { TestInstance } from "./instance.ts";
import { PLACEHOLDER_PAGE, prepareData, removeData } from "./server.ts";
import { testClock } from "./spool.ts";

export interface LocalServer {
  readonly url: string;
  readonly port: number;
  /** The listener for couriers. */
  readonly couriers: string;
  readonly data: string;
  readonly spool: SqliteSpool;
  readonly policy: Policy;
  /** What the operator was told. */
  readonly reports: readonly string[];
  /** Connections of sources that are open. */
  connections(): Promise<number>;
  /** Closes it and removes its data. */
  close(): Promise<void>;
}

/** A server inside the test's own process, with a clock and bounds of the test's choosing. */
export async function startLocal(
  options: {
    instance?: TestInstance;
    /** A folder that stays when it is closed. */
    data?: string;
    now?: () => number;
    room?: number;
    maxEnvelope?: number;
    retentionDays?: number;
    /** Behind a front, to which each connection says its circuit first. */
    circuits?: boolean;
    circuitTips?: number;
    times?: Times;
  } = {},
): Promise<LocalServer> {
  const data = options.data ?? prepareData(options.instance ? { instance: options.instance } : {});
  const reports: string[] = [];
  const spool = new SqliteSpool({
    folder: join(data, "spool"),
    room: options.room ?? 2 ** 30,
    retentionDays: options.retentionDays ?? 21,
    eraseAfterDays: 0,
    clock: testClock(options.now ?? Date.now),
    heartbeat: 0,
    report: (sentence) => reports.push(sentence),
  });
  const documents = loadPublicDocuments(data, Date.now, (sentence) => reports.push(sentence));
  const policy = createPolicy(PLACEHOLDER_PAGE);
  const bounds = { maxEnvelope: options.maxEnvelope ?? 100 * 2 ** 20, circuitTips: options.circuitTips ?? 8 };
  const server = createListener(createApp(documents, spool, bounds), policy, options.times);
  const names = () => [new URL(couriers).host];
  const courierServer = createListener(
    createCourierApp(documents, spool.pickup, names, options.now ?? Date.now),
    policy,
  );
  const door = options.circuits ? createCircuitFront(server) : server;
  const port = await portOf(door);
  const couriers = `http://127.0.0.1:${await portOf(courierServer)}`;
  const close = async () => {
    for (const listener of [door, courierServer]) listener.close();
    for (const listener of [server, courierServer]) listener.closeAllConnections();
    await spool.close();
    if (options.data === undefined) removeData(data);
  };
  const connections = () =>
    new Promise<number>((resolve, reject) => {
      door.getConnections((error, count) => (error ? reject(error) : resolve(count)));
    });
  return {
    connections,
    url: `http://127.0.0.1:${port}`,
    port,
    data,
    couriers,
    spool,
    policy,
    reports,
    close,
  };
}

async function portOf(server: NetServer): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
