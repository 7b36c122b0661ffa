import { spawnSync } from "node:child_process";
import { lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { VAULT_WORK } from "../../../../client/vault/sealed-vault.ts";
import { HeaderReader } from "../../../../crypto/age/header.ts";
import { parseIdentityFile } from "../../../../crypto/age/identity-file.ts";
import { encodeAnchor, parseAnchor } from "../../../../crypto/documents/anchor.ts";
import {
  ANCHOR_MOVE_PAYLOAD_TYPE,
  anchorDigest,
  encodeAnchorMove,
} from "../../../../crypto/documents/anchor-move.ts";
import {
  encodeSignedDocument,
  parseSignedDocument,
  signDocument,
} from "../../../../crypto/documents/dsse.ts";
import { anchorFingerprint, cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { parseInstant } from "../../../../crypto/documents/instant.ts";
import { verifyReviewerCard } from "../../../../crypto/documents/reviewer-card.ts";
import { encodeRosterFile } from "../../../../crypto/documents/roster-file.ts";
import { noble } from "../../../../crypto/primitives/noble.ts";
import { commandLine } from "../../../support/command-line.ts";
import { testInstance } from "../../../support/instance.ts";
import { rosterFileAt } from "../../../support/roster-files.ts";
import { nightjar, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const path = (name: string) => join(folder, name);
const instance = testInstance({ now: parseInstant("2026-12-01T00:00:00Z") });
writeFileSync(path("anchor.json"), encodeAnchor(instance.anchor));

const PASSPHRASE = "six words drawn by dice";

// All vaults but the first, which a process of its own makes, cost a guesser nothing, so that the tests take seconds.
vi.mock("../../../../client/vault/sealed-vault.ts", async (load) => {
  const real = await load<typeof import("../../../../client/vault/sealed-vault.ts")>();
  const sealVault: typeof real.sealVault = (vault, passphrase, primitives) =>
    real.sealVault(vault, passphrase, primitives, 10);
  return { ...real, sealVault };
});

/** A command that is given these passphrases, a line each. */
function run(command: string, passphrases = PASSPHRASE, ...more: string[]) {
  const args = command.split(" ").map((word) => word.replace("%", `${folder}/`));
  return commandLine([...args, ...more], ...passphrases.split("\n"));
}

/** The same as a process of its own, with the passphrase on its stdin. */
function runAlone(command: string) {
  const args = command.split(" ").map((word) => word.replace("%", `${folder}/`));
  return nightjar([...args, "--passphrase-fd", "0"], { input: `${PASSPHRASE}\n` });
}

/** A roster file that the stewards called current at this time. */
function rosterFileOf(time: string): string {
  const file = rosterFileAt(instance, parseInstant(time));
  writeFileSync(path(`roster-${time.slice(0, 10)}.json`), encodeRosterFile(file));
  return path(`roster-${time.slice(0, 10)}.json`);
}

const enroll = (name: string, more = "") =>
  `reviewer enroll --anchor %anchor.json --handle Wren --from 2027-01-01T00:00:00Z --periods 3${more} --vault %${name}.vault --card %${name}.card`;

describe("a reviewer's vault", () => {
  test("enrolled: 0600, a card that verifies, its fingerprint said, no secret printed", async () => {
    const { code, stdout, stderr } = await runAlone(enroll("wren", " --languages zh-Hans,en"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(statSync(path("wren.vault")).mode & 0o777).toBe(0o600);
    const stanza = new HeaderReader().push(readFileSync(path("wren.vault")))?.header.stanzas[0];
    expect(stanza).toMatchObject({ type: "scrypt", args: [expect.any(String), String(VAULT_WORK)] });
    const document = parseSignedDocument(readFileSync(path("wren.card")));
    const card = verifyReviewerCard(document, noble);
    expect(card).toMatchObject({ handle: "Wren", languages: ["zh-Hans", "en"] });
    expect(card.periods).toHaveLength(3);
    expect(stdout).toContain(cardFingerprint(document.payload));
    expect(stdout).toContain(anchorFingerprint(instance.anchor));
    expect(stdout + stderr).not.toMatch(/SECRET|six words/);
  });

  test("stock age opens the vault with the passphrase, and finds the identities in it", async () => {
    const command = `age -d -o ${path("plain.txt")} ${path("wren.vault")}`;
    const ended = spawnSync("script", ["-qec", command, "/dev/null"], { input: `${PASSPHRASE}\n` });
    expect(ended.status).toBe(0);
    expect(parseIdentityFile(readFileSync(path("plain.txt"), "utf8"))).toHaveLength(7);
  });

  test("nothing is written over; a passphrase that is short or wrong is refused in a sentence", async () => {
    const before = readFileSync(path("wren.vault"));
    expect(await run(enroll("wren"))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("is there already"),
    });
    expect(readFileSync(path("wren.vault"))).toEqual(before);
    const short = await run("steward init --handle H --vault %h.vault --card %h.card", "too short");
    expect(short).toMatchObject({ code: 1, stderr: expect.stringContaining("12 characters") });
    const wrong = await run("vault status --vault %wren.vault", "not the passphrase");
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining("does not open") });
    const other = await run("vault status --vault %anchor.json");
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining("not a vault") });
  });

  test("its status names each period; destruction waits for a witness, not for a clock", async () => {
    const status = await run("vault status --vault %wren.vault");
    expect(status.stdout).toMatch(/2027-01-01T00:00:00Z until 2027-02-01T00:00:00Z/);
    const early = await run(
      "vault destroy --vault %wren.vault --yes",
      PASSPHRASE,
      "--roster",
      rosterFileOf("2027-03-17T00:00:00Z"),
    );
    expect(early).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing is due") });
    const unsure = await run(
      "vault destroy --vault %wren.vault",
      PASSPHRASE,
      "--roster",
      rosterFileOf("2027-03-18T00:00:00Z"),
    );
    expect(unsure).toMatchObject({ code: 1 });
    expect((await run("vault status --vault %wren.vault")).stdout).not.toContain("destroyed:");
    const due = await run(
      "vault destroy --vault %wren.vault --yes",
      PASSPHRASE,
      "--roster",
      rosterFileOf("2027-03-18T00:00:00Z"),
    );
    expect(due).toMatchObject({ code: 0, stdout: expect.stringContaining("2027-01-01T00:00:00Z until") });
    expect(due.stdout).toMatch(/remove what "open" wrote of\sthese periods \(tips\/ by itself\)/);
    expect((await run("vault status --vault %wren.vault")).stdout).toMatch(
      /2027-02-01T00:00:00Z\s+destroyed/,
    );
  });

  test("a roster of another instance witnesses nothing", async () => {
    const other = testInstance({ now: parseInstant("2030-01-01T00:00:00Z") });
    writeFileSync(path("other.json"), encodeRosterFile(other.file));
    const ended = await run("vault destroy --vault %wren.vault --roster %other.json --yes");
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining("no steward") });
  });

  test("through a link it is the file itself that is written anew: no older one stays with its keys", async () => {
    const before = readFileSync(path("wren.vault"));
    symlinkSync(path("wren.vault"), path("link.vault"));
    const next = "another six words by dice";
    const changed = await run("vault passphrase --vault %link.vault", `${PASSPHRASE}\n${next}`);
    expect(changed.code).toBe(0);
    expect(lstatSync(path("link.vault")).isSymbolicLink()).toBe(true);
    expect(readFileSync(path("wren.vault")).equals(before)).toBe(false);
    expect((await run("vault status --vault %wren.vault", PASSPHRASE)).code).toBe(1);
    expect((await run("vault passphrase --vault %wren.vault", `${next}\n${PASSPHRASE}`)).code).toBe(0);
  });

  test("a new passphrase takes the place of the old one", async () => {
    expect(
      await run("vault passphrase --vault %wren.vault", `${PASSPHRASE}\nanother six words by dice`),
    ).toMatchObject({ code: 0 });
    expect(await run("vault status --vault %wren.vault")).toMatchObject({ code: 1 });
    expect(
      await run("vault passphrase --vault %wren.vault", `another six words by dice\n${PASSPHRASE}`),
    ).toMatchObject({ code: 0 });
  });

  test("further periods get a card of their own, and the card can be written again", async () => {
    const renewed = await run("reviewer renew --vault %wren.vault --card %more.card --periods 2");
    expect(renewed).toMatchObject({ code: 0, stderr: "" });
    const card = verifyReviewerCard(parseSignedDocument(readFileSync(path("more.card"))), noble);
    expect(card.periods.map(({ notBefore }) => notBefore)).toEqual(
      ["2027-04-01T00:00:00Z", "2027-05-01T00:00:00Z"].map(parseInstant),
    );
    expect(await run("reviewer card --vault %wren.vault --card %again.card")).toMatchObject({ code: 0 });
    const again = verifyReviewerCard(parseSignedDocument(readFileSync(path("again.card"))), noble);
    expect(again.periods).toHaveLength(4);
    expect(again.periods.slice(2)).toEqual(card.periods);
  });

  test("a backup in shares restores the long-lived keys; periods are made anew", async () => {
    const backup = await run("vault backup --vault %wren.vault --threshold 2 --shares 3 --out %shares");
    expect(backup).toMatchObject({ code: 0, stderr: "" });
    expect(statSync(path("shares/share-2.json")).mode & 0o777).toBe(0o600);
    const one = await run("vault restore --vault %back.vault %shares/share-2.json");
    expect(one).toMatchObject({ code: 1, stderr: expect.stringContaining("too few") });
    const two = await run("vault restore --vault %back.vault %shares/share-3.json %shares/share-1.json");
    expect(two).toMatchObject({ code: 0 });
    expect(two.stdout + two.stderr).toMatch(
      /keep them, or make new ones\s\(vault backup\) and destroy these only then/,
    );
    expect(two.stdout).toMatch(/If the anchor has moved .*: vault follow\./);
    expect((await run("vault status --vault %back.vault")).stdout).toContain("No period");
    const renewed = await run(
      "reviewer renew --vault %back.vault --card %back.card --from 2027-06-01T00:00:00Z",
    );
    expect(renewed).toMatchObject({ code: 0 });
    const [before, after] = ["wren.card", "back.card"].map((name) =>
      verifyReviewerCard(parseSignedDocument(readFileSync(path(name))), noble),
    );
    expect(after?.signingKey).toEqual(before?.signingKey);
    expect(after?.casebookRecipient).toEqual(before?.casebookRecipient);
  });

  test("it follows its instance to a new anchor that the old stewards signed, and to no other", async () => {
    const { anchor, secrets } = instance;
    const to = { ...anchor, name: "Test instance, anew" };
    const payload = encodeAnchorMove({ from: anchorDigest(anchor), to });
    const signedBy = (count: number) => ({
      payloadType: ANCHOR_MOVE_PAYLOAD_TYPE,
      payload,
      signatures: secrets.stewards
        .slice(0, count)
        .map((seed) => signDocument(ANCHOR_MOVE_PAYLOAD_TYPE, payload, seed, noble)),
    });
    writeFileSync(path("one.json"), encodeSignedDocument(signedBy(1)));
    writeFileSync(path("two.json"), encodeSignedDocument(signedBy(2)));
    const few = await run("vault follow --vault %wren.vault --move %one.json --yes");
    expect(few).toMatchObject({ code: 1, stderr: expect.stringContaining("Too few stewards") });
    const enough = await run("vault follow --vault %wren.vault --move %two.json --yes");
    expect(enough).toMatchObject({ code: 0, stdout: expect.stringContaining(anchorFingerprint(to)) });
    expect((await run("vault status --vault %wren.vault")).stdout).toContain("Test instance, anew");
    expect(parseAnchor(readFileSync(path("anchor.json")))).toEqual(anchor);
  });
});

const enrolling = "reviewer enroll --anchor a --handle W --vault v --card c";

/** What was typed wrong, and a word that the sentence must have. */
const WRONG: [string, string][] = [
  ["steward", "init"],
  ["steward begin", 'no "steward begin"'],
  ["steward init --vault v --card c", "--handle is missing"],
  ["steward init --handle H --card c", "--vault is missing"],
  ["reviewer", "enroll"],
  [enrolling, "--from is missing"],
  [`${enrolling} --from 2027-01`, "2026-12-01"],
  [`${enrolling} --from 2027-02-29`, "today"],
  [`${enrolling} --from 2027-01-01T00:00:00Z --periods 37`, "from 1 to 36"],
  [`${enrolling} --from 2027-01-01T00:00:00Z --length month`, "1mo"],
  [`${enrolling} --from today --languages zh_CN`, "zh-Hans"],
  ["vault", "status"],
  ["vault destroy --vault v", "--roster is missing"],
  ["vault destroy --vault v --roster r --grace 7", "from 30"],
  ["vault backup --vault v --out o --shares 3 --threshold 4", "from 2 to 3"],
  ["vault backup --vault v --out o --shares 3 --threshold 1", "from 2 to 3"],
  ["vault restore --vault v", "which shares"],
];

test.each(WRONG)("%s: one sentence, exit 2", async (command, word) => {
  const { code, stdout, stderr } = await commandLine(command.split(" "));
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(word);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});
