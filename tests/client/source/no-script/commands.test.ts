import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MOST_REPORT_BYTES } from "../../../../client/source/no-script/commands.ts";
import { open } from "../../../../crypto/age/open.ts";
import { collect, equalBytes } from "../../../../crypto/bytes.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { parseIdentityFile } from "../../../support/age-text.ts";
import { FORM_TYPE, formOf } from "../../../support/forms.ts";
import { gnuTar, gnuTarList } from "../../../support/gnu-tar.ts";
import { testInstance } from "../../../support/instance.ts";
import { type LocalServer, startLocal } from "../../../support/local-server.ts";

/** The commands as they stand in the served page, in its order. */
interface PageCommands {
  readonly template: string;
  readonly linux: string;
  readonly mac: string;
  readonly windows: string;
  readonly linuxHybrid: string;
  readonly linuxClassic: string;
}

const instance = testInstance({ reviewers: 5 });
const NEW_AGE = resolve("tests/support/age-that-knows-hybrids.ts");

let server: LocalServer;
let page: string;
let commands: PageCommands;
/** A folder with the report, and one with programs that come before the system's. */
let folder: string;
let programs: string;
/** Where exports go. */
let out: string;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "nightjar-out-"));
  server = await startLocal({ instance });
  page = await (await fetch(`${server.url}/no-script`)).text();
  const blocks = [...page.matchAll(/<pre class="copy"[^>]*>([^<]*)<\/pre>/g)].map((match) => plain(match[1]));
  const [template = "", linux = "", mac = "", windows = "", linuxHybrid = "", linuxClassic = ""] = blocks;
  commands = { template, linux, mac, windows, linuxHybrid, linuxClassic };
});
afterAll(async () => {
  await server.close();
  rmSync(out, { recursive: true });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nightjar-report-"));
  programs = mkdtempSync(join(tmpdir(), "nightjar-programs-"));
  writeFileSync(join(folder, "report.txt"), commands.template);
  return () => {
    for (const path of [folder, programs]) rmSync(path, { recursive: true });
  };
});

function plain(html = ""): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

function useNewAge(): void {
  const path = join(programs, "age");
  writeFileSync(path, `#!/bin/sh\nexec ${process.execPath} ${NEW_AGE} "$@"\n`);
  chmodSync(path, 0o755);
}

function useBsdtar(): void {
  symlinkSync("/usr/bin/bsdtar", join(programs, "tar"));
}

/** The list behind one of the page's two buttons, saved under the name that the button gives it. */
async function saveList(address: string): Promise<void> {
  const link = new RegExp(`href="${address}" download="([^"]+)"`).exec(page);
  const list = await fetch(server.url + address);
  writeFileSync(join(folder, link?.[1] ?? "not linked"), await list.text());
}

/** The shell of a Mac is zsh. On a computer far from UTC: none of that may be in the tar. */
function run(command: string, shell = "bash"): { status: number | null; output: string } {
  const env = { ...process.env, PATH: `${programs}:${process.env.PATH}`, TZ: "Asia/Shanghai" };
  const { status, stdout, stderr } = spawnSync(shell, ["-c", command], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

/** Hands report.age in at the door, takes it out by an export, and opens it as a reviewer does. */
async function handInAndOpen(kind: "mlkem768x25519" | "X25519", reviewer: number): Promise<Buffer> {
  const response = await fetch(`${server.url}/no-script`, {
    method: "POST",
    headers: { "content-type": FORM_TYPE },
    body: new Uint8Array(formOf(readFileSync(join(folder, "report.age")), { fileName: "report.age" })),
  });
  expect(response.status).toBe(201);
  const before = new Set(readdirSync(out));
  execFileSync(process.execPath, ["server/upkeep/export.ts", server.data, out]);
  const [name = "", ...others] = readdirSync(out).filter((file) => !before.has(file));
  expect(others).toEqual([]);
  const identities = parseIdentityFile(instance.identityFiles[reviewer] ?? "");
  const { header, plaintext } = await open([readFileSync(join(out, name))], identities, await loadSodium());
  expect(header.stanzas.map(({ type }) => type).filter((type) => !isGrease(type))).toEqual(
    Array(5).fill(kind),
  );
  return Buffer.from(await collect(plaintext));
}

function isGrease(type: string): boolean {
  return type.endsWith("-grease");
}

/** Mode, numeric owner, size, time and name of each file, as tar lists them. */
function listing(tar: Buffer): string[] {
  return gnuTarList(tar, "-v", "--utc", "--full-time", "--numeric-owner");
}

function contentOf(tar: Buffer, name: string): Buffer {
  return gnuTar(tar, ["-xO"], name);
}

const REPORT = /^-rw------- 0\/0 +\d+ (1970-01-01|1980-01-02) 00:00:00 report\.txt$/;

/** What every way must lead to: one size, nobody's name, no date, and the report. */
function expectPlainTar(tar: Buffer): void {
  expect(tar.length).toBe(65_536);
  expect(listing(tar).length).toBe(1);
  expect(listing(tar)[0]).toMatch(REPORT);
  expect(tar.subarray(265, 329).equals(Buffer.alloc(64))).toBe(true);
  expect(equalBytes(contentOf(tar, "report.txt"), readFileSync(join(folder, "report.txt")))).toBe(true);
}

/** Beside the sealed file: people are told to delete these three. */
function expectNothingLeft(): void {
  expect(readdirSync(folder).sort()).toEqual(["recipients.txt", "report.age", "report.txt"]);
}

test("the page's commands are where this test looks for them", () => {
  expect(commands.template).toMatch(/^Put an x between/);
  for (const command of [commands.linux, commands.mac, commands.linuxHybrid, commands.linuxClassic])
    expect(command).toMatch(/^ [a-z]+ [\s\S]* age /);
  expect(commands.windows).toMatch(/^Get-ChildItem/);
});

test.each(["en", "zh-Hans", "zh-Hant"])("how macOS and Windows forget the commands: %s", (language) => {
  const [, part = ""] = page.split(`id="${language}" lang="${language}"`);
  const [words = ""] = part.split("</section>");
  for (const file of [".zsh_history", ".zsh_sessions", "(Get-PSReadLineOption).HistorySavePath"])
    expect(words).toContain(file);
});

describe("Debian's age, with the list for older versions", () => {
  beforeEach(() => saveList("/no-script/recipients-classic.txt"));

  test("Linux", async () => {
    expect(run(commands.linux)).toEqual({ status: 0, output: "" });
    expectPlainTar(await handInAndOpen("X25519", 4));
    expectNothingLeft();
  });

  test("Linux, as text to paste", async () => {
    expect(run(commands.linux.replace("age -R", "age -a -R"))).toEqual({ status: 0, output: "" });
    expect(readFileSync(join(folder, "report.age"), "utf8")).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expectPlainTar(await handInAndOpen("X25519", 0));
  });

  test("macOS, in its shell and as far as its tar goes", async () => {
    useBsdtar();
    expect(run(commands.mac, "zsh")).toEqual({ status: 0, output: "" });
    expectPlainTar(await handInAndOpen("X25519", 1));
    expectNothingLeft();
  });

  test("Windows, as far as its tar goes", async () => {
    useBsdtar();
    const remove = join(programs, "Remove-Item");
    writeFileSync(remove, '#!/bin/sh\nexec rm "$@"\n');
    chmodSync(remove, 0o755);
    const [setTime, ...lines] = commands.windows.split("\n");
    expect(setTime).toBe("Get-ChildItem | ForEach-Object { $_.LastWriteTimeUtc = '1980-01-02' }");
    expect(run(`chmod 600 report.txt; touch -d 1980-01-02T00:00Z report.txt`).status).toBe(0);
    expect(run(lines.join("\n"))).toEqual({ status: 0, output: "" });
    expectPlainTar(await handInAndOpen("X25519", 2));
    expectNothingLeft();
  });

  test("the recipients in the command", async () => {
    rmSync(join(folder, "recipients.txt"));
    expect(run(commands.linuxClassic)).toEqual({ status: 0, output: "" });
    expectPlainTar(await handInAndOpen("X25519", 3));
  });

  test("the longest report of the least size, and one byte more", async () => {
    writeFileSync(join(folder, "report.txt"), "x".repeat(MOST_REPORT_BYTES));
    run(commands.linux);
    expectPlainTar(await handInAndOpen("X25519", 0));
    writeFileSync(join(folder, "report.txt"), "x".repeat(MOST_REPORT_BYTES + 1));
    run(commands.linux);
    expect((await handInAndOpen("X25519", 0)).length).toBe(2 * 65_536);
    for (const text of ["64,000 bytes", "64,000 字节", "64,000 位元組"]) expect(page).toContain(text);
    expect(MOST_REPORT_BYTES).toBe(64_000);
  });

  test.each([
    ["Linux", () => commands.linux],
    ["macOS", () => commands.mac],
  ])("other files go along behind the report, as unmarked: %s", async (system, command) => {
    if (system === "macOS") useBsdtar();
    writeFileSync(join(folder, "photo-1.jpg"), "a photo");
    const shell = system === "macOS" ? "zsh" : "bash";
    run(command().replaceAll("report.txt", "report.txt photo-1.jpg"), shell);
    const tar = await handInAndOpen("X25519", 0);
    expect(listing(tar).map((line) => line.split(" ").at(-1))).toEqual(["report.txt", "photo-1.jpg"]);
    for (const line of listing(tar))
      expect(line).toMatch(/^-rw------- 0\/0 .* (1970-01-01|1980-01-02) 00:00:00 /);
    expect(contentOf(tar, "photo-1.jpg").toString()).toBe("a photo");
  });

  test("two reports of different lengths are one size when sealed", () => {
    run(commands.linux);
    const first = readFileSync(join(folder, "report.age")).length;
    writeFileSync(join(folder, "report.txt"), "short");
    rmSync(join(folder, "report.age"));
    run(commands.linux);
    expect(readFileSync(join(folder, "report.age")).length).toBe(first);
  });
});

describe("an age that knows hybrids, with the list for it", () => {
  beforeEach(async () => {
    useNewAge();
    await saveList("/no-script/recipients.txt");
  });

  test("Linux", async () => {
    expect(run(commands.linux)).toEqual({ status: 0, output: "" });
    expectPlainTar(await handInAndOpen("mlkem768x25519", 4));
  });

  test("the recipients in the command", async () => {
    rmSync(join(folder, "recipients.txt"));
    expect(run(commands.linuxHybrid)).toEqual({ status: 0, output: "" });
    expectPlainTar(await handInAndOpen("mlkem768x25519", 2));
  });
});

test("Debian's age with the list for newer versions fails with a word, and seals nothing", async () => {
  await saveList("/no-script/recipients.txt");
  const { status, output } = run(commands.linux);
  expect(status).toBe(1);
  expect(output).toMatch(/^age: error: /);
  expect(existsSync(join(folder, "report.age"))).toBe(false);
});

test("a mixture of both lists is refused at the door", async () => {
  useNewAge();
  const [hybrids, classics] = await Promise.all(
    ["recipients.txt", "recipients-classic.txt"].map(async (name) =>
      (await fetch(`${server.url}/no-script/${name}`)).text(),
    ),
  );
  writeFileSync(join(folder, "recipients.txt"), `${hybrids}${classics}`);
  expect(run(commands.linux).status).toBe(0);
  const response = await fetch(`${server.url}/no-script`, {
    method: "POST",
    headers: { "content-type": FORM_TYPE },
    body: new Uint8Array(formOf(readFileSync(join(folder, "report.age")))),
  });
  expect(response.status).toBe(422);
  expect(await response.text()).toBe(
    readFileSync(join(server.data, "public/no-script-not-accepted.html"), "utf8"),
  );
});
