import { spawn } from "node:child_process";
import { chmodSync, closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { destinationFrom } from "../../../client/cli/courier/destination.ts";
import type { CliError } from "../../../client/cli/errors.ts";
import { readSecrets } from "../../../client/cli/open/identities.ts";
import { parsedSecret } from "../../../client/cli/protected-file.ts";
import { parseCourierAddress } from "../../../client/courier/address.ts";
import { sealPack } from "../../../client/courier/pack.ts";
import { parseVault } from "../../../client/vault/vault-text.ts";
import { parseSecrets } from "../../../crypto/age/identity-file.ts";
import { scryptRecipient } from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import { collect, utf8 } from "../../../crypto/bytes.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { armor } from "../../support/age-text.ts";
import { commandLine } from "../../support/command-line.ts";
import { hexOf, wipedBy } from "../../support/wiped.ts";
import { cleanEnvironment, DOOR, nightjar, temporaryFolder } from "./support/cli.ts";
import { instanceOnDisk, sealedContents, sealedTip, sodium, tipFor } from "./support/tips.ts";

const folder = temporaryFolder();
const instance = instanceOnDisk(folder);
const [plain = "", plain2 = ""] = instance.identityPaths;
const [text1 = "", text2 = ""] = instance.identityFiles;
const path = (name: string) => join(folder, name);
const out = path("tips");
const envelope = path("tip.age");
writeFileSync(envelope, await sealedTip(instance, tipFor(instance)));
writeFileSync(path("one.age"), await protectedBy("nacht vogel", text1), { mode: 0o600 });
writeFileSync(path("two.age"), await collect(armor([await protectedBy("夜鷹", text2)])), { mode: 0o600 });

function protectedBy(passphrase: string, text: string): Promise<Uint8Array> {
  return collect(seal([utf8(text)], [scryptRecipient(passphrase, 10)], sodium));
}

/** What is typed comes on a descriptor. */
async function open(input: string, ...identities: string[]) {
  const options = identities.flatMap((name) => ["--identity", path(name)]);
  writeFileSync(path("typed"), input);
  const descriptor = openSync(path("typed"), "r");
  const from = ["--passphrase-fd", String(descriptor)];
  try {
    return await commandLine(["open", "--out", out, ...from, ...options, envelope]);
  } finally {
    closeSync(descriptor);
  }
}

/** Runs a command on a terminal of its own, where somebody answers each question once it is asked. */
async function onTerminal(command: readonly string[], question: string, answers: readonly string[]) {
  const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  const child = spawn("script", ["-qec", quoted, "/dev/null"], { env: cleanEnvironment(), timeout: 60_000 });
  const left = [...answers];
  let shown = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    const asked = shown.split(question).length - 1;
    // A person takes longer than a program that asks to switch the echo off.
    if (asked > answers.length - left.length) setTimeout(() => child.stdin.write(left.shift() ?? ""), 300);
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  return { code, shown };
}

beforeEach(() => rmSync(out, { recursive: true, force: true }));

describe("from a file descriptor", () => {
  test("binary and armored identity files, one line each", async () => {
    const standard = ["--passphrase-fd", "0", "--identity", path("one.age"), envelope];
    const ended = await nightjar(["open", "--out", out, ...standard], { input: "nacht vogel\n" });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(await open("夜鷹", "two.age")).toMatchObject({ code: 0, stderr: "" });
    expect(await open("nacht vogel\r\n夜鷹\n", "one.age", "two.age")).toMatchObject({ code: 0, stderr: "" });
  });

  test("a wrong one, none, or not text: a sentence, exit 1, nothing written", async () => {
    for (const [typed, sentence] of [
      ["nacht vogel ", "does not open"],
      ["", "no passphrase for"],
      ["\n", "no passphrase for"],
    ] as const) {
      const ended = await open(typed, "one.age");
      expect(ended).toMatchObject({ code: 1, stdout: "" });
      expect(ended.stderr).toMatch(/^[^\n]+\.\n$/);
      expect(ended.stderr).toContain(sentence);
      expect(ended.stderr).not.toContain("nacht");
    }
    const closed = await commandLine([
      ...["open", "--passphrase-fd", "7777", "--identity", path("one.age"), envelope],
    ]);
    expect(closed.code).toBe(1);
    expect(closed.stderr).toMatch(/^Descriptor 7777 can't be read \(EBADF\): .*\n$/);
  });
});

describe("from the terminal", () => {
  const command = [process.execPath, DOOR, "open", "--out", out, "--identity", path("one.age"), envelope];

  test("asked for without showing it, and again after a slip; keys of correction work", async () => {
    const ended = await onTerminal(command, "Passphrase of", [
      "wrong\r",
      "nichts\u0015nachté\u007f vogek\u007fl\r",
    ]);
    expect(ended.code, ended.shown).toBe(0);
    expect(ended.shown.match(/Passphrase of /g)).toHaveLength(2);
    expect(ended.shown).toContain("try again");
    expect(ended.shown).not.toMatch(/wrong|nichts|nacht/);
  });

  test("three slips end it; so does Ctrl-C", async () => {
    const stopped = await onTerminal(command, "Passphrase of", ["half\u0003"]);
    expect(stopped).toMatchObject({ code: 130 });
    const ended = await onTerminal(command, "Passphrase of", ["a\r", "b\r", "c\r"]);
    expect(ended.code).toBe(1);
    expect(ended.shown).toMatch(/does not open .*one\.age/);
  });

  test("where there is no terminal, what to do instead is said", async () => {
    const child = spawn(process.execPath, [DOOR, ...command.slice(2)], {
      detached: true,
      env: cleanEnvironment(),
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(1);
    expect(stderr).toMatch(/no terminal to ask on: .*--passphrase-fd.*\n$/);
  });

  test("an identity file that Debian's age protected, armored", async () => {
    const armored = path("debian.age");
    rmSync(armored, { force: true });
    const made = await onTerminal(["age", "-p", "-a", "-o", armored, plain], "passphrase", [
      "langer satz\r",
      "langer satz\r",
    ]);
    expect(made.code, made.shown).toBe(0);
    chmodSync(armored, 0o600);
    expect(await open("langer satz\n", "debian.age")).toMatchObject({ code: 0, stderr: "" });
  });
});

test("an identity file that others can read is used, with a warning", async () => {
  writeFileSync(path("open.txt"), text1);
  chmodSync(path("open.txt"), 0o644);
  const ended = await commandLine(["open", "--out", out, "--identity", path("open.txt"), envelope]);
  expect(ended.code).toBe(0);
  expect(ended.stderr).toMatch(/^Warning: others on this machine can read .*open\.txt; .*chmod 600/);
});

test("an identity file that is sealed to a key, asks for absurd work, or holds no identity, is refused", async () => {
  const refused = async (name: string, bytes: Uint8Array | string, sentence: RegExp) => {
    writeFileSync(path(name), bytes, { mode: 0o600 });
    const ended = await open("x\n", name);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(sentence);
  };
  await refused(
    "sealed.age",
    await sealedContents(instance, text1),
    /sealed\.age: .*sealed to a key, not to a passphrase/,
  );
  const work = Buffer.from(await protectedBy("x", text1))
    .toString("latin1")
    .replace(/^(-> scrypt \S+) 10$/m, "$1 21");
  await refused(
    "work.age",
    Buffer.from(work, "latin1"),
    /work\.age: The passphrase protection asks for more work/,
  );
  await refused("comment.txt", "# nothing\n", /comment\.txt: This is not an age identity file/);
  await refused("lower.txt", text1.toLowerCase(), /lower\.txt: This is not an age identity file.*line 2/);
});

test("identities of different files are all tried", async () => {
  const stranger = instanceOnDisk(path("stranger"));
  const identities = ["--identity", stranger.identityPaths[0] ?? "", "--identity", plain2];
  const ended = await commandLine(["open", "--out", out, ...identities, envelope]);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
});

test.each([
  ["says something", "one.age", (text: Uint8Array) => text.length, 6],
  ["isn't understood", "one.age", () => parseVault(utf8("{}")), "vault-malformed"],
  ["is of a file that is gone", "gone.age", (text: Uint8Array) => text.length, "file-missing"],
])("a secret text that %s is wiped", async (_, name, parse, came) => {
  const text = utf8("secret");
  const parsed = parsedSecret<unknown>(path(name), text, parse);
  expect(await parsed.catch((error: CliError) => error.code)).toBe(came);
  expect(text).toEqual(new Uint8Array(6));
});

test("secrets of one identity file are wiped when another can't be read", async () => {
  const paths = [plain, path("gone.txt")];
  const none = { canAskAgain: false, next: () => "" };
  const { came, wiped } = await wipedBy(() => readSecrets(paths, none, sodium));
  expect(came).toContain("gone.txt");
  for (const { secret } of parseSecrets(text1)) expect(wiped).toContain(hexOf(secret));
});

test("the key in a pack is wiped when its servers can't be reached as was asked", async () => {
  const seed = new Uint8Array(32).fill(7) as SigningSeed;
  const addresses = [parseCourierAddress(`${"a".repeat(56)}.onion`)];
  const pack = await sealPack({ anchor: instance.anchor, seed, addresses }, "nacht vogel", sodium, 8);
  writeFileSync(path("swift.pack"), pack, { mode: 0o600 });
  writeFileSync(path("typed"), "nacht vogel\n");
  const descriptor = openSync(path("typed"), "r");
  const options = { pack: path("swift.pack"), "passphrase-fd": String(descriptor) };
  const { came, wiped } = await wipedBy(() => destinationFrom(options));
  closeSync(descriptor);
  expect(came).toContain("add --socks");
  expect(wiped).toContain(hexOf(seed));
});
