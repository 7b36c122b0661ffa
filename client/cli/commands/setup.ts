import { dirname, join } from "node:path";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { LINE_NAME } from "../../../crypto/documents/anchor-line.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { defineCommand } from "../command.ts";
import { amountFrom } from "../courier/amounts.ts";
import { parseUnit, readUnit, type Unit } from "../doctor/unit.ts";
import { CliError, EXIT } from "../errors.ts";
import { exists, type Owner, requireFolder } from "../files.ts";
import { required, usage, wholeNumber } from "../options.ts";
import { say } from "../say.ts";
import { askForSetup } from "../setup/ask.ts";
import { confirm } from "../setup/confirm.ts";
import { anchorFile, filledPages, pageFiles, rosterFiles } from "../setup/data-files.ts";
import { keepBelow, ROOT } from "../setup/kept-folder.ts";
import { leftToDo } from "../setup/left-to-do.ts";
import { ownerNamed } from "../setup/owner.ts";
import { PROGRAM } from "../setup/packaged.ts";
import { decide, type PlannedFile, write } from "../setup/planned-file.ts";
import { includeFragments, prepareData, prepareSockets } from "../setup/prepare.ts";
import {
  JOURNAL,
  plainPath,
  type ServiceValues,
  serviceFiles,
  UNIT,
  USUAL,
  userName,
} from "../setup/service-files.ts";
import {
  isNewerThanServer,
  requireStartable,
  restartJournal,
  startServer,
  startTor,
  systemdRuns,
  TORRC,
  torIsThere,
} from "../setup/start.ts";
import { hostnameIn } from "../tor/onion-address.ts";

const COURIER_NAMES = "NIGHTJAR_COURIER_NAMES";
const AMOUNTS = [
  ["room", "NIGHTJAR_ROOM"],
  ["max-envelope", "NIGHTJAR_MAX_ENVELOPE"],
] as const;
/** With the least that each may be. */
const DAYS = [
  ["retention-days", "NIGHTJAR_RETENTION_DAYS", 1],
  ["erase-after", "NIGHTJAR_ERASE_AFTER", 0],
] as const;
const SETTABLE: ReadonlySet<string> = new Set([
  COURIER_NAMES,
  ...[...AMOUNTS, ...DAYS].map(([, name]) => name),
]);

export const setup = defineCommand("setup", {
  summary: "prepare a machine for the server: data folder, documents, service files",
  about: `
    At a terminal, without any option, it asks for what it must know, says what it will change on this
    machine, and changes it once you say yes: as root. That is --ask --system, and --start where systemd runs.

    Does what a program can do to set an instance up, says what it did, and what is left. It may be run
    again at any time: what is as it should be stays, and a file with other contents is never replaced
    without --force. In the data folder (0700) it puts the anchor, the pages and the rosters, all verified
    first. The systemd unit, the journal's and tor's settings come from deploy/, with your values in them; what you don't
    say stays as the unit, or the page, has it that is there, except for --app.`,
  options: {
    "[--data DIR]": `the server's data folder (with --system ${USUAL.data})`,
    "[--anchor FILE]": `the instance's anchor, whose fingerprint you compare with a steward; the first time
      only`,
    "[--pages DIR]": `the pages, as "npm run build" wrote them with that anchor; the Debian package needs
      none`,
    "[--leave-to ADDRESS]": 'with the Debian package: the harmless page that "Leave now" opens (about:blank)',
    "[--known TAR]": "rosters to publish: the rosters.tar that a steward saved from keys.html",
    "[--out DIR]": "write the service files below DIR, as DIR/etc/…, to be looked at first",
    "[--system]": `write them to /etc, have tor's own file name them, and make the folder of the sockets; as
      root`,
    "[--start]": `with --system: start tor, tell the server the name of the onion that tor made for couriers,
      start the server, and wait until it is open; what runs already is started anew only if something
      changed for it`,
    "[--ask]": "ask for what no option says, and before anything is changed; implies --force",
    "[--force]": "replace files that have other contents",
    "[--app DIR]": "where Nightjar lies; to be said each time, if it isn't where this command does",
    "[--user NAME]": `the user that runs the server (${USUAL.user}); as root, the data is given to that
      user, public/ kept by root`,
    "[--tor DIR]": `the couriers' HiddenServiceDir, as soon as tor has made it: whom couriers dial is in
      what they sign, and the server compares its name (with --system ${USUAL.tor}, if it is there)`,
    "[--sockets DIR]": `the folder of the sockets, which tor enters by its group (${USUAL.sockets})`,
    "[--room AMOUNT]": "most that the spool may take, such as 50GB",
    "[--max-envelope AMOUNT]": "largest envelope taken, such as 100MB",
    "[--retention-days N]": "days after which an envelope is deleted",
    "[--erase-after N]": "days that an envelope waits once all couriers in force acknowledged it; 0 for none",
  },
  oneOf: ["[--out|--system]"],
  example:
    "npm run nightjar -- setup --data /var/lib/nightjar --anchor anchor.json --pages dist --known rosters.tar --system",

  async run(given) {
    const isUnsaid = !Object.values(given).some(Boolean) && process.stdin.isTTY;
    const told = isUnsaid ? { ...given, ask: true, system: true, start: await systemdRuns() } : given;
    const isRoot = process.getuid?.() === 0;
    if (told.system && !isRoot)
      throw new CliError("usage", "Only root writes to /etc: run this as root, or say --out DIR.");
    if (told.start && !told.system) throw usage("The option --start goes with --system");
    const target = told.system ? "/" : told.out;
    const before = await unitAt(target);
    if (told.start) await requireStartable(userOf(told, before));
    const keeper = isRoot ? ROOT : undefined;
    const values = told.ask
      ? { ...told, ...(await askForSetup(dataFolder(told, before), before, told, keeper)) }
      : told;
    // Tor and systemd read what is written to /etc, whatever root's habit is.
    if (values.system) process.umask(0o022);
    const named = await courierName(values.tor, values.system);
    const service = serviceValues(values, named, before);
    const { data, user } = service;

    // 1. What there should be, all of it verified.
    const { anchor, file } = await anchorFile(data, await anchorGiven(data, values.anchor), keeper);
    const pages = await pagesFrom(values, data, anchor, keeper);
    const rosters =
      values.known === undefined ? { files: [], wrong: [] } : await rosterFiles(data, values.known, anchor);
    for (const sentence of rosters.wrong) say(`WRONG, left out: ${sentence}`);
    const services = await serviceFiles(service);
    const placed = target === undefined ? [] : below(target, services);

    // 2. What that means for what is there: nothing is written if something would be overwritten.
    const force = values.force || values.ask;
    const inData = await decide([file, ...pages, ...rosters.files], force);
    const outside = await decide(placed, force);

    if (values.ask) {
      const changing = [...inData, ...outside].filter(({ fate }) => fate !== "as it was");
      for (const { path, fate } of changing) say(`will be ${fate}: ${path}`);
      if (values.system) say(`will be as they should: ${data}, ${service.sockets}, and a line of ${TORRC}`);
      if (values.start)
        say("will be started, if they aren't, or something changes for them: tor@default, nightjar");
      confirm("Do this?");
    }

    // 3. The writing.
    const owner = isRoot ? await ownerNamed(user) : undefined;
    await prepareData(data, owner);
    // The server reads what is public, and has no business writing it.
    if (keeper) await keepBelow(data, inData, keeper);
    else await write(inData, 0o755);
    await write(outside, 0o755);
    for (const { path, fate } of [...inData, ...outside]) say(`${fate}: ${path}`);
    if (target === undefined) for (const { path } of services) say(`not written: /${path}`);
    const sockets = values.system ? await prepareSockets(service.sockets, owner) : false;
    const included = values.system ? await includeFragments() : "none";
    say(`The anchor's fingerprint: ${anchorFingerprint(anchor)}`);

    // 4. The start, if there is something to show.
    const has = async (name: string) => await exists(join(data, "public", name));
    const [hasPages, hasRosters] = [await has("source.html"), await has("rosters")];
    const started = values.start && hasPages && hasRosters;
    let onion = named;
    if (started) {
      if (await isNewerThanServer([`/${JOURNAL}`])) await restartJournal();
      onion = await startTor(await isNewerThanServer([TORRC, ...outside.map(({ path }) => path)]));
      const told = below("/", await serviceFiles(serviceValues(values, onion, before)));
      await write(await decide(told, true), 0o755);
      await startServer(
        await isNewerThanServer([
          `/${UNIT}`,
          file.path,
          ...["source.html", LINE_NAME].map((name) => join(data, "public", name)),
          ...pages.map(({ path }) => path),
        ]),
      );
      say("The server is open.");
      say(`The sources' onion: http://${await hostnameIn(USUAL.torSources)}`);
      say(`The couriers' onion, which only couriers are told: http://${onion}`);
    }

    // 5. What is left.
    const left = leftToDo({
      service: serviceValues(values, onion, before),
      written: target,
      ownerKnown: owner !== undefined,
      sockets,
      pages: hasPages,
      rosters: hasRosters,
      tor: await torIsThere(),
      included: included !== "none",
      systemd: await systemdRuns(),
      started,
      journal: values.system && (await exists("/var/log/journal")),
    });
    say();
    say("Left for you:");
    for (const line of left) say(`  ${line}`);
    return EXIT.ok;
  },
});

function below(target: string, files: readonly PlannedFile[]): PlannedFile[] {
  return files.map((file) => ({ ...file, path: join(target, file.path) }));
}

/** What an earlier setup was told, as the unit has it that it wrote. @throws CliError file-… */
async function unitAt(target: string | undefined): Promise<Unit> {
  const path = target === undefined ? undefined : join(target, UNIT);
  return path !== undefined && (await exists(path)) ? await readUnit(path) : parseUnit("");
}

/** Undefined for the anchor that is in its place. @throws CliError usage, if there is none either */
async function anchorGiven(data: string, given: string | undefined): Promise<string | undefined> {
  const isThere = await exists(join(data, "public", "anchor.json"));
  return given === undefined && isThere ? undefined : required("anchor", given);
}

/** @throws CliError file-…, data-refused, usage */
async function pagesFrom(
  { pages, "leave-to": leaveTo }: Partial<Record<"pages" | "leave-to", string | undefined>>,
  data: string,
  anchor: Anchor,
  keeper: Owner | undefined,
): Promise<PlannedFile[]> {
  if (pages === undefined) {
    const filled = await filledPages(data, anchor, leaveTo, keeper);
    if (leaveTo === undefined || filled.length > 0) return filled;
  } else if (leaveTo === undefined) return await pageFiles(data, pages, anchor);
  throw usage("Where pages are built, the build is told --leave-to");
}

/** By what name couriers come, if tor has made their onion. @throws CliError file-absent, tor-refused */
async function courierName(tor: string | undefined, system: boolean): Promise<string | null> {
  if (tor === undefined) return system ? await hostnameIn(USUAL.tor) : null;
  await requireFolder(tor);
  const name = await hostnameIn(tor);
  if (name !== null) return name;
  throw new CliError("tor-refused", `${tor} has no hostname yet: start tor, then run this again.`);
}

function serviceValues(
  values: Readonly<Record<ServiceOption, string | undefined>> & { readonly system: boolean },
  courierName: string | null,
  before: Unit,
): ServiceValues {
  const settings = new Map([...before.environment].filter(([name]) => SETTABLE.has(name)));
  if (courierName !== null) settings.set(COURIER_NAMES, courierName);
  for (const [option, name] of AMOUNTS) {
    const text = values[option];
    if (text !== undefined) settings.set(name, String(amountFrom(option, text)));
  }
  for (const [option, name, least] of DAYS) {
    const text = values[option];
    if (text !== undefined) settings.set(name, String(wholeNumber(option, text, least, 365)));
  }
  return {
    data: plainPath("data", dataFolder(values, before)),
    app: plainPath("app", values.app ?? PROGRAM),
    user: userOf(values, before),
    sockets: plainPath("sockets", values.sockets ?? socketsIn(before) ?? USUAL.sockets),
    settings,
  };
}

type ServiceOption =
  | "data"
  | "app"
  | "user"
  | "sockets"
  | (typeof AMOUNTS)[number][0]
  | (typeof DAYS)[number][0];

function dataFolder(
  { data, system }: { readonly data: string | undefined; readonly system: boolean },
  { environment }: Unit,
): string {
  return required("data", data ?? environment.get("NIGHTJAR_DATA") ?? (system ? USUAL.data : undefined));
}

function userOf({ user }: { readonly user: string | undefined }, before: Unit): string {
  return userName(user ?? before.user ?? USUAL.user);
}

function socketsIn({ environment }: Unit): string | undefined {
  const listen = environment.get("NIGHTJAR_LISTEN");
  return listen?.startsWith("unix:/") ? dirname(listen.slice("unix:".length)) : undefined;
}
