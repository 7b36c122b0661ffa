import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { encodeX25519Recipient } from "../../../crypto/age/recipient-keys.ts";
import { nightjar, temporaryFolder } from "./support/cli.ts";
import { namesBelow } from "./support/folders.ts";
import { instanceOnDisk, sealedContents, sealedTip, tipFor } from "./support/tips.ts";

const folder = temporaryFolder();
const instance = instanceOnDisk(folder);
const [identity = ""] = instance.identityPaths;
const [reviewer] = instance.roster.roster.reviewers;
if (!reviewer) throw new Error("no reviewer");
const recipient = encodeX25519Recipient(reviewer.classicRecipient);
const out = join(folder, "tips");

beforeEach(() => rmSync(out, { recursive: true, force: true }));

async function openOne(name: string, bytes: Uint8Array, ...options: string[]) {
  const path = join(folder, `${name}.age`);
  writeFileSync(path, bytes);
  const ended = await nightjar(["open", "--identity", identity, "--out", out, ...options, path]);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  return {
    stored: (file: string) => readFileSync(join(out, name, file)),
    names: namesBelow(join(out, name)),
  };
}

test("a text sealed with Debian's age to a classic recipient, armored: kept, and shown in tip.txt", async () => {
  const text = "第一行\r\nsecond line\n";
  const sealed = execFileSync("age", ["-a", "-r", recipient], { input: text });
  const tip = await openOne("note", sealed);
  expect(tip.names).toEqual(["attachments", "attachments/01-sealed-by-hand.txt", "tip.txt"]);
  expect(tip.stored("attachments/01-sealed-by-hand.txt").toString()).toBe(text);
  expect(tip.stored("tip.txt").toString()).toContain("  | 第一行\n  | second line\n");
  expect(tip.stored("tip.txt").toString()).toContain("sealed by hand");
});

test("a GNU tar of a folder, as stock tools make it, is kept as a tar, byte by byte", async () => {
  const source = join(folder, "report");
  mkdirSync(join(source, "pictures"), { recursive: true });
  writeFileSync(join(source, "pictures", "a.jpg"), new Uint8Array(1000));
  const tar = execFileSync("tar", ["-C", folder, "-b", "128", "-cf", "-", "report"]);
  const tip = await openOne("tar", execFileSync("age", ["-r", recipient], { input: tar }));
  expect(tip.stored("attachments/01-sealed-by-hand.tar")).toEqual(tar);
});

test.each([
  ["bytes that are nothing known", Uint8Array.from({ length: 100_000 }, (_, i) => i * 31), "bin"],
  ["a text with an escape sequence in it", Buffer.from("a\u001b[31mb"), "bin"],
  ["a text cut in the middle of a character", Buffer.from("漢字").subarray(0, 5), "bin"],
  ["nothing at all", new Uint8Array(0), "bin"],
  ["a text longer than a chunk", Buffer.from("字\n".repeat(60_000)), "txt"],
])("%s", async (_, contents, ending) => {
  const tip = await openOne("any", await sealedContents(instance, contents));
  expect(tip.names).toEqual(["attachments", `attachments/01-sealed-by-hand.${ending}`, "tip.txt"]);
  expect(tip.stored(`attachments/01-sealed-by-hand.${ending}`)).toEqual(Buffer.from(contents));
});

test("--as-one-file keeps a tip of the page as the tar that it is", async () => {
  const tip = await openOne("tip", await sealedTip(instance, tipFor(instance)), "--as-one-file");
  expect(tip.names).toEqual(["attachments", "attachments/01-sealed-by-hand.tar", "tip.txt"]);
  expect(execFileSync("tar", ["-tf", join(out, "tip", "attachments/01-sealed-by-hand.tar")]).toString()).toBe(
    "tip.json\n",
  );
});
