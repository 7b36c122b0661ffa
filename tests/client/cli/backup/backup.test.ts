import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type BackupName,
  isBackupName,
  parseBackupManifest,
} from "../../../../client/cli/backup/manifest.ts";
import { listFiles, writeBackup } from "../../../../client/cli/backup/write-backup.ts";
import { nobodysAuthFile } from "../../../../client/cli/tor/client-key.ts";
import {
  encodeHybridIdentity,
  encodeX25519Identity,
  type HybridSeed,
  hybridPublicKey,
  type X25519Scalar,
  x25519PublicKey,
} from "../../../../crypto/age/identities.ts";
import { encodeHybridRecipient, encodeX25519Recipient } from "../../../../crypto/age/recipient-keys.ts";
import { hybridRecipient } from "../../../../crypto/age/recipients.ts";
import { seal } from "../../../../crypto/age/seal.ts";
import { collect, utf8 } from "../../../../crypto/bytes.ts";
import type { InstanceId } from "../../../../crypto/documents/anchor.ts";
import { randomBytes } from "../../../../crypto/random.ts";
import { packTar } from "../../../../crypto/tar.ts";
import { dayOf } from "../../../../protocol/day.ts";
import { dayAfter } from "../../../../server/store/day.ts";
import { SqliteSpool } from "../../../../server/store/sqlite/sqlite-spool.ts";
import { commandLine } from "../../../support/command-line.ts";
import { digestOf, fakeEnvelope } from "../../../support/envelopes.ts";
import { filesBelow } from "../../../support/files.ts";
import { fakeMailbag } from "../../../support/mailbags.ts";
import { sodium } from "../../../support/primitives.ts";
import { type RunningServer, removeData, startServer } from "../../../support/server.ts";
import { TestSpool, testClock } from "../../../support/spool.ts";
import { storedEnvelopes } from "../../../support/spool-files.ts";
import { post, upload } from "../../../support/submit.ts";
import { temporaryFolder } from "../support/cli.ts";
import { modeOf, namesBelow } from "../support/folders.ts";

const root = temporaryFolder();
const path = (name: string) => join(root, name);
const ONION = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

const hybrid = randomBytes(32) as Uint8Array as HybridSeed;
const classic = randomBytes(32) as Uint8Array as X25519Scalar;
const recipient = encodeHybridRecipient(hybridPublicKey(hybrid, sodium));
const classicRecipient = encodeX25519Recipient(x25519PublicKey(classic, sodium));
writeFileSync(path("operator.txt"), `${encodeHybridIdentity(hybrid)}\n`, { mode: 0o600 });
writeFileSync(path("classic.txt"), `${encodeX25519Identity(classic)}\n`, { mode: 0o600 });

/** An onion's folder as tor has it. */
const tor = path("tor/nightjar-sources");
mkdirSync(join(tor, "authorized_clients"), { recursive: true, mode: 0o700 });
writeFileSync(join(tor, "hostname"), `${ONION}\n`);
for (const half of ["public", "secret"]) writeFileSync(join(tor, `hs_ed25519_${half}_key`), randomBytes(96));
writeFileSync(join(tor, "authorized_clients/swift.auth"), nobodysAuthFile());
writeFileSync(join(tor, "lock"), "no part of a backup");

const backUp = (name: string, data: string, ...more: string[]) =>
  commandLine(["backup", path(name), "--data", data, "--recipient", recipient, ...more]);
const restore = (name: string, into: string, identity = "operator.txt") =>
  commandLine(["restore", path(name), "--identity", path(identity), "--into", path(into)]);

let server: RunningServer;
const envelopes = [fakeEnvelope(), fakeEnvelope(), fakeEnvelope(2_500_000)];
const today = dayOf(Date.now());
const bags = { [`${today}-12.open.slots`]: fakeMailbag(), [`${dayAfter(today, -9)}-3.slots`]: fakeMailbag() };
const digests = (data: string) =>
  storedEnvelopes(data)
    .map(({ digest }) => digest)
    .sort();

beforeAll(async () => {
  server = await startServer();
  for (const envelope of envelopes.slice(0, 2)) expect((await post(server.url, envelope)).status).toBe(201);
  expect((await upload(server.url, envelopes[2] as Uint8Array)).status).toBe(201);
  for (const [name, bag] of Object.entries(bags)) writeFileSync(join(server.data, "letters", name), bag);
  writeFileSync(join(server.data, "letters/notes.txt"), "no part of a backup");
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  expect(server.output()).toBe("");
  removeData(server.data);
});

describe("beside a running server", () => {
  test("with envelopes and an onion's keys: restored, it is the same instance, whose spool goes on", async () => {
    const done = await backUp("full", server.data, "--with-envelopes", "--tor", tor);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(modeOf(path("full"))).toBe("600");
    expect(existsSync(join(server.data, ".backup"))).toBe(false);
    expect(await restore("full", "back")).toMatchObject({ code: 0, stderr: "" });
    expect(digests(path("back/data"))).toEqual(envelopes.map(digestOf).sort());
    expect(readdirSync(path("back/data/letters")).sort()).toEqual(Object.keys(bags).sort());
    for (const [name, bag] of Object.entries(bags))
      expect(readFileSync(path(`back/data/letters/${name}`)).equals(bag)).toBe(true);
    for (const name of namesBelow(tor).filter(
      (below) => below !== "lock" && below !== "authorized_clients",
    )) {
      expect(readFileSync(join(path("back/tor/nightjar-sources"), name))).toEqual(
        readFileSync(join(tor, name)),
      );
      expect(modeOf(join(path("back/tor/nightjar-sources"), name))).toBe("600");
    }
    expect(existsSync(path("back/tor/nightjar-sources/lock"))).toBe(false);
    expect(modeOf(path("back"))).toBe("700");
    const folder = join(path("back/data"), "spool");
    const options = {
      folder,
      room: 2 ** 30,
      maxEnvelope: 100 * 2 ** 20,
      retentionDays: 21,
      eraseAfterDays: 0,
      clock: testClock(Date.now),
      heartbeat: 0,
    };
    const spool = new SqliteSpool({ ...options, report: (sentence) => expect.unreachable(sentence) });
    await spool.put(envelopes[0] as Uint8Array);
    await spool.close();
    expect(digests(path("back/data"))).toEqual(envelopes.map(digestOf).sort());
  });

  test("without envelopes, unless asked: not a byte of one, and the onion's absence is said", async () => {
    const done = await backUp("bare", server.data);
    expect(done.stdout).toMatch(/without envelopes[\s\S]*--tor/);
    await restore("bare", "bare-back");
    expect(readdirSync(path("bare-back/data"))).toEqual(["public"]);
    const shown = filesBelow(path("bare-back/data/public")).map((file) => statSync(file).size);
    const most = shown.reduce((sum, size) => sum + size, 0) + 2_000 * shown.length;
    expect(statSync(path("bare")).size).toBeLessThan(most + 10_000);
  });

  test("Debian's age and tar open one; two recipients each can", async () => {
    const args = ["backup", path("classic"), "--data", server.data, "--tor", tor];
    const other = encodeX25519Recipient(
      x25519PublicKey(randomBytes(32) as Uint8Array as X25519Scalar, sodium),
    );
    expect(await commandLine([...args, "--recipient", other, "--recipient", classicRecipient])).toMatchObject(
      { code: 0 },
    );
    execFileSync("sh", [
      "-ec",
      `age -d -i ${path("classic.txt")} ${path("classic")} > ${path("t.tar")}; mkdir ${path("t")}; tar -xf ${path("t.tar")} -C ${path("t")}`,
    ]);
    expect(readFileSync(path("t/tor/nightjar-sources/hostname"), "utf8")).toBe(`${ONION}\n`);
    expect(await restore("classic", "classic-back", "classic.txt")).toMatchObject({ code: 0 });
  });

  test("while tips come in: all that was acknowledged before is in it, each whole", async () => {
    const before: string[] = [];
    let stopped = false;
    const senders = Array.from({ length: 4 }, async () => {
      while (!stopped) {
        const envelope = fakeEnvelope();
        if ((await post(server.url, envelope)).status === 201) before.push(digestOf(envelope));
      }
    });
    await expect.poll(() => before.length).toBeGreaterThan(10);
    const due = [...before];
    expect(await backUp("busy", server.data, "--with-envelopes")).toMatchObject({ code: 0, stderr: "" });
    stopped = true;
    await Promise.all(senders);
    await restore("busy", "busy-back");
    const restored = storedEnvelopes(path("busy-back/data"));
    const there = new Set(restored.map(({ digest }) => digest));
    expect(due.filter((digest) => !there.has(digest))).toEqual([]);
    expect(restored.filter(({ digest, bytes }) => digestOf(bytes) !== digest)).toEqual([]);
  });

  test("a mailbag that is published between its listing and its copying is in it", async () => {
    const spool = new TestSpool();
    const at = (name: string) => join(spool.data, "letters", name);
    mkdirSync(at(""));
    const bag = fakeMailbag();
    writeFileSync(at("2026-11-20-1.open.slots"), bag);
    // Whoever lists waits at this one, which lies behind it.
    execFileSync("mkfifo", [at("2026-11-21-1.slots")]);
    const copying = spawn(process.execPath, ["server/upkeep/snapshot.ts", spool.data]);
    const listed = once(copying.stdout, "data");
    const held = await open(at("2026-11-21-1.slots"), "w");
    renameSync(at("2026-11-20-1.open.slots"), at("2026-11-20-1.slots"));
    rmSync(at("2026-11-21-1.slots"));
    await held.close();
    await listed;
    expect(readdirSync(join(spool.data, ".backup/letters"))).toEqual(["2026-11-20-1.slots"]);
    copying.stdin.end();
    expect(await once(copying, "close")).toEqual([0, null]);
    await spool.remove();
  });

  test("a mailbag that the disk doesn't give isn't left out silently", async () => {
    const spool = new TestSpool();
    mkdirSync(join(spool.data, "letters"));
    // Each read of it fails, as of a bad sector.
    symlinkSync("/proc/self/mem", join(spool.data, "letters/2026-11-20-1.slots"));
    const copying = spawn(process.execPath, ["server/upkeep/snapshot.ts", spool.data]);
    const told = copying.stderr.toArray();
    expect(await once(copying, "close")).toEqual([1, null]);
    expect(Buffer.concat(await told).toString()).toMatch(
      /letters\/2026-11-20-1\.slots can't be read \(EIO\): /,
    );
    await spool.remove();
  });

  test("a day that can't be read isn't either: which it is, is said, and what to do", async () => {
    const spool = new TestSpool();
    await spool.spool.put(fakeEnvelope());
    await spool.spool.close();
    const [day = ""] = readdirSync(join(spool.folder, "days"));
    const bytes = readFileSync(join(spool.folder, "days", day));
    writeFileSync(join(spool.folder, "days", day), bytes.fill(0xff));
    const copying = spawn(process.execPath, ["server/upkeep/snapshot.ts", spool.data]);
    const told = copying.stderr.toArray();
    expect(await once(copying, "close")).toEqual([1, null]);
    expect(Buffer.concat(await told).toString()).toMatch(
      /\.db can't be read \(SQLITE_NOTADB\): .*export-spool/,
    );
    spool.reopen();
    await spool.remove();
  });

  test("the copy of the open day shows no order of arrival: its envelopes lie in the order of their keys", async () => {
    const spool = new TestSpool();
    for (let i = 0; i < 40; i++) await spool.spool.put(fakeEnvelope());
    const copying = spawn(process.execPath, ["server/upkeep/snapshot.ts", spool.data]);
    await once(copying.stdout, "data");
    const copy = readFileSync(join(spool.data, ".backup/days/2026-11-21.open.db"));
    copying.stdin.end();
    expect(await once(copying, "close")).toEqual([0, null]);
    expect(existsSync(join(spool.data, ".backup"))).toBe(false);
    const places = storedEnvelopes(spool.data)
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ bytes }) => copy.indexOf(bytes.subarray(4_000, 4_100)));
    expect(places.filter((place) => place < 0)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    await spool.remove();
  });
});

test.each([
  ["of the same size", "a roster as it is then"],
  ["shorter", "a roster"],
  ["longer", "a roster, and the next one, as they are then"],
])("a file that is another by the time it is packed, %s: a sentence, and no backup", async (_, then) => {
  const [roster, out] = [path("0001.json"), path("changed")];
  writeFileSync(roster, "a roster as it is now.");
  const files = [{ name: "data/public/rosters/0001.json" as BackupName, path: roster }];
  const { signal } = new AbortController();
  const made = dayOf(Date.now());
  const manifest = {
    instance: randomBytes(32) as Uint8Array as InstanceId,
    made,
    envelopes: false,
    files: await listFiles(files, signal),
  };
  writeFileSync(roster, then);
  const recipients = [hybridRecipient(hybridPublicKey(hybrid, sodium))];
  await expect(writeBackup(out, manifest, files, recipients, sodium, signal)).rejects.toMatchObject({
    code: "file-unreadable",
    message: expect.stringMatching(/0001\.json changed while it was read: run this again\.$/),
  });
  expect(readdirSync(root).filter((name) => name.startsWith("changed"))).toEqual([]);
});

describe("what is refused leaves nothing behind", () => {
  const refused = async (name: string, says: RegExp, identity?: string) => {
    const before = readdirSync(root).sort();
    const ended = await restore(name, "nothing", identity);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr).toMatch(/^[^\n]+\n$/);
    expect(readdirSync(root).sort()).toEqual(before);
  };

  test("any flipped bit, any cut, another's identity", async () => {
    await backUp("sound", server.data, "--tor", tor);
    const sound = readFileSync(path("sound"));
    for (let i = 0; i < 8; i++) {
      const place = Math.floor((i / 8) * sound.length);
      const bad = Buffer.from(sound);
      bad[place] = (bad[place] ?? 0) ^ (1 << (i % 8));
      writeFileSync(path("bad"), bad);
      await refused("bad", /\S/);
    }
    for (const length of [0, 100, 5_000, sound.length - 70_000, sound.length - 1]) {
      writeFileSync(path("bad"), sound.subarray(0, length));
      await refused("bad", /\S/);
    }
    await refused("sound", /sealed to another key than those given/, "classic.txt");
  });

  test("a folder that holds something, or that a restore left, is not touched", async () => {
    for (const [made, says] of [
      ["nothing", /not empty/],
      ["nothing.partial", /cut short/],
    ] as const) {
      mkdirSync(path(made));
      writeFileSync(path(`${made}/mine`), "mine");
      const ended = await restore("sound", "nothing");
      expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(says) });
      expect(readdirSync(path(made))).toEqual(["mine"]);
      execFileSync("rm", ["-r", path(made)]);
    }
  });

  const sealed = async (files: [string, Uint8Array][]) => {
    const tar = packTar(files.map(([name, bytes]) => ({ name, size: bytes.length, content: [bytes] })));
    const key = hybridPublicKey(hybrid, sodium);
    writeFileSync(path("bad"), await collect(seal(tar, [hybridRecipient(key)], sodium)));
  };
  const listOf = (text: string) =>
    JSON.parse(text) as { files: { name: string; sha256: string }[]; envelopes: boolean };

  test("made by somebody hostile: other names, other order, something more, something less, other bytes", async () => {
    execFileSync("sh", ["-ec", `rm -rf ${path("u")}; mkdir ${path("u")}`]);
    await commandLine(["backup", path("u/b"), "--data", server.data, "--recipient", classicRecipient]);
    execFileSync("sh", ["-ec", `cd ${path("u")}; age -d -i ${path("classic.txt")} b | tar -x`]);
    const text = readFileSync(path("u/backup.json"), "utf8");
    const list = listOf(text);
    const files = list.files.map(({ name }): [string, Uint8Array] => [
      name,
      readFileSync(join(path("u"), name)),
    ]);
    const withList = (change: (value: ReturnType<typeof listOf>) => void): [string, Uint8Array] => {
      const value = listOf(text);
      change(value);
      return ["backup.json", utf8(JSON.stringify(value))];
    };
    const same = withList(() => {});
    await sealed([same, ...files]);
    expect(await restore("bad", "good")).toMatchObject({ code: 0, stderr: "" });
    const [first, ...rest] = files as [[string, Uint8Array], ...[string, Uint8Array][]];
    const names = [
      "../evil",
      "/etc/evil",
      "data/public/../../evil",
      "data/public/x.html",
      "tor/../../a/hostname",
    ];
    for (const name of names) {
      await sealed([withList(({ files: [one] }) => one && Object.assign(one, { name })), ...files]);
      await refused("bad", /no backup of a server/);
    }
    const spooled = withList(
      ({ files: [one] }) => one && Object.assign(one, { name: "data/spool/receipts.db" }),
    );
    for (const contents of [
      [spooled, ...files],
      [same, ...rest, first],
      [same, ...files.slice(0, -1)],
      [same, ...files, ["data/public/no-script-x.html", utf8("x")] as [string, Uint8Array]],
      [same, [first[0], first[1].map((byte) => byte ^ 1)] as [string, Uint8Array], ...rest],
      [withList(({ files: [one] }) => one && Object.assign(one, { sha256: "0".repeat(64) })), ...files],
      [first, same, ...rest],
      [],
    ]) {
      await sealed(contents);
      await refused("bad", /not as it was made|no backup of a server/);
    }
  });

  test("wrong use", async () => {
    const data = ["--data", server.data];
    for (const [args, code, says] of [
      [["backup", ...data, "--recipient", recipient], 2, /which file/],
      [["backup", path("x"), ...data], 2, /--recipient/],
      [["backup", path("x"), ...data, "--recipient", "age1x"], 2, /no age recipient/],
      [
        ["backup", path("x"), ...data, "--recipient", recipient, "--recipient", classicRecipient],
        2,
        /one kind/,
      ],
      [["backup", path("sound"), ...data, "--recipient", recipient], 1, /already/],
      [["backup", path("x"), ...data, "--recipient", recipient, "--tor", root], 2, /hostname/],
      [["backup", path("x"), "--data", root, "--recipient", recipient], 2, /not there/],
      [["restore", path("sound"), "--into", path("y")], 2, /--identity/],
    ] as const) {
      expect(await commandLine(args)).toMatchObject({ code, stderr: expect.stringMatching(says) });
    }
    expect(existsSync(path("x"))).toBe(false);
  });

  test("names: a backup's own, and no others", () => {
    for (const name of [
      "data/public/rosters/0001.signed.json",
      "data/spool/days/2026-11-21.open.db",
      `tor/a/hostname`,
    ])
      expect(isBackupName(name)).toBe(true);
    for (const name of [
      "data/public/anchor.json\n",
      "tor/a/b/hostname",
      "tor/./hostname",
      "data/spool/staging.db",
      "",
    ])
      expect(isBackupName(name)).toBe(false);
    expect(() => parseBackupManifest(utf8("{}"))).toThrow(/no backup/);
  });
});
