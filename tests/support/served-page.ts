import { type PageOptions, sourcePageOf } from "./built-pages.ts";
import { type TestInstance, testInstance } from "./instance.ts";
import { startProxy, type TestProxy } from "./proxy.ts";
import { type ReceivedTip, receivedTips } from "./received.ts";
import { prepareData, type RunningServer, removeData, startServer } from "./server.ts";

/** The real page of an instance, served by a real server, behind a network that notes every request. */
export interface ServedPage extends AsyncDisposable {
  readonly instance: TestInstance;
  readonly html: Uint8Array;
  readonly server: RunningServer;
  readonly network: TestProxy;
  /** All tips in the spool, as the first reviewer opens them. */
  received(): Promise<ReceivedTip[]>;
}

export async function servePage({
  instance = testInstance(),
  ...options
}: PageOptions & { instance?: TestInstance } = {}): Promise<ServedPage> {
  const html = await sourcePageOf(instance.anchor, options);
  const data = await prepareData({ instance, page: html });
  const server = await startServer({ data });
  const network = await startProxy(server.url);
  const opened = new Map<string, ReceivedTip>();
  return {
    instance,
    html,
    server,
    network,
    received: () => receivedTips(data, instance.identityFiles[0] ?? "", opened),
    async [Symbol.asyncDispose]() {
      await network[Symbol.asyncDispose]();
      await server.stop();
      removeData(data);
    },
  };
}
