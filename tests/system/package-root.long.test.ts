import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseUnit } from "../../client/cli/doctor/unit.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { ROOT } from "../support/imports.ts";
import { keyOf, testInstance } from "../support/instance.ts";
import { annexFor, publishAnnex, publishRoster } from "../support/roster-files.ts";

/**
 * A bare Debian 12, made by mmdebstrap as root and entered by chroot: apt, tor and the package are real. No systemd runs
 * in it, so what it is told to start is started here, as the unit says, without a network.
 */

const MINUTES = 60_000;
const folder = mkdtempSync(join(tmpdir(), "nightjar-root-"));
const root = join(folder, "root");
const inside = (path: string) => join(root, path);
const instance = testInstance({ demo: false });
const running = new Map<string, ChildProcess>();

/** The commands of the section, its blocks apart. */
const blocks = (readFileSync(join(ROOT, "docs/operating.md"), "utf8").split("## By the package\n")[1] ?? "")
  .split("\n## ")[0]
  ?.split("\n\n")
  .map((block) => block.split("\n").flatMap((line) => (line.startsWith("    ") ? [line.trim()] : [])))
  .filter((block) => block.length > 0);
const [install = [], upgrade = []] = blocks ?? [];

function shell(command: string, codes: readonly number[] = [0]): string {
  const line = `cd /root && export DEBIAN_FRONTEND=noninteractive LC_ALL=C && ${command}`;
  try {
    return execFileSync("chroot", [root, "sh", "-c", line], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    if (codes.includes(status)) return stdout;
    throw new Error(`${command}\n${stdout}${stderr}`);
  }
}

/** What systemd would do. */
async function systemctl(command: string): Promise<void> {
  if (command === "restart tor@default") {
    shell("install -m 2755 -o debian-tor -g debian-tor -d /run/tor");
    const defaults = ["--defaults-torrc", "/usr/share/tor/tor-service-defaults-torrc"];
    await start("tor", ["tor", ...defaults, "--RunAsDaemon", "0", "--SocksPort", "0"]);
    await until(() => existsSync(inside("var/lib/tor/nightjar-couriers/hostname")));
  } else if (command.endsWith(" nightjar")) await startServer();
  else expect(command).toBe("daemon-reload");
}

async function startServer(): Promise<void> {
  const {
    user = "",
    environment,
    service,
  } = parseUnit(readFileSync(inside("etc/systemd/system/nightjar.service"), "utf8"));
  for (const name of ["run", "var/cache"]) shell(`install -d -o ${user} -g ${user} -m 700 /${name}/nightjar`);
  const settings = [...environment].map(([name, value]) => `${name}=${value}`);
  const program = (service.get("ExecStart") ?? "").split(" ");
  const socket = inside("var/lib/tor-onion-sockets/nightjar-sources.sock");
  rmSync(socket, { force: true });
  const identity = [`--reuid=${user}`, `--regid=${user}`, "--clear-groups"];
  await start("server", ["setpriv", ...identity, "env", "-i", ...settings, ...program]);
  await until(() => existsSync(socket));
}

async function start(name: string, command: readonly string[]): Promise<void> {
  await stop(name);
  running.set(name, spawn("unshare", ["--net", "chroot", root, ...command], { stdio: "ignore" }));
}

async function stop(name: string): Promise<void> {
  const child = running.get(name);
  if (!child || child.exitCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

const until = (holds: () => boolean) => expect.poll(holds, { timeout: MINUTES }).toBe(true);

async function walk(commands: readonly string[]): Promise<string> {
  let said = "";
  for (const command of commands) {
    const [, asked] = /^systemctl (.*)$/.exec(command) ?? [];
    if (asked !== undefined) await systemctl(asked.replace(/^enable --now/, "start"));
    // What a doctor finds of this machine is its own affair; that nothing of the instance is wrong is ours.
    else said += shell(command, command === "nightjar doctor" ? [0, 1, 3] : [0]);
  }
  return said;
}

beforeAll(async () => {
  execFileSync("mmdebstrap", ["--quiet", "--variant=apt", "bookworm", root]);
  for (const [kind, place] of [
    ["proc", "proc"],
    ["devpts", "dev/pts"],
  ] as const) {
    mkdirSync(inside(place), { recursive: true });
    execFileSync("mount", ["-t", kind, kind, inside(place)]);
  }
  for (const name of ["resolv.conf", "hosts"])
    cpSync(join("/etc", name), inside(`etc/${name}`), { dereference: true });
  const built = join(folder, "built");
  execFileSync(process.execPath, ["deploy/package/main.ts", "--out", built, "--compression", "none"], {
    cwd: ROOT,
  });
  cpSync(join(built, "nightjar_0.1.0_amd64.deb"), inside("root/nightjar_0.1.0_amd64.deb"));
  const next = join(folder, "next");
  execFileSync("dpkg-deb", ["-R", join(built, "nightjar_0.1.0_amd64.deb"), next]);
  const control = join(next, "DEBIAN/control");
  writeFileSync(control, readFileSync(control, "utf8").replace("Version: 0.1.0", "Version: 0.2.0"));
  execFileSync("dpkg-deb", ["-Znone", "--build", next, inside("root/nightjar_0.2.0_amd64.deb")]);
  writeFileSync(inside("root/anchor.json"), encodeAnchor(instance.anchor));
  publishRoster(join(folder, "known"), 1, instance.file);
  const annex = await annexFor(instance, instance.file.roster, instance.couriers.map(keyOf));
  publishAnnex(join(folder, "known"), 1, annex);
  cpSync(join(folder, "known/public"), inside("root/known"), { recursive: true });
  shell("apt-get update -qq");
}, 15 * MINUTES);

afterAll(async () => {
  for (const name of running.keys()) await stop(name);
  for (const place of ["dev/pts", "proc"]) execFileSync("umount", [inside(place)]);
  rmSync(folder, { recursive: true });
}, MINUTES);

test(
  "from bare Debian to a running instance in eight commands, which takes a tip",
  async () => {
    expect(install.length).toBeLessThanOrEqual(8);
    const said = await walk(
      install.map((command) => command.replace("apt-get install", "apt-get install -qq -y")),
    );
    expect(said).toMatch(/^[a-z2-7]{56}\.onion$/m);
    expect(said).toMatch(/The roster is in force/);
    expect(shell("nightjar doctor", [0, 1, 3])).not.toMatch(/npm run/);
    writeFileSync(inside("root/tip.age"), fakeEnvelope());
    shell("nightjar import-spool tip.age --unix /var/lib/tor-onion-sockets/nightjar-sources.sock --circuits");
  },
  15 * MINUTES,
);

test(
  "an upgrade keeps the tip, the onions and the settings; a purge leaves tor's keys alone",
  async () => {
    const unit = readFileSync(inside("etc/systemd/system/nightjar.service"), "utf8");
    const onion = readFileSync(inside("var/lib/tor/nightjar-sources/hostname"), "utf8");
    await walk(upgrade.map((command) => command.replace("apt-get install", "apt-get install -qq -y")));
    expect(shell("dpkg-query -s nightjar")).toContain("\nVersion: 0.2.0\n");
    expect(readFileSync(inside("etc/systemd/system/nightjar.service"), "utf8")).toBe(unit);
    expect(unit).toContain("NIGHTJAR_ROOM=20000000000");
    expect(shell("nightjar export-spool --data /var/lib/nightjar --out left && ls left")).toMatch(/\.age$/m);

    await stop("server");
    const said = shell("apt-get purge -qq -y nightjar");
    expect(said).toContain("Still there: /var/lib/tor/nightjar-sources");
    for (const path of ["etc/systemd/system/nightjar.service", "var/lib/nightjar", "usr/lib/nightjar"])
      expect(existsSync(inside(path))).toBe(false);
    expect(readFileSync(inside("var/lib/tor/nightjar-sources/hostname"), "utf8")).toBe(onion);
  },
  15 * MINUTES,
);
