import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base32nopad } from "@scure/base";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { putInForce } from "../couriers.ts";
import { type TestInstance, testInstance } from "../instance.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../server.ts";
import { behindOnions, deployedOnion } from "./deployed-onions.ts";
import { TorNetwork } from "./network.ts";

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
  // 2. Their onions, those of couriers for who has a key.
  const keys = x25519Pair();
  const network = await TorNetwork.start({
    onions: (host) =>
      Object.fromEntries(
        places.flatMap(({ sockets, names: [sources = "", couriers = ""] }, i) => {
          const own = join(host, `server-${i}`);
          mkdirSync(own, { mode: 0o700 });
          const [open, closed] = [
            deployedOnion("nightjar-sources", own, sockets),
            deployedOnion("nightjar-couriers", own, sockets),
          ];
          mkdirSync(closed.folder, { mode: 0o700 });
          authorizeClient(closed.folder, "courier", keys.publicKey);
          return [
            [sources, open],
            [couriers, closed],
          ];
        }),
      ),
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
    giveKey(authorizations, couriers, keys.secretKey);
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

/** A client's pair of keys, each as tor writes it: 32 bytes in unpadded base32. */
function x25519Pair(): { publicKey: string; secretKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  const raw = (key: typeof publicKey, part: "x" | "d") =>
    base32nopad.encode(Buffer.from(key.export({ format: "jwk" })[part] ?? "", "base64url"));
  return { publicKey: raw(publicKey, "x"), secretKey: raw(privateKey, "d") };
}

/** Lets a client see an onion: `publicKey` is its x25519 key in unpadded base32. To be called before tor begins. */
function authorizeClient(onionFolder: string, client: string, publicKey: string): void {
  const folder = join(onionFolder, "authorized_clients");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, `${client}.auth`), `descriptor:x25519:${publicKey}\n`, { mode: 0o600 });
}

/** A client's private key for an onion, where its tor finds it (`ClientOnionAuthDir`). */
function giveKey(authFolder: string, onion: string, secretKey: string): void {
  const address = onion.replace(/\.onion$/, "");
  writeFileSync(join(authFolder, `${address}.auth_private`), `${address}:descriptor:x25519:${secretKey}\n`, {
    mode: 0o600,
  });
}
