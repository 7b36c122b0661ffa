import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { authFile, authPrivateFile, type ClientKey } from "../../../client/courier/onion-key.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { commandLine } from "../command-line.ts";
import { putInForce } from "../couriers.ts";
import { type TestInstance, testInstance } from "../instance.ts";
import { sodium } from "../primitives.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../server.ts";
import { behindOnions, deployedOnion } from "./deployed-onions.ts";
import { type HostedOnion, TorNetwork } from "./network.ts";

/** A server process behind both onions of `deploy/tor/`. */
export interface OnOnions {
  readonly server: RunningServer;
  readonly sources: string;
  readonly couriers: string;
  /** Another process on the same data, once the one before has ended. */
  startAgain(): Promise<RunningServer>;
}

/** Servers of one instance that share nothing but the anchor, on a private network with three clients. */
export interface ServersOnOnions extends AsyncDisposable {
  readonly instance: TestInstance;
  /** In force, and its tor has the key to the couriers' onions. */
  readonly courier: SigningSeed;
  /** Clients: `source`, `others`, and `courier`, whose tor alone can see the couriers' onions. */
  readonly network: TorNetwork;
  readonly servers: readonly OnOnions[];
}

export type InstanceOnOnions = ServersOnOnions & OnOnions;

/** @param page the source's page; by default a placeholder */
export async function startOnOnions(
  page?: (instance: TestInstance) => Promise<Uint8Array>,
): Promise<InstanceOnOnions> {
  const all = await startServersOnOnions(1, page);
  return { ...all, ...(all.servers[0] as OnOnions), [Symbol.asyncDispose]: () => all[Symbol.asyncDispose]() };
}

export async function startServersOnOnions(
  count: number,
  page?: (instance: TestInstance) => Promise<Uint8Array>,
): Promise<ServersOnOnions> {
  // 1. What the servers serve.
  const folder = mkdtempSync(join(tmpdir(), "nightjar-onions-"));
  const authorizations = join(folder, "auth");
  mkdirSync(authorizations, { mode: 0o700 });
  const instance = testInstance({ demo: false });
  const [courier] = instance.couriers as [SigningSeed];
  const places: { readonly sockets: string; readonly data: string; readonly names: readonly string[] }[] = [];
  for (let i = 0; i < count; i++) {
    const sockets = join(folder, `sockets-${i}`);
    mkdirSync(sockets, { mode: 0o700 });
    const data = await prepareData({ instance, ...(page && { page: await page(instance) }) });
    await putInForce(data, instance, [courier]);
    places.push({ sockets, data, names: [`sources-${i}`, `couriers-${i}`] });
  }
  const remove = () => {
    for (const { data } of places) removeData(data);
    rmSync(folder, { recursive: true });
  };
  // 2. Their onions, those of couriers for who has a key: by the files that keys.html writes, and the operator's command.
  const secret = randomBytes(32);
  const auth = join(folder, "courier.auth");
  writeFileSync(auth, authFile(sodium.x25519Base(secret) as ClientKey));
  const network = await TorNetwork.start({
    async onions(host) {
      const hosted: Record<string, HostedOnion> = {};
      for (const [i, { sockets, names }] of places.entries()) {
        const own = join(host, `server-${i}`);
        const [sources = "", couriers = ""] = names;
        const closed = deployedOnion("nightjar-couriers", own, sockets);
        mkdirSync(closed.folder, { recursive: true, mode: 0o700 });
        const operator = ["courier", "authorize", "courier", "--auth", auth, "--tor", closed.folder];
        const { code, stderr } = await commandLine(operator);
        if (code !== 0) throw new Error(stderr);
        hosted[sources] = deployedOnion("nightjar-sources", own, sockets);
        hosted[couriers] = closed;
      }
      return hosted;
    },
    clients: {
      source: () => [],
      others: () => [],
      courier: () => [`ClientOnionAuthDir ${authorizations}`],
    },
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  // 3. The servers, each on two Unix sockets, which know by what name couriers come.
  const servers: OnOnions[] = [];
  const running: RunningServer[] = [];
  for (const { sockets, data, names } of places) {
    const [sources = "", couriers = ""] = names.map((name) => network.address(name));
    const startAgain = async () => {
      const server = await startServer({
        data,
        env: behindOnions({ sockets, couriers }),
      });
      running.push(server);
      return server;
    };
    servers.push({ server: await startAgain(), sources, couriers, startAgain });
    const onion = couriers.replace(/\.onion$/, "");
    writeFileSync(join(authorizations, `${onion}.auth_private`), authPrivateFile(onion, secret), {
      mode: 0o600,
    });
  }
  network.tor("courier").reload();
  return {
    ...{ instance, courier, network, servers },
    async [Symbol.asyncDispose]() {
      await network[Symbol.asyncDispose]();
      for (const server of running) await server.stop();
      remove();
    },
  };
}
