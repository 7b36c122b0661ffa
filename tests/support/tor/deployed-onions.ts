import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type HostedOnion, TorNetwork } from "./network.ts";

/** Both onions of `deploy/tor/` on a private network with three clients, before or without a server. */
export interface DeployedOnions extends AsyncDisposable {
  /** Clients: `source`, `others`, and `courier`, whose tor looks for keys of onions where `keys` is. */
  readonly network: TorNetwork;
  /** Where the server's sockets are to be: `nightjar-sources.sock` and `nightjar-couriers.sock`. */
  readonly sockets: string;
  /** The courier's `ClientOnionAuthDir`. */
  readonly keys: string;
  /** The couriers' `HiddenServiceDir`. */
  readonly couriersFolder: string;
  readonly sources: string;
  readonly couriers: string;
}

export async function startDeployedOnions(): Promise<DeployedOnions> {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-onions-"));
  const [sockets, keys] = [join(folder, "sockets"), join(folder, "auth")];
  for (const made of [sockets, keys]) mkdirSync(made, { mode: 0o700 });
  let couriersFolder = "";
  const network = await TorNetwork.start({
    async onions(host) {
      const sources = deployedOnion("nightjar-sources", host, sockets);
      const couriers = deployedOnion("nightjar-couriers", host, sockets);
      couriersFolder = couriers.folder;
      mkdirSync(couriersFolder, { mode: 0o700 });
      return { sources, couriers };
    },
    clients: { source: () => [], others: () => [], courier: () => [`ClientOnionAuthDir ${keys}`] },
  }).catch((error: unknown) => {
    rmSync(folder, { recursive: true });
    throw error;
  });
  return {
    ...{ network, sockets, keys, couriersFolder },
    sources: network.address("sources"),
    couriers: network.address("couriers"),
    async [Symbol.asyncDispose]() {
      await network[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What tells a server to listen behind the two, and by what name couriers come. */
export function behindOnions({
  sockets,
  couriers,
}: Pick<DeployedOnions, "sockets" | "couriers">): Record<string, string> {
  return {
    NIGHTJAR_LISTEN: `unix:${sockets}/nightjar-sources.sock`,
    NIGHTJAR_CIRCUITS: "1",
    NIGHTJAR_COURIER_LISTEN: `unix:${sockets}/nightjar-couriers.sock`,
    NIGHTJAR_COURIER_NAMES: couriers,
  };
}

/** Where `deploy/tor/` puts things on a Debian server. */
const FOLDERS = "/var/lib/tor/";
const SOCKETS = "/var/lib/tor-onion-sockets/";

/** The torrc lines of an onion as the project deploys it, but for where its folder and its socket are. */
export function deployedOnion(
  name: "nightjar-sources" | "nightjar-couriers",
  folder: string,
  sockets: string,
): HostedOnion {
  const text = readFileSync(`deploy/tor/${name}.conf`, "utf8");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const moved = lines.map((line) => line.replace(FOLDERS, `${folder}/`).replace(SOCKETS, `${sockets}/`));
  return { folder: join(folder, name), lines: moved };
}
