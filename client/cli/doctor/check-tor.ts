import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../errors.ts";
import { exists, isSystemError } from "../files.ts";
import { hostnameIn } from "../tor/onion-address.ts";
import { checkKeys } from "./check-below.ts";
import { type Finding, fine, warning, wrong } from "./finding.ts";
import { type OnionService, readTorrc, type Torrc } from "./torrc.ts";

/** What the server's settings say of its sockets. */
export interface Doors {
  /** `unix:/PATH` or `HOST:PORT`. */
  readonly sources: string;
  readonly circuits: boolean;
  readonly couriers: string | undefined;
  /** What couriers dial, as the server expects them to sign it. */
  readonly courierNames: readonly string[];
}

/** Streams that a browser needs at once, with room to spare: a bound of 4 broke one. */
const FEWEST_STREAMS = 16;

/** Circuits a second that tor's proof of work lets through by default; a lower queue is itself a denial of service. */
const POW_QUEUE = [
  ["hiddenservicepowqueuerate", 250],
  ["hiddenservicepowqueueburst", 2500],
] as const;

/** Whether tor leads to the doors of the server, and as it should. */
export async function checkTor(torrc: string, doors: Doors): Promise<Finding[]> {
  const read = await readOrFinding(torrc);
  if ("level" in read) return [read];
  const sources = read.services.find((service) => leadsTo(service, doors.sources));
  const couriers =
    doors.couriers === undefined
      ? undefined
      : read.services.find((one) => leadsTo(one, doors.couriers ?? ""));
  return [
    ...checkWhole(read),
    ...(await keysOf([sources, couriers])),
    ...(sources ? await checkSources(sources, doors) : [missing("sources", doors.sources)]),
    ...(doors.couriers === undefined
      ? []
      : couriers
        ? [...(await checkCouriers(couriers, sources)), await checkName(couriers, doors)]
        : [missing("couriers", doors.couriers)]),
  ];
}

async function keysOf(services: readonly (OnionService | undefined)[]): Promise<Finding[]> {
  const folders = new Set(services.flatMap((service) => service?.folder ?? []));
  return (await Promise.all([...folders].map(checkKeys))).flat();
}

async function readOrFinding(path: string): Promise<Torrc | Finding> {
  try {
    return await readTorrc(path);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return wrong(
      "torrc",
      error.message,
      "Name the torrc with --torrc, put it right, and check it with tor --verify-config.",
    );
  }
}

function checkWhole({ options }: Torrc): Finding[] {
  const logs = (options.get("log") ?? []).filter((value) => /\b(debug|info)\b/i.test(value));
  const unsafe = (options.get("safelogging") ?? []).some((value) => value === "0");
  const relay = (options.get("orport") ?? []).some((value) => value !== "0");
  const heartbeat = options.get("heartbeatperiod")?.at(-1) ?? "6 hours";
  const findings: Finding[] = [];
  if (!/^0(\s|$)/.test(heartbeat)) {
    findings.push(
      warning(
        "tor-heartbeat",
        "Tor writes from time to time how many came to its onions, and how much passed.",
        "Add HeartbeatPeriod 0 to the torrc.",
      ),
    );
  }
  if (logs.length > 0 || unsafe) {
    findings.push(
      wrong(
        "tor-log",
        "Tor logs more than it should of what passes.",
        "Have it log notices only, to the journal, with SafeLogging as it is by default.",
      ),
    );
  }
  if (relay) {
    findings.push(
      warning(
        "tor-relay",
        "This tor is a relay as well, which lets its onions be found out by its uptime.",
        "Run the relay on another machine.",
      ),
    );
  }
  return findings.length === 0 ? [fine("tor-log", "Tor logs no more than it should.")] : findings;
}

async function checkSources({ folder, options }: OnionService, { circuits }: Doors): Promise<Finding[]> {
  const last = (name: string) => options.get(name)?.at(-1);
  const exported = last("hiddenserviceexportcircuitid");
  const streams = Number(last("hiddenservicemaxstreams") ?? 0);
  const queue = POW_QUEUE.filter(([name, least]) => Number(last(name) ?? least) < least);
  const clients = await clientsOf(folder);
  const findings = [
    circuits && exported !== "haproxy"
      ? wrong(
          "tor-circuits",
          "The server waits for circuits that tor doesn't tell, and answers nobody.",
          "Add HiddenServiceExportCircuitID haproxy to the sources' onion, or unset NIGHTJAR_CIRCUITS.",
        )
      : !circuits && exported !== undefined
        ? wrong(
            "tor-circuits",
            "Tor tells circuits to a server that doesn't expect them, and refuses them as requests.",
            "Set NIGHTJAR_CIRCUITS=1, or take HiddenServiceExportCircuitID out.",
          )
        : circuits
          ? fine("tor-circuits", "Tor tells the server by which circuit a connection came.")
          : warning(
              "tor-circuits",
              "Requests are not counted by circuit, so that one client can crowd out the others.",
              "Set NIGHTJAR_CIRCUITS=1, and add HiddenServiceExportCircuitID haproxy to the sources' onion.",
            ),
    last("hiddenservicepowdefensesenabled") === "1"
      ? fine("tor-pow", "Tor's proof of work is on.")
      : warning(
          "tor-pow",
          "Tor's proof of work is off, so that a flood reaches the server.",
          "Add HiddenServicePoWDefensesEnabled 1 to the sources' onion.",
        ),
    streams !== 0 && streams < FEWEST_STREAMS
      ? wrong(
          "tor-streams",
          `HiddenServiceMaxStreams ${streams} is too low: a browser opens several at once, and breaks.`,
          "Set HiddenServiceMaxStreams 64.",
        )
      : streams === 0
        ? warning(
            "tor-streams",
            "One circuit may open any number of streams.",
            "Set HiddenServiceMaxStreams 64 on the sources' onion.",
          )
        : fine("tor-streams", "One circuit's streams are bounded, and not too low."),
    clients === undefined
      ? unseen("tor-open", folder)
      : clients > 0
        ? wrong(
            "tor-open",
            `${folder}/authorized_clients holds keys, which shuts the onion to every source without one.`,
            "Take the keys away, and reload tor.",
          )
        : fine("tor-open", "The sources' onion is open to everybody."),
  ];
  if (queue.length > 0) {
    findings.push(
      warning(
        "tor-pow-queue",
        "The queue of tor's proof of work is lower than by default, which turns honest people away.",
        "Take HiddenServicePoWQueueRate and …Burst out.",
      ),
    );
  }
  return findings;
}

async function checkCouriers(
  { folder }: OnionService,
  sources: OnionService | undefined,
): Promise<Finding[]> {
  if (folder === sources?.folder) {
    return [
      wrong(
        "tor-couriers",
        "Couriers and sources share one onion, so that it can't be hidden from others.",
        "Give the couriers a HiddenServiceDir of their own.",
      ),
    ];
  }
  const clients = await clientsOf(folder);
  if (clients === undefined) return [unseen("tor-couriers", folder)];
  return clients === 0
    ? [
        warning(
          "tor-couriers",
          "No courier's key lies in the couriers' onion, so that anybody who learns its name can see it.",
          "Let the couriers in with courier authorize, and reload tor.",
        ),
      ]
    : [fine("tor-couriers", "The couriers' onion can be seen by those whose keys lie there.")];
}

/** Whether the server lets in those who come by the couriers' onion, and sign its name. */
async function checkName({ folder }: OnionService, { courierNames }: Doors): Promise<Finding> {
  const check = "courier-names";
  const name = await readable(() => hostnameIn(folder));
  if (name === undefined) return unseen(check, folder);
  if (name === null)
    return warning(check, `Tor hasn't made the couriers' onion in ${folder} yet.`, "Start tor.");
  return courierNames.includes(name)
    ? fine(check, "The server knows by what name couriers come.")
    : wrong(
        check,
        "The server refuses every courier, since NIGHTJAR_COURIER_NAMES doesn't have the name of the couriers' onion.",
        `Run setup again with --tor ${folder} --force, and restart the server.`,
      );
}

function missing(whose: string, place: string): Finding {
  return wrong(
    `tor-${whose}`,
    `No onion of this torrc leads to ${place}, where the ${whose}' door is.`,
    `Put deploy/tor/nightjar-${whose}.conf where the torrc includes it, and reload tor.`,
  );
}

function unseen(check: string, folder: string): Finding {
  return warning(
    check,
    `This user may not look into ${folder}, where tor keeps who may come.`,
    "Run the doctor as root.",
  );
}

function leadsTo({ options }: OnionService, place: string): boolean {
  const ports = options.get("hiddenserviceport") ?? [];
  return ports.some((value) => value.split(/\s+/)[1]?.replaceAll('"', "") === place);
}

/** How many keys there are; none if tor hasn't made the folder yet. Undefined as `readable`. */
async function clientsOf(folder: string): Promise<number | undefined> {
  const path = join(folder, "authorized_clients");
  return await readable(async () =>
    (await exists(path)) ? (await readdir(path)).filter((name) => name.endsWith(".auth")).length : 0,
  );
}

/** Undefined if this user may not look. */
async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const closed =
      error instanceof CliError
        ? error.code === "file-unreadable"
        : isSystemError(error) && error.code === "EACCES";
    if (closed) return undefined;
    throw error;
  }
}
