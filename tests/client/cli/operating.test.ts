import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseUnit } from "../../../client/cli/doctor/unit.ts";
import { buildNoScriptPages } from "../../../client/source/no-script/build.ts";
import { encodeHybridIdentity, type HybridSeed, hybridPublicKey } from "../../../crypto/age/identities.ts";
import { encodeHybridRecipient } from "../../../crypto/age/recipient-keys.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { commandLine } from "../../support/command-line.ts";
import { digestOf, fakeEnvelope } from "../../support/envelopes.ts";
import { ROOT } from "../../support/imports.ts";
import { keyOf, testInstance } from "../../support/instance.ts";
import { KeysBench } from "../../support/keys-bench.ts";
import { sodium } from "../../support/primitives.ts";
import { annexFor, publishAnnex, publishRoster, rostersTar } from "../../support/roster-files.ts";
import { type RunningServer, removeData, startServer } from "../../support/server.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";
import { post } from "../../support/submit.ts";
import { temporaryFolder } from "./support/cli.ts";

const folder = temporaryFolder();
const path = (name: string) => join(folder, name);
const text = readFileSync(join(ROOT, "docs/operating.md"), "utf8");
const OURS = "npm run nightjar -- ";

const made = testInstance();
const anchor = { ...made.anchor, demo: false };
const hybrid = randomBytes(32) as Uint8Array as HybridSeed;
const recipient = encodeHybridRecipient(hybridPublicKey(hybrid, sodium));
const ONION = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

/** Every section with commands, in the order in which they are run here; other than ours are the operator's to run. */
const SECTIONS = [
  "Setting up",
  "Couriers",
  "Every day, every week",
  "Updating",
  "Backup",
  "Restoring",
  "A second server",
  "Moving to another machine",
  "In a container",
];

/** Run in a clean Debian by `npm run test:long`: tests/system/package-root.long.test.ts. */
const BY_PACKAGE = "By the package";

function commandsOf(heading: string): string[] {
  const [, rest = ""] = text.split(`## ${heading}\n`);
  const [section = ""] = rest.split("\n## ");
  return section.split("\n").flatMap((line) => (line.startsWith("    ") ? [line.trim()] : []));
}

/** Where the page says a place of a machine, this test has one of its own; what it says of /etc goes to a folder. */
function here(line: string): string[] {
  const words = line
    .slice(OURS.length)
    .split(" ")
    .map((word) =>
      word
        .replace("/var/lib/tor-onion-sockets", path("sockets"))
        .replace(/^\/(var\/lib)\//, `${folder}/$1/`)
        .replace("/run/nightjar/status.sock", path("status.sock"))
        .replace("$RECIPIENT", recipient)
        .replace("$COURIER_ONION", ONION)
        .replace("$TODAY", new Date().toISOString().slice(0, 10)),
    );
  const [name] = words;
  if (name === "doctor")
    words.push("--unit", path("system/etc/systemd/system/nightjar.service"), "--torrc", path("torrc"));
  if (name === "setup") words.push("--out", path("system"), "--app", ROOT, "--sockets", path("sockets"));
  return words.filter((word) => word !== "--system");
}

/** Stands for `npm run build`, which docs/ceremony.md's test runs. */
function build(): void {
  const html = `<!doctype html><title>Notes</title><script>'${Buffer.from(encodeAnchor(anchor)).toString()}'</script>`;
  mkdirSync(path("dist"), { recursive: true });
  writeFileSync(path("dist/source.html"), html);
  for (const [name, bytes] of buildNoScriptPages(encodeAnchor(anchor)))
    writeFileSync(path(`dist/${name}`), bytes);
}

/** Stands for tor's first start. */
function makeOnions(): void {
  for (const name of ["nightjar-sources", "nightjar-couriers"]) {
    const onion = path(`var/lib/tor/${name}`);
    mkdirSync(onion, { recursive: true, mode: 0o700 });
    writeFileSync(join(onion, "hostname"), `${ONION}\n`);
    for (const half of ["public", "secret"])
      writeFileSync(join(onion, `hs_ed25519_${half}_key`), randomBytes(96));
  }
  writeFileSync(path("torrc"), `%include ${path("system/etc/tor/torrc.d")}/*.conf\n`);
}

const was = process.cwd();
let server: RunningServer | undefined;

beforeAll(async () => {
  process.chdir(folder);
  writeFileSync(path("anchor.json"), encodeAnchor(anchor));
  writeFileSync(path("operator.txt"), `${encodeHybridIdentity(hybrid)}\n`, { mode: 0o600 });
  publishRoster(path("k"), 1, made.file);
  publishAnnex(path("k"), 1, await annexFor(made, made.file.roster, made.couriers.map(keyOf)));
  writeFileSync(path("rosters.tar"), await rostersTar(anchor, path("k/public")));
  const { auth } = await new KeysBench().ask("courierOnionKey", { addresses: ONION });
  writeFileSync(path("courier.auth"), auth.bytes);
  mkdirSync(path("sockets"), { mode: 0o750 });
});
afterAll(async () => {
  process.chdir(was);
  expect(await server?.stop()).toBe(0);
  expect(server?.output()).toBe("");
});

/** What systemd would start, by the unit that `setup` wrote. */
async function startByUnit(): Promise<void> {
  const unit = parseUnit(readFileSync(path("system/etc/systemd/system/nightjar.service"), "utf8"));
  const { NIGHTJAR_DATA: data = "", ...settings } = Object.fromEntries(unit.environment);
  expect(settings.NIGHTJAR_COURIER_NAMES).toBe(ONION);
  server = await startServer({ data, env: { ...settings, NIGHTJAR_STATUS: path("status.sock") } });
  const socket = path("sockets/nightjar-sources.sock");
  expect(server.url).toBe(`unix:${socket}`);
  // A tip, for what follows.
  writeFileSync(path("tip.age"), fakeEnvelope());
  const handed = await commandLine(["import-spool", "tip.age", "--unix", socket, "--circuits"]);
  expect(handed).toMatchObject({ code: 0, stderr: "" });
}

const AFTER: Record<string, (said: string) => Promise<void> | void> = {
  "Setting up": async (said) => {
    expect(said).toContain(anchorFingerprint(anchor));
    await startByUnit();
  },
  Couriers: () => {
    expect(readdirSync(path("var/lib/tor/nightjar-couriers/authorized_clients"))).toEqual(["nobody.auth"]);
  },
  "Every day, every week": (said) => {
    expect(said).toMatch(/Roster 1 is in force/);
    expect(said).toMatch(/^nightjar_roster_days 30$/m);
    const { findings } = JSON.parse(said.split("\n").find((line) => line.startsWith('{"level"')) ?? "{}");
    const levels = Object.fromEntries(
      findings.map((one: { check: string; level: string }) => [one.check, one.level]),
    );
    const well = [
      "server",
      "roster-days",
      "couriers",
      "databases",
      "data-permissions",
      "socket-permissions",
      "dependencies",
    ];
    const tor = ["tor-circuits", "tor-pow", "tor-streams", "tor-open"];
    for (const check of [...well, ...tor]) expect([check, levels[check]]).toEqual([check, "fine"]);
  },
  Restoring: () => {
    expect(readdirSync(path("restored")).sort()).toEqual(["data", "tor"]);
    expect(readdirSync(path("restored/tor"))).toEqual(["nightjar-couriers", "nightjar-sources"]);
  },
};

describe("docs/operating.md", () => {
  test("every command stands in a section that is run here", () => {
    const all = text.split("\n").filter((line) => line.startsWith("    "));
    expect([BY_PACKAGE, ...SECTIONS].flatMap(commandsOf)).toHaveLength(all.length);
    expect(all.filter((line) => line.trim().startsWith(OURS)).length).toBeGreaterThan(15);
  });

  test("a second server is set up by no other commands than the first", () => {
    const [first, second] = [BY_PACKAGE, "A second server"].map(commandsOf);
    expect(second?.length).toBeGreaterThan(1);
    expect(first).toEqual(expect.arrayContaining(second ?? []));
  });

  test.each(SECTIONS)("%s", async (heading) => {
    let all = "";
    for (const line of commandsOf(heading)) {
      if (line.startsWith("npm run build -- ")) build();
      if (line === "systemctl restart tor@default") makeOnions();
      if (!line.startsWith(OURS)) continue;
      const { code, stdout, stderr } = await commandLine(here(line));
      // What a doctor finds is this machine's affair; that it could look is ours.
      const looked = line.includes("-- doctor") ? [0, 1, 3] : [0];
      expect({ line, code: looked.includes(code), stderr }).toEqual({ line, code: true, stderr: "" });
      all += stdout;
    }
    await AFTER[heading]?.(all);
  });
});

test.each([
  ...["setup", "doctor", "backup", "restore", "import-spool", "status"].map((name) => [name]),
  ["courier", "authorize"],
  ["courier", "revoke"],
])("%s %s --help says its options, an example and its exit codes", async (...words) => {
  const { code, stdout, stderr } = await commandLine([...words, "--help"]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout.startsWith(`nightjar ${words.join(" ")} `)).toBe(true);
  for (const part of ["\nExample\n  npm run ", "\nExit codes\n  0 "]) expect(stdout).toContain(part);
});

describe("moving, in the order of the page", () => {
  test("both machines take tips meanwhile; what is exported of the old one comes into the new one, each tip once", async () => {
    const data = path("old");
    for (const args of [["--pages", "dist", "--known", "rosters.tar"]]) {
      expect(await commandLine(["setup", "--data", data, "--anchor", "anchor.json", ...args])).toMatchObject({
        code: 0,
      });
    }
    const old = await startServer({ data });
    const tips = Array.from({ length: 4 }, () => fakeEnvelope()) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const taken = async (where: RunningServer, tip: Uint8Array) =>
      expect((await post(where.url, tip)).status).toBe(201);
    await taken(old, tips[0]);
    const onion = path("var/lib/tor/nightjar-sources");
    const args = ["--data", data, "--recipient", recipient, "--tor", onion];
    expect(await commandLine(["backup", "moving.backup", ...args])).toMatchObject({ code: 0, stderr: "" });
    await taken(old, tips[1]);
    const restoring = ["restore", "moving.backup", "--identity", "operator.txt", "--into", "new"];
    expect(await commandLine(restoring)).toMatchObject({ code: 0, stderr: "" });
    const fresh = await startServer({ data: path("new/data") });
    await taken(old, tips[2]);
    await taken(fresh, tips[3]);
    await taken(fresh, tips[2]);
    for (const document of ["anchor", "roster"]) {
      const shown = await Promise.all(
        [old, fresh].map(async ({ url }) => await (await fetch(`${url}/v1/${document}`)).text()),
      );
      expect(shown[0]).toBe(shown[1]);
    }
    for (const half of ["public", "secret"]) {
      const name = `hs_ed25519_${half}_key`;
      expect(readFileSync(path(`new/tor/nightjar-sources/${name}`))).toEqual(readFileSync(join(onion, name)));
    }
    expect(await old.stop()).toBe(0);
    expect(await commandLine(["export-spool", "--data", data, "--out", "exported"])).toMatchObject({
      code: 0,
    });
    const exported = readdirSync(path("exported")).map((name) =>
      digestOf(readFileSync(path(`exported/${name}`))),
    );
    const there = storedEnvelopes(path("new/data")).map(({ digest }) => digest);
    expect(exported.sort()).toEqual(tips.slice(0, 3).map(digestOf).sort());
    expect(there.sort()).toEqual(tips.slice(2).map(digestOf).sort());
    expect(await commandLine(["import-spool", "exported", "--url", fresh.url])).toMatchObject({
      code: 0,
      stderr: "",
    });
    const all = storedEnvelopes(path("new/data")).map(({ digest }) => digest);
    expect(all.sort()).toEqual(tips.map(digestOf).sort());
    expect(await fresh.stop()).toBe(0);
    for (const { output } of [old, fresh]) expect(output()).toBe("");
    removeData(data);
  });
});
