import { type HybridSeed, hybridIdentity, type Identity } from "../../../crypto/age/identities.ts";
import type { HybridKey } from "../../../crypto/age/recipient-keys.ts";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { verifyAnnex } from "../../../crypto/documents/annex.ts";
import { parseSignedDocument } from "../../../crypto/documents/dsse.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { verifyKnownRoster } from "../../bundle/known-documents.ts";
import { ActReader } from "../../casebook/act-reader.ts";
import { reviewersOf } from "../../casebook/trust.ts";
import { VaultError } from "../../vault/errors.ts";
import { openPeople } from "../../vault/open-people.ts";
import type { Vault } from "../../vault/vault.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";

/** A reviewer who has opened the vault and brought the rosters: whose acts count, and what opens a casebook. */
export interface ReviewerAtWork {
  readonly vault: Vault;
  readonly anchor: Anchor;
  readonly reader: ActReader;
  readonly primitives: Primitives;
}

/** @throws CliError file-…, document-refused; VaultError vault-of-steward */
export async function reviewerAtWork(
  vault: Vault,
  rosterPaths: readonly string[],
  primitives: Primitives,
): Promise<ReviewerAtWork> {
  const { anchor } = vault;
  if (!anchor) throw new VaultError("vault-of-steward");
  const rosters = [];
  for (const path of rosterPaths) {
    rosters.push(
      await readDocument(path, (bytes) =>
        verifyKnownRoster(anchor, parseRosterFile(bytes).roster, primitives),
      ),
    );
  }
  const reader = new ActReader({
    instance: anchor.instance,
    reviewers: reviewersOf(rosters),
    signatures: primitives,
  });
  return { vault, anchor, reader, primitives };
}

/** What opens casebooks, and nothing else. */
export function casebookIdentity({ vault }: ReviewerAtWork): Identity {
  return hybridIdentity(vault.longLived.slice() as HybridSeed);
}

/** Whom a casebook is sealed to, from an annex that the stewards signed. @throws CliError file-…, document-refused */
export async function recipientsFrom(
  annexPath: string,
  { vault, anchor, primitives }: ReviewerAtWork,
): Promise<readonly HybridKey[]> {
  const annex = await readDocument(annexPath, (bytes) =>
    verifyAnnex(anchor, parseSignedDocument(bytes), primitives),
  );
  const people = await openPeople(annex, vault, primitives);
  if (!(people instanceof CryptoError))
    return people.reviewers.map(({ casebookRecipient }) => casebookRecipient);
  throw new CliError(
    "document-refused",
    `${annexPath}: this vault doesn't open the names in it; give the annex of a roster that you are in (${people.code}).`,
  );
}
