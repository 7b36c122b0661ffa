import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { openDemoFolder } from "../../../client/cli/demo/folder.ts";
import { MAILBAGS } from "../../../client/cli/demo/mailbags.ts";
import { writeSavedPages } from "../../../client/cli/demo/page.ts";
import { DEMO_PASSPHRASE, REVIEWERS, reviewerFile, SECRETS } from "../../../client/cli/demo/people-files.ts";
import { renewDocuments } from "../../../client/cli/demo/renew.ts";
import { CliError } from "../../../client/cli/errors.ts";
import { openPeople } from "../../../client/vault/open-people.ts";
import { openVault } from "../../../client/vault/sealed-vault.ts";
import { hybridPublicKey } from "../../../crypto/age/identities.ts";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { verifyAnnex } from "../../../crypto/documents/annex.ts";
import { parseSignedDocument } from "../../../crypto/documents/dsse.ts";
import { addSeconds, type Instant, instantOf, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { LETTERS_PATH, MAILBAG_LENGTH } from "../../../protocol/letters.ts";
import { fakeMailbag } from "../../support/mailbags.ts";
import { nightjar, temporaryFolder } from "./support/cli.ts";
import { startDemo } from "./support/demo.ts";
import { modeOf, namesBelow, snapshot } from "./support/folders.ts";
import { sodium } from "./support/tips.ts";

const folder = temporaryFolder();
const now = instantOf(Date.now());
const freshData = () => join(mkdtempSync(join(folder, "d-")), "demo");
const later = (days: number) => addSeconds(now, days * SECONDS_PER_DAY);
const CARDS = SECRETS.map((name) => name.replace(/\.\w+$/, ".card"));

async function start(data: string, at: Instant = now): Promise<VerifiedRoster> {
  const place = { data, now: at, primitives: sodium };
  return await renewDocuments(place, await openDemoFolder(place));
}

const whole = freshData();
const begun = start(whole);

/** A demo that has begun, to be spoilt or gone on with. */
async function startedData(): Promise<string> {
  await begun;
  const data = freshData();
  cpSync(whole, data, { recursive: true });
  return data;
}

const read = (data: string, name: string) => new Uint8Array(readFileSync(join(data, name)));

const vaultOf = (data: string, handle = "Wren") =>
  openVault(read(data, reviewerFile(handle)), DEMO_PASSPHRASE, sodium);

test("a demo folder: vaults of three stewards and two reviewers, two couriers, secrets for nobody else to read", async () => {
  const data = freshData();
  const verified = await start(data);
  expect(namesBelow(data)).toEqual(
    [
      ...["couriers", "public", "public/annexes", "public/rosters", "reviewers", "stewards"],
      ...["public/anchor.json", "public/rosters/0001.json"],
      ...[1, 2, 3].flatMap((n) => [`public/annexes/000${n}.json`, `public/rosters/000${n}.signed.json`]),
      ...SECRETS,
      ...CARDS,
    ].sort(),
  );
  for (const name of [".", "reviewers", "couriers", "stewards"]) expect(modeOf(join(data, name))).toBe("700");
  for (const name of SECRETS) expect(modeOf(join(data, name))).toBe("600");
  const anchor = parseAnchor(read(data, "public/anchor.json"));
  expect(anchor).toMatchObject({ threshold: 2, demo: true });
  expect(anchor.stewards).toHaveLength(3);
  const file = parseRosterFile(read(data, "public/rosters/0001.json"));
  expect(VerifiedRoster.verify(anchor, file, now, sodium).roster).toEqual(verified.roster);
});

test("each reviewer's vault opens what is sealed to the roster, and the names of its annex", async () => {
  const { roster } = await begun;
  const data = await startedData();
  const anchor = parseAnchor(read(data, "public/anchor.json"));
  const annex = verifyAnnex(anchor, parseSignedDocument(read(data, "public/annexes/0001.json")), sodium);
  for (const handle of REVIEWERS) {
    const vault = await vaultOf(data, handle);
    expect(vault).toMatchObject({ kind: "reviewer", handle, anchor });
    const [first] = vault.periods;
    const recipient = first?.identities && hybridPublicKey(first.identities.hybrid, sodium);
    expect(roster.reviewers.map((reviewer) => reviewer.recipient)).toContainEqual(recipient);
    const people = await openPeople(annex, vault, sodium);
    if (people instanceof CryptoError) throw people;
    expect(people.reviewers.map((person) => person.handle).sort()).toEqual(REVIEWERS);
  }
});

test("a later start reuses all keys and the roster, and renews the currency statement", async () => {
  const before = await begun;
  const data = await startedData();
  const secrets = SECRETS.map((name) => read(data, name));
  const again = await start(data, later(1));
  expect(SECRETS.map((name) => read(data, name))).toEqual(secrets);
  expect(again.digest).toEqual(before.digest);
  expect(again.currency.issued).toBe(later(1));
});

test("when a period is over the next roster is in force, and a year on the vaults are renewed; tips stay readable", async () => {
  const data = await startedData();
  const first = (await vaultOf(data)).periods[0];
  for (const [at, sequence] of [
    [later(30), 1],
    [later(32), 2],
    [later(85), 3],
    [later(300), 7],
    [later(370), 9],
  ] as const) {
    expect((await start(data, at)).roster.sequence).toBe(sequence);
  }
  const { periods } = await vaultOf(data);
  expect(periods.length).toBeGreaterThan(12);
  expect(periods[0]).toMatchObject({ notBefore: first?.notBefore, identities: null });
  expect(periods.at(-1)?.notAfter).toBeGreaterThan(later(370));
});

test("where the demo has lain for years, it goes on under the same anchor", async () => {
  const before = await begun;
  const data = await startedData();
  const after = await start(data, later(1500));
  expect(after.anchor).toEqual(before.anchor);
  expect(after.roster).toMatchObject({ sequence: 4, notBefore: later(1500) });
});

describe("a folder that is no whole demo is refused in a sentence, and left as it is", () => {
  const cases: Record<string, (data: string) => void> = {
    "somebody's own folder": (data) => {
      rmSync(data, { recursive: true });
      mkdirSync(data);
      writeFileSync(join(data, "thesis.txt"), "mine");
    },
    "secrets without public documents": (data) => rmSync(join(data, "public"), { recursive: true }),
    "public documents without secrets": (data) => rmSync(join(data, "stewards"), { recursive: true }),
    "a spool alone": (data) => {
      rmSync(data, { recursive: true });
      mkdirSync(join(data, "spool"), { recursive: true });
    },
    "no anchor": (data) => rmSync(join(data, "public/anchor.json")),
    "no roster": (data) => rmSync(join(data, "public/rosters"), { recursive: true }),
    "no annexes": (data) => rmSync(join(data, "public/annexes"), { recursive: true }),
    "a demo of an earlier form": (data) => {
      rmSync(data, { recursive: true });
      for (const name of ["public", "reviewers", "stewards"])
        mkdirSync(join(data, name), { recursive: true, mode: 0o700 });
      writeFileSync(join(data, "stewards/1.seed"), "00");
    },
    "a demo of an earlier form, with one courier": (data) => {
      rmSync(join(data, "couriers"), { recursive: true });
      mkdirSync(join(data, "courier"));
      writeFileSync(join(data, "courier/courier.key"), "");
    },
    "a steward's vault cut short": (data) => writeFileSync(join(data, "stewards/crane.vault"), "ab"),
    "a steward's vault missing": (data) => rmSync(join(data, "stewards/ibis.vault")),
    "another steward's vault": (data) =>
      writeFileSync(join(data, "stewards/crane.vault"), read(data, "reviewers/wren.vault")),
    "a reviewer's vault missing": (data) => rmSync(join(data, "reviewers/wren.vault")),
    "a card missing": (data) => rmSync(join(data, "reviewers/wren.card")),
    "a card with another letter": (data) => {
      const path = join(data, "couriers/swift.card");
      writeFileSync(path, readFileSync(path, "utf8").replace('"payload":"e', '"payload":"f'));
    },
    "an anchor in another form": (data) => {
      const path = join(data, "public/anchor.json");
      writeFileSync(path, `${readFileSync(path, "utf8")}\n`);
    },
    "the anchor of another instance": (data) => {
      const path = join(data, "public/anchor.json");
      writeFileSync(path, readFileSync(path, "utf8").replace(/"instance":"../, anotherByte));
    },
  };

  const anotherByte = (found: string) => found.slice(0, -2) + (found.endsWith("ff") ? "00" : "ff");

  test.each(Object.entries(cases))("%s", async (_, spoil) => {
    const data = await startedData();
    spoil(data);
    const before = snapshot(data);
    const error = await start(data).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CliError);
    expect(String(error)).toMatch(/^CliError: The data folder [^\n]*\.$/);
    expect(snapshot(data)).toEqual(before);
  });
});

test("a clock that was set back is told, and nothing is signed", async () => {
  const data = await startedData();
  const before = snapshot(data);
  await expect(start(data, later(-40))).rejects.toThrow(/The data folder [^\n]*clock[^\n]*\.$/);
  expect(snapshot(data)).toEqual(before);
});

test("what a crash in the making left behind is made anew; an empty folder is taken, and closed to others", async () => {
  const data = freshData();
  mkdirSync(join(data, ".unfinished/stewards"), { recursive: true, mode: 0o755 });
  writeFileSync(join(data, ".unfinished/stewards/crane.vault"), "half");
  await start(data);
  expect(modeOf(data)).toBe("700");
  expect(namesBelow(data).filter((name) => name.startsWith("."))).toEqual([]);
});

test("stopped while it builds what people open from disk, it builds no more of it", async () => {
  const data = freshData();
  await expect(writeSavedPages(data, AbortSignal.abort())).rejects.toThrow("aborted");
  expect(existsSync(data)).toBe(false);
});

describe("as a process", () => {
  test("a wrong setting, and a file for a folder, are one sentence each and a failure", async () => {
    const data = await startedData();
    const ended = await nightjar(["demo"], { env: { NIGHTJAR_DATA: data, NIGHTJAR_PROT: "8080" } });
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(/^[^\n]*NIGHTJAR_[^\n]*\n$/);
    const file = join(folder, "file");
    writeFileSync(file, "");
    const refused = await nightjar(["demo"], { env: { NIGHTJAR_DATA: file } });
    expect(refused.code).toBeGreaterThan(0);
    expect(refused.stderr).toMatch(/^[^\n]*\n$/);
  });

  test("it says where things are, makes public what is put into its folder of mailbags, once, and stops at Ctrl-C; moved, it starts with the same keys, and ends with its server even if it is killed", async () => {
    // 1. What it says, and serves.
    const data = await startedData();
    const first = await startDemo(data);
    onTestFinished(async () => void (await first.stop()));
    expect(first.said()).toContain(join(data, "reviewers/lark.vault"));
    expect(first.said()).toContain(DEMO_PASSPHRASE);
    expect(await (await fetch(first.url)).text()).toMatch(/^<!doctype html>/i);
    // 2. Mailbags: what is none is named.
    const pool = async (url: string) =>
      (await (await fetch(`${url}${LETTERS_PATH}`)).arrayBuffer()).byteLength;
    const isThere = (bags: number, url = first.url) =>
      expect.poll(() => pool(url), { timeout: 200_000 }).toBe(bags * MAILBAG_LENGTH);
    await isThere(0);
    await vi.waitUntil(() => existsSync(join(data, MAILBAGS)), { timeout: 200_000 });
    writeFileSync(join(data, MAILBAGS, "first"), fakeMailbag());
    writeFileSync(join(data, MAILBAGS, "thesis.txt"), "mine");
    writeFileSync(join(data, MAILBAGS, "not-yet"), "");
    await isThere(1);
    await vi.waitUntil(() => first.said().includes("thesis.txt is no mailbag"), { timeout: 200_000 });
    expect(first.said()).toContain("A mailbag has come, and was delivered: mailbags/first");
    // As a browser saves: an empty file first, that then is whole.
    writeFileSync(join(data, MAILBAGS, "not-yet"), fakeMailbag());
    await isThere(2);
    expect(first.said()).not.toContain("not-yet is no mailbag");
    expect(await first.stop("SIGINT")).toBe(0);
    // 3. Moved, it goes on.
    const secrets = SECRETS.map((name) => read(data, name));
    const moved = `${data}-moved`;
    renameSync(data, moved);
    const second = await startDemo(moved);
    onTestFinished(async () => void (await second.stop()));
    expect(SECRETS.map((name) => read(moved, name))).toEqual(secrets);
    await isThere(2, second.url);
    writeFileSync(join(moved, MAILBAGS, "third"), fakeMailbag());
    await isThere(3, second.url);
    await expect.poll(() => second.said().match(/mailbags\/\w+\n/g)).toEqual(["mailbags/third\n"]);
    // 4. Killed.
    await second.stop("SIGKILL");
    const isUp = () =>
      fetch(second.url).then(
        () => "up",
        () => "down",
      );
    await expect.poll(isUp, { timeout: 200_000 }).toBe("down");
    expect(execFileSync("ps", ["-eo", "ppid"]).toString()).not.toMatch(
      new RegExp(`^\\s*${second.pid}$`, "m"),
    );
  }, 600_000);
});
