import { defineCommand } from "../command.ts";
import { checkBelow } from "../doctor/check-below.ts";
import {
  checkCopies,
  checkDisk,
  checkErasing,
  checkLetters,
  checkPermissions,
  checkSpool,
} from "../doctor/check-data.ts";
import { checkMachine } from "../doctor/check-machine.ts";
import { checkProgramVersions } from "../doctor/check-program.ts";
import { checkTor } from "../doctor/check-tor.ts";
import { checkDocuments, type Examination, examine, type Place } from "../doctor/examination.ts";
import type { Finding, Level } from "../doctor/finding.ts";
import { linesOf, screenOf, worstFirst } from "../doctor/screen.ts";
import { USUAL_UNIT, unitAt } from "../doctor/unit.ts";
import { CliError, EXIT } from "../errors.ts";
import { requireFolder } from "../files.ts";
import { counted, say } from "../say.ts";
import { PROGRAM } from "../setup/packaged.ts";

const USUAL_TORRC = "/etc/tor/torrc";

export const doctor = defineCommand("doctor", {
  summary: "look at an instance and its machine, and say what is wrong and what to do",
  about: `
    Looks, asks no network, and changes nothing but that SQLite may leave an empty log beside a database:
    the server's settings and documents, how long rosters last, who may read and write what (modes, owners
    and links, of the data and of the onions' keys to the last file), tor's settings and their pitfalls,
    room on the disk, the clock, the databases, whether swap, core dumps or a journal could keep what they
    must not, Node, and what is installed against the lockfile. Every finding comes with a remedy. Run it as
    root, or as the server's user, who may not see tor's folders.`,
  options: {
    "[--unit FILE]": `the server's systemd unit, which has its settings (${USUAL_UNIT}); if there is none,
      NIGHTJAR_… variables count`,
    "[--torrc FILE]": `tor's settings (${USUAL_TORRC}); not looked at where the server listens at no socket`,
    "[--data DIR]": "the data folder, if it isn't the one that the settings name",
    "[--deep]": "have SQLite compare indexes with tables too, which takes longer",
    "[--all]": "all that was found, what is fine too, also if it takes more than one screen",
    "[--brief]": `one line: the worst finding, and how many there are. The package's timer asks for it
      daily, once "systemctl enable --now nightjar-doctor.timer" was said`,
    "[--json]": `one line of JSON, for a monitor:
      {"level":"warning","findings":[{"check":…,"level":…,"sentence":…}]}`,
  },
  oneOf: ["[--all|--brief|--json]"],
  example: "npm run nightjar -- doctor",
  exits: {
    0: "all is well",
    1: "something is wrong, or the doctor could not look",
    3: "nothing is wrong, but there are warnings",
  },

  async run(values) {
    const unit = await unitAt(values.unit);
    const settings = unit?.environment ?? ownSettings();
    const data = values.data ?? settings.get("NIGHTJAR_DATA");
    if (!data)
      throw new CliError("usage", "Say where the data folder is: with --unit, --data or NIGHTJAR_DATA.");
    await requireFolder(data);
    const found = await examine(data, settings, values.deep);
    const findings = [
      ...checkDocuments(found),
      ...checkSpool(found, Date.now()),
      ...checkErasing(found),
      ...checkLetters(found),
      ...(await checkPermissions(data, socketsOf(found), unit)),
      ...(await checkBelow(data)),
      ...checkCopies(data, found),
      ...(await checkDisk(data, found)),
      ...(await torOf(found, values.torrc)),
      ...(await checkMachine("/", unit)),
      ...(await checkProgramVersions(
        unit?.service.get("WorkingDirectory") ?? PROGRAM,
        process.versions.node,
      )),
    ];
    const level = worstOf(findings);
    if (values.brief) say(briefly(level, findings));
    else if (values.json) process.stdout.write(`${JSON.stringify({ level, findings })}\n`);
    else for (const line of values.all ? linesOf(findings) : screenOf(findings)) say(line);
    return { fine: EXIT.ok, warning: EXIT.partly, wrong: EXIT.failed }[level];
  },
});

function ownSettings(): ReadonlyMap<string, string> {
  const own = Object.entries(process.env).filter(([name]) => name.startsWith("NIGHTJAR_"));
  return new Map(own.map(([name, value = ""]) => [name, value]));
}

function socketsOf({ settings }: Examination): string[] {
  const places = [settings?.listen, settings?.courierListen];
  return places.flatMap((place) => (place && "socket" in place ? [place.socket] : []));
}

async function torOf({ settings }: Examination, torrc: string | undefined): Promise<Finding[]> {
  if (!settings || (torrc === undefined && !("socket" in settings.listen))) return [];
  return await checkTor(torrc ?? USUAL_TORRC, {
    sources: nameOf(settings.listen),
    circuits: settings.circuits,
    couriers: settings.courierListen && nameOf(settings.courierListen),
    courierNames: settings.courierNames,
  });
}

/** As a torrc and the server's settings name a place. */
function nameOf(place: Place): string {
  return "socket" in place ? `unix:${place.socket}` : `${place.host}:${place.port}`;
}

function worstOf(findings: readonly Finding[]): Level {
  const has = (level: Level) => findings.some((finding) => finding.level === level);
  return has("wrong") ? "wrong" : has("warning") ? "warning" : "fine";
}

/** The worst, and how much there is; the rest is for whoever comes to look. */
function briefly(level: Level, findings: readonly Finding[]): string {
  const [first, ...others] = worstFirst(findings).filter((one) => one.level !== "fine");
  if (!first) return `fine: all of ${counted(findings.length, "check")}`;
  const more = others.length === 0 ? "See" : `And ${counted(others.length, "more finding")}: see`;
  return `${level}: ${first.sentence} ${more} "npm run nightjar -- doctor"`;
}
