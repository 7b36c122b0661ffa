import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { checkTor } from "../../../../client/cli/doctor/check-tor.ts";
import { parseLines, readTorrc } from "../../../../client/cli/doctor/torrc.ts";
import { CliError } from "../../../../client/cli/errors.ts";
import { ROOT } from "../../../support/imports.ts";
import { temporaryFolder } from "../support/cli.ts";

const root = temporaryFolder();
const sources = "unix:/var/lib/tor-onion-sockets/nightjar-sources.sock";
const couriers = "unix:/var/lib/tor-onion-sockets/nightjar-couriers.sock";
const ONION = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";
const DOORS = { sources, circuits: true, couriers, courierNames: [ONION] };

let folder = "";
let count = 0;
beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(join(folder, "torrc.d"), { recursive: true });
});

/** deploy/'s own fragments, with the onions' folders in this test's, changed as a test wants. */
function torrc(change: (text: string, name: string) => string = (text) => text): string {
  for (const name of ["sources", "couriers"]) {
    const text = readFileSync(join(ROOT, `deploy/tor/nightjar-${name}.conf`), "utf8");
    writeFileSync(
      join(folder, `torrc.d/${name}.conf`),
      change(text.replaceAll("/var/lib/tor/", `${folder}/`), name),
    );
  }
  for (const name of ["nightjar-sources", "nightjar-couriers"]) {
    mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, name, "hostname"), `${ONION}\n`, { mode: 0o600 });
  }
  writeFileSync(join(folder, "torrc"), `# tor\nSocksPort 0\n%include ${folder}/torrc.d/*.conf\n`);
  return join(folder, "torrc");
}

function authorize(onion: string): void {
  mkdirSync(join(folder, onion, "authorized_clients"), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, onion, "authorized_clients/swift.auth"), "x", { mode: 0o600 });
}

async function notFine(path: string, doors: Parameters<typeof checkTor>[1] = DOORS) {
  const findings = await checkTor(path, doors);
  for (const { level, sentence, remedy } of findings) {
    expect(sentence).toMatch(/\.$/);
    expect(remedy !== undefined).toBe(level !== "fine");
  }
  return findings.flatMap(({ check, level }) => (level === "fine" ? [] : [`${level} ${check}`]));
}

test("deploy/ as it is, with a courier let in: all is fine", async () => {
  authorize("nightjar-couriers");
  expect(await notFine(torrc())).toEqual([]);
});

describe("each pitfall is found", () => {
  const line = (pattern: RegExp, instead: string) => (text: string) => text.replace(pattern, instead);
  test.each<[string, (text: string, name: string) => string, string[]]>([
    ["circuits not told", line(/^HiddenServiceExportCircuitID.*$/m, ""), ["wrong tor-circuits"]],
    ["circuits told in another way", line(/ haproxy$/m, " none"), ["wrong tor-circuits"]],
    ["no proof of work", line(/DefensesEnabled 1/, "DefensesEnabled 0"), ["warning tor-pow"]],
    ["too few streams", line(/MaxStreams 64/, "MaxStreams 4"), ["wrong tor-streams"]],
    ["any number of streams", line(/^HiddenServiceMaxStreams 64$/m, ""), ["warning tor-streams"]],
    ["a low queue", (text) => `${text}\nHiddenServicePoWQueueRate 5`, ["warning tor-pow-queue"]],
    ["another socket", line(/sources\.sock/, "other.sock"), ["wrong tor-sources"]],
    [
      "a typing error in a name",
      line(/HiddenServiceExportCircuitID/, "HiddenServiceExportCircuitId2"),
      ["wrong tor-circuits"],
    ],
    ["a comment instead of an option", line(/^HiddenServicePoW/m, "#HiddenServicePoW"), ["warning tor-pow"]],
    [
      "a chatty log",
      (text, name) => (name === "couriers" ? `Log info file /x\n${text}` : text),
      ["wrong tor-log"],
    ],
    ["tor's own count of visits", line(/^HeartbeatPeriod 0$/m, ""), ["warning tor-heartbeat"]],
    [
      "tor's own count of visits, less often",
      line(/^HeartbeatPeriod 0$/m, "HeartbeatPeriod 12 hours"),
      ["warning tor-heartbeat"],
    ],
    [
      "addresses in logs",
      (text, name) => (name === "couriers" ? `SafeLogging 0\n${text}` : text),
      ["wrong tor-log"],
    ],
    ["a relay", (text, name) => (name === "couriers" ? `ORPort 9001\n${text}` : text), ["warning tor-relay"]],
  ])("%s", async (_name, change, expected) => {
    authorize("nightjar-couriers");
    const path = torrc((text, name) =>
      name === "sources" || /ORPort|Log/.test(change("", name)) ? change(text, name) : text,
    );
    expect(await notFine(path)).toEqual(expected);
  });

  test("the server's side of it: circuits not expected, no courier let in, the sources' onion shut", async () => {
    const path = torrc();
    expect(await notFine(path, { ...DOORS, circuits: false })).toEqual([
      "wrong tor-circuits",
      "warning tor-couriers",
    ]);
    authorize("nightjar-sources");
    expect(await notFine(path)).toEqual(["wrong tor-open", "warning tor-couriers"]);
    expect(await notFine(path, { ...DOORS, sources: couriers })).toContain("wrong tor-couriers");
    for (const courierNames of [[], [`x${ONION}`]])
      expect(await notFine(path, { ...DOORS, courierNames })).toContain("wrong courier-names");
    chmodSync(join(folder, "nightjar-couriers/hostname"), 0o644);
    expect(await notFine(path)).toContain("warning tor-keys");
    rmSync(join(folder, "nightjar-couriers/hostname"));
    expect(await notFine(path)).toContain("warning courier-names");
  });

  test("no torrc, one that includes itself or what isn't there, a line that is none", async () => {
    expect(await notFine(join(folder, "nowhere"))).toEqual(["wrong torrc"]);
    for (const text of ["%include torrc", "%include /nowhere/at/all", "- what", 'Log "open']) {
      writeFileSync(join(folder, "torrc"), text.replace("torrc", join(folder, "torrc")));
      expect(await notFine(join(folder, "torrc"))).toEqual(["wrong torrc"]);
    }
  });
});

describe("a torrc is read as tor reads it", () => {
  test("comments, quotes, continued lines, capitals, folders", async () => {
    const text =
      'HIDDENSERVICEDIR "/a b" # here\n  HiddenServicePort 80 \\\n# no\n unix:/x\n\nLog notice#x\nSafeLogging\n';
    expect(parseLines("x", text)).toEqual([
      ["hiddenservicedir", "/a b"],
      ["hiddenserviceport", "80   unix:/x"],
      ["log", "notice"],
      ["safelogging", ""],
    ]);
    writeFileSync(join(folder, "torrc.d/1.conf"), "HiddenServiceDir /a/\nHiddenServicePort 80 unix:/x\n");
    writeFileSync(
      join(folder, "torrc.d/2.conf"),
      "HiddenServiceDir /b\nLog notice syslog\nHiddenServicePort 80 unix:/y\n",
    );
    writeFileSync(join(folder, "torrc"), `%include ${folder}/torrc.d`);
    const { services, options } = await readTorrc(join(folder, "torrc"));
    expect(services.map((service) => [service.folder, service.options.get("hiddenserviceport")])).toEqual([
      ["/a", ["80 unix:/x"]],
      ["/b", ["80 unix:/y"]],
    ]);
    expect([...options]).toEqual([["log", ["notice syslog"]]]);
  });

  test("anything at all is lines or a refusal", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("A", "b", " ", "\n", "\\", '"', "#", "%", "/", "1", "\r") }),
        (text) => {
          try {
            for (const [name] of parseLines("x", text)) expect(name).toMatch(/^[%+/]?[a-z_][a-z0-9_]*$/);
          } catch (error) {
            if (!(error instanceof CliError)) throw error;
          }
        },
      ),
    );
  });
});
