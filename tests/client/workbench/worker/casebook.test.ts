import { createHash } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { CasebookError } from "../../../../client/casebook/errors.ts";
import { exportFiles } from "../../../../client/casebook/export/export.ts";
import { selectCases } from "../../../../client/casebook/export/select.ts";
import { accepting } from "../../../../client/casebook/left.ts";
import type { AttachmentHash } from "../../../../client/casebook/names.ts";
import { reviewerKeyOf } from "../../../../client/casebook/trust.ts";
import { MOST_NOTE, type WhatOf } from "../../../../client/casebook/what.ts";
import { EMPTY_REPORT } from "../../../../client/report/report.ts";
import { sealVault } from "../../../../client/vault/sealed-vault.ts";
import type { Vault } from "../../../../client/vault/vault.ts";
import { Casebook } from "../../../../client/workbench/worker/casebook.ts";
import { Exports } from "../../../../client/workbench/worker/export.ts";
import { Unlocked } from "../../../../client/workbench/worker/unlocked.ts";
import { encodeHex } from "../../../../crypto/encoding.ts";
import { tipNamed } from "../../../support/casebooks.ts";
import { newCeremony, newReviewer, published, sodium } from "../../../support/ceremony.ts";
import { codeWith } from "../../../support/code-of.ts";
import { fileOf, sealedTip, testDesk } from "../../../support/desk.ts";

const ceremony = newCeremony();
const { anchor } = ceremony;
const [lark, wren] = ["Lark", "Wren"].map((handle) => newReviewer(anchor, handle)) as [Vault, Vault];

const { documents: both, known } = await published(ceremony, [lark, wren], "2027-01-01");
/** Lark has been revoked in these. */
const { documents: later } = await published(ceremony, [wren], "2027-02-01", known);

const PASSPHRASE = "six words drawn by dice";
/** A new tab, in which nothing has been opened yet. */
async function tabOf(vault: Vault): Promise<Casebook> {
  return new Casebook(
    await Unlocked.open(await sealVault(vault, PASSPHRASE, sodium, 10), PASSPHRASE, sodium),
  );
}

async function saved(casebook: Casebook): Promise<Blob> {
  const { bytes } = await casebook.seal([]);
  return new Blob([bytes]);
}

const tip = tipNamed(1);

/** Lark keeps a tip after opening a bundle, redacts a street, and saves. */
async function larksFile(): Promise<Blob> {
  const casebook = await tabOf(lark);
  expect(casebook.learn(both)).toBe(0);
  for (const what of [
    { kind: "kept", tip, form: "text", text: "Harbour Street 12", attachments: [], arrived: null },
    { kind: "redacted", tip, field: "text", from: 0, to: 14, why: "where they live" },
  ] as const) {
    casebook.act(what);
    casebook.change();
  }
  return await saved(casebook);
}

const textOf = (casebook: Casebook) => {
  const selection = selectCases(casebook.view, { instance: anchor.instance, audience: "internal" });
  return exportFiles(selection, "json")
    .map(({ bytes }) => new TextDecoder().decode(bytes))
    .join("\n");
};

/** Wren accepts what Lark did last, and says so. */
function accept(casebook: Casebook) {
  const { unverified } = casebook.view;
  for (const what of accepting(unverified, reviewerKeyOf(lark, sodium), "asked her")) {
    casebook.act(what);
    casebook.change();
  }
}

test("a colleague's casebook reads alike without a bundle, on another day, and once it is accepted after its author was revoked", async () => {
  const file = await larksFile();
  for (const brought of [[], [both], [later], [both, later]]) {
    const casebook = await tabOf(wren);
    for (const documents of brought) casebook.learn(documents);
    await casebook.add(file);
    const isRevoked = brought.includes(later);
    if (isRevoked) {
      expect(casebook.change()).toMatchObject({ acts: 0, refused: 2, unverified: { length: 2 } });
      accept(casebook);
    }
    const acts = isRevoked ? 3 : 2;
    casebook.change();
    expect(casebook.change()).toMatchObject({ acts, refused: 0, doubted: 0, unverified: [] });
    expect(textOf(casebook)).toContain("[…] 12");
    expect(textOf(casebook)).not.toContain("Harbour");
    const { people } = await casebook.people();
    const named = people.map(({ handle, hasLeft }) => [handle, hasLeft]);
    expect(named.sort()).toEqual([
      ["Lark", isRevoked],
      ["Wren", false],
    ]);
  }
});

test("what was shown of somebody counts for nothing once a newer roster leaves them out, and says so", async () => {
  const casebook = await tabOf(wren);
  await casebook.add(await larksFile());
  expect(casebook.change()).toMatchObject({ acts: 2, views: [{ tip, kept: { length: 1 } }] });
  casebook.learn(later);
  const kept: unknown[] = [];
  expect(casebook.change()).toMatchObject({ acts: 0, unverified: { length: 2 }, views: [{ tip, kept }] });
  accept(casebook);
  expect(textOf(casebook)).toContain("[…] 12");
});

test("what was looked at before a newer roster left somebody out is not written: who counts may have changed", async () => {
  const casebook = await tabOf(wren);
  await casebook.add(await larksFile());
  casebook.change();
  casebook.act({ kind: "noted", about: tip, text: "seen" });
  casebook.change();
  const exports = new Exports(anchor.instance);
  const asked = {
    audience: "internal",
    exactPlaces: false,
    language: "en",
    recipient: null,
    kinds: ["tip"],
    only: null,
    counting: null,
  } as const;
  const outcome = () => codeWith(CasebookError, () => exports.write(casebook, { form: "csv" }));
  exports.preview(casebook, asked);
  expect(outcome()).toBe("accepted");
  casebook.learn(later);
  expect(casebook.change()).toMatchObject({ acts: 3, refused: 0 });
  expect(outcome()).toBe("export-outdated");
  exports.preview(casebook, asked);
  expect(outcome()).toBe("accepted");
});

test("what Wren saves in turn is for those whom the newest annex names, and carries what both need", async () => {
  const casebook = await tabOf(wren);
  await casebook.add(await larksFile());
  casebook.change();
  casebook.act({ kind: "noted", about: tip, text: "agreed" });
  casebook.change();
  const shared = await saved(casebook);
  const back = await tabOf(lark);
  await back.add(shared);
  expect(back.change()).toMatchObject({ acts: 3, refused: 0 });

  casebook.learn(later);
  casebook.change();
  const after = await saved(casebook);
  await expect((await tabOf(lark)).add(after)).rejects.toMatchObject({ code: "no-match" });
  const own = await tabOf(wren);
  await own.add(after);
  expect(own.change()).toMatchObject({ acts: 3, refused: 0, unverified: [] });
});

test("documents that another instance's stewards signed come along for nothing", async () => {
  const elsewhere = newCeremony();
  const casebook = await tabOf(wren);
  const mallory = newReviewer(elsewhere.anchor, "Mallory");
  const { roster } = await published(elsewhere, [mallory], "2027-01-01");
  expect(casebook.learn({ anchor, rosters: [roster, ...both.rosters], annexes: both.annexes })).toBe(1);
  expect(casebook.documents.rosters).toHaveLength(1);
});

test("another instance's casebook is refused, though it is sealed to one's own key", async () => {
  const elsewhere = newCeremony();
  const mallory = { ...newReviewer(elsewhere.anchor, "Mallory"), longLived: wren.longLived };
  const theirs = await tabOf(mallory);
  theirs.learn((await published(elsewhere, [mallory], "2027-01-01")).documents);
  theirs.act({ kind: "noted", about: tip, text: "theirs" });
  theirs.change();
  await expect((await tabOf(wren)).add(await saved(theirs))).rejects.toMatchObject({
    code: "casebook-foreign",
  });
});

test("what was handed to the browser is unsaved until it has been read back whole, or a person has looked", async () => {
  const casebook = await tabOf(wren);
  casebook.learn(both);
  const noted = (text: string) => {
    casebook.act({ kind: "noted", about: tip, text });
    return casebook.change();
  };
  noted("one");
  const older = await saved(casebook);
  expect(noted("two")).toMatchObject({ unsaved: 2, isHanded: true });
  const file = await saved(casebook);
  noted("three");
  for (const wrong of [new Blob([]), file.slice(0, 40_000), older, new Blob([file, "x"])])
    await expect(casebook.confirm(wrong)).rejects.toMatchObject({ code: "casebook-not-saved" });
  expect(casebook.change()).toMatchObject({ unsaved: 3, isHanded: true });
  await casebook.confirm(file);
  expect(casebook.change()).toMatchObject({ unsaved: 1, isHanded: false });
  await saved(casebook);
  await casebook.confirm(null);
  expect(casebook.change()).toMatchObject({ unsaved: 0, isHanded: false });
});

test("a step is taken back as if it had never been, the last one first; what is in a file, or left, is not", async () => {
  const casebook = await tabOf(wren);
  casebook.learn(both);
  await casebook.add(await larksFile());
  const seen = () => JSON.stringify([...casebook.view.tips]);
  const before = casebook.change();
  const [shown, said] = [seen(), casebook.state];
  const keep = { kind: "kept", tip, form: "text", text: "Harbour Street 12", attachments: [], arrived: null };
  const grade = { kind: "graded", tip, source: "B", information: "2" } as const;
  casebook.step([keep as WhatOf<"kept">, grade]);
  expect(casebook.change()).toMatchObject({ unsaved: 2, last: { kind: "graded", tips: 1, tip } });
  casebook.step([{ kind: "setaside", tips: [tip], aside: true }]);
  casebook.change();
  casebook.undo();
  expect(casebook.change()).toMatchObject({ unsaved: 2, last: { kind: "graded" } });
  casebook.undo();
  expect(casebook.change()).toMatchObject({ acts: before.acts, unsaved: 0, last: null });
  expect([seen(), casebook.state]).toEqual([shown, said]);

  // What can't be signed brings nothing of its step in.
  for (const wrong of [" ", "x".repeat(MOST_NOTE + 1)]) {
    const noted = { kind: "noted", about: tip, text: wrong } as const;
    for (const write of [() => casebook.step([grade, noted]), () => casebook.actAll([grade, noted])])
      expect(codeWith(CasebookError, write)).toBe("act-malformed");
  }
  expect(casebook.change()).toMatchObject({ acts: before.acts, unsaved: 0, last: null });

  casebook.step([grade]);
  const again = await tabOf(lark);
  await again.add(await saved(casebook));
  expect(again.change()).toMatchObject({ acts: before.acts + 1, refused: 0, doubted: 0 });
  for (const held of [() => casebook.undo(), () => casebook.act({ kind: "ruled", reviewers: 2 })]) {
    held();
    expect(casebook.change()).toMatchObject({ last: null });
    expect(casebook.view.tips.get(tip)?.grade).toHaveLength(1);
  }
});

test("what was done is saved though files of tips can't be read any more: which tips', is said, and they come in later", async () => {
  const desk = await testDesk(["Wren"]);
  onTestFinished(desk.remove);
  const [vault] = desk.vaults as [Vault];
  let isOut = false;
  const onStick = (bytes: Uint8Array<ArrayBuffer>) => {
    const blob = new Blob([bytes]);
    const read = blob.stream.bind(blob);
    const gone = () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        start: (at) => at.error(new DOMException("the stick is out", "NotReadableError")),
      });
    blob.stream = () => (isOut ? gone() : read());
    return blob;
  };
  const photos = await Promise.all(
    [1, 2, 3].map(async (number) => {
      const file = fileOf("01-photo.jpg", "image/jpeg", new Uint8Array([number]));
      const sealed = new Uint8Array(await sealedTip(desk, EMPTY_REPORT, [file]));
      const sha256 = encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", file.bytes as never)));
      const { name, type, size } = file;
      const kept = {
        kind: "kept",
        tip: tipNamed(number),
        form: "text",
        text: "photo",
        attachments: [{ name, type, size, sha256: sha256 as AttachmentHash, stored: true }],
        arrived: null,
      } as const;
      return { sealed, kept, wanted: { sha256, size, name, origin: null } };
    }),
  );
  const [gone, there, held] = photos as [Photo, Photo, Photo];
  type Photo = (typeof photos)[number];

  const before = await tabOf(vault);
  before.act(held.kept);
  before.change();
  const older = await before.seal([{ ...held.wanted, file: new Blob([held.sealed]) }]);
  expect(older.without).toEqual([]);

  const casebook = await tabOf(vault);
  await casebook.add(onStick(older.bytes));
  casebook.change();
  for (const { kept } of [gone, there]) {
    casebook.act(kept);
    casebook.change();
  }
  const wanted = [
    { ...gone.wanted, file: onStick(gone.sealed) },
    { ...there.wanted, file: new Blob([there.sealed]) },
  ];
  for (const [out, without, has] of [
    [true, [gone, held], [there]],
    [false, [], photos],
  ] as const) {
    isOut = out;
    const saved = await casebook.seal(wanted);
    expect([...saved.without].sort()).toEqual(without.map(({ kept }) => kept.tip).sort());
    const again = await tabOf(vault);
    await again.add(new Blob([saved.bytes]));
    const { acts, stored } = again.change();
    expect([acts, [...stored].sort()]).toEqual([3, has.map(({ wanted: { sha256 } }) => sha256).sort()]);
  }
});

test("an attachment that two casebooks hold is there as long as one of them can be read", async () => {
  const desk = await testDesk(["Wren"]);
  onTestFinished(desk.remove);
  const [vault] = desk.vaults as [Vault];
  const file = fileOf("01-photo.jpg", "image/jpeg", new Uint8Array([1]));
  const { name, type, size } = file;
  const sha256 = createHash("sha256").update(file.bytes).digest("hex") as AttachmentHash;
  const attachments = [{ name, type, size, sha256, stored: true }];
  const sealed = new Blob([new Uint8Array(await sealedTip(desk, EMPTY_REPORT, [file]))]);
  const before = await tabOf(vault);
  before.act({ kind: "kept", tip, form: "text", text: "photo", attachments, arrived: null });
  const { bytes } = await before.seal([{ sha256, size, name, origin: null, file: sealed }]);

  const outOf = (blob: Blob) => {
    blob.stream = () => new Blob(["the stick is out"]).stream();
    return blob;
  };
  const casebook = await tabOf(vault);
  const sticks = [new Blob([bytes]), new Blob([bytes]), new Blob([bytes])];
  for (const stick of sticks) await casebook.add(stick);
  casebook.change();
  for (const gone of [2, 0]) {
    outOf(sticks[gone] as Blob);
    expect((await casebook.seal([])).without).toEqual([]);
    expect(await casebook.attachment(sha256)).toEqual(file.bytes);
  }
  outOf(sticks[1] as Blob);
  expect((await casebook.seal([])).without).toEqual([tip]);
  await expect(casebook.attachment(sha256)).rejects.toThrow();
});
