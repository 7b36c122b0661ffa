import { type HybridSeed, hybridIdentity, type Identity } from "../../../crypto/age/identities.ts";
import type { HybridKey } from "../../../crypto/age/recipient-keys.ts";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { parseSignedDocument } from "../../../crypto/documents/dsse.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { dayOf } from "../../../protocol/day.ts";
import { DocumentStore } from "../../bundle/document-store.ts";
import type { PublicDocuments } from "../../bundle/documents.ts";
import type { ActReader } from "../../casebook/act-reader.ts";
import { type Acts, nextActs } from "../../casebook/chain.ts";
import { type Line, signAct } from "../../casebook/line.ts";
import { newDeviceId } from "../../casebook/names.ts";
import { readPeople } from "../../casebook/people.ts";
import { actReaderFor, reviewerKeyOf } from "../../casebook/trust.ts";
import type { What } from "../../casebook/what.ts";
import { worthKeeping } from "../../casebook/worth-keeping.ts";
import { type CasebookContents, sealCasebook } from "../../casebook/write-casebook.ts";
import { VaultError } from "../../vault/errors.ts";
import { openPeople } from "../../vault/open-people.ts";
import { lineOf, type Vault } from "../../vault/vault.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";

/** A reviewer who has opened the vault: what opens a casebook, and the documents that say whose acts count. */
export interface ReviewerAtWork {
  readonly vault: Vault;
  readonly anchor: Anchor;
  /** What was given; what casebooks carry is added as they are read. */
  readonly store: DocumentStore;
  readonly primitives: Primitives;
}

/** Documents that are given beside a casebook: an early one carries none. */
export interface GivenDocuments {
  readonly roster?: readonly string[] | undefined;
  readonly annex?: string | undefined;
}

/** @throws CliError file-…, document-refused; VaultError vault-of-steward */
export async function reviewerAtWork(
  vault: Vault,
  { roster: rosters = [], annex }: GivenDocuments,
  primitives: Primitives,
): Promise<ReviewerAtWork> {
  const { anchor } = vault;
  if (!anchor) throw new VaultError("vault-of-steward");
  const store = new DocumentStore(lineOf(vault), primitives);
  for (const path of rosters) await readDocument(path, (bytes) => store.addRoster(parseRosterFile(bytes)));
  if (annex !== undefined) {
    const given = await readDocument(annex, (bytes) => store.addAnnex(parseSignedDocument(bytes)));
    const people = await openPeople(given, vault, primitives);
    if (people instanceof CryptoError) throw notOpened(`${annex}: this vault doesn't open the names in it`);
  }
  return { vault, anchor, store, primitives };
}

/** Reads acts by what is in the store now. */
export function actReaderOf({ vault, anchor, store, primitives }: ReviewerAtWork): ActReader {
  return actReaderFor({ ...vault, anchor }, store.rosters, primitives);
}

/** What opens casebooks. */
export function casebookIdentity({ vault }: ReviewerAtWork): Identity {
  return hybridIdentity(vault.longLived.slice() as HybridSeed);
}

/**
 * Whom a casebook is sealed to, by the newest annex in the store that this vault opens.
 * @throws CliError document-refused
 */
export async function recipientsOf({
  vault,
  store,
  primitives,
}: ReviewerAtWork): Promise<readonly HybridKey[]> {
  const { annex, recipients } = await readPeople(store, vault, primitives);
  if (annex) return recipients;
  throw notOpened("Nothing here says who the other reviewers are");
}

/** The documents that a casebook with these acts is to carry. */
export function documentsFor({ store }: ReviewerAtWork, { signed }: Acts): PublicDocuments {
  return store.neededFor(signed.map(({ act }) => act.reviewer));
}

/** A casebook's lines, and what they say. */
export interface ReadActs {
  readonly lines: readonly Line[];
  readonly acts: Acts;
}

/** The same with more done today, in a chain of its own. @throws CasebookError act-… */
export function withActs(
  reviewer: ReviewerAtWork,
  { lines, acts }: ReadActs,
  whats: readonly What[],
): ReadActs {
  const { vault, anchor, primitives } = reviewer;
  const me = {
    instance: anchor.instance,
    reviewer: reviewerKeyOf(vault, primitives),
    device: newDeviceId(),
  };
  const made = nextActs(acts, me, dayOf(Date.now()), whats);
  const all = [...lines, ...made.map((act) => signAct(act, vault.signing, primitives))];
  return { lines: all, acts: actReaderOf(reviewer).actsOf(all) };
}

/**
 * What was read with what is done now, sealed to the reviewers, and how many attachments it holds.
 * @throws CasebookError act-…
 * @throws CliError document-refused
 */
export async function sealWithActs(
  reviewer: ReviewerAtWork,
  read: ReadActs,
  whats: readonly What[],
  attachments: CasebookContents["attachments"],
) {
  const { acts, lines } = withActs(reviewer, read, whats);
  const kept = worthKeeping(acts, { lines, attachments });
  const contents = { documents: documentsFor(reviewer, acts), ...kept };
  const sealed = sealCasebook(contents, await recipientsOf(reviewer), reviewer.primitives);
  return { acts, sealed, held: kept.attachments.length };
}

function notOpened(what: string): CliError {
  return new CliError(
    "document-refused",
    `${what}: give the annex of a roster that you are in, with --annex.`,
  );
}
