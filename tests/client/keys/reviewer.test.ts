import { describe, expect, test } from "vitest";
import { encodeDocuments, parseDocuments } from "../../../client/bundle/documents.ts";
import { draftMove } from "../../../client/ceremony/anchors.ts";
import { EMPTY_FILE } from "../../../client/ceremony/ceremony-file.ts";
import type { Made } from "../../../client/keys/vault/methods.ts";
import { openVault } from "../../../client/vault/sealed-vault.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { encodeLineFile } from "../../../crypto/documents/anchor-line.ts";
import { ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove } from "../../../crypto/documents/anchor-move.ts";
import { encodeSignedDocument, parseSignedDocument } from "../../../crypto/documents/dsse.ts";
import { anchorFingerprint, cardFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { type Instant, parseInstant } from "../../../crypto/documents/instant.ts";
import { verifyReviewerCard } from "../../../crypto/documents/reviewer-card.ts";
import { encodeRosterFile } from "../../../crypto/documents/roster-file.ts";
import { bundleOf, movedDocumentsOf } from "../../support/bundles.ts";
import { sodium } from "../../support/ceremony.ts";
import { newSeed, testInstance } from "../../support/instance.ts";
import { chosen, KeysBench } from "../../support/keys-bench.ts";
import { signedBy } from "../../support/roster-files.ts";

const PASSPHRASE = "six words drawn by dice";
const instance = testInstance({ now: parseInstant("2027-06-20T12:00:00Z"), primitives: sodium });
const { anchor, cards, secrets } = instance;
const anchorFile = chosen(encodeAnchor(anchor), "anchor.json");
const start = parseInstant("2027-01-15T00:00:00Z");

const move = draftMove(
  anchor,
  cards.stewards.slice(1).map(({ card }) => card),
  2,
);
const signedMove = signedBy(ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove(move), secrets.stewards);
const alone = signedBy(ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove(move), secrets.stewards.slice(0, 1));
const moveByOne = chosen(encodeSignedDocument(alone), "move.json");
const moveFile = chosen(encodeSignedDocument(signedMove), "move.json");

const asked = {
  files: [anchorFile],
  handle: " Wren ",
  languages: ["zh-Hans", "en"],
  from: start,
  months: 3,
  passphrase: PASSPHRASE,
};

async function enrolled(bench = new KeysBench()) {
  return { bench, made: await bench.ask("reviewerEnrol", asked) };
}

const fileOf = ({ bytes, name }: Made) => chosen(bytes, name);
const cardIn = ({ bytes }: Made) => verifyReviewerCard(parseSignedDocument(bytes), sodium);
const vaultIn = ({ bytes }: Made, passphrase = PASSPHRASE) => openVault(bytes, passphrase, sodium);

describe("enrolling", () => {
  test("makes a vault that the rest of the house opens, and its card, and tells how far it is", async () => {
    const { bench, made } = await enrolled();
    const vault = await vaultIn(made.vault);
    expect(vault).toMatchObject({ kind: "reviewer", handle: "Wren", languages: ["zh-Hans", "en"] });
    expect(vault.anchor).toEqual(anchor);
    const card = cardIn(made.card);
    expect(card.signingKey).toEqual(sodium.ed25519PublicKey(vault.signing));
    expect(card.periods.map(({ notBefore }) => notBefore)).toEqual([
      start,
      parseInstant("2027-02-01T00:00:00Z"),
      parseInstant("2027-03-01T00:00:00Z"),
    ]);
    expect(made.fingerprint).toBe(cardFingerprint(parseSignedDocument(made.card.bytes).payload));
    expect([made.vault.name, made.card.name]).toEqual(["Wren.vault", "Wren.card"]);
    expect(bench.heard.at(-1)).toBe(1);
  });

  test("says for which instance first: as it is now, if moves or a line were chosen", async () => {
    const bench = new KeysBench();
    const before = await bench.ask("instanceOf", { files: [anchorFile] });
    expect(before.fingerprint).toBe(anchorFingerprint(anchor));
    const line = chosen(encodeLineFile({ first: anchor, moves: [signedMove] }), "line.json");
    for (const files of [[anchorFile, moveFile], [moveFile, anchorFile], [line]]) {
      expect((await bench.ask("instanceOf", { files })).fingerprint).toBe(anchorFingerprint(move.to));
    }
    const { vault } = await bench.ask("reviewerEnrol", { ...asked, files: [line] });
    expect((await vaultIn(vault)).earlier).toHaveLength(1);
  });

  test("refuses other files, names and passphrases, and says what a file is instead", async () => {
    const { bench, made } = await enrolled();
    const card = fileOf(made.card);
    const told = (change: Partial<typeof asked>) => bench.told("reviewerEnrol", { ...asked, ...change });
    expect(await told({ files: [card] })).toEqual({
      code: "not-an-anchor",
      file: "Wren.card",
      found: "reviewer-card",
    });
    expect(await told({ files: [moveFile] })).toMatchObject({ code: "not-an-anchor" });
    expect(await told({ files: [anchorFile, anchorFile] })).toMatchObject({ code: "anchors-two" });
    expect(await told({ files: [anchorFile, moveByOne] })).toMatchObject({ code: "move-elsewhere" });
    expect(await told({ handle: " \u200b " })).toEqual({ code: "handle-refused" });
    expect(await told({ passphrase: "too short" })).toEqual({ code: "passphrase-short" });
    const large = chosen(new Uint8Array(2 ** 20 + 1), "film.mp4");
    expect(await told({ files: [large] })).toEqual({ code: "file-too-large", file: "film.mp4" });
  });
});

describe("a vault", () => {
  test("opens with its passphrase alone; what isn't one is named", async () => {
    const { bench, made } = await enrolled();
    const file = fileOf(made.vault);
    const about = await bench.ask("vaultOpen", { file, passphrase: PASSPHRASE });
    expect(about).toEqual(made.about);
    const told = (file: File, passphrase = PASSPHRASE) => bench.told("vaultOpen", { file, passphrase });
    expect(await told(file, "seven words drawn by dice")).toMatchObject({ code: "wrong-passphrase" });
    const card = { code: "vault-malformed", file: "Wren.card", found: "reviewer-card" };
    expect(await told(fileOf(made.card))).toEqual(card);
    const note = chosen(new TextEncoder().encode("a note"), "note.txt");
    expect(await told(note)).toEqual({ code: "vault-malformed", file: "note.txt" });
    expect(await bench.told("reviewerCardAgain", null)).toEqual({ code: "no-vault-open" });
  });

  test("has its card again, gets further periods with a card of these alone, and another passphrase", async () => {
    const { bench, made } = await enrolled();
    const again = await bench.ask("reviewerCardAgain", null);
    expect(again.card.bytes).toEqual(made.card.bytes);
    const from = parseInstant("2027-04-01T00:00:00Z");
    const renewed = await bench.ask("reviewerRenew", { from, months: 12 });
    expect(cardIn(renewed.card).periods).toHaveLength(12);
    expect((await vaultIn(renewed.vault)).periods).toHaveLength(15);
    expect(await bench.told("reviewerRenew", { from, months: 3 })).toEqual({ code: "periods-overlap" });
    const changed = await bench.ask("vaultPassphrase", { passphrase: "another six words by dice" });
    expect((await vaultIn(changed, "another six words by dice")).periods).toHaveLength(15);
    const onward = await bench.ask("reviewerRenew", {
      from: parseInstant("2028-04-01T00:00:00Z"),
      months: 3,
    });
    expect((await vaultIn(onward.vault, "another six words by dice")).periods).toHaveLength(18);
  });

  test("renewed late, has its card again of the periods since the gap", async () => {
    const { bench } = await enrolled();
    const [late, onward] = ["2027-06-01T00:00:00Z", "2027-09-01T00:00:00Z"].map(parseInstant) as [
      Instant,
      Instant,
    ];
    const renewed = await bench.ask("reviewerRenew", { from: late, months: 3 });
    const again = await bench.ask("reviewerCardAgain", null);
    expect(again.card.bytes).toEqual(renewed.card.bytes);
    await bench.ask("reviewerRenew", { from: onward, months: 3 });
    const { periods } = cardIn((await bench.ask("reviewerCardAgain", null)).card);
    expect(periods).toHaveLength(6);
    expect(periods[0]?.notBefore).toBe(late);
  });

  test("comes back from as many shares as are needed, in any order, and from no others", async () => {
    const { bench, made } = await enrolled();
    const shares = (await bench.ask("vaultShares", { threshold: 2, of: 3 })).map(fileOf);
    const [first, second, third] = shares;
    if (!first || !second || !third) throw new Error("three shares");
    const other = await enrolled();
    const [foreign] = (await other.bench.ask("vaultShares", { threshold: 2, of: 3 })).map(fileOf);
    if (!foreign) throw new Error("a share");
    const told = (...files: File[]) => bench.told("vaultRestore", { shares: files, passphrase: PASSPHRASE });
    expect(await told(first)).toEqual({ code: "shares-too-few" });
    expect(await told(first, first)).toEqual({ code: "share-repeated" });
    expect(await told(first, foreign)).toEqual({ code: "shares-foreign" });
    expect(await told(first, fileOf(made.card))).toEqual({
      code: "share-malformed",
      file: "Wren.card",
      found: "reviewer-card",
    });
    const restored = await new KeysBench().ask("vaultRestore", {
      shares: [third, first],
      passphrase: PASSPHRASE,
    });
    const [was, is] = [await vaultIn(made.vault), await vaultIn(restored.vault)];
    expect(is.signing).toEqual(was.signing);
    expect(is.periods).toEqual([]);
    expect(restored.about.periods).toEqual([]);
  });

  test("a restored one has no card until it has periods again", async () => {
    const { bench } = await enrolled();
    const shares = (await bench.ask("vaultShares", { threshold: 2, of: 2 })).map(fileOf);
    await bench.ask("vaultRestore", { shares, passphrase: PASSPHRASE });
    expect(await bench.told("reviewerCardAgain", null)).toEqual({ code: "no-period" });
    const renewed = await bench.ask("reviewerRenew", { from: start, months: 3 });
    expect(cardIn(renewed.card).periods).toHaveLength(3);
  });
});

describe("following a move", () => {
  test("leads to the new anchor, whose words are said first, once", async () => {
    const { bench } = await enrolled();
    const line = await bench.ask("reviewerLine", { files: [moveFile] });
    expect(line.map(({ fingerprint }) => fingerprint)).toEqual([anchor, move.to].map(anchorFingerprint));
    const { vault } = await bench.ask("reviewerFollow", { files: [moveFile] });
    expect((await vaultIn(vault)).anchor).toEqual(move.to);
    expect(await bench.told("reviewerFollow", { files: [moveFile] })).toEqual({ code: "move-elsewhere" });
    expect(await bench.told("reviewerLine", { files: [anchorFile] })).toEqual({ code: "move-elsewhere" });
  });

  test("one that too few stewards signed leads nowhere", async () => {
    const { bench } = await enrolled();
    expect(await bench.told("reviewerFollow", { files: [moveByOne] })).toEqual({ code: "move-elsewhere" });
  });

  test("a vault that was made with the newest anchor alone gets the earlier ones, by which it judges the past", async () => {
    const bench = new KeysBench();
    const newest = chosen(encodeAnchor(move.to), "anchor.json");
    await bench.ask("reviewerEnrol", { ...asked, files: [newest] });
    const line = chosen(encodeLineFile({ first: anchor, moves: [signedMove] }), "line.json");
    const { vault } = await bench.ask("reviewerFollow", { files: [line] });
    const opened = await vaultIn(vault);
    expect([opened.anchor, opened.earlier.length]).toEqual([move.to, 1]);
    expect(await bench.told("reviewerFollow", { files: [line] })).toEqual({ code: "move-elsewhere" });
  });

  test("is for a reviewer's vault, as the stewards' table is for a steward's", async () => {
    const { bench } = await enrolled();
    const file = EMPTY_FILE;
    expect(await bench.told("stewardSign", { file })).toEqual({ code: "vault-of-reviewer" });
    await bench.ask("stewardNew", { handle: "Crane", passphrase: PASSPHRASE });
    expect(await bench.told("reviewerFollow", { files: [moveFile] })).toEqual({
      code: "vault-of-steward",
    });
  });
});

describe("destroying keys of periods long over", () => {
  const rosterFile = chosen(encodeRosterFile(instance.file), "roster.json");

  test("goes by the time that a roster or a bundle witnesses, and leaves nothing of them", async () => {
    const { bench, made } = await enrolled();
    const bundle = chosen(await bundleOf(instance, [], newSeed()), "2027-06-20.bundle");
    for (const file of [rosterFile, bundle]) {
      const due = await bench.ask("reviewerDue", { file });
      expect(due.witnessed).toBe(instance.now);
      expect(due.periods).toEqual(
        made.about.periods.slice(0, 3).map(({ destroyed: _, ...period }) => period),
      );
    }
    const destroyed = await bench.ask("reviewerDestroy", { file: bundle });
    expect((await vaultIn(destroyed.vault)).periods.map(({ identities }) => identities)).toEqual([
      null,
      null,
      null,
    ]);
    expect((await bench.ask("reviewerDue", { file: rosterFile })).periods).toEqual([]);
  });

  test("refuses what tells no time, and says so of an instance that has moved", async () => {
    const { bench, made } = await enrolled();
    const told = (file: File) => bench.told("reviewerDue", { file });
    expect(await told(fileOf(made.card))).toMatchObject({ code: "not-a-witness", found: "reviewer-card" });
    const other = testInstance({ primitives: sodium });
    const foreign = chosen(encodeRosterFile(other.file), "roster.json");
    expect(await told(foreign)).toEqual({ code: "witness-foreign", file: "roster.json" });
    const whole = await bundleOf(other, [], newSeed());
    expect(await told(chosen(whole.subarray(0, 700), "cut.bundle"))).toMatchObject({
      code: "not-a-witness",
    });
    const documents = parseDocuments(await movedDocumentsOf(instance));
    const without = encodeDocuments({ ...documents, rosters: [], annexes: [] });
    const moved = chosen(await bundleOf(instance, [], newSeed(), { documents: without }), "moved.bundle");
    expect(await told(moved)).toEqual({ code: "witness-moved", file: "moved.bundle" });
  });
});
