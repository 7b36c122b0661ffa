import { join } from "node:path";
import { type Config, parseConfig } from "../../server/config.ts";
import type { Times } from "../../server/http/listener.ts";
import { openSpool } from "../../server/open-spool.ts";
import { open, type Serving } from "../../server/serve.ts";
import type { Spool } from "../../server/store/spool.ts";
import { SqliteSpool } from "../../server/store/sqlite/sqlite-spool.ts";
import type { TestInstance } from "./instance.ts";
import { prepareData, removeData } from "./server.ts";
import { testClock } from "./spool.ts";

/** A server inside the test's own process. */
export interface LocalServer extends Omit<Serving, "close"> {
  readonly port: number;
  readonly couriers: string;
  readonly data: string;
  /** Connections of sources that are open. */
  connections(): Promise<number>;
  /** Closes it, whatever is under way, and removes the data that was made for it. @param lastGrace as `Serving` */
  close(lastGrace?: number): Promise<void>;
}

/** Settings other than the usual ones; the instance that is served, if not what lies in `data`, which then stays. */
interface Options extends Partial<Config> {
  readonly instance?: TestInstance;
}

/**
 * A server as it runs in production, with its store in a thread of its own, on any free ports.
 * @param options `heartbeat` in milliseconds, for tests that wait for what the store's heartbeat does
 */
export async function startLocal({
  times,
  heartbeat,
  ...options
}: Options & { readonly times?: Times; readonly heartbeat?: number } = {}): Promise<LocalServer> {
  const config = await configOf(options);
  return await local(config, options.data !== undefined, () => openSpool(config, heartbeat), times);
}

/** The same, with a store in the test's own thread, which goes by the test's clock and ticks only when told. */
export async function startWithStoreInProcess({
  now,
  report = console.error,
  ...options
}: Options & { readonly now: () => number; readonly report?: (sentence: string) => void }): Promise<
  LocalServer & { readonly spool: SqliteSpool }
> {
  const config = await configOf(options);
  const { data, room, maxEnvelope, retentionDays, eraseAfterDays } = config;
  const spool = new SqliteSpool({
    ...{ folder: join(data, "spool"), room, maxEnvelope, retentionDays, eraseAfterDays },
    ...{ clock: testClock(now), heartbeat: 0, report },
  });
  return { ...(await local(config, options.data !== undefined, async () => spool)), spool };
}

async function configOf({ instance, data, ...settings }: Options): Promise<Config> {
  const usual = parseConfig({
    NIGHTJAR_DATA: data ?? (await prepareData(instance && { instance })),
    NIGHTJAR_PORT: "0",
    NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0",
  });
  return { ...usual, ...settings };
}

async function local(
  config: Config,
  stays: boolean,
  openStore: () => Promise<Spool>,
  times?: Times,
): Promise<LocalServer> {
  const serving = await open(config, openStore, times);
  return {
    ...serving,
    port: Number(new URL(serving.url).port),
    couriers: serving.couriers ?? "",
    data: config.data,
    connections: () =>
      new Promise((resolve, reject) => {
        serving.door.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    async close(lastGrace) {
      await serving.close(0, lastGrace);
      if (!stays) removeData(config.data);
    },
  };
}
