import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeDocuments, parseDocuments } from "../../../client/bundle/documents.ts";
import { newReviewerVault, newStewardVault } from "../../../client/vault/enrol.ts";
import { VaultError } from "../../../client/vault/errors.ts";
import { sealVault } from "../../../client/vault/sealed-vault.ts";
import type { VaultPeriod } from "../../../client/vault/vault.ts";
import type { HybridSeed } from "../../../crypto/age/identities.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import {
  addSeconds,
  type Instant,
  parseInstant,
  SECONDS_PER_DAY,
} from "../../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { bundleOf, movedDocumentsOf, type SpooledEnvelope, spooled } from "../../support/bundles.ts";
import { commandLine } from "../../support/command-line.ts";
import { keyOf, newSeed, type TestInstance, testInstance } from "../../support/instance.ts";
import { annexFor, rosterFileAt } from "../../support/roster-files.ts";
import { temporaryFolder } from "./support/cli.ts";
import { sealedTip, sodium, tipFor } from "./support/tips.ts";

const START = parseInstant("2026-11-01T00:00:00Z");
const PASSPHRASE = "correct horse battery";
const folder = temporaryFolder();
const path = (name: string) => join(folder, name);
const days = (count: number): Instant => addSeconds(START, count * SECONDS_PER_DAY);

/** From the 1st; and its second roster, from the 15th, in which the last reviewer has no part any more. */
const before = testInstance({ reviewers: 3, now: START, primitives: sodium });
const after = withNextRoster(before, 15, [0, 2]);
const courier = newSeed();
const documents = encodeDocuments({
  anchor: before.anchor,
  rosters: [before.file, after.file],
  annexes: [
    await annexFor(before, before.file.roster, [keyOf(newSeed())]),
    await annexFor(after, after.file.roster, [keyOf(courier)]),
  ],
});

const vaultPath = await vaultFile("wren.vault", [period(0, 31)]);
writeFileSync(path("anchor.json"), encodeAnchor(before.anchor));
writeFileSync(path("identity.txt"), before.identityFiles[0] ?? "", { mode: 0o600 });

/** The same instance with another roster, from that day on, of some of its reviewers. */
function withNextRoster(instance: TestInstance, day: number, of: readonly [number, number?]): TestInstance {
  const { roster, digest } = instance.roster;
  const reviewers = roster.reviewers.slice(...of);
  const change = { sequence: roster.sequence + 1, previous: digest, reviewers };
  const now = days(day);
  const file = rosterFileAt(instance, now, now, change);
  return { ...instance, file, roster: VerifiedRoster.verify(instance.anchor, file, now, sodium), now };
}

function period(from: number, until: number, kept = true): VaultPeriod {
  const [reviewer] = before.secrets.reviewers;
  if (!reviewer) throw new Error("there is a first reviewer");
  const { hybrid, classic } = reviewer;
  return { notBefore: days(from), notAfter: days(until), identities: kept ? { hybrid, classic } : null };
}

async function vaultFile(name: string, periods: readonly VaultPeriod[]): Promise<string> {
  const vault = { ...newReviewerVault({ handle: "Wren", languages: ["en"] }, before.anchor, []), periods };
  writeFileSync(path(name), await sealVault(vault, PASSPHRASE, sodium, 10), { mode: 0o600 });
  return path(name);
}

async function tipOn(day: string, instance: TestInstance = after): Promise<SpooledEnvelope> {
  return spooled(await sealedTip(instance, tipFor(instance)), day);
}

async function bundleFile(name: string, envelopes: readonly SpooledEnvelope[], more = {}): Promise<string> {
  writeFileSync(path(name), await bundleOf(before, envelopes, courier, { documents, ...more }));
  return path(name);
}

const open = (out: string, args: readonly string[], vault = vaultPath) =>
  commandLine(["open", "--vault", vault, "--out", path(out), ...args], PASSPHRASE);

describe("a vault opens a bundle", () => {
  test("each tip into its folder, compared with the roster that it names; a second time nothing is done", async () => {
    const [early, late] = [await tipOn("2026-11-10", before), await tipOn("2026-11-20")];
    const bundle = await bundleFile("two.bundle", [early, late]);
    const ended = await open("two", [bundle]);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    for (const { id } of [early, late]) {
      expect(readdirSync(path(`two/${id}`)).sort()).toEqual(["tip.json", "tip.txt"]);
      expect(readFileSync(path(`two/${id}/tip.txt`), "utf8")).not.toContain("Noticed");
    }
    const again = await open("two", [bundle]);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain("2 tips are already in");
  });

  test("with an identity and an anchor instead", async () => {
    const late = await tipOn("2026-11-20");
    const bundle = await bundleFile("identity.bundle", [late]);
    const args = ["open", "--identity", path("identity.txt"), "--out", path("identity"), bundle];
    const ended = await commandLine([...args, "--anchor", path("anchor.json")]);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const bare = await commandLine([...args.with(4, path("identity-bare"))]);
    expect(bare).toMatchObject({ code: 0, stderr: expect.stringContaining("were not checked") });
  });
});

test("a steward's vault opens no tip: refused in a sentence, and nothing is written", async () => {
  const sealed = await sealVault(newStewardVault("Crane"), PASSPHRASE, sodium, 10);
  writeFileSync(path("crane.vault"), sealed, { mode: 0o600 });
  const bundle = await bundleFile("steward.bundle", [await tipOn("2026-11-20")]);
  const ended = await open("steward", [bundle], path("crane.vault"));
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toContain(`crane.vault: ${new VaultError("vault-of-steward").message}`);
  expect(existsSync(path("steward"))).toBe(false);
});

test("after a move of the anchor the tips open as before, and the vault's owner is told of it", async () => {
  const moved = parseDocuments(await movedDocumentsOf(before));
  const { rosters, annexes } = parseDocuments(documents);
  const late = await tipOn("2026-11-20");
  const bundle = await bundleFile("moved.bundle", [late], {
    documents: encodeDocuments({ ...moved, rosters, annexes }),
  });
  const ended = await open("moved", [bundle]);
  expect(ended.code).toBe(0);
  expect(ended.stderr).toContain(`moved to the anchor ${anchorFingerprint(moved.anchor)}: compare that with`);
  expect(ended.stderr).toContain("let your vault follow, in keys.html");
  expect(readFileSync(path(`moved/${late.id}/tip.txt`), "utf8")).not.toContain("Noticed");
});

describe("rosters in time", () => {
  const AT: [string, string, TestInstance, "alarm" | "note" | undefined, RegExp][] = [
    ["on the day of the change, the old one", "2026-11-16", before, undefined, /./],
    [
      "after it, the old one",
      "2026-11-17",
      before,
      "alarm",
      /SUPERSEDED ROSTER \(number 1, replaced on 2026-11-16\)/,
    ],
    ["after it, the new one", "2026-11-17", after, undefined, /./],
    [
      "after the end of all, the new one",
      "2026-12-20",
      after,
      "note",
      /period of its roster \(number 2\) ended/,
    ],
  ];

  test.each(AT)("%s", async (name, day, instance, kind, words) => {
    const tip = await tipOn(day, instance);
    const out = `time ${name}`;
    const ended = await open(out, [await bundleFile(`${name}.bundle`, [tip])]);
    expect(ended.code).toBe(0);
    const text = readFileSync(path(`${out}/${tip.id}/tip.txt`), "utf8");
    expect(text.includes("Noticed")).toBe(kind !== undefined);
    if (kind) expect(text).toMatch(words);
    if (kind === "alarm") expect(ended.stderr).toMatch(words);
    else expect(ended.stderr).toBe("");
  });

  test("a roster nobody has heard of, another instance, and not exactly the reviewers: alarms", async () => {
    const other = withNextRoster(before, 20, [1]);
    const foreign = tipFor(testInstance());
    const tips = [
      spooled(await sealedTip(after, tipFor(other)), "2026-11-20"),
      spooled(await sealedTip(after, { ...tipFor(after), instance: foreign.instance }), "2026-11-20"),
      spooled(await sealedTip(before, tipFor(after)), "2026-11-20"),
    ];
    const ended = await open("alarms", [await bundleFile("alarms.bundle", tips)]);
    const words = ["ANOTHER ROSTER", "ANOTHER INSTANCE", "NOT SEALED TO EXACTLY THE REVIEWERS"];
    for (const [i, word] of words.entries()) {
      expect(readFileSync(path(`alarms/${tips[i]?.id}/tip.txt`), "utf8")).toContain(word);
      expect(ended.stderr).toContain(word);
    }
  });

  test("without a bundle, rosters can be given one by one", async () => {
    const tip = await tipOn("2026-11-20", before);
    writeFileSync(path("loose.age"), tip.bytes);
    const files = [before, after].map(({ file }, i) => {
      writeFileSync(path(`roster-${i}.json`), encodeRosterFile(file));
      return ["--roster", path(`roster-${i}.json`)];
    });
    const ended = await open("loose", [...files.flat(), path("loose.age")]);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(path("loose/loose/tip.txt"), "utf8")).toContain("was superseded on 2026-11-16");
  });
});

describe("a bundle that isn't right", () => {
  test("a broken envelope is named and doesn't keep the others", async () => {
    const tips = [await tipOn("2026-11-20"), await tipOn("2026-11-20"), await tipOn("2026-11-20")];
    const bytes = await bundleOf(before, tips, courier, { documents });
    const [, , broken] = tips as [SpooledEnvelope, SpooledEnvelope, SpooledEnvelope];
    const at = Buffer.from(bytes).indexOf(broken.bytes.subarray(0, 200));
    bytes[at + 5000] = (bytes[at + 5000] ?? 0) ^ 1;
    writeFileSync(path("broken.bundle"), bytes);
    const ended = await open("broken", [path("broken.bundle")]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain(`broken.bundle: ${broken.id}: `);
    expect(readdirSync(path("broken")).sort()).toEqual(
      tips
        .filter((tip) => tip !== broken)
        .map(({ id }) => id as string)
        .sort(),
    );
  });

  test("cut short: what came before is opened, and the rest is said to be missing", async () => {
    const tips = [await tipOn("2026-11-19"), await tipOn("2026-11-20")];
    const bytes = await bundleOf(before, tips, courier, { documents });
    writeFileSync(path("cut.bundle"), bytes.subarray(0, bytes.length - 20_000));
    const ended = await open("cut", [path("cut.bundle")]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain("cut short or was changed");
    expect(readdirSync(path("cut"))).toEqual([tips[0]?.id]);
  });

  test("a beginning that was changed, and another instance's: refused before anything is opened", async () => {
    const tips = [await tipOn("2026-11-20")];
    const bytes = await bundleOf(before, tips, courier, { documents });
    const at = Buffer.from(bytes).indexOf('"size":');
    bytes[at + 7] = "9".charCodeAt(0);
    writeFileSync(path("changed.bundle"), bytes);
    const changed = await open("changed", [path("changed.bundle")]);
    expect(changed).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("not the one its courier signed"),
    });
    const other = testInstance();
    writeFileSync(path("foreign.bundle"), await bundleOf(other, [], newSeed()));
    const foreign = await open("changed", [path("foreign.bundle")]);
    expect(foreign).toMatchObject({ code: 1, stderr: expect.stringContaining("of another instance") });
    expect(existsSync(path("changed"))).toBe(false);
  });

  test("a courier nobody knows, and documents that don't verify: warnings, and the tips open", async () => {
    const tip = await tipOn("2026-11-20");
    const forged = { ...testInstance(), anchor: before.anchor };
    const mixed = encodeDocuments({
      anchor: before.anchor,
      rosters: [before.file, after.file, forged.file],
      annexes: [await annexFor(forged, forged.file.roster, [keyOf(courier)])],
    });
    const ended = await open("unknown", [await bundleFile("unknown.bundle", [tip], { documents: mixed })]);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain("no courier in any annex");
    expect(ended.stderr.match(/does not count/g)?.length).toBe(2);
    expect(readdirSync(path("unknown"))).toEqual([tip.id]);
  });
});

describe("a vault that doesn't open it says what to do", () => {
  test("a wrong passphrase", async () => {
    const bundle = await bundleFile("pass.bundle", [await tipOn("2026-11-20")]);
    const ended = await commandLine(["open", "--vault", vaultPath, "--out", path("pass"), bundle], "wrong");
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(/^The passphrase does not open .*: check it, then run this again\.\n$/);
  });

  const VAULTS: [string, VaultPeriod[], RegExp][] = [
    [
      "of another time",
      [period(60, 90)],
      /holds no period around 2026-11-20.*use the vault that you had then/,
    ],
    [
      "whose period was destroyed",
      [period(0, 31, false), period(31, 60)],
      /destroyed its keys of the period until/,
    ],
  ];

  test.each(VAULTS)("one %s", async (name, periods, sentence) => {
    const bundle = await bundleFile(`${name}.bundle`, [await tipOn("2026-11-20")]);
    // The same secrets in a period of another time would open it: these are others'.
    const strangers = periods.map((span) => ({
      ...span,
      identities: span.identities && { ...span.identities, hybrid: newSeed() as Uint8Array as HybridSeed },
    }));
    const ended = await open(`out ${name}`, [bundle], await vaultFile(`${name}.vault`, strangers));
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(sentence);
  });
});
