import { equalBytes } from "../../crypto/bytes.ts";
import { type AnchorLine, inForce, lineThrough } from "../../crypto/documents/anchor-line.ts";
import type { Annex } from "../../crypto/documents/annex.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import {
  annexInLine,
  type History,
  historyOf,
  type LineAnnex,
  type LineRoster,
  rosterInLine,
} from "../../crypto/documents/history.ts";
import type { RosterFile } from "../../crypto/documents/roster-file.ts";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { PublicDocuments } from "./documents.ts";
import type { KnownRoster } from "./known-documents.ts";

interface StoredRoster extends LineRoster {
  readonly file: RosterFile;
}

/** A line of anchors as somebody keeps it, and the moves that it was followed by. */
export interface FollowedLine {
  readonly line: AnchorLine;
  readonly moves: readonly SignedDocument[];
}

/**
 * The public documents of one instance that somebody has seen and that its stewards signed, each once. They are
 * verified against the line of anchors of whoever keeps the store, and against where signed moves lead on from its
 * end, never against the anchor that came along.
 */
export class DocumentStore {
  readonly #signatures: Signatures;
  readonly #own: AnchorLine;
  #followed: FollowedLine;
  readonly #seen: Seen = { rosters: [], annexes: [] };
  #rosters: StoredRoster[] = [];
  #annexes: LineAnnex[] = [];
  #history: History<StoredRoster, LineAnnex> = { rosters: [], annexes: [], outside: [] };

  constructor(own: FollowedLine, signatures: Signatures) {
    this.#own = own.line;
    this.#followed = own;
    this.#signatures = signatures;
  }

  /** The keeper's own line, as far as signed moves lead on from it. */
  get line(): AnchorLine {
    return this.#followed.line;
  }

  /** Whether moves that the stewards signed lead on from the keeper's own anchor, which it has not followed yet. */
  get hasMoved(): boolean {
    return this.line.length > this.#own.length;
  }

  get rosters(): readonly KnownRoster[] {
    return this.#history.rosters.map(({ roster, digest }) => ({ ...roster, digest }));
  }

  get annexes(): readonly Annex[] {
    return this.#history.annexes.map(({ annex }) => annex);
  }

  /** Those that may name the reviewers of today: signed under the newest anchor, or all, if none is. */
  get annexesOfToday(): readonly Annex[] {
    const { annexes } = this.#history;
    const today = annexes.filter(({ isOfNewest }) => isOfNewest);
    return (today.length > 0 ? today : annexes).map(({ annex }) => annex);
  }

  /** Its period and its currency count for nothing here. @throws CryptoError as rosterInLine */
  addRoster(file: RosterFile): void {
    const read = { ...rosterInLine(this.line, file.roster, this.#signatures), file };
    this.#seen.rosters.push(file);
    this.#take([read], []);
  }

  /** @throws CryptoError as annexInLine */
  addAnnex(document: SignedDocument): Annex {
    const read = annexInLine(this.line, document, this.#signatures);
    this.#seen.annexes.push(document);
    this.#take([], [read]);
    return read.annex;
  }

  /** All that verify; why others don't, one for each that came now. */
  add({ rosters, annexes, moves = [] }: PublicDocuments): readonly CryptoError[] {
    const through = lineThrough(this.line, moves, this.#signatures);
    if (through.followed.length > 0) {
      this.#followed = { line: through.line, moves: [...this.#followed.moves, ...through.followed] };
      this.#rosters = [];
      this.#annexes = [];
      this.#read(this.#seen);
    }
    for (const roster of rosters) this.#seen.rosters.push(roster);
    for (const annex of annexes) this.#seen.annexes.push(annex);
    const outside = this.#history.outside.length;
    const refused = this.#read({ rosters: [...rosters], annexes: [...annexes] });
    const more = Math.max(0, this.#history.outside.length - outside);
    return [
      ...refused,
      ...Array.from({ length: more }, () => new CryptoError("steward-unknown", "moved away from")),
    ];
  }

  /**
   * What somebody needs who is to verify the acts of these reviewers and write to those of today: the newest roster
   * that lists each, the newest of all, and the newest that has an annex; with their annexes, and the newest annex; and
   * all moves of the anchor.
   * @param reviewers signing keys, 64 hex digits each
   */
  neededFor(reviewers: Iterable<string>): PublicDocuments {
    const missing = new Set(reviewers);
    const { rosters, annexes } = this.#history;
    const newest = annexes.at(-1);
    let needsAnnex = true;
    const needed = rosters
      .toReversed()
      .filter((each, i) => {
        const lists = each.roster.reviewers.filter(({ signingKey }) =>
          missing.delete(encodeVerifyingKey(signingKey)),
        );
        const isFirstWithAnnex = needsAnnex && annexes.some((annex) => belongsTo(annex, each));
        if (isFirstWithAnnex) needsAnnex = false;
        return i === 0 || lists.length > 0 || isFirstWithAnnex;
      })
      .reverse();
    return this.#documentsOf(
      needed,
      annexes.filter((annex) => annex === newest || needed.some((roster) => belongsTo(annex, roster))),
    );
  }

  /** All that verified, or the newest `most` rosters and annexes of it; and all moves that were followed. */
  newest(most: number): PublicDocuments {
    const { rosters, annexes } = this.#history;
    return this.#documentsOf(rosters.slice(-most), annexes.slice(-most));
  }

  #documentsOf(rosters: readonly StoredRoster[], annexes: readonly LineAnnex[]): PublicDocuments {
    const { moves } = this.#followed;
    return {
      anchor: inForce(this.line),
      rosters: rosters.map(({ file }) => file),
      annexes: annexes.map(({ document }) => document),
      ...(moves.length > 0 && { moves }),
    };
  }

  #read({ rosters, annexes }: Seen): CryptoError[] {
    const refused: CryptoError[] = [];
    const read = <T>(one: () => T): T[] => {
      try {
        return [one()];
      } catch (error) {
        if (!(error instanceof CryptoError)) throw error;
        refused.push(error);
        return [];
      }
    };
    this.#take(
      rosters.flatMap((file) =>
        read(() => ({ ...rosterInLine(this.line, file.roster, this.#signatures), file })),
      ),
      annexes.flatMap((document) => read(() => annexInLine(this.line, document, this.#signatures))),
    );
    return refused;
  }

  #take(rosters: readonly StoredRoster[], annexes: readonly LineAnnex[]): void {
    for (const roster of rosters) {
      const isNew = !this.#rosters.some(({ digest }) => equalBytes(digest, roster.digest));
      if (isNew) this.#rosters.push(roster);
    }
    for (const annex of annexes) {
      const { payload } = annex.document;
      const isNew = !this.#annexes.some(({ document }) => equalBytes(document.payload, payload));
      if (isNew) this.#annexes.push(annex);
    }
    this.#history = historyOf(this.#rosters, this.#annexes);
  }
}

interface Seen {
  readonly rosters: RosterFile[];
  readonly annexes: SignedDocument[];
}

function belongsTo({ annex }: LineAnnex, { digest }: LineRoster): boolean {
  return equalBytes(annex.roster, digest);
}

/** What of an instance's public documents the stewards have signed. */
export interface KnownDocuments {
  readonly rosters: readonly KnownRoster[];
  readonly annexes: readonly Annex[];
  /** Why others don't count, one for each. */
  readonly refused: readonly CryptoError[];
  /** Whether the anchor has moved on from the end of the line of whoever asks. */
  readonly hasMoved: boolean;
}

/** Verifies each document by itself, against the line of whoever asks, never the anchor that came along. */
export function knownDocuments(
  own: FollowedLine,
  documents: PublicDocuments,
  signatures: Signatures,
): KnownDocuments {
  const store = new DocumentStore(own, signatures);
  const refused = store.add(documents);
  return { rosters: store.rosters, annexes: store.annexes, refused, hasMoved: store.hasMoved };
}
