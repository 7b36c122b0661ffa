import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { type Annex, verifyAnnex } from "../../crypto/documents/annex.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import type { RosterFile } from "../../crypto/documents/roster-file.ts";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { PublicDocuments } from "./documents.ts";
import { type KnownRoster, verifyKnownRoster } from "./known-documents.ts";

/**
 * The public documents of one instance that somebody has seen and that its stewards signed, each once. They are
 * verified against the anchor of whoever keeps the shelf, never the one that came along.
 */
export class DocumentShelf {
  readonly #anchor: Anchor;
  readonly #signatures: Signatures;
  readonly #rosters: { readonly roster: KnownRoster; readonly file: RosterFile }[] = [];
  readonly #annexes: { readonly annex: Annex; readonly document: SignedDocument }[] = [];

  constructor(anchor: Anchor, signatures: Signatures) {
    this.#anchor = anchor;
    this.#signatures = signatures;
  }

  get rosters(): readonly KnownRoster[] {
    return this.#rosters.map(({ roster }) => roster);
  }

  get annexes(): readonly Annex[] {
    return this.#annexes.map(({ annex }) => annex);
  }

  /** Its period and its currency count for nothing here. @throws as verifySignedRoster */
  addRoster(file: RosterFile): KnownRoster {
    const roster = verifyKnownRoster(this.#anchor, file.roster, this.#signatures);
    const isNew = !this.#rosters.some((other) => equalBytes(other.roster.digest, roster.digest));
    if (isNew) this.#rosters.push({ roster, file });
    return roster;
  }

  /** @throws as verifyAnnex */
  addAnnex(document: SignedDocument): Annex {
    const annex = verifyAnnex(this.#anchor, document, this.#signatures);
    const isNew = !this.#annexes.some((other) => equalBytes(other.document.payload, document.payload));
    if (isNew) this.#annexes.push({ annex, document });
    return annex;
  }

  /** All that verify; why others don't, one for each. */
  add({ rosters, annexes }: PublicDocuments): readonly CryptoError[] {
    return [
      ...rosters.flatMap((file) => refusalOf(() => this.addRoster(file))),
      ...annexes.flatMap((document) => refusalOf(() => this.addAnnex(document))),
    ];
  }

  /**
   * What somebody needs who is to verify the acts of these reviewers and write to those of today: the newest roster
   * that lists each, the newest of all, and the newest that has an annex; with their annexes, and the newest annex.
   * @param reviewers signing keys, 64 hex digits each
   */
  neededFor(reviewers: Iterable<string>): PublicDocuments {
    const missing = new Set(reviewers);
    const [newest] = this.annexes.toSorted((a, b) => b.sequence - a.sequence);
    let needsAnnex = true;
    const needed = this.#rosters
      .toSorted((a, b) => b.roster.sequence - a.roster.sequence)
      .filter(({ roster }, i) => {
        const lists = roster.reviewers.filter(({ signingKey }) =>
          missing.delete(encodeVerifyingKey(signingKey)),
        );
        const isFirstWithAnnex = needsAnnex && this.annexes.some((annex) => belongsTo(annex, roster));
        if (isFirstWithAnnex) needsAnnex = false;
        return i === 0 || lists.length > 0 || isFirstWithAnnex;
      })
      .reverse();
    return {
      anchor: this.#anchor,
      rosters: needed.map(({ file }) => file),
      annexes: this.#annexes
        .filter(({ annex }) => annex === newest || needed.some(({ roster }) => belongsTo(annex, roster)))
        .map(({ document }) => document),
    };
  }
}

function belongsTo(annex: Annex, { digest }: KnownRoster): boolean {
  return equalBytes(annex.roster, digest);
}

function refusalOf(add: () => unknown): CryptoError[] {
  try {
    add();
    return [];
  } catch (error) {
    if (error instanceof CryptoError) return [error];
    throw error;
  }
}

/** What of an instance's public documents the stewards have signed. */
export interface KnownDocuments {
  readonly rosters: readonly KnownRoster[];
  readonly annexes: readonly Annex[];
  /** Why others don't count, one for each. */
  readonly refused: readonly CryptoError[];
}

/** Verifies each document by itself, against the anchor of whoever asks, never the one that came along. */
export function knownDocuments(
  anchor: Anchor,
  documents: PublicDocuments,
  signatures: Signatures,
): KnownDocuments {
  const shelf = new DocumentShelf(anchor, signatures);
  const refused = shelf.add(documents);
  return { rosters: shelf.rosters, annexes: shelf.annexes, refused };
}
