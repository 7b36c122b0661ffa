import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { randomBelow } from "../../../crypto/random.ts";
import { madeOnce } from "../made-once.ts";
import { TorControl } from "./control.ts";
import { authorityFingerprint, relayFingerprint, TorProcess } from "./process.ts";

const AUTHORITIES = ["auth0", "auth1", "auth2"];
const RELAYS = ["relay0", "relay1", "relay2"];
const NODES = [...AUTHORITIES, ...RELAYS];

/** Seconds between votes; the first come sooner. All clocks of a private network are this machine's. */
const FIRST_VOTES = 10;
const LATER_VOTES = 20;

/** A relay that isn't an authority keeps no directory: with one, clients wait for what it doesn't have yet. */
const PLAIN_RELAY = ["DirCache 0"];

export interface HostedOnion {
  readonly folder: string;
  readonly lines: readonly string[];
}

export interface TorNetworkOptions {
  /** Lines of the torrc of the tor that hosts the onions, by onion; each has its `HiddenServiceDir`. */
  readonly onions: (folder: string) => Promise<Readonly<Record<string, HostedOnion>>>;
  /** A tor of its own for each, with lines for its torrc. */
  readonly clients: Readonly<Record<string, (folder: string) => readonly string[]>>;
}

/**
 * A Tor network of seven and more tors on this machine's loopback: three authorities that are guards and keep
 * descriptors, three relays, one host of onions, and clients. It reaches nothing else and nothing else reaches it.
 */
export class TorNetwork implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), "nightjar-tor-"));
  readonly #tors = new Map<string, TorProcess>();
  readonly #addresses = new Map<string, string>();
  readonly #ports = new Map<string, number>();

  private constructor() {}

  static async start(options: TorNetworkOptions): Promise<TorNetwork> {
    const network = new TorNetwork();
    try {
      await network.#start(options);
    } catch (error) {
      await network[Symbol.asyncDispose]();
      throw error;
    }
    return network;
  }

  /** `….onion` */
  address(onion: string): string {
    return known(this.#addresses, onion);
  }

  /** The client's SOCKS port on 127.0.0.1. */
  socksPort(client: string): number {
    return known(this.#ports, client);
  }

  tor(name: string): TorProcess {
    return known(this.#tors, name);
  }

  control(name: string): Promise<TorControl> {
    return TorControl.open(this.tor(name).data);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#tors.values()].map((tor) => tor.stop()));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async #start({ onions, clients }: TorNetworkOptions): Promise<void> {
    // 1. Keys, and from them the lines by which everybody knows the authorities.
    const made = await madeOnce("tor-nodes", makeNodes);
    if (made === undefined) await makeNodes(this.folder);
    else await cp(made, this.folder, { recursive: true });
    const { empty, fingerprints, identities } = readNodes(this.folder);
    const ports = await freePorts(NODES.length + AUTHORITIES.length);
    const [orPorts, dirPorts] = [ports.slice(0, NODES.length), ports.slice(NODES.length)];
    const authorities = AUTHORITIES.map(
      (name, i) =>
        `DirAuthority ${name} orport=${orPorts[i]} no-v2 v3ident=${identities[i]} 127.0.0.1:${dirPorts[i]} ${fingerprints[i]}`,
    );
    // 2. The relays, begun together with an interval of votes.
    const bandwidths = join(this.folder, "bandwidths");
    const measured = fingerprints.map((fingerprint) => `node_id=$${fingerprint} bw=1000\n`);
    writeFileSync(bandwidths, `${Math.floor(Date.now() / 1000)}\n${measured.join("")}`);
    const common = (nickname: string) => commonLines(nickname, this.#folderOf(nickname), authorities);
    const begin = (name: string, lines: readonly string[]) =>
      this.#tors.set(name, new TorProcess(this.#folderOf(name), [...common(name), ...lines], empty));
    while (Date.now() % (FIRST_VOTES * 1000) > 1000) await pause(50);
    for (const [i, name] of NODES.entries()) {
      const dirPort = dirPorts[i];
      const guards = fingerprints.slice(0, AUTHORITIES.length);
      const own = dirPort === undefined ? PLAIN_RELAY : authorityLines(dirPort, bandwidths, guards);
      begin(name, [...relayLines(orPorts[i] ?? 0), ...own]);
    }
    // 3. Host and clients, once all relays are in one consensus: earlier, they choose their guards too soon.
    await until("a consensus of all relays", 120, () => isComplete(dirPorts, NODES.length));
    const services = await onions(this.#folderOf("host"));
    begin("host", ["SocksPort 0", ...Object.values(services).flatMap(({ lines }) => lines)]);
    const socksPorts = await freePorts(Object.keys(clients).length);
    for (const [i, [name, lines]] of Object.entries(clients).entries()) {
      this.#ports.set(name, socksPorts[i] ?? 0);
      begin(name, [...clientLines(socksPorts[i] ?? 0), ...lines(this.#folderOf(name))]);
    }
    // 4. Every onion can be found.
    using host = await untilMade("the host's control socket", 30, () => this.control("host"));
    await host.ask("SETEVENTS HS_DESC");
    await until("all tors", 120, async () =>
      ["host", ...Object.keys(clients)].every((name) => this.tor(name).isBootstrapped),
    );
    for (const [name, { folder }] of Object.entries(services)) {
      this.#addresses.set(name, readFileSync(join(folder, "hostname"), "utf8").trim());
    }
    await until("the onions' descriptors", 120, async () =>
      [...this.#addresses.values()].every((address) =>
        host.events.some((event) =>
          event.startsWith(`650 HS_DESC UPLOADED ${address.replace(".onion", "")} `),
        ),
      ),
    );
  }

  #folderOf(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(join(folder, "keys"), { recursive: true, mode: 0o700 });
    return folder;
  }
}

/** What every node has before it begins: its keys, of which those of authorities take seconds. */
async function makeNodes(folder: string): Promise<void> {
  const keysOf = (name: string) => join(folder, name, "keys");
  for (const name of NODES) mkdirSync(keysOf(name), { recursive: true, mode: 0o700 });
  const empty = join(folder, "empty");
  writeFileSync(empty, "");
  const fingerprints = NODES.map((name) => relayFingerprint(join(folder, name), name, empty));
  const identities = AUTHORITIES.map((name) => authorityFingerprint(keysOf(name)));
  const made = { fingerprints: await Promise.all(fingerprints), identities: await Promise.all(identities) };
  writeFileSync(join(folder, "nodes.json"), JSON.stringify(made));
}

/** The fingerprints of all nodes, and of the authorities' long-lived keys; and an empty file. */
function readNodes(folder: string) {
  const made = JSON.parse(readFileSync(join(folder, "nodes.json"), "utf8"));
  const { fingerprints, identities } = made as Record<"fingerprints" | "identities", readonly string[]>;
  return { empty: join(folder, "empty"), fingerprints, identities };
}

/** Whether every authority serves a consensus in which all relays run, and everything that it names. */
async function isComplete(dirPorts: readonly number[], count: number): Promise<boolean> {
  for (const port of dirPorts) {
    const consensus = await directory(port, "status-vote/current/consensus-microdesc");
    const running = consensus.match(/^s .*Running/gm)?.length ?? 0;
    const guards = consensus.match(/^s .*Guard.*HSDir/gm)?.length ?? 0;
    if (running < count || guards < dirPorts.length) return false;
    const digests = [...consensus.matchAll(/^m (\S+)$/gm)].map(([, digest]) => digest).join("-");
    const described = (await directory(port, `micro/d/${digests}`)).match(/^onion-key/gm)?.length ?? 0;
    if (described < count) return false;
  }
  return true;
}

/** A document of a directory; empty while there is none. */
async function directory(port: number, path: string): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/tor/${path}`, {
      headers: { "accept-encoding": "identity" },
      signal: AbortSignal.timeout(2_000),
    });
    return response.ok ? await response.text() : "";
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError"))
      return "";
    throw error;
  }
}

async function until(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  await untilMade(what, seconds, async () => ((await holds()) ? true : Promise.reject(new Error("not yet"))));
}

/** Tries again until it succeeds. @throws Error with the last failure */
async function untilMade<T>(what: string, seconds: number, make: () => Promise<T>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await make();
    } catch (error) {
      if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`, { cause: error });
      await pause(200);
    }
  }
}

/**
 * Ports that are free now, all different, below those that Linux gives to whoever asks for any: until a tor listens
 * there, seconds later, no other test is given one of them.
 */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = 11_000 + randomBelow(9_000);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true));
  });
  if (listening) await once(server.close(), "close");
  return listening;
}

function known<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new Error(`the network has no ${name}`);
  return value;
}

/** What every tor of a private network has, as lines of its torrc; `authorities` are those that name them. */
function commonLines(nickname: string, data: string, authorities: readonly string[]): string[] {
  return [
    "TestingTorNetwork 1",
    `Nickname ${nickname}`,
    `DataDirectory ${data}`,
    "RunAsDaemon 0",
    "ShutdownWaitLength 0",
    "ControlPort 0",
    `ControlSocket ${data}/control`,
    "CookieAuthentication 1",
    // Whatever becomes of the tests, no tor outlives them.
    `__OwningControllerProcess ${process.pid}`,
    "PathsNeededToBuildCircuits 0.67",
    "V3AuthNIntervalsValid 2",
    `Log notice file ${data}/notice.log`,
    ...authorities,
  ];
}

function relayLines(orPort: number): string[] {
  return [
    "SocksPort 0",
    "Address 127.0.0.1",
    `ORPort 127.0.0.1:${orPort}`,
    "ExitRelay 0",
    "ExitPolicy reject *:*",
    "ServerDNSDetectHijacking 0",
    "ServerDNSTestAddresses",
    "AssumeReachable 1",
    "MaxMemInQueues 256 MB",
    "NumCPUs 1",
  ];
}

/** @param fingerprints of the authorities, which alone are guards and keep descriptors of onions */
function authorityLines(dirPort: number, bandwidths: string, fingerprints: readonly string[]) {
  const all = fingerprints.map((fingerprint) => `$${fingerprint}`).join(",");
  return [
    `DirPort 127.0.0.1:${dirPort}`,
    "AuthoritativeDirectory 1",
    "V3AuthoritativeDirectory 1",
    "ContactInfo nobody@test.invalid",
    `TestingV3AuthInitialVotingInterval ${FIRST_VOTES}`,
    "TestingV3AuthInitialVoteDelay 2",
    "TestingV3AuthInitialDistDelay 2",
    `V3AuthVotingInterval ${LATER_VOTES}`,
    "V3AuthVoteDelay 4",
    "V3AuthDistDelay 4",
    // Without measured bandwidths the first consensus gives every relay none, and clients find no way for a while.
    `V3BandwidthsFile ${bandwidths}`,
    "TestingMinExitFlagThreshold 0",
    `TestingDirAuthVoteGuard ${all}`,
    `TestingDirAuthVoteHSDir ${all}`,
  ];
}

/** Streams with different SOCKS names go by different circuits, as in Tor Browser those of different sites do. */
function clientLines(socksPort: number): string[] {
  return [`SocksPort 127.0.0.1:${socksPort} IsolateSOCKSAuth ExtendedErrors`];
}
