import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { courierKeyText } from "../../../client/courier/key-text.ts";
import { commandLine, commandLineIn } from "../../support/command-line.ts";
import { newSeed } from "../../support/instance.ts";
import { fakeMailbag } from "../../support/mailbags.ts";
import { nightjar, temporaryFolder } from "./support/cli.ts";
import { instanceOnDisk } from "./support/tips.ts";

const folder = temporaryFolder();
const instance = instanceOnDisk(folder);
const [identity = ""] = instance.identityPaths;
const path = (name: string) => join(folder, name);
const missing = path("nowhere");
vi.stubEnv("NIGHTJAR_DATA", undefined);
mkdirSync(path("empty"));
writeFileSync(path("text.txt"), "plain");
writeFileSync(path("empty.log"), "");
writeFileSync(path("long.txt"), new Uint8Array(2_000_000));
const { anchorPath, rosterPath } = instance;

writeFileSync(path("bytes"), Uint8Array.of(0xff, 0xfe));
const recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
const onion = `http://${"a".repeat(56)}.onion`;
const key = path("courier.key");
writeFileSync(key, courierKeyText(newSeed()), { mode: 0o600 });
const mailbag = path("mailbag");
writeFileSync(mailbag, fakeMailbag());
const door = ["--url", "http://127.0.0.1:9"];
const courier = ["courier", "pickup", "--key", key, "--anchor", anchorPath, "--bundle", path("b")];

/** What was typed, the exit code, and a word that the sentence must have. */
const WRONG: [args: string[], code: number, word: string][] = [
  [[], 2, "demo, anchor, roster"],
  [["opne"], 2, 'no command "opne"'],
  [["opne\u001b[31m"], 2, "\\u{001b}"],
  [["--verbose"], 2, 'no command "--verbose"'],
  [["open"], 2, "with --vault, or with --identity"],
  [["open", "--identity"], 2, "--identity needs a value"],
  [["open", "--identity="], 2, "--identity needs a value"],
  [["open", "--identity", "--out", "x"], 2, "--identity needs a value"],
  [["open", "--identity", identity], 2, "which envelopes"],
  [["open", "--identity", identity, "--colour", "x"], 2, "no option --colour"],
  [["open", "--identity", identity, "--out", "a", "--out", "b", "x"], 2, "--out may be given once"],
  [["open", "--identity", identity, "--as-one-file=yes", "x"], 2, "--as-one-file takes no value"],
  [["open", "--identity", identity, "--passphrase-fd", "x", folder], 2, "file descriptor"],
  [["open", "--identity", identity, missing], 2, "is not there"],
  [["open", "--identity", identity, path("text.txt/x")], 2, "is not there"],
  [["open", "--identity", identity, path("empty")], 2, "no envelope"],
  [["open", "--identity", identity, "/dev/null"], 2, "no plain file"],
  [["open", "--identity", missing, path("text.txt")], 2, "is not there"],
  [["open", "--identity", path("empty"), path("text.txt")], 2, "is a folder"],
  [["open", "--identity", path("long.txt"), path("text.txt")], 2, "larger than any such file"],
  [["open", "--identity", path("text.txt"), path("text.txt")], 1, "not an age identity file"],
  [["open", "--identity", identity, "--out", path("text.txt"), path("text.txt")], 2, "no folder"],
  [["open", "--identity", identity, "--spool", missing], 2, "is not there"],
  [["open", "--identity", identity, "--spool", path("text.txt")], 2, "no folder"],
  [["open", "--identity", identity, "--spool", path("empty")], 1, "no spool"],
  [
    ["open", "--identity", identity, "--anchor", rosterPath, path("text.txt")],
    1,
    "is a roster file: another file is due here",
  ],
  [["open", "--identity", identity, "caf\ufffd"], 2, "isn't UTF-8"],
  [["open", "--identity", identity, "--roster", folder, path("text.txt")], 2, "is a folder"],
  [["open", "--vault", missing, path("text.txt")], 2, "is not there"],
  [["open", "--vault", path("text.txt"), path("text.txt")], 1, "not a vault"],
  [["open", "--vault", "a", "--vault", "b", path("text.txt")], 2, "--vault may be given once"],
  [["purge", "--data", folder], 2, "--today is missing"],
  [["purge", "--data", folder, "--today", "2026-02-30"], 2, "as 2026-11-22"],
  [["purge", "--data", folder, "--today", "2026-11-22", "--retention", "0"], 2, "1 to 365"],
  [["purge", "--data", path("empty"), "--today", "2026-11-22"], 1, "no spool"],
  [["examine"], 2, "--data is missing"],
  [["examine", "--data", path("empty")], 1, "no spool"],
  [["export-spool"], 2, "--data is missing"],
  [["export-spool", "--data", folder], 2, "--out is missing"],
  [["export-spool", "--data", missing, "--out", path("o")], 2, "is not there"],
  [["export-spool", "--data", path("empty"), "--out", path("o")], 1, "no spool"],
  [["export-spool", "--data", folder, "--out", path("o"), "more"], 2, 'where "more" stands'],
  [["export-spool", "--data", folder, "--out", path("text.txt")], 2, "is no folder"],
  [["doctor", "--unit", path("bytes")], 2, "no text"],
  [["backup", path("nodir/b"), "--data", folder, "--recipient", recipient], 2, "nodir is not there"],
  [
    ["probe", "send", "--unix", "x", "--anchor", anchorPath, "--log", path("nodir/log")],
    2,
    "nodir is not there",
  ],
  [["probe", "check", "--log", path("empty.log"), path("text.txt")], 1, "nothing to check"],
  [["courier", "revoke", "swift", "--tor", path("empty")], 2, "check the name"],
  [["serve"], 2, "NIGHTJAR_DATA is not set"],
  [["serve", "now"], 2, 'where "now" stands'],
  [["demo", "--port", "9000"], 2, "no option --port"],
  [["roster", "verify"], 2, "--anchor is missing"],
  [["roster", "verify", "--anchor", anchorPath], 2, "--roster is missing"],
  [["roster", "verify", "--anchor", anchorPath, "--roster", missing], 2, "is not there"],
  [["roster", "verify", "--anchor", anchorPath, "--roster", folder], 2, "is a folder"],
  [["courier"], 2, "pickup, deliver, authorize, revoke"],
  [["courier", "fetch"], 2, 'no "courier fetch"'],
  [courier, 2, "one of them is needed"],
  [[...courier, "--url", onion, "--unix", "x"], 2, "one of them"],
  [[...courier, "--url", onion], 2, "through Tor only"],
  [[...courier, "--url", "http://example.org"], 2, "Only an onion address"],
  [["import-spool", path("text.txt"), "--url", "http://example.org"], 2, "would see who goes there"],
  [[...courier, "--url", "https://example.org"], 2, "Only an onion address"],
  [[...courier, "--url", "http://short.onion"], 2, "Only an onion address"],
  [[...courier, "--url", "http://192.168.0.1"], 2, "Only an onion address"],
  [[...courier, "--url", "ftp://127.0.0.1"], 2, "http://….onion"],
  [[...courier, "--url", "http://127.0.0.1/v1"], 2, "without a path"],
  [[...courier, "--url", "http://me:secret@127.0.0.1"], 2, "without a path"],
  [[...courier, "--url", onion, "--socks", "9050"], 2, "a proxy on this machine"],
  [[...courier, "--url", onion, "--socks", "10.0.0.1:9050"], 2, "a proxy on this machine"],
  [[...courier, "--unix", "x", "--socks", "127.0.0.1:9050"], 2, "without --socks"],
  [[...courier, ...door, "--budget", "lots"], 2, "200MB"],
  [[...courier, ...door, "--budget", "0MB"], 2, "200MB"],
  [[...courier, "--unix", missing], 2, "nowhere is not there: check the path, and that the server runs"],
  [[...courier, "--unix", path("text.txt")], 2, "no socket"],
  [
    ["courier", "deliver", mailbag, "--key", key, "--anchor", anchorPath, "--unix", missing],
    2,
    "server runs",
  ],
  [[...courier.with(3, missing), ...door], 2, "is not there"],
  [[...courier.with(3, path("text.txt")), ...door], 1, "no courier's key"],
  [[...courier.with(5, missing), ...door], 2, "is not there"],
  [[...courier.with(7, path("text.txt")), ...door], 1, "is there already"],
  [["roster", "verify", "--anchor", anchorPath, "--roster", rosterPath, "--at", "then"], 2, "2026-12-01"],
];

function expectRefused(ended: Awaited<ReturnType<typeof nightjar>>, code: number, word: string): void {
  expect(ended).toMatchObject({ code, stdout: "" });
  expect(ended.stderr).toContain(word);
  expect(ended.stderr).toMatch(/^[^\n]{20,300}[.:)]\n$/);
  expect(ended.stderr).not.toContain("    at ");
}

test.each(WRONG)("nightjar %j: one sentence on stderr, exit %i", async (args, code, word) => {
  const before = readdirSync(folder, { recursive: true });
  expectRefused(await commandLineIn(folder, args), code, word);
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
});

test("a demo in a file is refused", async () => {
  vi.stubEnv("NIGHTJAR_DATA", path("text.txt"));
  expectRefused(await commandLineIn(folder, ["demo"]), 2, "is no folder");
  vi.stubEnv("NIGHTJAR_DATA", undefined);
});

test("where nothing is opened no folder is left", async () => {
  const args = ["open", "--identity", identity, "--out", path("none/below/tips"), path("text.txt")];
  const { code, stderr } = await commandLineIn(folder, args);
  expect({ code, none: existsSync(path("none")) }).toEqual({ code: 3, none: false });
  expect(stderr).toContain("choose the one that was sealed");
});

const everyTenth = WRONG.filter((_, i) => i % 10 === 0);

test.concurrent.each(everyTenth)(
  "as a process of its own, nightjar %j: the same",
  async (args, code, word) => {
    expectRefused(await nightjar(args, { cwd: folder }), code, word);
  },
);

describe("--help", () => {
  test("of the whole names every command", async () => {
    for (const word of ["--help", "-h", "help"]) {
      const { code, stdout, stderr } = await (word === "--help" ? nightjar : commandLine)([word]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      for (const name of [
        "demo",
        "serve",
        "open",
        "export-spool",
        "purge",
        "import-spool",
        "anchor",
        "roster",
      ])
        expect(stdout).toContain(`  ${name} `);
    }
  });
});

test("a name after -- is a file, even if it looks like an option", async () => {
  const ended = await commandLineIn(folder, ["open", "--identity", identity, "--", "--help"]);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toContain("--help is not there");
});

test("through npm, paths are meant from where the person stands", async () => {
  const env = { npm_lifecycle_event: "nightjar", INIT_CWD: folder };
  const ended = await nightjar(["roster", "verify", "--anchor", "anchor.json", "--roster", "roster.json"], {
    cwd: "/",
    env,
  });
  expect(ended).toMatchObject({ code: 0, stderr: "" });
});
