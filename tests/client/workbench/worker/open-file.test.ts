import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { parseDocuments } from "../../../../client/bundle/documents.ts";
import { EMPTY_REPORT } from "../../../../client/report/report.ts";
import { LANGUAGES } from "../../../../client/workbench/strings/languages.ts";
import { openFile } from "../../../../client/workbench/worker/open-file.ts";
import { sealOwn } from "../../../../client/workbench/worker/own-file.ts";
import { Session } from "../../../../client/workbench/worker/session.ts";
import { Unlocked } from "../../../../client/workbench/worker/unlocked.ts";
import { encodeHeader, HeaderReader } from "../../../../crypto/age/header.ts";
import type { Identity } from "../../../../crypto/age/identities.ts";
import type { Stanza } from "../../../../crypto/age/stanza.ts";
import { concat, utf8 } from "../../../../crypto/bytes.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { bundleOf, movedDocumentsOf } from "../../../support/bundles.ts";
import { type Desk, fileOf, PASSPHRASE, sealedTip, testDesk, writeBundle } from "../../../support/desk.ts";
import { longHeader } from "../../../support/long-headers.ts";

const sodium = await loadSodium();
let desk: Desk;

beforeAll(async () => {
  desk = await testDesk();
});
afterAll(() => desk.remove());

const unlock = (handle: string) =>
  Unlocked.open(new Uint8Array(readFileSync(`${desk.folder}/${handle}.vault`)), PASSPHRASE, sodium);

const nothing = () => {};
/** Hears of nothing. */
const NOTHING = {
  bundle: nothing,
  read: nothing,
  people: nothing,
  casebook: nothing,
  tip: nothing,
  broken: nothing,
  own: nothing,
  draft: nothing,
};

/** What is told of a file, in the order in which it is told. */
async function told(file: Blob, by: string | Unlocked = "Wren"): Promise<string[]> {
  const said: string[] = [];
  try {
    await openFile(file, "file", new Session(typeof by === "string" ? await unlock(by) : by), {
      ...NOTHING,
      tip: ({ opened: { contents } }) =>
        said.push(contents.kind === "report" ? contents.tip.report.narrative : contents.kind),
      broken: (_name, code, tip) => said.push(`${code} ${tip === null ? "" : "named"}`),
      own: (text) => said.push(`own ${text}`),
    });
  } catch (error) {
    said.push(error instanceof Error ? error.message : "");
  }
  return said;
}

const tips = (count: number, size = 10) =>
  Promise.all(
    Array.from({ length: count }, async (_, i): Promise<[Uint8Array, string]> => {
      const letter = fileOf(
        "01-file.bin",
        "application/octet-stream",
        new Uint8Array(i === 3 ? 2_000_000 : size),
      );
      return [await sealedTip(desk, { ...EMPTY_REPORT, narrative: `tip ${i}` }, [letter]), "2026-11-20"];
    }),
  );

test("small and large envelopes are told in the bundle's order, what is wrong with one among them", async () => {
  const envelopes = await tips(20);
  const order: string[] = [];
  const path = await writeBundle(desk, "mixed.tar", envelopes, (listed) => {
    const sorted = listed.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const { bytes } of sorted) order.push(`tip ${envelopes.findIndex(([sealed]) => sealed === bytes)}`);
    return sorted.map((envelope, i) => {
      if (i !== 5) return envelope;
      order[5] = "envelope-changed named";
      const changed = envelope.bytes.slice();
      changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
      return { ...envelope, bytes: changed };
    });
  });
  expect(await told(new Blob([readFileSync(path)]))).toEqual(order);
});

/** A reviewer in whose hands the work on one of the envelopes ends so. */
async function stumbling(over: (stanzas: readonly Stanza[]) => boolean, error: Error): Promise<Unlocked> {
  const unlocked = await unlock("Wren");
  const { identities, primitives } = unlocked.keys;
  const odd: Identity = {
    unwrap: (stanzas) => {
      if (over(stanzas)) throw error;
      return undefined;
    },
    wipe: () => {},
  };
  return Object.assign(unlocked, { keys: { identities: [odd, ...identities], primitives } });
}

test("an envelope with tens of thousands of lines, or over which the program stumbles, leaves the others be", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  const honest = await tips(2, 1_200_000);
  const grease = { type: "a-grease", args: [], body: new Uint8Array(3) };
  const { header, rest } = new HeaderReader().push(await sealedTip(desk, EMPTY_REPORT)) ?? unexpected();
  const odd = concat(encodeHeader({ ...header, stanzas: [...header.stanzas, grease] }), rest);
  const path = await writeBundle(desk, "stumbling.tar", [
    ...honest,
    ...(await tips(4)),
    [longHeader(), "2026-11-20"],
    [odd, "2026-11-20"],
    [concat(odd, new Uint8Array(1_000_000)), "2026-11-20"],
  ]);
  const file = new Blob([readFileSync(path)]);
  const isOdd = (stanzas: readonly Stanza[]) => stanzas.at(-1)?.type === grease.type;
  const all = await told(file, await stumbling(isOdd, new TypeError("nothing there")));
  const some = [0, 1, 0, 1, 2, 3].map((i) => `tip ${i}`);
  const broken = ["damaged named", "program-stumbled named", "program-stumbled named"];
  expect(all.sort()).toEqual([...broken, ...some].sort());
  expect(await told(new Blob([odd]), await stumbling(isOdd, new TypeError("nothing there")))).toEqual([
    "program-stumbled ",
  ]);
  const noMemory = await told(file, await stumbling(isOdd, new RangeError("Array buffer allocation failed")));
  expect(noMemory.at(-1)).toBe("Array buffer allocation failed");
});

function unexpected(): never {
  throw new Error("no header");
}

test("a bundle that is cut short tells what came before the cut, and then fails as a whole", async () => {
  const path = await writeBundle(desk, "cut.tar", await tips(40));
  const bytes = readFileSync(path);
  const said = await told(new Blob([bytes.subarray(0, bytes.length - 100_000)]));
  expect(said.length).toBeGreaterThan(1);
  expect(said.slice(0, -1).every((one) => one.startsWith("tip "))).toBe(true);
  expect(said.at(-1)).toMatch(/bundle/i);
});

test("of a move of the anchor that a bundle brings the vault's owner is told, with its fingerprint", async () => {
  const { instance, courier } = desk;
  const documents = await movedDocumentsOf(instance);
  const anchor = parseDocuments(documents).anchor;
  const movedTo: (string | null)[] = [];
  for (const more of [{}, { documents }]) {
    const bundle = new Blob([Uint8Array.from(await bundleOf(instance, [], courier, more))]);
    await openFile(bundle, "file", new Session(await unlock("Wren")), {
      ...NOTHING,
      bundle: (head) => movedTo.push(head.movedTo),
    });
  }
  expect(movedTo).toEqual([null, anchorFingerprint(anchor)]);
});

test("what a reviewer sealed for themself is theirs alone", async () => {
  const sealed = new Blob([await sealOwn("my filters", await unlock("Wren"))]);
  expect(await told(sealed)).toEqual(["own my filters"]);
  expect(await told(sealed, "Heron")).toEqual(["not-for-us "]);
  expect(await told(new Blob([utf8("my filters")]))).toEqual(["not-sealed "]);
});

test("a newcomer to whom a casebook isn't sealed reads that a colleague has to save it again", async () => {
  const { bytes } = await new Session(await unlock("Wren")).casebook.seal([]);
  expect(await told(new Blob([bytes]), "Heron")).toEqual(["not-for-us "]);
  expect(LANGUAGES.map(({ errors }) => errors["not-for-us"])).toEqual([
    expect.stringMatching(/before you joined, a colleague has to open it and save it again/),
    expect.stringMatching(/您加入之前的案例册，请一位同事打开后重新保存/),
    expect.stringMatching(/您加入之前的案例冊，請一位同事打開後重新儲存/),
  ]);
});
