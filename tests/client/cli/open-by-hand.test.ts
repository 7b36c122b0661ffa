import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { COMMANDS } from "../../../client/source/no-script/commands.ts";
import { encodeX25519Recipient } from "../../../crypto/age/recipient-keys.ts";
import { commandLine } from "../../support/command-line.ts";
import { tellingJpeg } from "../../support/pictures.ts";
import { temporaryFolder } from "./support/cli.ts";
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
  const ended = await commandLine(["open", "--identity", identity, "--out", out, ...options, path]);
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

test("a report and a photo, by the very command of the instructions: the words, and both files", async () => {
  const source = join(folder, "by-command");
  mkdirSync(source);
  writeFileSync(join(source, "report.txt"), "他们周二来了。\n");
  writeFileSync(join(source, "photo-1.jpg"), tellingJpeg());
  writeFileSync(join(source, "recipients.txt"), `${recipient}\n`);
  const command = COMMANDS.linux.replaceAll("report.txt", "report.txt photo-1.jpg");
  execFileSync("bash", ["-c", command], { cwd: source });
  const tip = await openOne("command", readFileSync(join(source, "report.age")));
  expect(tip.names).toEqual(["attachments", "attachments/photo-1.jpg", "attachments/report.txt", "tip.txt"]);
  expect(tip.stored("attachments/photo-1.jpg")).toEqual(Buffer.from(tellingJpeg()));
  expect(tip.stored("tip.txt").toString()).toContain("In their words\n  | 他们周二来了。\n");
  expect(tip.stored("tip.txt").toString()).toContain("It was sealed by hand, as 2 files.");
});

test("a GNU tar of a folder: its files, each in one place; with --as-one-file the tar, byte by byte", async () => {
  const source = join(folder, "report");
  mkdirSync(join(source, "pictures"), { recursive: true });
  writeFileSync(join(source, "pictures", "a.jpg"), new Uint8Array(1000));
  writeFileSync(join(source, "empty"), "");
  const tar = execFileSync("tar", ["-C", folder, "--sort=name", "-b", "128", "-cf", "-", "report"]);
  const sealed = execFileSync("age", ["-r", recipient], { input: tar });
  const tip = await openOne("folder", sealed);
  expect(tip.names).toEqual([
    "attachments",
    "attachments/report_empty",
    "attachments/report_pictures_a.jpg",
    "tip.txt",
  ]);
  expect(tip.stored("attachments/report_pictures_a.jpg")).toEqual(Buffer.alloc(1000));
  const whole = await openOne("tar", sealed, "--as-one-file");
  expect(whole.stored("attachments/01-sealed-by-hand.tar")).toEqual(tar);
});

test("GBK as Windows saves it: read, and how is said; or as somebody chooses, beside what was there", async () => {
  const text = "上周二有两个人到我表哥的餐馆。\r\n";
  const gbk = execFileSync("iconv", ["-f", "UTF-8", "-t", "GBK"], { input: text });
  const sealed = execFileSync("age", ["-r", recipient], { input: gbk });
  const tip = await openOne("gbk", sealed);
  expect(tip.stored("attachments/01-sealed-by-hand.txt")).toEqual(gbk);
  expect(tip.stored("tip.txt").toString()).toContain("  | 上周二有两个人到我表哥的餐馆。\n");
  expect(tip.stored("tip.txt").toString()).toContain("read as GBK (GB18030)");
  const path = join(folder, "gbk.age");
  const again = ["--encoding", "big5", "--out", join(folder, "as-big5"), path];
  expect(await commandLine(["open", "--identity", identity, ...again])).toMatchObject({ code: 0 });
  const other = readFileSync(join(folder, "as-big5", "gbk", "tip.txt"), "utf8");
  expect(other).toContain("read as Big5");
  expect(other).not.toContain("餐馆");
});

test("an encoding that nobody reads is wrong use", async () => {
  const ended = await commandLine(["open", "--identity", identity, "--encoding", "klingon", folder]);
  expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining("gb18030") });
});

test.each([
  ["bytes that are nothing known", Uint8Array.from({ length: 100_000 }, (_, i) => i * 31), "bin"],
  ["a text with an escape sequence in it", Buffer.from("a\u001b[31mb"), "bin"],
  ["a text cut in the middle of a character", Buffer.from("漢字").subarray(0, 5), "bin"],
  ["nothing at all", new Uint8Array(0), "bin"],
  ["a photo", new Uint8Array(tellingJpeg()), "jpg"],
  ["a film of a phone", Buffer.from("\0\0\0\x14ftypqt  \0\0\0\0qt  ", "latin1"), "mov"],
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
