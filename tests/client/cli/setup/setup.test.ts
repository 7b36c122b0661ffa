import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { JOURNAL, serviceFiles, UNIT, USUAL } from "../../../../client/cli/setup/service-files.ts";
import { buildNoScriptPages } from "../../../../client/source/no-script/build.ts";
import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { commandLine } from "../../../support/command-line.ts";
import { ROOT } from "../../../support/imports.ts";
import { testInstance } from "../../../support/instance.ts";
import { annexFor, publishAnnex, publishRoster } from "../../../support/roster-files.ts";
import { temporaryFolder } from "../support/cli.ts";
import { modeOf, namesBelow, snapshot } from "../support/folders.ts";

const root = temporaryFolder();
const instance = testInstance();
const anchorText = Buffer.from(encodeAnchor(instance.anchor)).toString();
const path = (name: string) => join(root, name);

/** Pages like the build's, without the half minute that it takes. */
function pagesWith(folder: string, anchorInIt: string): void {
  mkdirSync(folder, { recursive: true });
  const html = `<!doctype html><script>x='${anchorInIt}'</script>`;
  writeFileSync(join(folder, "source.html"), html);
  for (const [name, bytes] of buildNoScriptPages(encodeAnchor(instance.anchor)))
    writeFileSync(join(folder, name), bytes);
}

beforeAll(async () => {
  writeFileSync(path("anchor.json"), anchorText);
  pagesWith(path("dist"), anchorText);
  publishRoster(path("known-data"), 1, instance.file);
  publishAnnex(path("known-data"), 1, await annexFor(instance, instance.file.roster, []));
});

const setup = (data: string, ...more: string[]) =>
  commandLine(["setup", "--data", data, "--anchor", path("anchor.json"), ...more]);
const all = (out: string) => ["--pages", path("dist"), "--known", path("known-data/public"), "--out", out];

test("sets everything up, says what, and changes nothing when it is run again", async () => {
  const [data, out] = [path("a"), path("a-out")];
  const first = await setup(data, ...all(out));
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout).toContain(anchorFingerprint(instance.anchor));
  expect(namesBelow(data)).toEqual(
    expect.arrayContaining([
      "public/anchor.json",
      "public/source.html",
      "public/no-script.html",
      "public/rosters/0001.json",
    ]),
  );
  expect(modeOf(data)).toBe("700");
  expect(namesBelow(out)).toEqual(
    expect.arrayContaining(["etc/systemd/system/nightjar.service", "etc/tor/torrc.d/nightjar-sources.conf"]),
  );
  const before = [snapshot(data), snapshot(out)];
  const second = await setup(data, ...all(out));
  expect(second).toMatchObject({ code: 0, stderr: "" });
  expect(second.stdout).not.toMatch(/^(made|replaced|closed)/m);
  expect([snapshot(data), snapshot(out)]).toEqual(before);
});

test("a data folder that others could enter is closed, and that is said", async () => {
  const data = path("open");
  mkdirSync(data);
  chmodSync(data, 0o755);
  expect((await setup(data)).stdout).toContain(`closed to others: ${data}`);
  expect(modeOf(data)).toBe("700");
});

test("bit by bit: it says what is left, and what it would have written", async () => {
  const data = path("b");
  const bare = await setup(data);
  expect(bare.stdout).toMatch(/not written: \/etc\/systemd/);
  for (const left of [/--pages/, /roster publish/, /--system/, /adduser/, /%include/])
    expect(bare.stdout).toMatch(left);
  const more = await setup(data, ...all(path("b-out")));
  expect(more.stdout).not.toMatch(/--pages|roster publish/);
  expect(more.stdout).toContain(`install -D -m 644 ${path("b-out")}/etc/tor/torrc.d/nightjar-couriers.conf`);
});

test("what differs is never overwritten unasked: one sentence, and nothing at all is written", async () => {
  const [data, out] = [path("c"), path("c-out")];
  await setup(data, ...all(out));
  const unit = join(out, "etc/systemd/system/nightjar.service");
  writeFileSync(unit, "mine");
  const before = [snapshot(data), snapshot(out)];
  const refused = await setup(data, ...all(out), "--room", "50GB");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(/^[^\n]*nightjar\.service is there already[^\n]*--force[^\n]*\n$/);
  expect([snapshot(data), snapshot(out)]).toEqual(before);
  const forced = await setup(data, ...all(out), "--room", "50GB", "--force");
  expect(forced.stdout).toContain(`replaced: ${unit}`);
  expect(readFileSync(unit, "utf8")).toMatch(/^Environment=NIGHTJAR_ROOM=50000000000$/m);
});

test("what an earlier setup was told stays: the data folder, the user, the sockets, and what it may take", async () => {
  const [data, out] = [path("told"), path("told-out")];
  const unit = join(out, UNIT);
  const told = ["--user", "owl", "--sockets", "/srv/sockets", "--room", "50GB", "--erase-after", "0"];
  await setup(data, ...all(out), ...told);
  const before = readFileSync(unit, "utf8");
  expect(await commandLine(["setup", "--out", out])).toMatchObject({ code: 0, stderr: "" });
  expect(readFileSync(unit, "utf8")).toBe(before);
  await commandLine(["setup", "--out", out, "--user", "crow", "--force"]);
  expect(readFileSync(unit, "utf8")).toBe(before.replaceAll("=owl", "=crow"));
});

test("without --anchor the one that is there stays; where root sets up, it must be root's alone", async () => {
  const data = path("kept");
  await setup(data, ...all(path("kept-out")));
  const again = () => commandLine(["setup", "--data", data]);
  expect(await again()).toMatchObject({ code: 0, stderr: "" });
  const anchor = join(data, "public/anchor.json");
  const isRoot = process.getuid?.() === 0;
  for (const [take, giveBack] of [
    [() => chmodSync(anchor, 0o666), () => chmodSync(anchor, 0o644)],
    [() => linkSync(anchor, path("second")), () => rmSync(path("second"))],
    [
      () => {
        renameSync(anchor, path("elsewhere.json"));
        symlinkSync(path("elsewhere.json"), anchor);
      },
      () => renameSync(path("elsewhere.json"), anchor),
    ],
  ] as const) {
    take();
    const { code, stderr } = await again();
    expect([code, stderr.includes("root's alone")]).toEqual(isRoot ? [1, true] : [0, false]);
    giveBack();
    expect(await again()).toMatchObject({ code: 0, stderr: "" });
  }
  expect(await commandLine(["setup", "--data", path("nothing-there")])).toMatchObject({ code: 2 });
});

test("pages of another anchor, rosters of another, an anchor that is none: refused, and no folder is made", async () => {
  const data = path("d");
  pagesWith(path("other"), Buffer.from(encodeAnchor(testInstance().anchor)).toString());
  publishRoster(path("other-data"), 1, testInstance().file);
  for (const [args, says] of [
    [["--pages", path("other")], /doesn't hold the pages of this anchor/],
    [["--pages", path("known-data")], /doesn't hold the pages/],
    [["--known", path("other-data/public")], /\S/],
    [["--anchor", path("dist/source.html")], /once/],
  ] as const) {
    const { code, stderr } = await setup(data, ...args);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(says);
    expect(existsSync(data)).toBe(false);
  }
});

test("of what is to be published it says what is wrong, and left out", async () => {
  const other = testInstance();
  publishRoster(path("mixed"), 1, instance.file);
  publishAnnex(path("mixed"), 1, await annexFor(instance, instance.file.roster, []));
  publishAnnex(path("mixed"), 2, await annexFor(other, other.file.roster, []));
  const { code, stdout } = await setup(path("f"), "--known", path("mixed/public"));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^WRONG, left out: [^\n]*annexes\/0002/m);
  expect(namesBelow(path("f"))).not.toContain("public/annexes/0002.signed.json");
});

test.each([
  [["--out", "x", "--system"], /only one of them/],
  [["--out", "x", "--start"], /--start goes with --system/],
  [["--user", "root"], /other than root/],
  [["--user", "a b"], /--user/],
  [["--app", "relative"], /--app/],
  [["--sockets", "/with space"], /--sockets/],
  [["--sockets", "/a/../b"], /--sockets/],
  [["--room", "much"], /--room/],
  [["--retention-days", "0"], /--retention-days/],
])("wrong use %j", async (args, says) => {
  expect(await setup(path("e"), ...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
});

test("deploy/ with the usual values is deploy/; with others, every place has them", async () => {
  const usual = await serviceFiles({ ...USUAL, settings: new Map() });
  for (const { path: name, bytes } of usual) {
    const last = name.split("/").at(-1);
    const own = { [UNIT]: "nightjar.service", [JOURNAL]: "journald.conf" }[name] ?? `tor/${last}`;
    expect(Buffer.from(bytes).toString()).toBe(readFileSync(join(ROOT, "deploy", own), "utf8"));
  }
  const settings = new Map([["NIGHTJAR_RETENTION_DAYS", "7"]]);
  const other = await serviceFiles({
    app: "/srv/app",
    data: "/srv/data",
    user: "owl",
    sockets: "/srv/s",
    settings,
  });
  const texts = other.map(({ bytes }) => Buffer.from(bytes).toString().replace(/^#.*$/gm, ""));
  expect(texts.join("")).not.toMatch(
    /\/opt\/nightjar|\/var\/lib\/nightjar|tor-onion-sockets|User=nightjar|StateDirectory/,
  );
  const [unit = ""] = texts;
  const settled = [
    "User=owl",
    "Group=owl",
    "ReadWritePaths=/srv/data",
    "ReadWritePaths=/srv/s",
    "WorkingDirectory=/srv/app",
  ];
  for (const line of [
    ...settled,
    "Environment=NIGHTJAR_DATA=/srv/data",
    "Environment=NIGHTJAR_RETENTION_DAYS=7",
  ]) {
    expect(unit.split("\n")).toContain(line);
  }
  expect(unit).toContain(
    "ExecStart=/srv/app/node_modules/.bin/node --disable-sigusr1 --max-semi-space-size=4 --initial-heap-size=48 /srv/app/server/main.ts\n",
  );
});

test("systemd knows every line of the unit, and finds little exposed", () => {
  const analyze = (...args: string[]) => spawnSync("systemd-analyze", args, { encoding: "utf8" });
  const unit = join(ROOT, "deploy/nightjar.service");
  expect(analyze("verify", unit).stderr).not.toMatch(/Unknown|Failed to parse|ignoring/);
  const security = analyze("security", "--offline=yes", unit).stdout;
  expect(Number(/exposure level for nightjar\.service: ([\d.]+)/.exec(security)?.[1])).toBeLessThanOrEqual(
    0.6,
  );
});
