import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Anchor, parseAnchor } from "../crypto/documents/anchor.ts";
import { type Instant, instantOf } from "../crypto/documents/instant.ts";
import { encodeServedRoster } from "../crypto/documents/roster-file.ts";
import type { VerifiedRoster } from "../crypto/documents/verified-roster.ts";
import { StartError } from "./errors.ts";
import { loadPlainPages, type PlainPages } from "./plain/pages.ts";
import { sentenceOf } from "./rosters/document-folder.ts";
import { RosterShelf } from "./rosters/roster-shelf.ts";

/** What the server shows to everybody, as bytes: it makes none of it, and checks what can be checked. */
export interface PublicDocuments {
  readonly anchor: Anchor;
  readonly anchorBytes: Uint8Array;
  readonly page: Uint8Array;
  readonly plain: PlainPages;
  readonly shelf: RosterShelf;
  /** The roster file that sources are given, or the awaited roster alone. */
  roster(): Uint8Array;
  /** What it says, if it holds at this moment. */
  heldRoster(): VerifiedRoster | undefined;
  /** When the awaited roster begins, if none has been served and its time is still to come. */
  opens(): Instant | undefined;
}

/** @throws StartError */
export function loadPublicDocuments(
  data: string,
  now: () => number,
  tell: (sentence: string) => void = console.error,
): PublicDocuments {
  const folder = join(data, "public");
  const anchorBytes = readOrExplain(join(folder, "anchor.json"), "the anchor");
  const anchor = explained("anchor.json", () => parseAnchor(anchorBytes));
  const page = readOrExplain(join(folder, "source.html"), "the page");
  const plain = loadPlainPages((name) =>
    readOrExplain(join(folder, name), "the page for hand-made envelopes"),
  );
  const shelf = new RosterShelf(folder, anchor, now, tell);
  return {
    anchor,
    anchorBytes,
    page,
    plain,
    shelf,
    roster: () => {
      const { kind, roster } = shelf.look().shown;
      return kind === "served" ? roster.bytes : encodeServedRoster({ roster: roster.document });
    },
    opens: () => {
      const { kind, roster } = shelf.look().shown;
      if (kind === "served") return undefined;
      return roster.roster.notBefore > instantOf(now()) ? roster.roster.notBefore : undefined;
    },
    heldRoster: () => {
      const { kind, roster } = shelf.look().shown;
      if (kind === "awaited") return undefined;
      const verified = roster.document;
      const end = Math.min(verified.roster.notAfter, verified.currency.notAfter);
      return end > instantOf(now()) ? verified : undefined;
    },
  };
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
