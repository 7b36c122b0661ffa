import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { VAULT_WORK } from "../../client/vault/sealed-vault.ts";
import { dearmor } from "../../crypto/age/armor.ts";
import { HeaderReader } from "../../crypto/age/header.ts";
import {
  encodeX25519Identity,
  scryptIdentity,
  type X25519Scalar,
  x25519PublicKey,
} from "../../crypto/age/identities.ts";
import { open } from "../../crypto/age/open.ts";
import { encodeX25519Recipient } from "../../crypto/age/recipient-keys.ts";
import { scryptRecipient, x25519Recipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect, utf8 } from "../../crypto/bytes.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { parseInstant } from "../../crypto/documents/instant.ts";
import { sealEnvelope } from "../../crypto/envelope.ts";
import { randomBytes } from "../../crypto/random.ts";
import { armor, parseIdentityFile } from "../support/age-text.ts";
import { testInstance } from "../support/instance.ts";
import { chosen, KeysBench } from "../support/keys-bench.ts";
import { providers, sodium } from "../support/primitives.ts";

const folder = mkdtempSync(join(tmpdir(), "nightjar-age-"));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string, bytes?: Uint8Array | string) => {
  if (bytes !== undefined) writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

/** `age` reads passphrases from a terminal only; `script` gives it one. */
function withTerminal(command: string, typed: string): void {
  const result = spawnSync("script", ["-qec", command, "/dev/null"], { input: typed });
  if (result.status !== 0) throw new Error(`${command}: ${result.stdout}`);
}

const plaintext = Uint8Array.from({ length: 150_000 }, (_, i) => i * 11);

describe.each(providers)("$name and Debian's age", (primitives) => {
  const scalar = randomBytes(32) as Uint8Array as X25519Scalar;
  const identity = encodeX25519Identity(scalar);
  const key = x25519PublicKey(scalar, primitives);

  test("X25519: it opens what we seal, binary and armored", async () => {
    const identityFile = path("id.txt", `${identity}\n`);
    const sealed = await collect(seal([plaintext], [x25519Recipient(key)], primitives));
    const armored = await collect(armor([sealed]));
    for (const file of [path("ours.age", sealed), path("ours.asc", armored)]) {
      expect(new Uint8Array(execFileSync("age", ["-d", "-i", identityFile, file]))).toEqual(plaintext);
    }
  });

  test("X25519: we open what it seals, binary and armored", async () => {
    const input = path("plain", plaintext);
    const recipient = encodeX25519Recipient(key);
    const binary = new Uint8Array(execFileSync("age", ["-r", recipient, input]));
    const armored = new Uint8Array(execFileSync("age", ["-a", "-r", recipient, input]));
    for (const file of [[binary], dearmor([armored])]) {
      const opened = await open(file, parseIdentityFile(identity), primitives);
      expect(await collect(opened.plaintext)).toEqual(plaintext);
    }
  });

  test("scrypt: it opens what we seal", async () => {
    const sealed = path(
      "pass.age",
      await collect(seal([plaintext], [scryptRecipient("nacht vogel", 10)], primitives)),
    );
    withTerminal(`age -d -o ${path("pass.out")} ${sealed}`, "nacht vogel\n");
    expect(new Uint8Array(readFileSync(path("pass.out")))).toEqual(plaintext);
    rmSync(path("pass.out"));
  });

  test("an age older than 1.3 fails cleanly on an envelope of the page: no half-opened file", async () => {
    const instance = testInstance({ primitives });
    const tip = { name: "tip.json", size: 2, content: [utf8("{}")] };
    const envelope = path("hybrid.age", await collect(sealEnvelope([tip], instance.roster, primitives)));
    const version = execFileSync("age", ["--version"], { encoding: "utf8" }).trim();
    const result = spawnSync("age", ["-d", "-i", path("classic.txt", `${identity}\n`), envelope]);
    expect(result.status, version).toBe(1);
    expect(result.stdout).toHaveLength(0);
  });
});

test("scrypt: we open what Debian's age seals", async () => {
  const theirs = path("theirs.age");
  withTerminal(`age -p -o ${theirs} ${path("plain", plaintext)}`, "nacht vogel\nnacht vogel\n");
  const opened = await open([readFileSync(theirs)], [scryptIdentity("nacht vogel")], sodium);
  expect(await collect(opened.plaintext)).toEqual(plaintext);
});

describe("what keys.html seals under a passphrase, at its real cost", () => {
  const passphrase = "six words drawn by dice";
  const files = [chosen(encodeAnchor(testInstance().anchor), "anchor.json")];
  const bench = new KeysBench(VAULT_WORK);

  /** What Debian's age makes of a file, and what the file asks of whoever guesses. */
  function opened(name: string, bytes: Uint8Array): { work: string | undefined; text: string } {
    withTerminal(`age -d -o ${path(`${name}.txt`)} ${path(name, bytes)}`, `${passphrase}\n`);
    const { stanzas } = new HeaderReader().push(bytes)?.header ?? { stanzas: [] };
    expect(stanzas.map(({ type }) => type)).toEqual(["scrypt"]);
    return { work: stanzas[0]?.args[1], text: readFileSync(path(`${name}.txt`), "utf8") };
  }

  test("a vault: it opens, as a file of identities", async () => {
    const from = parseInstant("2027-01-01T00:00:00Z");
    const asked = { files, handle: "Wren", languages: ["zh-Hans"], from, months: 3, passphrase };
    const { vault } = await bench.ask("reviewerEnrol", asked);
    const { work, text } = opened("wren.vault", vault.bytes);
    expect(work).toBe("17");
    expect(parseIdentityFile(text)).toHaveLength(7);
  });

  test("a steward's vault, under another passphrase than at first", async () => {
    const before = { handle: "Crane", passphrase: "a passphrase of before" };
    const { vault } = await new KeysBench().ask("stewardNew", before);
    await bench.ask("vaultOpen", { file: chosen(vault.bytes, vault.name), passphrase: before.passphrase });
    const { work, text } = opened("crane.vault", (await bench.ask("vaultPassphrase", { passphrase })).bytes);
    expect(work).toBe("17");
    expect(parseIdentityFile(text)).toHaveLength(1);
  });

  test("a courier's pack, which costs a quarter", async () => {
    const asked = { files, handle: "Swift", addresses: `${"a".repeat(56)}.onion`, passphrase };
    const { pack } = await bench.ask("courierMake", asked);
    const { work, text } = opened("swift.pack", pack?.bytes ?? new Uint8Array());
    expect(work).toBe("15");
    expect(text).toContain("nightjar-courier-pack/v1");
  });
});
