import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeOf, ERROR_CODES } from "../../../client/opening/error-codes.ts";
import { binary, openSmallTip, openTip } from "../../../client/opening/open-tip.ts";
import { filesOf, type OpenedTip } from "../../../client/opening/opened-tip.ts";
import { extractFile } from "../../../client/opening/read-tip.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { vaultIdentities } from "../../../client/vault/vault.ts";
import { LANGUAGES } from "../../../client/workbench/strings/languages.ts";
import { open } from "../../../crypto/age/open.ts";
import { hybridRecipient } from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import { collect, utf8 } from "../../../crypto/bytes.ts";
import { DigestBuilder } from "../../../crypto/digest.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { parseDay } from "../../../protocol/day.ts";
import { armor } from "../../support/age-text.ts";
import { type Desk, fileOf, sealedTip, testDesk } from "../../support/desk.ts";
import { longHeader, MOST_EMPTY_STANZAS } from "../../support/long-headers.ts";

const sodium = await loadSodium();
const report = { ...EMPTY_REPORT, narrative: "A door behind the restaurant." };
const letter = utf8("%PDF-1.7 and more");
let desk: Desk;
let sealed: Uint8Array;

beforeAll(async () => {
  desk = await testDesk();
  sealed = await sealedTip(desk, report, [fileOf("01-document.pdf", "application/pdf", letter)]);
});
afterAll(() => desk.remove());

async function* streamed(bytes: Uint8Array, piece = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

function keys(place = 0) {
  const vault = desk.vaults[place];
  if (!vault) throw new Error("no such reviewer");
  return { identities: vaultIdentities(vault), primitives: sodium };
}

async function codeWith(bytes: Uint8Array): Promise<string | undefined> {
  try {
    await openTip(streamed(bytes), null, keys());
    return "none";
  } catch (error) {
    return codeOf(error);
  }
}

const day = parseDay("2026-11-20");

function smallOf(bytes: Uint8Array): Promise<OpenedTip> {
  const binaryBytes = new DigestBuilder();
  binaryBytes.push(bytes);
  return openSmallTip(bytes, binaryBytes.finish(), day, keys());
}

async function smallCodeWith(bytes: Uint8Array): Promise<string | undefined> {
  try {
    await smallOf(bytes);
    return "none";
  } catch (error) {
    return codeOf(error);
  }
}

describe("an envelope", () => {
  test("opens to its report; files are hashed and looked at, and can be taken out again", async () => {
    const { contents } = await openTip(streamed(sealed), null, keys());
    if (contents.kind !== "report") throw new Error(contents.kind);
    expect(contents.tip.report).toEqual(report);
    const sha256 = createHash("sha256").update(letter).digest("hex");
    const [file] = filesOf(contents);
    expect(file).toEqual({
      name: "attachments/01-document.pdf",
      size: letter.length,
      type: "application/pdf",
      sha256,
    });
    const { plaintext } = await open([sealed], keys().identities, sodium);
    expect(await extractFile(plaintext, "attachments/01-document.pdf")).toEqual(letter);
  });

  test("has one name, whoever opens it, in whatever pieces, armored or not", async () => {
    const armored = await collect(armor([sealed]));
    const opened = await Promise.all([
      openTip(streamed(sealed, 7777), null, keys(0)),
      openTip(streamed(sealed), null, keys(1)),
      openTip(streamed(armored), null, keys(0)),
    ]);
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  });

  test("sealed by hand is text, or a file of unknown kind, and never a report", async () => {
    const recipients = desk.instance.roster.roster.reviewers.map(({ recipient }) =>
      hybridRecipient(recipient),
    );
    const byHand = async (contents: Uint8Array) =>
      (await openTip(streamed(await collect(seal([contents], recipients, sodium))), null, keys())).contents;
    expect(await byHand(utf8("手写的"))).toMatchObject({
      kind: "by-hand",
      text: "手写的",
      readAs: ["utf-8"],
    });
    expect(await byHand(Uint8Array.of(0, 1, 2))).toMatchObject({ kind: "by-hand", text: null });
    expect(await byHand(utf8("x".repeat(70_000)))).toMatchObject({ text: null, tooLong: true });
  });

  test("cut, changed or made up, has a reason that every language has words for", async () => {
    expect(await codeWith(utf8("not sealed"))).toBe("not-sealed");
    expect(await codeWith(sealed.subarray(0, 900))).toBe("cut-short");
    const other = await testDesk(["Rook"]);
    expect(await codeWith(await sealedTip(other, report))).toBe("not-for-us");
    other.remove();
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = sealed.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(ERROR_CODES).toContain(await codeWith(changed));
      }),
      { numRuns: 60 },
    );
    for (const { errors } of LANGUAGES) expect(Object.keys(errors).sort()).toEqual([...ERROR_CODES].sort());
  });

  test("with a header of whatever many lines, cut or changed, has a reason", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 * MOST_EMPTY_STANZAS }),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        async (stanzas, at, change) => {
          const bytes = longHeader(stanzas);
          const changed = at % bytes.length;
          bytes[changed] = (bytes[changed] ?? 0) ^ change;
          const code = await codeWith(bytes);
          expect(ERROR_CODES).toContain(code);
          expect(await smallCodeWith(bytes)).toBe(code);
        },
      ),
      { numRuns: 8, examples: [[MOST_EMPTY_STANZAS, 0, 0]] },
    );
  });

  test("opened as a whole is what it is streamed, and as wrong where it is wrong", async () => {
    const hand = await collect(armor([sealed]));
    const plain = await collect(
      seal(
        [utf8("手写的")],
        desk.instance.roster.roster.reviewers.map(({ recipient }) => hybridRecipient(recipient)),
        sodium,
      ),
    );
    for (const bytes of [sealed, hand, plain])
      expect(await smallOf(bytes)).toEqual(await openTip(streamed(bytes), day, keys()));
    const other = await testDesk(["Rook"]);
    const wrong = [utf8("not sealed"), sealed.subarray(0, 900), await sealedTip(other, report)];
    other.remove();
    for (const bytes of wrong) expect(await smallCodeWith(bytes)).toBe(await codeWith(bytes));
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = sealed.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(await smallCodeWith(changed)).toBe(await codeWith(changed));
      }),
      { numRuns: 60 },
    );
  });

  test("whose contents are no proper tar is refused as a whole as it is in pieces", async () => {
    const recipients = desk.instance.roster.roster.reviewers.map(({ recipient }) =>
      hybridRecipient(recipient),
    );
    const { plaintext } = await open([sealed], keys().identities, sodium);
    const tar = await collect(plaintext);
    await fc.assert(
      fc.asyncProperty(fc.nat(3000), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = tar.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        const again = await collect(seal([changed], recipients, sodium));
        const [whole, pieces] = [await smallCodeWith(again), await codeWith(again)];
        expect(whole).toBe(pieces);
        if (whole === "none")
          expect(await smallOf(again)).toEqual(await openTip(streamed(again), day, keys()));
      }),
      { numRuns: 100 },
    );
  });

  test("is taken out of its armor only if that is what it is", async () => {
    expect(await collect(await binary(streamed(utf8("  anything"))))).toEqual(utf8("  anything"));
  });
});
