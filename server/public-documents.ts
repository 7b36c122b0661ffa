import { readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Anchor, parseAnchor } from "../crypto/documents/anchor.ts";
import { instantOf } from "../crypto/documents/instant.ts";
import { parseRosterFile } from "../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../crypto/documents/verified-roster.ts";
import { CryptoError } from "../crypto/errors.ts";
import { nobleSignatures } from "../crypto/primitives/noble-signatures.ts";
import { StartError } from "./errors.ts";
import { loadPlainPages, type PlainPages } from "./plain/pages.ts";

/** What the server shows to everybody, as bytes: it makes none of it, and checks what can be checked. */
export interface PublicDocuments {
  readonly anchor: Anchor;
  readonly anchorBytes: Uint8Array;
  readonly page: Uint8Array;
  readonly plain: PlainPages;
  /** The newest roster file on disk that verifies. */
  roster(): Promise<Uint8Array>;
  /** What it says, if it holds at this moment. */
  heldRoster(): Promise<VerifiedRoster | undefined>;
}

/** @throws StartError */
export function loadPublicDocuments(data: string, now: () => number): PublicDocuments {
  const folder = join(data, "public");
  const anchorBytes = readOrExplain(join(folder, "anchor.json"), "the anchor");
  const anchor = explained("anchor.json", () => parseAnchor(anchorBytes));
  const page = readOrExplain(join(folder, "source.html"), "the page");
  const plain = loadPlainPages((name) =>
    readOrExplain(join(folder, name), "the page for hand-made envelopes"),
  );
  const roster = new RosterOnDisk(join(folder, "roster.json"), anchor, now);
  return {
    anchor,
    anchorBytes,
    page,
    plain,
    roster: async () => (await roster.newest()).bytes,
    heldRoster: async () => {
      const { verified } = await roster.newest();
      const end = Math.min(verified.roster.notAfter, verified.currency.notAfter);
      return end > instantOf(now()) ? verified : undefined;
    },
  };
}

/** A roster file that is read again when it changes on disk; one that doesn't verify is never served. */
class RosterOnDisk {
  readonly #path: string;
  readonly #anchor: Anchor;
  readonly #now: () => number;
  #current: { readonly bytes: Uint8Array; readonly verified: VerifiedRoster };
  /** The modification time of what was last looked at. */
  #seen = 0;

  constructor(path: string, anchor: Anchor, now: () => number) {
    this.#path = path;
    this.#anchor = anchor;
    this.#now = now;
    const bytes = readOrExplain(path, "the roster");
    this.#current = { bytes, verified: explained("roster.json", () => this.#verify(bytes)) };
  }

  async newest(): Promise<{ readonly bytes: Uint8Array; readonly verified: VerifiedRoster }> {
    try {
      const { mtimeMs } = await stat(this.#path);
      if (mtimeMs === this.#seen) return this.#current;
      this.#seen = mtimeMs;
      const bytes = await readFile(this.#path);
      this.#current = { bytes, verified: this.#verify(bytes) };
    } catch (error) {
      this.#seen = error instanceof CryptoError ? this.#seen : 0;
      console.error(`The new roster.json is not served, the one before it still is: ${sentenceOf(error)}`);
    }
    return this.#current;
  }

  #verify(bytes: Uint8Array): VerifiedRoster {
    return VerifiedRoster.verify(
      this.#anchor,
      parseRosterFile(bytes),
      instantOf(this.#now()),
      nobleSignatures,
    );
  }
}

function readOrExplain(path: string, what: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new StartError(`The server can't read ${what}: put it at ${path} and start again.`);
  }
}

function explained<T>(name: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw new StartError(`The server does not start with this ${name}: ${sentenceOf(error)}`);
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof CryptoError ? error.message : "it can't be read.";
}
