import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeHybridIdentity, type HybridSeed, hybridPublicKey } from "../../crypto/age/identities.ts";
import { encodeHybridRecipient } from "../../crypto/age/recipient-keys.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../crypto/documents/fingerprint.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import { randomBytes } from "../../crypto/random.ts";
import { BootedRoot } from "../support/booted-root.ts";
import { digestOf, fakeEnvelope } from "../support/envelopes.ts";
import { ROOT } from "../support/imports.ts";
import { keyOf, testInstance } from "../support/instance.ts";
import { KeysBench } from "../support/keys-bench.ts";
import { annexFor, publishAnnex, publishRoster, rostersTar } from "../support/roster-files.ts";

/**
 * docs/operating.md, to the letter, on bare Debian 12 that its own systemd runs: apt, tor, units and their sandboxes are
 * real. There is no network: what apt will want was fetched before the machine was booted.
 */

const MINUTES = 60_000;
const folder = mkdtempSync(join(tmpdir(), "nightjar-root-"));
const path = (name: string) => join(folder, name);
const instance = testInstance({ demo: false });
const seed = randomBytes(32) as Uint8Array as HybridSeed;
const RECIPIENT = encodeHybridRecipient(hybridPublicKey(seed, noble));
const tip = fakeEnvelope();
const DEB = "nightjar_0.1.0_amd64.deb";
const machine = new BootedRoot(path("root"));
const second = new BootedRoot(path("root-2"));

/** The commands of a section, its blocks apart. */
function blocksOf(heading: string): string[][] {
  const [section = ""] = (operating.split(`## ${heading}\n`)[1] ?? "").split("\n## ");
  return section
    .split("\n\n")
    .map((block) => block.split("\n").flatMap((line) => (line.startsWith("    ") ? [line.trim()] : [])))
    .filter((block) => block.length > 0);
}
const operating = readFileSync(join(ROOT, "docs/operating.md"), "utf8");
const [install = [], upgrade = []] = blocksOf("By the package");
const [intoFolder = [], intoPlace = []] = blocksOf("Restoring");
const ours = (command: string) =>
  command
    .replace("apt-get install", "apt-get install -qq -y")
    .replace("npm run nightjar -- ", "nightjar ")
    .replaceAll("$RECIPIENT", RECIPIENT);

/** Each command as the page has it. What the doctor finds of couriers who have no key yet is a warning. */
function walk(on: BootedRoot, commands: readonly string[]): string {
  return commands
    .map((command) => on.say(ours(command), command === "nightjar doctor" ? [0, 3] : [0]))
    .join("");
}

const hostname = (on: BootedRoot, onion: string) =>
  readFileSync(on.inside(`var/lib/tor/nightjar-${onion}/hostname`), "utf8");
const onions = (on: BootedRoot) => ["sources", "couriers"].map((onion) => hostname(on, onion));
const handIn = (on: BootedRoot) =>
  on.say("nightjar import-spool tip.age --unix /var/lib/tor-onion-sockets/nightjar-sources.sock --circuits");
/** The digests of what lies in the spool. */
function exported(on: BootedRoot): string[] {
  on.say("nightjar export-spool --data /var/lib/nightjar --out left");
  const left = on.inside("root/left");
  return readdirSync(left).map((name) => digestOf(readFileSync(join(left, name))));
}
const mainPids = (on: BootedRoot) => on.say("systemctl show -p MainPID --value nightjar tor@default");

beforeAll(async () => {
  const built = path("built");
  execFileSync(process.execPath, ["deploy/package/main.ts", "--out", built, "--compression", "none"], {
    cwd: ROOT,
  });
  execFileSync("dpkg-deb", ["-R", join(built, DEB), path("next")]);
  const control = path("next/DEBIAN/control");
  writeFileSync(control, readFileSync(control, "utf8").replace("Version: 0.1.0", "Version: 0.2.0"));
  execFileSync("dpkg-deb", ["-Znone", "--build", path("next"), path("nightjar_0.2.0_amd64.deb")]);

  machine.make(join(built, DEB));
  publishRoster(path("k"), 1, instance.file);
  publishAnnex(path("k"), 1, await annexFor(instance, instance.file.roster, instance.couriers.map(keyOf)));
  writeFileSync(machine.inside("root/rosters.tar"), await rostersTar(instance.anchor, path("k/public")));
  cpSync(join(built, DEB), machine.inside(`root/${DEB}`));
  cpSync(path("nightjar_0.2.0_amd64.deb"), machine.inside("root/nightjar_0.2.0_amd64.deb"));
  writeFileSync(machine.inside("root/anchor.json"), encodeAnchor(instance.anchor));
  writeFileSync(machine.inside("root/tip.age"), tip);
  execFileSync("cp", ["-a", path("root"), path("root-2")]);
  await machine.boot();
}, 15 * MINUTES);

afterAll(async () => {
  await machine.stop();
  await second.stop();
  rmSync(folder, { recursive: true });
}, 2 * MINUTES);

test(
  "from bare Debian to a running instance in eight commands, which takes a tip",
  () => {
    expect(install.length).toBeLessThanOrEqual(8);
    const said = walk(machine, install);
    expect(said).toContain(anchorFingerprint(instance.anchor));
    expect(said.match(/http:\/\/[a-z2-7]{56}\.onion/g)).toHaveLength(2);
    expect(said).not.toMatch(/npm run/);
    // No mail server, no other that listens: nothing came along that nobody asked for.
    expect(machine.say("dpkg-query -W")).not.toMatch(/^(exim4|cron|postfix)/m);
    expect(machine.say("systemctl is-active nightjar tor@default")).toBe("active\nactive\n");
    handIn(machine);
    expect(machine.say("nightjar status")).toContain("Roster 1 is in force");
  },
  15 * MINUTES,
);

test(
  "once a courier has a key the doctor is green, and so is the unit of its timer, in its sandbox",
  async () => {
    expect(machine.say("nightjar doctor", [3])).toMatch(/No courier's key lies/);
    const brief = () => machine.ask("systemctl start nightjar-doctor").code;
    const journal = () => machine.say("journalctl --quiet --output cat --unit nightjar-doctor");
    expect(brief()).not.toBe(0);
    expect(machine.say("systemctl is-failed nightjar-doctor")).toBe("failed\n");
    expect(machine.say("systemctl show -p ExecMainStatus --value nightjar-doctor")).toBe("3\n");
    expect(journal()).toMatch(/^warning: No courier's key lies .* See "nightjar doctor"$/m);

    const addresses = hostname(machine, "couriers").trim();
    const { auth } = await new KeysBench().ask("courierOnionKey", { addresses });
    writeFileSync(machine.inside("root/courier.auth"), auth.bytes);
    machine.say("nightjar courier authorize swift --auth courier.auth --tor /var/lib/tor/nightjar-couriers");
    machine.say("systemctl reload tor@default");
    expect(machine.say("nightjar doctor")).toMatch(/^fine {5}\d+ checks/);
    expect(brief()).toBe(0);
    expect(machine.ask("systemctl is-failed nightjar-doctor").code).not.toBe(0);
    expect(journal()).toMatch(/^fine: all of \d+ checks$/m);

    machine.say("systemctl enable --now nightjar-doctor.timer");
    expect(machine.say("systemctl list-timers --no-legend nightjar-doctor.timer")).toMatch(/nightjar-doctor/);
  },
  5 * MINUTES,
);

test(
  "a backup restored on a second bare machine serves the same onions and has every envelope",
  async () => {
    const tor = "--tor /var/lib/tor/nightjar-sources --tor /var/lib/tor/nightjar-couriers";
    machine.say(
      ours(
        `nightjar backup full.backup --data /var/lib/nightjar --recipient $RECIPIENT --with-envelopes ${tor}`,
      ),
    );
    await second.boot();
    cpSync(machine.inside("root/full.backup"), second.inside("root/night-post.backup"));
    writeFileSync(second.inside("root/operator.txt"), `${encodeHybridIdentity(seed)}\n`, { mode: 0o600 });
    walk(second, [...install.slice(0, 1), ...intoFolder, ...intoPlace]);
    walk(second, ["nightjar setup --system --start --room 20GB", "nightjar doctor"]);
    expect(onions(second)).toEqual(onions(machine));
    expect(second.say("systemctl is-active nightjar tor@default")).toBe("active\nactive\n");
    expect(exported(second)).toEqual([digestOf(tip)]);
    await second.stop();
  },
  10 * MINUTES,
);

test(
  "an upgrade keeps the tip, the onions and the settings; a purge leaves tor's keys alone",
  () => {
    const unit = readFileSync(machine.inside("etc/systemd/system/nightjar.service"), "utf8");
    const before = onions(machine);
    walk(machine, upgrade);
    expect(machine.say("dpkg-query -s nightjar")).toContain("\nVersion: 0.2.0\n");
    expect(readFileSync(machine.inside("etc/systemd/system/nightjar.service"), "utf8")).toBe(unit);
    expect(unit).toContain("NIGHTJAR_ROOM=20000000000");
    expect(machine.say("systemctl is-active nightjar tor@default")).toBe("active\nactive\n");
    expect(exported(machine)).toEqual([digestOf(tip)]);

    const said = machine.say("apt-get purge -qq -y nightjar");
    expect(said).toContain("Still there: /var/lib/tor/nightjar-sources");
    for (const gone of ["etc/systemd/system/nightjar.service", "var/lib/nightjar", "usr/lib/nightjar"])
      expect(existsSync(machine.inside(gone))).toBe(false);
    expect(machine.ask("systemctl is-active nightjar").stdout).not.toBe("active\n");
    expect(onions(machine)).toEqual(before);
  },
  10 * MINUTES,
);

test(
  "setup alone, at a terminal, on what is bare again: it asks, and the doctor is green after it; again, nothing changes",
  () => {
    const before = onions(machine);
    walk(machine, install.slice(0, 1));
    const alone = (answers: readonly string[]) =>
      machine.ask('script -qec "nightjar setup" /dev/null', `${answers.join("\n")}\n`);
    const first = alone(["", "yes", "", "", "20GB", "14", "yes"]);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/will be made: [^\n]*[\s\S]*Do this\?[\s\S]*The server is open\./);
    expect(machine.say("nightjar doctor")).toMatch(/^fine {5}\d+ checks/);
    expect(onions(machine)).toEqual(before);

    const running = mainPids(machine);
    expect(alone(["", "", "", "yes"])).toMatchObject({ code: 0 });
    expect(mainPids(machine)).toBe(running);
    expect(machine.say("nightjar doctor")).toMatch(/^fine {5}\d+ checks/);
  },
  10 * MINUTES,
);
