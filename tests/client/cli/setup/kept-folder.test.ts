import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { writePublic } from "../../../../client/cli/ceremony/publish.ts";
import { giveFolder, keepBelow } from "../../../../client/cli/setup/kept-folder.ts";
import { decide } from "../../../../client/cli/setup/planned-file.ts";
import { AuthorizedClients } from "../../../../client/cli/tor/authorized-clients.ts";
import { parseClientName } from "../../../../client/cli/tor/client-key.ts";
import { utf8 } from "../../../../crypto/bytes.ts";
import { temporaryFolder } from "../support/cli.ts";
import { modeOf } from "../support/folders.ts";

/** Whoever runs the test stands for root. */
const keeper = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
const SECRET = "root's alone";

let folder: string;
let data: string;
let secret: string;
beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder, "data");
  secret = join(folder, "secret");
  mkdirSync(data);
  writeFileSync(secret, SECRET, { mode: 0o600 });
});

const plan = () =>
  decide([{ path: join(data, "public/rosters/0001.json"), bytes: utf8("{}"), mode: 0o644 }], true);
const expectUntouched = () => {
  expect([readFileSync(secret, "utf8"), modeOf(secret)]).toEqual([SECRET, "600"]);
};

test("files and folders are made, and are the keeper's", async () => {
  await keepBelow(data, await plan(), keeper);
  await keepBelow(data, await plan(), keeper);
  expect(readFileSync(join(data, "public/rosters/0001.json"), "utf8")).toBe("{}");
  expect([modeOf(join(data, "public")), modeOf(join(data, "public/rosters/0001.json"))]).toEqual([
    "755",
    "644",
  ]);
});

test("a file that another is to read may be read, whatever the habit of whoever writes it", async () => {
  const before = process.umask(0o077);
  try {
    await keepBelow(data, await plan(), keeper);
  } finally {
    process.umask(before);
  }
  expect(modeOf(join(data, "public/rosters/0001.json"))).toBe("644");
});

test("where a link stands for a file, the file takes its place, and what the link named is left", async () => {
  mkdirSync(join(data, "public/rosters"), { recursive: true });
  symlinkSync(secret, join(data, "public/rosters/0001.json"));
  await keepBelow(data, await plan(), keeper);
  expect(lstatSync(join(data, "public/rosters/0001.json")).isFile()).toBe(true);
  expectUntouched();
});

test("what is the same stays the same file only if nobody else holds it", async () => {
  await keepBelow(data, await plan(), keeper);
  const path = join(data, "public/rosters/0001.json");
  const { ino } = statSync(path);
  await keepBelow(data, await plan(), keeper);
  expect(statSync(path).ino).toBe(ino);
  for (const other of [0o666, 0o600]) {
    chmodSync(path, other);
    await keepBelow(data, await plan(), keeper);
    expect(modeOf(path)).toBe("644");
  }
});

test.each(["public", "public/rosters"])(
  "a link for the folder %s is refused, and nothing is written where it leads",
  async (name) => {
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere, { mode: 0o700 });
    if (name.includes("/")) mkdirSync(join(data, "public"));
    symlinkSync(elsewhere, join(data, name));
    await expect(keepBelow(data, await plan(), keeper)).rejects.toMatchObject({ code: "output-refused" });
    expect([readdirSync(elsewhere), modeOf(elsewhere)]).toEqual([[], "700"]);
  },
);

test("what is published as root goes through no link either", async () => {
  const elsewhere = join(folder, "elsewhere");
  mkdirSync(elsewhere, { mode: 0o700 });
  mkdirSync(join(data, "public"));
  symlinkSync(elsewhere, join(data, "public/rosters"));
  symlinkSync(secret, join(data, "public/anchors.json"));
  const roster = [{ name: "rosters/0001.json", bytes: utf8("{}") }];
  await expect(writePublic(data, roster, keeper)).rejects.toMatchObject({ code: "output-refused" });
  await writePublic(data, [{ name: "anchors.json", bytes: utf8("{}") }], keeper);
  expect(lstatSync(join(data, "public/anchors.json")).isFile()).toBe(true);
  expect(readdirSync(elsewhere)).toEqual([]);
  expectUntouched();
});

test("a link is given to nobody", async () => {
  mkdirSync(join(folder, "roots"), { mode: 0o700 });
  symlinkSync(join(folder, "roots"), join(folder, "sockets"));
  await expect(giveFolder(join(folder, "sockets"), keeper, 0o2750)).rejects.toMatchObject({
    code: "output-refused",
  });
  expect(modeOf(join(folder, "roots"))).toBe("700");
});

test("a link that tor's user made of its clients' folder is refused, and nothing is written where it leads", async () => {
  const [onion, elsewhere] = [join(folder, "couriers"), join(folder, "elsewhere")];
  mkdirSync(onion);
  mkdirSync(elsewhere, { mode: 0o755 });
  symlinkSync(elsewhere, join(onion, "authorized_clients"));
  await expect(AuthorizedClients.of(onion)).rejects.toMatchObject({ code: "output-refused" });
  expect([readdirSync(elsewhere), modeOf(elsewhere)]).toEqual([[], "755"]);
});

test("a key is taken away in no folder to which a link leads that came since", async () => {
  const [onion, elsewhere] = [join(folder, "couriers"), join(folder, "elsewhere")];
  const clients = join(onion, "authorized_clients");
  for (const path of [clients, elsewhere]) {
    mkdirSync(path, { recursive: true });
    for (const name of ["alice", "bob"]) writeFileSync(join(path, `${name}.auth`), SECRET);
  }
  const authorized = await AuthorizedClients.of(onion);
  renameSync(clients, join(onion, "moved"));
  symlinkSync(elsewhere, clients);
  const alice = parseClientName("alice");
  await expect(authorized.remove(alice)).rejects.toMatchObject({ code: "output-refused" });
  expect(readdirSync(elsewhere)).toEqual(["alice.auth", "bob.auth"]);
  unlinkSync(clients);
  renameSync(join(onion, "moved"), clients);
  expect(await authorized.remove(alice)).toBe(false);
  expect(readdirSync(clients)).toEqual(["bob.auth"]);
});
