import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testInstance } from "../../../support/instance.ts";
import { cleanEnvironment, DOOR, type Ended, temporaryFolder } from "../support/cli.ts";
import { modeOf } from "../support/folders.ts";
import { writeSetupFiles } from "../support/setup-files.ts";

/**
 * "setup --system --start" where /etc, /var/lib, /var/log and /run are a test's own, and systemctl is a script that notes
 * what it is told, and opens a status socket for the server. The real ones are in tests/system/package-root.long.test.ts.
 */

const root = temporaryFolder();
const path = (name: string) => join(root, name);
const instance = testInstance({ demo: false });
const USERS = "root:x:0:0:root:/root:/bin/sh\nnightjar:x:64001:64001::/nonexistent:/bin/false\n";
const ONION = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion\n";
const STATUS =
  '{"type":"nightjar-status/v1","today":"2026-11-22","since":"2026-11-20","days":[],"floods":{},"stored":[],"retentionDays":21,"eraseAfterDays":3,"expired":[],"late":[],"room":{"bytes":10737418240,"tenths":1,"diskTenths":4},"letters":{"bags":6},"health":{"doubt":null,"damaged":[]},"roster":{"sequence":3,"begins":null,"days":24,"currencyDays":9,"missing":null}}';
const SYSTEMCTL = `#!/bin/sh
echo "$2 $3" >> ${path("told")}
[ "$2 $3" = "restart nightjar" ] && [ -e ${path("fails")} ] && exit 1
case "$2 $3" in
  "restart nightjar") [ -e ${path("pid")} ] && kill $(cat ${path("pid")}); rm -f /run/nightjar/status.sock;;
  "start nightjar") [ -e /run/nightjar/status.sock ] && exit 0;;
  *) exit 0;;
esac
mkdir -p /run/nightjar
'${process.execPath}' -e 'require("net").createServer((s) => s.end(process.argv[1] + "\\n")).listen("/run/nightjar/status.sock")' '${STATUS}' > /dev/null 2>&1 &
echo $! > ${path("pid")}
`;
let machine: ChildProcess;

beforeAll(async () => {
  await writeSetupFiles(root, instance);
  for (const below of ["bin", "etc/tor", "run/systemd/system", "log"])
    mkdirSync(path(below), { recursive: true });
  for (const onion of ["sources", "couriers"]) {
    mkdirSync(path(`lib/tor/nightjar-${onion}`), { recursive: true });
    writeFileSync(path(`lib/tor/nightjar-${onion}/hostname`), ONION);
  }
  writeFileSync(path("bin/systemctl"), SYSTEMCTL, { mode: 0o755 });
  if (process.getuid?.() !== 0) throw new Error("setup --start is for root: run its tests as root");
  const binds = [
    ["etc", "/etc"],
    ["lib", "/var/lib"],
    ["log", "/var/log"],
    ["run", "/run"],
  ] as const;
  const mounts = binds.map(([from, to]) => `mount --bind ${path(from)} ${to}`).join(" && ");
  machine = spawn("unshare", ["--mount", "sh", "-c", `${mounts} && echo there && exec sleep 600`]);
  await new Promise((resolve) => machine.stdout?.once("data", resolve));
});

beforeEach(() => {
  writeFileSync(path("etc/passwd"), USERS);
  writeFileSync(path("etc/group"), "debian-tor:x:64002:\n");
  if (!existsSync(path("etc/tor/torrc"))) writeFileSync(path("etc/tor/torrc"), "SocksPort 0\n");
});

afterAll(() => {
  machine?.kill("SIGKILL");
  if (existsSync(path("pid"))) process.kill(Number(readFileSync(path("pid"), "utf8")));
});

/** What it says, and what systemctl was told. */
function setup(...args: readonly string[]): Ended & { told: string[] } {
  rmSync(path("told"), { force: true });
  const line = `umask 077; export PATH=${path("bin")}:$PATH; exec "$@"`;
  const command = [
    "sh",
    "-c",
    line,
    "sh",
    process.execPath,
    DOOR,
    "setup",
    "--app",
    "/opt/nightjar",
    ...args,
  ];
  const { status, stdout, stderr } = spawnSync("nsenter", ["-t", String(machine.pid), "-m", ...command], {
    encoding: "utf8",
    env: cleanEnvironment(),
  });
  const told = existsSync(path("told")) ? readFileSync(path("told"), "utf8").trim().split("\n") : [];
  return { code: status, stdout, stderr, told };
}
const ANEW = ["restart systemd-journald", "reload-or-restart tor@default", "restart nightjar"];
const given = () => [
  "--system",
  "--anchor",
  path("anchor.json"),
  "--pages",
  path("dist"),
  "--known",
  path("k/public"),
];

describe("setup --start", () => {
  test.each([
    ["systemd", () => rmSync(path("run/systemd"), { recursive: true }), /No systemd.*leave --start out/],
    ["tor", () => rmSync(path("etc/tor/torrc")), /Tor isn't on this machine: say apt-get install/],
    ["the user", () => writeFileSync(path("etc/passwd"), ""), /no user nightjar: say adduser --system/],
  ])("without %s it is refused, before anybody is asked, and nothing is written", (_, take, says) => {
    take();
    for (const more of [[], ["--ask"]]) {
      const refused = setup("--start", ...given(), ...more);
      expect(refused).toMatchObject({ stdout: "", stderr: expect.stringMatching(says), told: [] });
      expect(refused.code).toBeGreaterThan(0);
    }
    expect([existsSync(path("lib/nightjar")), existsSync(path("etc/systemd"))]).toEqual([false, false]);
    mkdirSync(path("run/systemd/system"), { recursive: true });
  });

  test("all is started, and may be read by whom it is for, whatever root's umask; again, nothing is started anew", () => {
    const first = setup("--start", ...given());
    expect(first).toMatchObject({ code: 0, stderr: "", told: expect.arrayContaining(ANEW) });
    expect(first.stdout).toContain("The server is open.");
    const public_ = ["anchor.json", "source.html", "rosters/0001.json"].map(
      (name) => `lib/nightjar/public/${name}`,
    );
    for (const file of ["etc/tor/torrc", "etc/tor/torrc.d/nightjar-sources.conf", ...public_])
      expect(modeOf(path(file)), file).toBe("644");
    expect(modeOf(path("etc/tor/torrc.d"))).toBe("755");
    const again = setup("--start", ...given());
    expect(again).toMatchObject({ code: 0, stderr: "" });
    for (const one of ANEW) expect(again.told).not.toContain(one);
  });

  test("what an earlier run wrote reaches the server with the next that starts it: it wasn't to start, or failed", () => {
    expect(setup("--system", "--force", "--room", "50GB")).toMatchObject({ code: 0, told: [] });
    expect(setup("--system", "--start").told).toEqual(expect.arrayContaining(ANEW.slice(1)));

    writeFileSync(path("fails"), "");
    const failed = setup("--system", "--start", "--force", "--room", "60GB");
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("then run this again") });
    rmSync(path("fails"));
    const after = setup("--system", "--start");
    expect(after).toMatchObject({ code: 0, told: expect.arrayContaining(ANEW.slice(1)) });
    expect(setup("--system", "--start").told).not.toContain("restart nightjar");
    // Rosters it takes up by itself; the line of anchors, which comes with them, only as it starts.
    writeFileSync(path("lib/nightjar/public/rosters/0001.json"), "{}");
    expect(setup("--system", "--start").told).not.toContain("restart nightjar");
    writeFileSync(path("lib/nightjar/public/line.json"), "{}");
    expect(setup("--system", "--start").told).toContain("restart nightjar");
  });
});
