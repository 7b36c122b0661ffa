import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeDocuments } from "../../client/bundle/documents.ts";
import type { Report } from "../../client/report/report.ts";
import { type Attachment, encodeTip, type Tip } from "../../client/report/tip.ts";
import type { Vault } from "../../client/vault/vault.ts";
import { encodeVault } from "../../client/vault/vault-text.ts";
import { type HybridSeed, hybridPublicKey } from "../../crypto/age/identities.ts";
import { hybridRecipient, scryptRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect } from "../../crypto/bytes.ts";
import { ANNEX_PAYLOAD_TYPE, encodeAnnex } from "../../crypto/documents/annex.ts";
import { type SignedDocument, signDocument } from "../../crypto/documents/dsse.ts";
import { encodePeople } from "../../crypto/documents/people.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { sealEnvelope } from "../../crypto/envelope.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { randomBytes } from "../../crypto/random.ts";
import { bundleOf, keyOf, newSeed, type SpooledEnvelope, spooled } from "./bundles.ts";
import { type TestInstance, testInstance } from "./instance.ts";

const sodium = await loadSodium();

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

export async function testDesk(handles: readonly string[] = ["Wren", "Heron"]): Promise<Desk> {
  const instance = testInstance({ reviewers: handles.length, primitives: sodium });
  const vaults = handles.map((handle, i) => vaultOf(instance, i, handle));
  const courier = newSeed();
  const folder = mkdtempSync(join(tmpdir(), "nightjar-desk-"));
  for (const vault of vaults) {
    const text = encodeVault(vault);
    const file = await collect(seal([text], [scryptRecipient(PASSPHRASE, LITTLE_WORK)], sodium));
    writeFileSync(join(folder, `${vault.handle}.vault`), file);
  }
  const annex = await annexOf(instance, vaults, courier);
  const documents = encodeDocuments({ anchor: instance.anchor, rosters: [instance.file], annexes: [annex] });
  return { instance, vaults, courier, documents, folder, remove: () => rmSync(folder, { recursive: true }) };
}

function vaultOf({ anchor, roster, secrets }: TestInstance, place: number, handle: string): Vault {
  const reviewer = secrets.reviewers[place];
  if (!reviewer) throw new Error("as many vaults as reviewers");
  const { notBefore, notAfter } = roster.roster;
  const { hybrid, classic, signing } = reviewer;
  return {
    kind: "reviewer",
    handle,
    languages: ["en"],
    anchor,
    signing,
    longLived: randomBytes(32) as Uint8Array as HybridSeed,
    periods: [{ notBefore, notAfter, identities: { hybrid, classic } }],
  };
}

async function annexOf(
  { anchor, roster, secrets }: TestInstance,
  vaults: readonly Vault[],
  courier: SigningSeed,
): Promise<SignedDocument> {
  const reviewers = vaults.map(({ handle, languages, longLived }, i) => ({
    number: i + 1,
    handle,
    languages,
    casebookRecipient: hybridPublicKey(longLived, sodium),
  }));
  const people = encodePeople({
    reviewers,
    couriers: [{ number: 1, handle: "Swift" }],
    stewards: anchor.stewards.map((key, i) => ({ key, handle: `Steward ${i + 1}` })),
  });
  const recipients = reviewers.map(({ casebookRecipient }) => hybridRecipient(casebookRecipient));
  const payload = encodeAnnex({
    instance: anchor.instance,
    sequence: roster.roster.sequence,
    roster: roster.digest,
    couriers: [{ number: 1, key: keyOf(courier) }],
    people: await collect(seal([people], recipients, sodium)),
  });
  const signatures = secrets.stewards
    .slice(0, anchor.threshold)
    .map((seed) => signDocument(ANNEX_PAYLOAD_TYPE, payload, seed, sodium));
  return { payloadType: ANNEX_PAYLOAD_TYPE, payload, signatures };
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
  const attachments = files.map(({ name, type, size, cleaned, original }) => ({
    name,
    type,
    size,
    cleaned,
    original,
  }));
  const { anchor, roster } = instance;
  const tip = encodeTip({
    instance: anchor.instance,
    roster: roster.digest,
    language: "en",
    report,
    attachments,
    ...change,
  });
  const contents = [
    { name: "tip.json", size: tip.length, content: [tip] },
    ...files.map(({ name, bytes }) => ({ name, size: bytes.length, content: [bytes] })),
  ];
  return await collect(sealEnvelope(contents, roster, sodium));
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
