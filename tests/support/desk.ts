import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocuments } from "../../client/bundle/documents.ts";
import type { What } from "../../client/casebook/what.ts";
import type { Report } from "../../client/report/report.ts";
import type { Attachment, Tip } from "../../client/report/tip.ts";
import { sealVault } from "../../client/vault/sealed-vault.ts";
import type { Vault } from "../../client/vault/vault.ts";
import { Casebook } from "../../client/workbench/worker/casebook.ts";
import { Unlocked } from "../../client/workbench/worker/unlocked.ts";
import type { Letters, Reviewer } from "../../crypto/documents/roster.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { sealedTip as sealed, sodium, tipFor } from "../client/cli/support/tips.ts";
import { bundleOf, documentsOf, type SpooledEnvelope, spooled } from "./bundles.ts";
import { keyOf, newSeed, type TestInstance, testInstance } from "./instance.ts";

export const PASSPHRASE = "correct horse battery staple";

/** Work that takes no time: what a vault costs is tested elsewhere. */
const LITTLE_WORK = 4;

/** An instance with the vaults of its reviewers and a courier: what a workbench works with. */
export interface Desk {
  readonly instance: TestInstance;
  readonly vaults: readonly Vault[];
  readonly courier: SigningSeed;
  readonly documents: Uint8Array;
  /** Where its files lie. */
  readonly folder: string;
  remove(): void;
}

/** @param letters how many reviewers must sign a letter's free text; 0 for no letters */
export async function testDesk(
  handles: readonly string[] = ["Wren", "Heron"],
  letters: Letters = 0,
): Promise<Desk> {
  const instance = testInstance({ reviewers: handles, primitives: sodium, letters });
  const vaults = instance.founded.reviewers;
  const courier = newSeed();
  const folder = mkdtempSync(join(tmpdir(), "nightjar-desk-"));
  for (const vault of vaults) {
    const file = await sealVault(vault, PASSPHRASE, sodium, LITTLE_WORK);
    writeFileSync(join(folder, `${vault.handle}.vault`), file);
  }
  const documents = await documentsOf(instance, [keyOf(courier)]);
  return { instance, vaults, courier, documents, folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** What the roster says of the reviewer whose vault lies at that place. */
export function inRoster({ instance }: Pick<Desk, "instance">, place: number): Reviewer {
  const number = instance.secrets.reviewers[place]?.number;
  const found = instance.roster.roster.reviewers.find((reviewer) => reviewer.number === number);
  if (!found) throw new Error("as many vaults as reviewers");
  return found;
}

export interface TipFile extends Attachment {
  readonly bytes: Uint8Array;
}

/** The sealed envelope of a report, as the source's page makes it. */
export async function sealedTip(
  { instance }: Pick<Desk, "instance">,
  report: Report,
  files: readonly TipFile[] = [],
  change: Partial<Tip> = {},
): Promise<Uint8Array> {
  const attachments = files.map(({ bytes: _, ...attachment }) => attachment);
  const contents = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
  return await sealed(instance, tipFor(instance, { report, attachments, ...change }), contents);
}

/** Writes the casebook that a desk's first reviewer saves after these acts, into its folder; returns its path. */
export async function writeCasebook(desk: Desk, name: string, whats: readonly What[]): Promise<string> {
  const vault = readFileSync(join(desk.folder, `${desk.vaults[0]?.handle}.vault`));
  const casebook = new Casebook(await Unlocked.open(vault, PASSPHRASE, sodium));
  casebook.learn(parseDocuments(desk.documents));
  for (const what of whats) {
    casebook.act(what);
    casebook.change();
  }
  const path = join(desk.folder, name);
  writeFileSync(path, (await casebook.seal([])).bytes);
  return path;
}

/** Of which instance and roster a desk's tips say they are. */
export function sealedFor({ instance: { anchor, roster } }: Desk): Pick<Tip, "instance" | "roster"> {
  return { instance: anchor.instance, roster: roster.digest };
}

export function fileOf(name: string, type: string, bytes: Uint8Array): TipFile {
  return { name: `attachments/${name}`, type, size: bytes.length, cleaned: null, original: null, bytes };
}

/** Writes a bundle of these envelopes, each with its day, into the desk's folder; returns its path. */
export async function writeBundle(
  desk: Desk,
  name: string,
  envelopes: readonly (readonly [Uint8Array, string])[],
  change: (listed: SpooledEnvelope[]) => SpooledEnvelope[] = (listed) => listed,
): Promise<string> {
  const listed = change(envelopes.map(([bytes, day]) => spooled(bytes, day)));
  const path = join(desk.folder, name);
  writeFileSync(path, await bundleOf(desk.instance, listed, desk.courier, { documents: desk.documents }));
  return path;
}
